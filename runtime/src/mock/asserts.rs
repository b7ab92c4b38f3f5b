//! Assertions on what was sent.

use super::{Mock, Sent, SentRequest};
use crate::operation::Operation;

impl Mock {
    /// All requests of an operation, in the order in which they were sent. Each attempt of a call is one.
    #[must_use]
    pub fn sent<O: Operation>(&self) -> Vec<Sent<O>> {
        self.recording().requests().filter_map(Sent::of).collect()
    }

    /// All requests of all operations, in the order in which they were sent.
    #[must_use]
    pub fn requests(&self) -> Vec<SentRequest> {
        self.recording().requests().cloned().collect()
    }

    /// Asserts that a request of this operation was sent that the predicate accepts.
    ///
    /// # Panics
    ///
    /// None was. The message lists what was sent instead, without secrets.
    #[track_caller]
    pub fn assert_sent<O: Operation>(&self, predicate: impl Fn(&O) -> bool) {
        let sent = self.sent::<O>();
        let what = || match sent.len() {
            0 => format!("no request of `{}` was sent", O::INFO.action),
            count => format!("none of {count} requests of `{}` is as expected", O::INFO.action),
        };
        assert!(sent.iter().any(|sent| predicate(sent)), "{}; these were sent:\n{}", what(), self.recording());
    }

    /// Asserts that no request of this operation was sent.
    ///
    /// # Panics
    ///
    /// One was.
    #[track_caller]
    pub fn assert_not_sent<O: Operation>(&self) {
        let is_sent = !self.sent::<O>().is_empty();
        assert!(!is_sent, "requests of `{}` were sent:\n{}", O::INFO.action, self.recording());
    }

    /// Asserts that no request at all was sent.
    ///
    /// # Panics
    ///
    /// One was.
    #[track_caller]
    pub fn assert_nothing_sent(&self) {
        let recording = self.recording();
        assert!(recording.requests().next().is_none(), "requests were sent:\n{recording}");
    }

    /// Asserts that every step of every script has replied to all requests that it is for, a last step to at least one, and
    /// that no request was without a reply.
    ///
    /// # Panics
    ///
    /// A step was not used, or a request was unexpected.
    #[track_caller]
    pub fn assert_used_up(&self) {
        let (mut faults, unexpected) = {
            let state = self.lock();
            (state.scripts.unused(), state.unexpected.clone())
        };
        faults.extend(unexpected.iter().map(|index| format!("request {} was not expected", index + 1)));
        assert!(faults.is_empty(), "{}; these requests were sent:\n{}", faults.join("; "), self.recording());
    }
}
