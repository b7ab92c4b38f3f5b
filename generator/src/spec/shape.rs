//! What a schema is. Whoever asks which type a schema describes, asks here.

use super::document::{Located, Named, Schema};

/// How a reference to a component begins.
const COMPONENTS: &str = "#/components/schemas/";

/// What a schema is, one level deep.
///
/// | the schema has | it is |
/// |---|---|
/// | `$ref` | a reference, whatever stands beside it |
/// | `ref` | a damaged reference |
/// | `type: object`, or no `type` but members | an object, a map or a free-form object |
/// | `type: array`, or no `type` but `items` | an array |
/// | `type: string` and a list of values | an enum |
/// | `type: string` and a `format` of bytes | bytes |
/// | another `type` | that type |
/// | none of these | untyped |
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shape<'d> {
    /// A reference to a component, or to nothing.
    Reference(&'d Located<'d>),
    /// A reference with the key `ref` in place of `$ref`, which real documents have.
    DamagedReference(&'d Located<'d>),
    /// An object with fields.
    Object(&'d [Named<'d, Schema<'d>>]),
    /// An object with any keys, and values of one type.
    Map(&'d Schema<'d>),
    /// An object that does not describe its members.
    FreeForm,
    /// An array, and its elements if they are described.
    Array(Option<&'d Schema<'d>>),
    /// A string.
    String,
    /// A string with a list of values.
    Enum,
    /// A string of the format `binary` or `byte`: a file, where it is a whole body.
    Bytes,
    /// An integer.
    Integer,
    /// A number.
    Number,
    /// A truth value.
    Boolean,
    /// Any JSON, by its `type`.
    Any,
    /// Neither `type` nor `$ref`, nor anything else that tells.
    Untyped,
    /// A `type` that does not exist.
    Unknown(&'d Located<'d>),
}

impl<'d> Shape<'d> {
    /// The shape of a schema.
    pub(crate) fn of(schema: &'d Schema<'d>) -> Self {
        if let Some(reference) = &schema.reference {
            return Self::Reference(reference);
        }
        if let Some(damaged) = &schema.damaged_reference {
            return Self::DamagedReference(damaged);
        }
        let Some(kind) = &schema.kind else { return Self::without_type(schema) };
        match kind.text.as_ref() {
            "string" => Self::string(schema),
            "integer" => Self::Integer,
            "number" => Self::Number,
            "boolean" => Self::Boolean,
            "array" => Self::Array(schema.items.as_deref()),
            "object" => Self::object(schema),
            "any" => Self::Any,
            _ => Self::Unknown(kind),
        }
    }

    fn without_type(schema: &'d Schema<'d>) -> Self {
        if schema.properties.is_some() || schema.additional_properties.is_some() {
            Self::object(schema)
        } else if schema.items.is_some() {
            Self::Array(schema.items.as_deref())
        } else {
            Self::Untyped
        }
    }

    /// Fields go before the values of a map. An empty `properties` is none.
    fn object(schema: &'d Schema<'d>) -> Self {
        match (&schema.properties, &schema.additional_properties) {
            (Some(properties), _) if !properties.is_empty() => Self::Object(properties),
            (_, Some(values)) => Self::Map(values),
            _ => Self::FreeForm,
        }
    }

    fn string(schema: &Schema<'_>) -> Self {
        match schema.format.as_deref() {
            _ if lists_values(schema) => Self::Enum,
            Some("binary" | "byte") => Self::Bytes,
            _ => Self::String,
        }
    }

    /// Whether a value is one word on the wire, wherever it stands.
    pub(crate) fn is_scalar(self) -> bool {
        matches!(self, Self::String | Self::Enum | Self::Bytes | Self::Integer | Self::Number | Self::Boolean)
    }

    /// Whether a schema of this shape is all that there is to its type: it leads to no other.
    pub(crate) fn is_leaf(self) -> bool {
        self.is_scalar() || matches!(self, Self::Any | Self::Untyped | Self::DamagedReference(_) | Self::Unknown(_))
    }

    /// The name of the type in a document; that of a reference is its component's. Objects with and without fields have
    /// the same name, and so have strings of every kind.
    pub(crate) fn name(self) -> &'d str {
        match self {
            Self::Reference(reference) => component_of(&reference.text).unwrap_or(&reference.text),
            Self::Object(_) | Self::FreeForm => "object",
            Self::Map(_) => "map",
            Self::Array(_) => "array",
            Self::String | Self::Enum | Self::Bytes => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Any | Self::Untyped | Self::DamagedReference(_) => "any",
            Self::Unknown(kind) => &kind.text,
        }
    }
}

impl Schema<'_> {
    /// The component that it refers to, if it has a reference to one.
    pub(crate) fn component(&self) -> Option<&str> {
        component_of(&self.reference.as_ref()?.text)
    }
}

