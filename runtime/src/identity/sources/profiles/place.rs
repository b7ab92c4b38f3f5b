//! Where a profile stands, for messages.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::identity::CredentialsError;

/// A profile of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) file: PathBuf,
    pub(super) profile: String,
}

impl Place {
    pub(super) fn new(file: &Path, profile: &str) -> Self {
        Self { file: file.to_owned(), profile: profile.to_owned() }
    }

    /// An error of the profile: names the file and the profile. `fault` must not hold values of the file.
    pub(super) fn fault(&self, fault: impl fmt::Display) -> CredentialsError {
        CredentialsError::new(format!("{self}: {fault}"))
    }

    /// The error of a member that the profile needs.
    pub(super) fn missing(&self, member: &str) -> CredentialsError {
        self.fault(format_args!("`{member}` is missing or empty"))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the profile {} of {}", Name(&self.profile), self.file.display())
    }
}

/// The name of a profile in quotes: without control characters, and the beginning of a long one.
pub(super) struct Name<'a>(pub(super) &'a str);

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LENGTH: usize = 64;
        match self.0.char_indices().nth(LENGTH) {
            Some((end, _)) => write!(f, "{:?}…", self.0.get(..end).unwrap_or_default()),
            None => write!(f, "{:?}", self.0),
        }
    }
}
