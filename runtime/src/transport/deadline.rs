//! How long something may still take.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use tokio::time::Instant;

use super::home;

/// A moment at which waiting ends, and the time that was allowed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deadline {
    end: Instant,
    allowed: Duration,
}

/// It took longer than this.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Late(pub(crate) Duration);

impl Deadline {
    /// This long from now.
    pub(crate) fn after(allowed: Duration) -> Self {
        const FOREVER: Duration = Duration::from_hours(24 * 365 * 30);
        let now = Instant::now();
        Self { end: now.checked_add(allowed).unwrap_or_else(|| now + FOREVER), allowed }
    }

    /// The same end of a longer time, of which a part is over.
    pub(crate) fn of(self, allowed: Duration) -> Self {
        Self { allowed, ..self }
    }

    /// The one of two that ends first.
    pub(crate) fn or_earlier(self, other: Self) -> Self {
        if other.end < self.end { other } else { self }
    }

    /// The time that was allowed at the beginning.
    pub(crate) fn allowed(self) -> Duration {
        self.allowed
    }

    /// The time that is left; none if it is over.
    pub(crate) fn left(self) -> Duration {
        self.end.saturating_duration_since(Instant::now())
    }

    /// Waits for the end.
    pub(crate) async fn over(self) -> Late {
        tokio::time::sleep_until(self.end).await;
        Late(self.allowed)
    }

    /// Waits for the output of a future, but not beyond the end.
    ///
    /// A future that is ready at once needs no timer. Where there is no timer, there is no end.
    pub(crate) async fn bound<F: Future>(self, future: F) -> Result<F::Output, Late> {
        let mut future = pin!(future);
        let at_once = poll_fn(|context| Poll::Ready(future.as_mut().poll(context))).await;
        if let Poll::Ready(output) = at_once {
            return Ok(output);
        }
        if home::timers().is_err() {
            return Ok(future.await);
        }
        let mut over = pin!(self.over());
        poll_fn(|context| match future.as_mut().poll(context) {
            Poll::Ready(output) => Poll::Ready(Ok(output)),
            Poll::Pending => over.as_mut().poll(context).map(Err),
        })
        .await
    }
}
