//! Finds and reads the documents: every `.yaml`, `.yml` and `.json` file of a tree, in a stable order.
//!
//! `<document>.corrections.yaml` (or `.yml`, `.json`) is no document: it goes with the one that it stands beside.
//! Other files and hidden ones are ignored. Symbolic links are followed; a folder or file that is reached twice is
//! read once, so that loops do no harm. Whatever cannot be read is a diagnostic; the rest is read all the same, to report
//! everything in one run.
//!
//! | module | what |
//! |---|---|
//! | `names` | which file is a document, and which one corrects it |
//! | `find` | the documents below a folder |
//! | `read` | the text of a file |
//! | `faults` | diagnostics about files |

pub(crate) mod faults;
mod find;
pub(crate) mod names;
pub(crate) mod read;

use std::path::PathBuf;

use generator::{Diagnostic, Input};

pub use find::SpecFiles;
pub use read::DocumentFile;

use crate::project::Project;

/// What was read.
#[derive(Default)]
pub(crate) struct Specs {
    /// The documents, in the order of their names within each tree.
    pub(crate) inputs: Vec<Input>,
    /// What could not be read, as errors.
    pub faults: Vec<Diagnostic>,
}

impl Specs {
    /// Reads the trees below `roots`, each a folder or a single document.
    pub(crate) fn read(roots: &[PathBuf], project: &Project) -> Self {
        let SpecFiles { documents, faults, .. } = SpecFiles::find(roots, project);
        let mut specs = Self { inputs: Vec::with_capacity(documents.len()), faults };
        for document in documents {
            match document.read() {
                Ok(input) => specs.inputs.push(input),
                Err(fault) => specs.faults.push(*fault),
            }
        }
        specs
    }
}

#[cfg(test)]
mod tests;
