//! What is printed: diagnostics about the documents, changes of the output. Pure functions from data to text; the colours
//! in it are taken out by [`crate::terminal`] where they are of no use.

pub mod changes;
pub mod diagnostics;
pub(crate) mod diff;
pub mod excerpt;
pub mod failure;
pub mod format;
mod machine;
