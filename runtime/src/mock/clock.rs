//! Time that passes only when it is told to.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The time of a [`Mock`](super::Mock): it stands still but for waits between attempts, delays, timeouts, and what a test
/// asks for. Cheap to clone; clones show the same time.
///
/// Calls that wait at the same time wait one after the other by this clock.
#[derive(Clone, Debug)]
pub struct Clock(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    now: SystemTime,
    slept: Vec<Duration>,
}

impl Clock {
    /// 2026-01-01T00:00:00Z.
    const START: Duration = Duration::from_secs(1_767_225_600);

    pub(super) fn new() -> Self {
        Self(Arc::new(Mutex::new(State { now: UNIX_EPOCH + Self::START, slept: Vec::new() })))
    }

    /// The time. It begins with 2026-01-01T00:00:00Z.
    #[must_use]
    pub fn now(&self) -> SystemTime {
        self.lock().now
    }

    /// Lets time pass.
    pub fn advance(&self, time: Duration) {
        let mut state = self.lock();
        state.now = state.now.checked_add(time).unwrap_or(state.now);
    }

    /// Jumps to a time, as a clock does that is set.
    pub fn set(&self, time: SystemTime) {
        self.lock().now = time;
    }

    /// Lets time pass between two attempts.
    pub(super) fn sleep(&self, time: Duration) {
        self.advance(time);
        self.lock().slept.push(time);
    }

    /// All waits between attempts so far.
    pub(super) fn slept(&self) -> Vec<Duration> {
        self.lock().slept.clone()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
