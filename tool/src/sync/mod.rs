//! Makes a folder agree with what was generated: one function, two modes. Checking is not another program that might
//! disagree with writing; it is the same comparison without the last step.
//!
//! Who owns what, so that nobody's work is ever lost:
//!
//! * a file with the generator's marker in its first lines is the generator's: it is rewritten, or removed when stale;
//! * a file without the marker is somebody's. It is left alone, unless it stands in the place of a generated file or
//!   below `src/`, where nothing but generated files may stand: then it is *foreign*, and nothing at all is written;
//! * a product version of the folder that none of the documents is about is *lost*: whoever generates from other documents
//!   has to say so, or nothing at all is written;
//! * the output is one crate, or a workspace with a folder for each; the same holds in every one of them;
//! * only the folders that generated files live in are looked at. `target/`, hidden files outside `src/` and
//!   `Cargo.lock` are nobody's business here.

mod compare;
mod comparison;
mod crates;
mod error;
mod folder;
mod write;

use std::path::Path;

use generator::File;

pub(crate) use compare::is_generated;
pub use comparison::{FileChange, FolderComparison, Foreign, Reason};
pub(crate) use crates::members;
pub use error::Error;

/// What to do about differences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Write them, unless a product version would be lost.
    Write,
    /// Write them, whatever documents the folder was made from.
    Replace,
    /// Only report them.
    Check,
}

/// Compares `folder` with `files` and, unless it is only to be checked, makes them equal; returns the differences that it found.
///
/// Everything is compared before anything is written. Bytes are written only where they differ, each file in one
/// step, so that a reader sees the old or the new text and nothing between.
///
/// # Errors
///
/// A file cannot be read, written or removed, or a path of `files` leads out of the folder.
pub fn sync(folder: &Path, files: &[File], mode: Mode) -> Result<FolderComparison, Error> {
    let comparison = compare::compare(folder, files)?;
    let is_loss_meant = comparison.lost.is_empty() || mode == Mode::Replace;
    if mode != Mode::Check && comparison.foreign.is_empty() && is_loss_meant {
        write::write(folder, &comparison.changes)?;
    }
    Ok(comparison)
}

#[cfg(test)]
mod tests;
