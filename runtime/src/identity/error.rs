//! Why there is no identity.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use crate::executor::Elapsed;

/// No identity could be had. The message must not hold secrets.
///
/// Cheap to clone: a source that several calls wait for can give the same error to all of them.
#[derive(Clone, Debug)]
pub struct CredentialsError {
    message: Arc<str>,
    source: Option<Arc<dyn StdError + Send + Sync>>,
    is_timeout: bool,
}

impl CredentialsError {
    /// An error with a message: what was tried, and what to do.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into().into(), source: None, is_timeout: false }
    }

    /// Adds the underlying error.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(source.into().into());
        self
    }

    /// A source that gave nothing in the time that a call has.
    pub(crate) fn timed_out(Elapsed { allowed, setting }: Elapsed) -> Self {
        let setting = setting.name();
        let message = format!(
            "the source of the credentials did not answer within {allowed:?}; check it, or allow more with \
             `Call::{setting}` or `Config::with_{setting}`"
        );
        Self { is_timeout: true, ..Self::new(message) }
    }

    /// The same for something that was not over in a time that no setting of a call changes.
    #[cfg(feature = "credentials")]
    pub(crate) fn late(message: impl Into<String>) -> Self {
        Self { is_timeout: true, ..Self::new(message) }
    }

    /// The same error, with where it happened in front.
    #[cfg(feature = "credentials")]
    pub(crate) fn within(self, place: impl fmt::Display) -> Self {
        Self { message: format!("{place}: {}", self.message).into(), ..self }
    }

    /// The same error, with what to do behind.
    #[cfg(feature = "credentials")]
    pub(crate) fn with_help(self, help: impl fmt::Display) -> Self {
        Self { message: format!("{}; {help}", self.message).into(), ..self }
    }

    /// Whether a timeout was the cause.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.is_timeout
    }
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for CredentialsError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
