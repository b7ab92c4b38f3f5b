//! What is said about one call only.

use std::time::Duration;

use crate::body::Body;
use crate::config::Timeouts;

/// What is said about one call only.
#[derive(Debug, Default)]
#[must_use]
pub struct CallOptions {
    pub(super) headers: Vec<(String, String)>,
    pub(super) queries: Vec<(String, String)>,
    pub(super) timeouts: Timeouts,
    pub(super) body: Option<Body>,
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

    /// Replaces the body.
    pub fn body(mut self, body: impl Into<Body>) -> Self {
        self.body = Some(body.into());
        self
    }
}
