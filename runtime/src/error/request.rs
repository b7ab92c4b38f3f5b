//! Requests that cannot be built.

use std::error::Error as StdError;
use std::fmt;

use crate::BoxError;

/// A request that cannot be built from what it was given. Names parameters, never their values.
#[derive(Debug)]
pub(crate) struct RequestError {
    message: String,
    source: Option<BoxError>,
}

impl RequestError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), source: None }
    }

    /// The message alone.
    pub(crate) fn reason(&self) -> &str {
        &self.message
    }

    pub(crate) fn header_name(name: &str) -> Self {
        Self::new(format!("{name:?} is not a valid header name"))
    }

    pub(crate) fn header_value(name: &str, unfit: char) -> Self {
        Self::new(format!(
            "the value of header `{name}` contains {unfit:?}; only visible Latin-1 characters can be sent"
        ))
    }

    pub(crate) fn header_of(name: &str, owner: &str) -> Self {
        Self::new(format!("the header `{name}` cannot be set: {owner}"))
    }

    pub(crate) fn nonce(error: getrandom::Error) -> Self {
        Self::new(format!("the operating system gave no random bytes for a nonce: {error}"))
    }

    pub(crate) fn body(error: BoxError) -> Self {
        Self { source: Some(error), ..Self::new("the body cannot be read") }
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot build the request: {}", self.message)
    }
}

impl StdError for RequestError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
