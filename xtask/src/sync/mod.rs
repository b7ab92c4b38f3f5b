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
//! * only the folders that generated files live in are looked at. `target/`, hidden files outside `src/` and
//!   `Cargo.lock` are nobody's business here.

mod compare;
mod folder;
mod write;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use generator::File;

pub(crate) use compare::is_generated;

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

/// How a folder differs from what was generated, before anything was written.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The differences, by path.
    pub changes: Vec<Change>,
    /// Files that stand where only generated ones may, by path; as long as there are any, nothing is written.
    pub foreign: Vec<Foreign>,
    /// Modules that are there and none of the documents is about; nothing is written in [`Mode::Write`] if there are any.
    pub lost: Vec<String>,
    /// How many files are as they should be.
    pub unchanged: usize,
}

impl Comparison {
    /// Whether the folder is as it should be.
    pub fn is_clean(&self) -> bool {
        self.changes.is_empty() && self.foreign.is_empty()
    }
}

/// A file that differs.
#[derive(Debug, PartialEq, Eq)]
pub struct Change {
    /// Where, relative to the folder, `/`-separated.
    pub path: String,
    /// The text that is there; none when the file is missing.
    pub old: Option<String>,
    /// The text that should be; none when the file is stale.
    pub new: Option<String>,
}

/// A file that stands where only generated ones may.
#[derive(Debug, PartialEq, Eq)]
pub struct Foreign {
    /// Where, relative to the folder, `/`-separated.
    pub path: String,
    /// What is wrong about it.
    pub reason: Reason,
}

/// Why a file is [`Foreign`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is below `src/`.
    InSrc,
    /// A generated file, or a folder for them, belongs in its place.
    InTheWay,
}

/// The folder could not be compared or written.
#[derive(Debug)]
pub enum Error {
    /// The system refused something.
    Io {
        /// What was to be done: `read`, `write`, `remove`.
        action: &'static str,
        /// To which file or folder.
        path: PathBuf,
        /// The system's words.
        source: io::Error,
    },
    /// The generator made a path that would leave the folder, or the same path twice: a defect of the generator.
    Path(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { action, path, source } => write!(f, "cannot {action} `{}`: {source}", path.display()),
            Self::Path(path) => write!(f, "the generator made a bad path or made it twice: `{path}`"),
        }
    }
}

/// Compares `folder` with `files` and, unless it is only to be checked, makes them equal; returns the differences that it found.
///
/// Everything is compared before anything is written. Bytes are written only where they differ, each file in one
/// step, so that a reader sees the old or the new text and nothing between.
///
/// # Errors
///
/// A file cannot be read, written or removed, or a path of `files` leads out of the folder.
pub fn sync(folder: &Path, files: &[File], mode: Mode) -> Result<Comparison, Error> {
    let comparison = compare::compare(folder, files)?;
    let is_loss_meant = comparison.lost.is_empty() || mode == Mode::Replace;
    if mode != Mode::Check && comparison.foreign.is_empty() && is_loss_meant {
        write::write(folder, &comparison.changes)?;
    }
    Ok(comparison)
}

/// Adds to an I/O error what was to be done.
fn io_error(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Error {
    let path = path.to_owned();
    move |source| Error::Io { action, path, source }
}

#[cfg(test)]
mod tests;
