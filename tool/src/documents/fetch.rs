//! What is asked of the network.

use std::fmt;
use std::time::Duration;

/// Fetches what an address names. The crate `alibabacloud-tool-network` does so over HTTPS.
pub trait Fetch: fmt::Debug + Send + Sync {
    /// Fetches `url` with a GET request. Redirects are not followed. A body of more than `limit` bytes is an error.
    ///
    /// # Errors
    ///
    /// No complete response came.
    fn get(&self, url: &str, limit: u64) -> Result<FetchedResponse, FetchError>;

    /// Waits before a request is repeated.
    fn pause(&self, time: Duration);
}

/// A response, whatever its status.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FetchedResponse {
    /// The HTTP status.
    pub status: u16,
    /// The header `location`, if there is one.
    pub location: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}

/// Why no complete response came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchError {
    /// What happened, in one line.
    pub message: String,
    /// What kind of failure it is.
    pub kind: FetchErrorKind,
}

/// What kind of failure keeps a response from coming.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FetchErrorKind {
    /// The host was not reached.
    Unreachable,
    /// The request or the response was interrupted: the same request may succeed a moment later.
    Interrupted,
    /// The response is too large.
    TooLarge,
}
