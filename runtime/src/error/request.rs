//! Requests that cannot be built.

use std::error::Error as StdError;
use std::fmt;

use crate::BoxError;
use crate::executor::Elapsed;

/// A request that cannot be built from what it was given. Names parameters, never their values.
#[derive(Debug)]
pub(crate) struct RequestError {
    message: String,
    source: Option<BoxError>,
    is_timeout: bool,
}

impl RequestError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), source: None, is_timeout: false }
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

    /// A body whose source gave no end in the time that a call has.
    pub(crate) fn body_timed_out(Elapsed { allowed, setting }: Elapsed) -> Self {
        let setting = setting.name();
        let message = format!(
            "the body could not be read within {allowed:?} for its signature; check its source, or allow more with \
             `Call::{setting}` or `Config::with_{setting}`"
        );
        Self { is_timeout: true, ..Self::new(message) }
    }

    pub(crate) fn is_timeout(&self) -> bool {
        self.is_timeout
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
