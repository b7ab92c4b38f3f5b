//! Schema paths: owner, part, and the path below it through fields, elements and map values.

use crate::Owner;
use crate::diff::report::Part;
use crate::spec::path::{ElementPath, Segment};

/// The path of what is being compared.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::diff) struct SchemaPath<'d> {
    pub(super) owner: OwnerRef<'d>,
    pub(super) part: PartRef<'d>,
    pub(super) segments: Vec<SchemaSegment<'d>>,
}

/// An [`Owner`] that borrows its name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum OwnerRef<'d> {
    Document,
    Operation(&'d str),
    Component(&'d str),
}

/// A [`Part`] that borrows its status.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum PartRef<'d> {
    Whole,
    Request,
    Response(&'d str),
    Schema,
}

/// A segment of a schema path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum SchemaSegment<'d> {
    /// A parameter of the operation, a region, or a text of the owner.
    Name(&'d str),
    /// A field of an object.
    Field(&'d str),
    /// The elements of an array.
    Elements,
    /// The values of a map.
    Values,
}

impl OwnerRef<'_> {
    pub(super) fn to_owner(self) -> Owner {
        match self {
            Self::Document => Owner::Document,
            Self::Operation(name) => Owner::Operation(name.to_owned()),
            Self::Component(name) => Owner::Component(name.to_owned()),
        }
    }
}

impl PartRef<'_> {
    pub(super) fn to_part(self) -> Part {
        match self {
            Self::Whole => Part::Whole,
            Self::Request => Part::Request,
            Self::Response(status) => Part::Response(status.to_owned()),
            Self::Schema => Part::Schema,
        }
    }
}

impl<'d> SchemaPath<'d> {
    pub(super) fn new(owner: OwnerRef<'d>, part: PartRef<'d>) -> Self {
        Self { owner, part, segments: Vec::new() }
    }

    /// The path below the part, as reports have it: `Tags[].Key`.
    pub(super) fn wire_path(&self) -> String {
        let mut path = String::new();
        for segment in &self.segments {
            match segment {
                SchemaSegment::Elements => path.push_str("[]"),
                SchemaSegment::Values => path.push_str("{}"),
                SchemaSegment::Name(name) | SchemaSegment::Field(name) => {
                    path.push_str(if path.is_empty() { "" } else { "." });
                    path.push_str(name);
                }
            }
        }
        path
    }

    /// The element path of the schema in its document; `None` where there is no schema.
    pub(in crate::diff) fn element_path(&self) -> Option<ElementPath> {
        let key = |key: &str| Segment::Key(key.to_owned());
        let mut rest = self.segments.as_slice();
        let mut segments = match (self.owner, self.part) {
            (OwnerRef::Operation(name), PartRef::Request) => {
                let (SchemaSegment::Name(parameter), below) = rest.split_first()? else { return None };
                rest = below;
                let parameter = Segment::Name((*parameter).to_owned());
                vec![key("apis"), key(name), key("parameters"), parameter, key("schema")]
            }
            (OwnerRef::Operation(name), PartRef::Response(status)) => {
                vec![key("apis"), key(name), key("responses"), key(status), key("schema")]
            }
            (OwnerRef::Component(name), PartRef::Schema) => vec![key("components"), key("schemas"), key(name)],
            _ => return None,
        };
        for segment in rest {
            match segment {
                SchemaSegment::Field(name) | SchemaSegment::Name(name) => {
                    segments.extend([key("properties"), key(name)]);
                }
                SchemaSegment::Elements => segments.push(key("items")),
                SchemaSegment::Values => segments.push(key("additionalProperties")),
            }
        }
        Some(segments.into_iter().fold(ElementPath::default(), |path, segment| path.join(segment)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_to_the_schema() {
        let segments = vec![
            SchemaSegment::Name("Tags"),
            SchemaSegment::Elements,
            SchemaSegment::Field("Labels.x"),
            SchemaSegment::Values,
        ];
        let path = SchemaPath { owner: OwnerRef::Operation("GetJob"), part: PartRef::Request, segments };
        assert_eq!(path.wire_path(), "Tags[].Labels.x{}");
        let expected =
            "apis.GetJob.parameters[Tags].schema.items.properties[\"Labels.x\"].additionalProperties".to_owned();
        assert_eq!(path.element_path().map(|path| path.to_string()), Some(expected));
    }
}
