//! What is printed: diagnostics about the documents, changes of the output. Pure functions from data to text; the colours
//! in it are taken out by [`crate::terminal`] where they are of no use.

pub(crate) mod changes;
pub(crate) mod diagnostics;
pub(crate) mod diff;
pub(crate) mod excerpt;
pub(crate) mod failure;
pub(crate) mod format;
mod machine;
