//! A failure that is not about a place in a document.

/// What is wrong, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    /// Its kind, for programs.
    pub(crate) kind: &'static str,
    pub(crate) message: String,
    pub(crate) help: String,
}
