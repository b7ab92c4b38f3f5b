//! What was tried in the course of one call.

use std::sync::Arc;
use std::time::Duration;

use super::Error;

/// The attempts that a call took.
///
/// [`Response::attempts`](crate::Response::attempts) and [`Error::attempts`] give them.
#[derive(Clone, Debug, Default)]
pub struct Attempts {
    made: u32,
    failed: Option<Arc<[FailedAttempt]>>,
}

/// An attempt that failed, and was followed by another one.
#[derive(Debug)]
pub struct FailedAttempt {
    error: Error,
    wait: Duration,
}

impl Attempts {
    pub(crate) fn new(made: u32, failed: Vec<FailedAttempt>) -> Self {
        Self { made, failed: (!failed.is_empty()).then(|| failed.into()) }
    }

    /// How many attempts were made, the last one included. 0 if the call ended before the first one.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.made
    }

    /// The attempts before the last one, in order.
    #[must_use]
    pub fn failed(&self) -> &[FailedAttempt] {
        self.failed.as_deref().unwrap_or_default()
    }
}

impl FailedAttempt {
    pub(crate) fn new(error: Error, wait: Duration) -> Self {
        Self { error, wait }
    }

    /// Why it failed.
    #[must_use]
    pub fn error(&self) -> &Error {
        &self.error
    }

    /// How long the call waited before the next attempt.
    #[must_use]
    pub fn wait(&self) -> Duration {
        self.wait
    }
}
