//! Files that a response cannot be saved to.

use std::error::Error as StdError;
use std::path::{Path, PathBuf};
use std::{fmt, io};

/// A file that a response could not be saved to. Whatever was there before is still there.
#[derive(Debug)]
pub(crate) struct FileError {
    path: PathBuf,
    /// What could not be done, and what to do about it.
    fault: String,
    source: Option<io::Error>,
    is_sent: bool,
}

impl FileError {
    /// A file that is not even begun: nothing was sent.
    pub(crate) fn before(path: &Path, fault: impl Into<String>, source: Option<io::Error>) -> Self {
        Self { path: path.to_owned(), fault: fault.into(), source, is_sent: false }
    }

    /// A file that could not be completed after the response had begun.
    pub(crate) fn after(path: &Path, source: io::Error) -> Self {
        let fault = "it cannot be written; the operation was carried out".to_owned();
        Self { path: path.to_owned(), fault, source: Some(source), is_sent: true }
    }

    /// Whether the request was sent, and answered with a success.
    pub(crate) fn is_sent(&self) -> bool {
        self.is_sent
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot save the response to {}: {}", self.path.display(), self.fault)
    }
}

impl StdError for FileError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}
