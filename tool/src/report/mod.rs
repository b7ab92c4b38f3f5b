//! Renders the output of commands: diagnostics of documents, changes of files. Pure functions from data to text;
//! [`crate::terminal`] removes the colors where the output does not support them.

pub mod diagnostics;
pub(crate) mod diff;
pub mod excerpt;
pub mod failure;
pub mod file_changes;
pub mod format;
mod machine;
