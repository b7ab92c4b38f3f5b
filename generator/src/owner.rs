//! The parts of a document that diagnostics and changes belong to.

/// The part of a document that something belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// The document itself: texts, hosts, error codes.
    #[default]
    Document,
    /// An operation, by wire name.
    Operation(String),
    /// A component, by wire name.
    Component(String),
}
