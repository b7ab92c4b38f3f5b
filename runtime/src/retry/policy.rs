//! Applies the rules to the attempts of one call.

use std::time::Duration;

use super::{Budget, Jitter, Retry};
use crate::error::{Action, Error, Failure};

/// The attempts of one call, counted.
pub(crate) struct Retries<'a> {
    retry: Retry,
    budget: &'a Budget,
    jitter: &'a Jitter,
    /// Whether sending the request twice does no harm.
    is_repeatable: bool,
    made: u32,
    /// What has been retried that is retried only once.
    corrected: Vec<Failure>,
}

/// What follows from a failed attempt.
pub(crate) enum Next {
    /// Another one, after this time.
    Attempt(Duration),
    /// The call fails.
    Fail,
}

impl<'a> Retries<'a> {
    pub(crate) fn new(retry: Retry, budget: &'a Budget, jitter: &'a Jitter, is_repeatable: bool) -> Self {
        Self { retry, budget, jitter, is_repeatable, made: 0, corrected: Vec::new() }
    }

    /// How many attempts were made.
    pub(crate) fn made(&self) -> u32 {
        self.made
    }

    /// Counts an attempt that begins.
    pub(crate) fn begin(&mut self) {
        self.made = self.made.saturating_add(1);
    }

    /// What follows, given the time that the call still has.
    pub(crate) fn after(&mut self, error: &Error, left: Duration) -> Next {
        let failure = error.failure();
        let rule = failure.rule();
        let action = if self.is_repeatable { rule.repeatable } else { rule.other };
        if self.made >= self.retry.max_attempts || left.is_zero() {
            return Next::Fail;
        }
        match action {
            Action::Fail => Next::Fail,
            Action::RetryOnce if self.corrected.contains(&failure) => Next::Fail,
            Action::RetryOnce => {
                self.corrected.push(failure);
                Next::Attempt(Duration::ZERO)
            }
            Action::Retry => match self.retry.wait(self.made, error, self.jitter) {
                wait if wait < left && self.budget.take(error.is_timeout()) => Next::Attempt(wait),
                _ => Next::Fail,
            },
        }
    }
}
