//! How much was generated.

/// How much was generated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Modules, one for each document that has operations to generate.
    pub modules: usize,
    /// Operations that the documents declare: generated plus refused.
    pub declared: usize,
    /// Operations generated.
    pub operations: usize,
    /// Operations refused.
    pub refused: usize,
    /// Rust types generated, requests and responses included.
    pub types: usize,
    /// Warnings that corrections accept.
    pub accepted: usize,
}
