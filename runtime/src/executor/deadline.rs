//! How long something may still take.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::time::{Instant, Sleep};

use super::drivers;

/// The setting that a deadline comes from, so that an error can name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    /// That of the whole call.
    Call,
    /// That of one attempt.
    Attempt,
    /// That of a connection.
    Connect,
    /// That of each part of a response that is read as it comes.
    Read,
}

impl Setting {
    /// The method that changes it, on a call and, behind `with_`, on a configuration.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Call => "timeout",
            Self::Attempt => "attempt_timeout",
            Self::Connect => "connect_timeout",
            Self::Read => "read_timeout",
        }
    }
}

/// A moment at which waiting ends, and the time that was allowed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deadline {
    end: Instant,
    allowed: Duration,
    setting: Setting,
}

/// A deadline has passed: it took longer than was allowed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Elapsed {
    pub(crate) allowed: Duration,
    pub(crate) setting: Setting,
}

impl Deadline {
    /// This long from now.
    pub(crate) fn after(allowed: Duration, setting: Setting) -> Self {
        Self::since(Instant::now(), allowed, setting)
    }

    /// This long from a moment.
    pub(crate) fn since(start: Instant, allowed: Duration, setting: Setting) -> Self {
        const FOREVER: Duration = Duration::from_secs(3600 * 24 * 365 * 30);
        Self { end: start.checked_add(allowed).unwrap_or_else(|| start + FOREVER), allowed, setting }
    }

    /// The one of two that ends first; the first if they end together.
    pub(crate) fn or_earlier(self, other: Self) -> Self {
        if other.end < self.end { other } else { self }
    }

    /// The same with this much less time.
    pub(crate) fn less(self, time: Duration) -> Self {
        Self { end: self.end.checked_sub(time).unwrap_or(self.end), ..self }
    }

    /// The time that is left; none if it is over.
    pub(crate) fn left(self) -> Duration {
        self.end.saturating_duration_since(Instant::now())
    }

    /// What to say when it has passed.
    pub(crate) fn elapsed(self) -> Elapsed {
        Elapsed { allowed: self.allowed, setting: self.setting }
    }

    /// Waits for the end.
    pub(crate) fn sleep(self) -> Sleep {
        tokio::time::sleep_until(self.end)
    }

    /// Whether the end has come. Wakes the task at the end by what [`sleep`](Self::sleep) gave.
    ///
    /// Looks at the clock as well: while a peer sends without a pause, the task always has something to do, and the timers
    /// of the runtime are hardly looked at.
    pub(crate) fn poll_over(self, sleep: Pin<&mut Sleep>, context: &mut Context<'_>) -> Poll<()> {
        if self.left().is_zero() { Poll::Ready(()) } else { sleep.poll(context) }
    }

    /// Makes a sleep end at the end, if it does not already.
    pub(crate) fn set(self, sleep: Pin<&mut Sleep>) {
        if sleep.deadline() != self.end {
            sleep.reset(self.end);
        }
    }

    /// Waits for the output of a future, but not beyond the end.
    ///
    /// A future that is ready at once needs no timer. Where there is no timer, there is no end.
    pub(crate) async fn bound<F: Future>(self, future: F) -> Result<F::Output, Elapsed> {
        let (mut future, mut timer) = (pin!(future), Timer::NotAsked);
        poll_fn(|context| match future.as_mut().poll(context) {
            Poll::Ready(output) => Poll::Ready(Ok(output)),
            Poll::Pending => self.poll_timer(&mut timer, context).map(|()| Err(self.elapsed())),
        })
        .await
    }

    /// Whether the end has come, by a timer that is made when it is first asked for.
    fn poll_timer(self, timer: &mut Timer, context: &mut Context<'_>) -> Poll<()> {
        if let Timer::NotAsked = timer {
            *timer = drivers::timers().map_or(Timer::Missing, |()| Timer::Made(Box::pin(self.sleep())));
        }
        match timer {
            Timer::Made(sleep) => self.poll_over(sleep.as_mut(), context),
            Timer::NotAsked | Timer::Missing => Poll::Pending,
        }
    }
}

/// The timer of a wait.
enum Timer {
    NotAsked,
    /// The runtime has none.
    Missing,
    Made(Pin<Box<Sleep>>),
}
