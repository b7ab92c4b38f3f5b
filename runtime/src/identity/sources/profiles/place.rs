//! Where a profile stands, for messages.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::BoxFuture;
use crate::identity::{CredentialsContext, CredentialsError, CredentialsProvider, Identity};

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

/// The source that a profile describes.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) place: Place,
    pub(super) source: Arc<dyn CredentialsProvider>,
}

/// Errors say which profile it is.
impl CredentialsProvider for Placed {
    fn identity<'a>(&'a self, context: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        Box::pin(async move { self.source.identity(context).await.map_err(|error| error.within(&self.place)) })
    }
}