/// Whether a schema lists values that are worth a type: a list that is not empty, and not only blanks.
pub(crate) fn lists_values(schema: &Schema<'_>) -> bool {
    schema.values.as_ref().is_some_and(|values| values.iter().any(|value| !value.text.trim().is_empty()))
}

/// The component that a `$ref` names, if it has the form of a reference to one.
pub(crate) fn component_of(reference: &str) -> Option<&str> {
    reference.strip_prefix(COMPONENTS)
}

/// A reference to a component.
pub(crate) fn reference_to(component: &str) -> String {
    format!("{COMPONENTS}{component}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::LoadedDocument;
    use crate::{Corrections, Input};

    /// The shape of a schema as it stands in a document, in a word and without what it holds.
    fn shape(schema: &str) -> String {
        let info = r#"{"style": "RPC", "product": "Demo", "version": "1"}"#;
        let text = format!(r#"{{"info": {info}, "apis": {{}}, "components": {{"schemas": {{"A": {schema}}}}}}}"#);
        let input = Input { corrections: None::<Corrections>, ..Input::new("demo.json", text) };
        let loaded = LoadedDocument::read(&input).unwrap();
        let shape = format!("{:?}", Shape::of(&loaded.document.schemas[0].value));
        shape.split(['(', ' ']).next().unwrap_or_default().to_owned()
    }

    #[test]
    fn real_schemas() {
        let cases = [
            (r#"{"type": "string"}"#, "String"),
            (r#"{"type": "string", "format": "iso8601"}"#, "String"),
            (r#"{"type": "string", "enum": ["a", "b"]}"#, "Enum"),
            // The English edition has blanks where the Chinese one has Chinese values.
            (r#"{"type": "string", "enum": ["", " "]}"#, "String"),
            (r#"{"type": "string", "enum": []}"#, "String"),
            (r#"{"type": "string", "enumValueTitles": {"a": "A"}}"#, "String"),
            (r#"{"type": "string", "format": "binary"}"#, "Bytes"),
            (r#"{"type": "string", "format": "byte"}"#, "Bytes"),
            (r#"{"type": "string", "format": "byte", "enum": ["a"]}"#, "Enum"),
            (r#"{"type": "integer", "format": "int64", "enum": ["1", "2"]}"#, "Integer"),
            (r#"{"type": "number", "format": "binary"}"#, "Number"),
            (r#"{"type": "boolean"}"#, "Boolean"),
            (r#"{"type": "any"}"#, "Any"),
            (r#"{"type": "any", "properties": {"a": {"type": "string"}}}"#, "Any"),
            (r#"{"type": "strnig"}"#, "Unknown"),
            ("{}", "Untyped"),
            (r#"{"description": "Something."}"#, "Untyped"),
        ];
        for (schema, expected) in cases {
            assert_eq!(shape(schema), expected, "{schema}");
        }
    }

    #[test]
    fn real_schemas_that_hold_others() {
        let cases = [
            (r#"{"type": "object", "properties": {"a": {"type": "string"}}}"#, "Object"),
            (r#"{"properties": {"a": {"type": "string"}}}"#, "Object"),
            (r#"{"type": "object", "properties": {"a": {}}, "additionalProperties": {"type": "any"}}"#, "Object"),
            (r#"{"type": "object", "additionalProperties": {"type": "string"}}"#, "Map"),
            (r#"{"type": "object", "properties": {}, "additionalProperties": {"type": "string"}}"#, "Map"),
            (r#"{"additionalProperties": {"type": "string"}}"#, "Map"),
            (r#"{"type": "object"}"#, "FreeForm"),
            (r#"{"type": "object", "properties": {}}"#, "FreeForm"),
            (r#"{"properties": {}}"#, "FreeForm"),
            (r#"{"type": "array", "items": {"type": "string"}}"#, "Array"),
            (r#"{"type": "array"}"#, "Array"),
            (r#"{"items": {"type": "string"}}"#, "Array"),
            // What a type does not have is not looked at.
            (r#"{"type": "array", "properties": {"a": {"type": "string"}}}"#, "Array"),
            (r#"{"type": "string", "items": {"type": "string"}}"#, "String"),
            // A reference goes before all that stands beside it.
            (r##"{"$ref": "#/components/schemas/A", "type": "array", "description": "All."}"##, "Reference"),
            (r##"{"$ref": "#/components/schemas/A", "ref": "B"}"##, "Reference"),
            (r#"{"ref": "B", "type": "object", "properties": {"a": {"type": "string"}}}"#, "DamagedReference"),
        ];
        for (schema, expected) in cases {
            assert_eq!(shape(schema), expected, "{schema}");
        }
    }

    #[test]
    fn references_to_components() {
        assert_eq!(component_of(&reference_to("Job")), Some("Job"));
        for other in ["Job", "#Job", "#/components/Job", "#/definitions/Job", "components/schemas/Job"] {
            assert_eq!(component_of(other), None, "{other}");
        }
    }
}
