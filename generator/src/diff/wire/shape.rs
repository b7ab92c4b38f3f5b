//! The type of an element, as far as generated code tells types apart.

use super::format;
use crate::spec::document::{Located, Named, Schema};

/// What a schema is, told by the same keys as in lowering.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape<'d> {
    /// A reference.
    Reference(&'d Located<'d>),
    /// An object with fields.
    Object(&'d [Named<'d, Schema<'d>>]),
    /// An object with any keys and values of one type.
    Map(&'d Schema<'d>),
    /// An object that says nothing about its members.
    Free,
    /// A list, and what it holds if that is said.
    List(Option<&'d Schema<'d>>),
    /// A scalar, `any`, or a type that nobody knows.
    Plain(&'d str),
}

impl<'d> Shape<'d> {
    pub(super) fn of(schema: &'d Schema<'d>) -> Self {
        if let Some(reference) = &schema.reference {
            return Self::Reference(reference);
        }
        let kind = schema.kind.as_ref().map(|kind| kind.text.as_ref());
        let is_structure = schema.properties.is_some() || schema.additional_properties.is_some();
        match kind {
            _ if schema.damaged_reference.is_some() => Self::Plain("any"),
            Some("object") => Self::structure(schema),
            Some("array") => Self::List(schema.items.as_deref()),
            Some(kind) => Self::Plain(kind),
            None if is_structure => Self::structure(schema),
            None if schema.items.is_some() => Self::List(schema.items.as_deref()),
            None => Self::Plain("any"),
        }
    }

    fn structure(schema: &'d Schema<'d>) -> Self {
        match (&schema.properties, &schema.additional_properties) {
            (Some(properties), _) if !properties.is_empty() => Self::Object(properties),
            (_, Some(values)) => Self::Map(values),
            _ => Self::Free,
        }
    }

    /// In a word, without what it holds.
    pub(super) fn name(&self) -> &'d str {
        match self {
            Self::Reference(reference) => format::target(&reference.text),
            Self::Object(_) | Self::Free => "object",
            Self::Map(_) => "map",
            Self::List(_) => "array",
            Self::Plain(kind) => kind,
        }
    }
}
