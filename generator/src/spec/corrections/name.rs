//! Names that corrections choose.

use crate::spec::document::Located;
use crate::spec::tree::NodeId;

/// A Rust name that a correction chooses.
#[derive(Debug)]
pub(crate) struct NameOverride<'a> {
    /// The node of what has it: the key of an operation, component or property, the whole of a parameter.
    pub(crate) target: NodeId,
    pub(crate) kind: NameKind,
    /// The path of that, for messages.
    pub(crate) path: String,
    pub(crate) name: Located<'a>,
}

/// What can have a name of its own in Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameKind {
    Operation,
    Component,
    /// A parameter or property.
    Field,
    /// A struct or enum that belongs to one operation or component.
    Type,
    /// A value of an enum.
    Variant,
    /// An error code.
    Constant,
}

impl NameKind {
    /// What messages call it.
    pub(crate) fn describe(self) -> &'static str {
        match self {
            Self::Operation => "an operation",
            Self::Component => "a component",
            Self::Field => "a field",
            Self::Type => "a type",
            Self::Variant => "a variant",
            Self::Constant => "a constant",
        }
    }
}
