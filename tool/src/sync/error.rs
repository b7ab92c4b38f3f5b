//! Why a folder cannot be compared or written.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

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

/// Adds to an I/O error what was to be done.
pub(super) fn io_error(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Error {
    let path = path.to_owned();
    move |source| Error::Io { action, path, source }
}
