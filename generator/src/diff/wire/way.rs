//! Where a change stands: owner, part and the way down from there.

use crate::Owner;
use crate::diff::report::Part;
use crate::spec::path::{ElementPath, Segment};

/// The way to an element.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::diff) struct Way<'d> {
    pub(super) owner: Whose<'d>,
    pub(super) part: Within<'d>,
    pub(super) steps: Vec<Step<'d>>,
}

/// An [`Owner`] that is cheap to copy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Whose<'d> {
    Document,
    Operation(&'d str),
    Component(&'d str),
}

/// A [`Part`] that is cheap to copy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Within<'d> {
    Whole,
    Request,
    Response(&'d str),
    Schema,
}

/// A step down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Step<'d> {
    /// A region or parameter of the owner.
    Name(&'d str),
    /// A field of an object.
    Field(&'d str),
    /// The elements of a list.
    Elements,
    /// The values of a map.
    Values,
}

impl Whose<'_> {
    pub(super) fn owner(self) -> Owner {
        match self {
            Self::Document => Owner::Document,
            Self::Operation(name) => Owner::Operation(name.to_owned()),
            Self::Component(name) => Owner::Component(name.to_owned()),
        }
    }
}

impl Within<'_> {
    pub(super) fn part(self) -> Part {
        match self {
            Self::Whole => Part::Whole,
            Self::Request => Part::Request,
            Self::Response(status) => Part::Response(status.to_owned()),
            Self::Schema => Part::Schema,
        }
    }
}

impl<'d> Way<'d> {
    pub(super) fn new(owner: Whose<'d>, part: Within<'d>) -> Self {
        Self { owner, part, steps: Vec::new() }
    }

    /// As a report shows it: `Tags[].Key`.
    pub(super) fn shown(&self) -> String {
        let mut shown = String::new();
        for step in &self.steps {
            match step {
                Step::Elements => shown.push_str("[]"),
                Step::Values => shown.push_str("{}"),
                Step::Name(name) | Step::Field(name) => {
                    shown.push_str(if shown.is_empty() { "" } else { "." });
                    shown.push_str(name);
                }
            }
        }
        shown
    }

    /// The path of the schema in the document; none where there is no schema.
    pub(in crate::diff) fn path(&self) -> Option<ElementPath> {
        let key = |key: &str| Segment::Key(key.to_owned());
        let mut rest = self.steps.as_slice();
        let mut steps = match (self.owner, self.part) {
            (Whose::Operation(name), Within::Request) => {
                let (Step::Name(parameter), below) = rest.split_first()? else { return None };
                rest = below;
                let parameter = Segment::Name((*parameter).to_owned());
                vec![key("apis"), key(name), key("parameters"), parameter, key("schema")]
            }
            (Whose::Operation(name), Within::Response(status)) => {
                vec![key("apis"), key(name), key("responses"), key(status), key("schema")]
            }
            (Whose::Component(name), Within::Schema) => vec![key("components"), key("schemas"), key(name)],
            _ => return None,
        };
        for step in rest {
            match step {
                Step::Field(name) | Step::Name(name) => steps.extend([key("properties"), key(name)]),
                Step::Elements => steps.push(key("items")),
                Step::Values => steps.push(key("additionalProperties")),
            }
        }
        Some(steps.into_iter().fold(ElementPath::default(), |path, step| path.join(step)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_is_shown_short_and_leads_to_the_schema() {
        let steps = vec![Step::Name("Tags"), Step::Elements, Step::Field("Labels.x"), Step::Values];
        let way = Way { owner: Whose::Operation("GetJob"), part: Within::Request, steps };
        assert_eq!(way.shown(), "Tags[].Labels.x{}");
        let expected =
            "apis.GetJob.parameters[Tags].schema.items.properties[\"Labels.x\"].additionalProperties".to_owned();
        assert_eq!(way.path().map(|path| path.to_string()), Some(expected));
    }
}
