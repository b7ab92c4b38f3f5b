//! What is said about one call only.

use std::fmt;
use std::time::Duration;

use crate::body::Body;
use crate::call_context::CallContext;
use crate::config::{Names, Timeouts};
use crate::error::RequestError;
use crate::retry::Retry;

/// What is said about one call only.
#[derive(Default)]
#[must_use]
pub struct CallOptions {
    pub(super) headers: Vec<(String, String)>,
    pub(super) queries: Vec<(String, String)>,
    pub(super) timeouts: Timeouts,
    pub(super) body: Option<Body>,
    pub(super) retry: Option<Retry>,
    pub(super) idempotent: bool,
    /// What a transport of a test sees of the call.
    pub(crate) context: CallContext,
    pub(super) strict_outcome: Option<bool>,
    /// Whether the body of a success is read as it comes.
    pub(super) is_streamed: bool,
}

impl CallOptions {
    /// Adds a header.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Adds a query parameter.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.queries.push((name.into(), value.into()));
        self
    }

    /// Sets the time for the call as a whole.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.call = Some(timeout);
        self
    }

    /// Sets the time for one attempt.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.attempt = Some(timeout);
        self
    }

    /// Sets the time to connect.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.connect = Some(timeout);
        self
    }

    /// Sets the time for each part of a response that is read as it comes.
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.read = Some(timeout);
        self
    }

    /// Says how failed attempts are retried.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = Some(retry);
        self
    }

    /// Vouches that sending the request twice does no harm.
    pub fn idempotent(mut self) -> Self {
        self.idempotent = true;
        self
    }

    /// Says whether a failure that is reported with a status of success is an error.
    pub fn strict_outcome(mut self, strict: bool) -> Self {
        self.strict_outcome = Some(strict);
        self
    }

    /// Replaces the body.
    pub fn body(mut self, body: impl Into<Body>) -> Self {
        self.body = Some(body.into());
        self
    }
}

impl CallOptions {
    /// The same for another call, if there can be one: a body that passes once is only for one.
    pub(crate) fn again(&self) -> Result<Self, RequestError> {
        let again = |body: &Body| {
            let fault = "a body that passes once can be sent with one call only, and this makes several";
            body.try_clone().ok_or_else(|| RequestError::new(fault))
        };
        Ok(Self {
            headers: self.headers.clone(),
            queries: self.queries.clone(),
            timeouts: self.timeouts,
            body: self.body.as_ref().map(again).transpose()?,
            retry: self.retry,
            idempotent: self.idempotent,
            is_streamed: self.is_streamed,
            context: CallContext::NONE,
            strict_outcome: self.strict_outcome,
        })
    }
}

impl fmt::Debug for CallOptions {
    /// Leaves out the values of headers and query parameters: they can be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallOptions")
            .field("headers", &Names(&self.headers))
            .field("queries", &Names(&self.queries))
            .field("timeouts", &self.timeouts)
            .field("body", &self.body)
            .field("retry", &self.retry)
            .field("idempotent", &self.idempotent)
            .field("strict_outcome", &self.strict_outcome)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::CallOptions;

    #[test]
    fn debug_shows_no_value() {
        let options = CallOptions::default().header("x-token", "canary-1").query("Key", "canary-2").body("canary-3");
        let shown = format!("{options:?}");
        assert!(shown.contains("x-token") && shown.contains("Key"), "{shown}");
        assert!(!shown.contains("canary"), "{shown}");
    }
}
