//! When a call is made again, and when no longer. Nothing here is generic, so that it is compiled once.

use std::fmt;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::time::Instant;

use super::CallOptions;
use crate::BoxFuture;
use crate::config::Settings;
use crate::error::{Attempts, Error, FailedAttempt, ServiceError, WaitError};
use crate::executor::{Deadline, Missing, Setting};
use crate::http_response::HttpResponse;
use crate::operation::{Idempotency, OperationInfo};

/// The calls of one wait.
pub(super) struct Schedule {
    client: Arc<Settings>,
    action: &'static str,
    idempotency: Idempotency,
    interval: Duration,
    limit: Duration,
    /// From the first call on.
    deadline: Option<Deadline>,
    /// When the call began that is being made.
    begun: Option<Instant>,
    calls: u32,
    last: Option<HttpResponse>,
    error: Option<Error>,
}

/// The time between two calls.
pub(super) struct Pause {
    time: Duration,
    begun: Instant,
    sleep: BoxFuture<'static, Result<(), Missing>>,
}

/// A pause that is over: for how much longer it pretended to be than it was.
pub(super) type Paused = Result<Duration, Missing>;

impl Schedule {
    const INTERVAL: Duration = Duration::from_secs(5);
    const LIMIT: Duration = Duration::from_secs(600);
    /// Between which the interval doubles.
    const THROTTLED: (Duration, Duration) = (Duration::from_millis(500), Duration::from_secs(60));

    pub(super) fn new(client: Arc<Settings>, operation: &OperationInfo<'static>) -> Self {
        Self {
            client,
            action: operation.action,
            idempotency: operation.idempotency,
            interval: Self::INTERVAL,
            limit: Self::LIMIT,
            deadline: None,
            begun: None,
            calls: 0,
            last: None,
            error: None,
        }
    }

    pub(super) fn set_interval(&mut self, interval: Duration) {
        self.interval = interval;
    }

    pub(super) fn set_limit(&mut self, limit: Duration) {
        self.limit = limit;
    }

    /// Begins a call: its options, with no more time than is left.
    pub(super) fn begin(&mut self, mut options: CallOptions) -> CallOptions {
        self.calls = self.calls.saturating_add(1);
        self.begun = Some(Instant::now());
        let left = self.deadline().left();
        let timeout = options.timeouts.or(self.client.config.timeouts).call();
        options.timeouts.call = Some(timeout.min(left));
        options
    }

    /// Goes on after a response for which the condition does not hold.
    pub(super) fn unmet(&mut self, response: HttpResponse, attempts: &Attempts) -> Result<Pause, Error> {
        (self.last, self.error) = (Some(response), None);
        self.after(attempts);
        self.pause(None)
    }

    /// Goes on after an error, if it will pass.
    pub(super) fn failed(&mut self, error: Error) -> Result<Pause, Error> {
        if !error.is_transient() {
            return Err(error);
        }
        self.after(error.attempts());
        if error.is_throttling() {
            self.slow_down();
        }
        let hint = error.as_service().and_then(ServiceError::retry_after);
        self.error = Some(error);
        self.pause(hint)
    }

    /// Goes on after a pause.
    pub(super) fn resume(&mut self, paused: Paused) -> Result<(), Error> {
        match paused {
            Ok(pretended) => self.shorten(pretended),
            Err(missing) => return Err(self.end(Some(missing))),
        }
        Ok(())
    }

    /// Takes account of the attempts of a call: of the waits between them, and of those that were too many.
    fn after(&mut self, attempts: &Attempts) {
        let waits = attempts.failed().iter().map(FailedAttempt::wait);
        let waited = waits.fold(Duration::ZERO, Duration::saturating_add);
        let elapsed = self.begun.take().map(|begun| begun.elapsed()).unwrap_or_default();
        // Time that was only pretended to pass counts as well.
        self.shorten(waited.saturating_sub(elapsed));
        if attempts.failed().iter().any(|attempt| attempt.error().is_throttling()) {
            self.slow_down();
        }
    }

    fn slow_down(&mut self) {
        let (least, most) = Self::THROTTLED;
        self.interval = self.interval.max(self.interval.saturating_mul(2).clamp(least, most));
    }

    /// The pause before the next call, if that is not too late.
    fn pause(&mut self, hint: Option<Duration>) -> Result<Pause, Error> {
        let tenth = self.interval / 10;
        let interval =
            self.interval.saturating_sub(tenth).saturating_add(self.client.config.sources.jitter.part(tenth * 2));
        let time = interval.max(hint.unwrap_or_default());
        if time >= self.deadline().left() {
            return Err(self.end(None));
        }
        let sleep = self.client.config.sources.sleep.clone();
        Ok(Pause { time, begun: Instant::now(), sleep: Box::pin(async move { sleep.sleep(time).await }) })
    }

    fn deadline(&mut self) -> Deadline {
        *self.deadline.get_or_insert_with(|| Deadline::after(self.limit, Setting::Call))
    }

    fn shorten(&mut self, time: Duration) {
        self.deadline = Some(self.deadline().less(time));
    }

    /// What is said at the end of the time.
    fn end(&mut self, missing: Option<Missing>) -> Error {
        let elapsed = self.limit.saturating_sub(self.deadline().left());
        let error = WaitError {
            action: self.action,
            allowed: self.limit,
            elapsed,
            calls: self.calls,
            last: self.last.take(),
            error: self.error.take(),
            missing,
        };
        Error::from(error).of(self.idempotency)
    }
}

impl Pause {
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Paused> {
        let slept = ready!(self.sleep.as_mut().poll(context));
        Poll::Ready(slept.map(|()| self.time.saturating_sub(self.begun.elapsed())))
    }
}

impl fmt::Debug for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Schedule")
            .field("action", &self.action)
            .field("interval", &self.interval)
            .field("limit", &self.limit)
            .field("calls", &self.calls)
            .finish_non_exhaustive()
    }
}
