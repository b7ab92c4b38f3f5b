//! Waiting that ended without the response that was waited for.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use super::Error;
use crate::http_response::HttpResponse;
use crate::output::{self, Output};
use crate::request_id;

/// No response met the condition of [`wait_until`](crate::Call::wait_until) in time.
///
/// Its source is the error of the last call, if that failed.
pub struct WaitError {
    pub(crate) action: &'static str,
    pub(crate) allowed: Duration,
    pub(crate) elapsed: Duration,
    pub(crate) calls: u32,
    pub(crate) last: Option<HttpResponse>,
    pub(crate) error: Option<Error>,
    /// Why nothing can wait here.
    pub(crate) missing: Option<&'static str>,
}

impl WaitError {
    /// How long it was waited.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// How many calls were made.
    #[must_use]
    pub fn calls(&self) -> u32 {
        self.calls
    }

    /// The last response that came, as it came over HTTP. The calls after it failed.
    #[must_use]
    pub fn http(&self) -> Option<&HttpResponse> {
        self.last.as_ref()
    }

    /// The value of the last response that came, read as the output of the operation.
    ///
    /// ```
    /// # #[derive(Default)] struct GetJobResponse { status: Option<String>, extra: runtime::codegen::Extra }
    /// # runtime::object!(GetJobResponse { status: "Status" });
    /// # use runtime::Error;
    /// fn status(error: &Error) -> Option<String> {
    ///     error.as_wait()?.last::<GetJobResponse>()?.status
    /// }
    /// ```
    #[must_use]
    pub fn last<T: Output>(&self) -> Option<T> {
        Some(output::read(self.last.as_ref()?.body()).ok()?.0)
    }

    /// Whether the time ended it, and not that nothing can wait.
    pub(crate) fn is_timeout(&self) -> bool {
        self.missing.is_none()
    }

    /// The id under which the service knows the last call that succeeded.
    pub(crate) fn request_id(&self) -> Option<&str> {
        let http = self.last.as_ref()?;
        request_id::in_text(http.body()).or_else(|| request_id::in_headers(http.headers()))
    }
}

impl fmt::Display for WaitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { action, allowed, elapsed, calls, last, error, missing } = self;
        if let Some(missing) = missing {
            return write!(
                f,
                "the response of {action} did not meet the condition at once, and nothing can wait here: {missing}"
            );
        }
        let noun = if *calls == 1 { "call" } else { "calls" };
        write!(
            f,
            "no response of {action} met the condition within {allowed:?}: gave up after {elapsed:.1?} and {calls} {noun}"
        )?;
        match (last, error) {
            (None, _) => f.write_str(", none of which succeeded"),
            (Some(_), Some(_)) => f.write_str(", the last of which failed"),
            (Some(_), None) => f.write_str("; allow more time with `at_most`"),
        }
    }
}

impl fmt::Debug for WaitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitError")
            .field("action", &self.action)
            .field("allowed", &self.allowed)
            .field("elapsed", &self.elapsed)
            .field("calls", &self.calls)
            .field("last", &self.last)
            .field("error", &self.error)
            .field("missing", &self.missing)
            .finish()
    }
}

impl StdError for WaitError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.error.as_ref().map(|error| error as _)
    }
}
