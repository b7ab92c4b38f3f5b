//! The Rust names that corrections choose, and what can be renamed.

use crate::spec::document::Located;
use crate::spec::tree::NodeId;

/// A Rust name that a correction chooses.
#[derive(Debug)]
pub(crate) struct NameOverride<'a> {
    /// The node that is renamed: the key of an operation, component or property, or a whole parameter.
    pub(crate) target: NodeId,
    pub(crate) kind: NameKind,
    /// The path of the target, for messages.
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
    /// The kind in messages, with an article.
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
