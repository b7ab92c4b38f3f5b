//! A failure that is not about a place in a document.

/// What is wrong, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Its kind, for programs.
    pub kind: &'static str,
    /// What is wrong, in one line.
    pub message: String,
    /// What to do.
    pub help: String,
}
