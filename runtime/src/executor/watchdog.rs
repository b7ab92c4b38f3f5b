//! A limit for a series of waits.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::time::Sleep;

use super::{Deadline, Elapsed, Setting, timers};

/// Ends waits that take too long: all of them at one moment, or each of them after the same time.
pub(crate) struct Watchdog {
    /// For each wait, if there is no common end.
    each: Option<Duration>,
    /// The end of the current wait; none between two.
    deadline: Option<Deadline>,
    /// Made by the first wait that has to be watched.
    sleep: Option<Pin<Box<Sleep>>>,
}

impl Watchdog {
    /// Ends all waits at this moment.
    pub(crate) fn until(deadline: Deadline) -> Self {
        Self { each: None, deadline: Some(deadline), sleep: None }
    }

    /// Ends each wait after this time, which is the [setting](Setting::Read) for reading.
    pub(crate) fn each(allowed: Duration) -> Self {
        Self { each: Some(allowed), deadline: None, sleep: None }
    }

    /// Notes that something came: the next wait is another one.
    pub(crate) fn feed(&mut self) {
        if self.each.is_some() {
            self.deadline = None;
        }
    }

    /// Says when the current wait is over. It begins with the first poll, so the time in which nobody asks does not count.
    pub(crate) fn poll_elapsed(&mut self, context: &mut Context<'_>) -> Poll<Elapsed> {
        let each = self.each.unwrap_or_default();
        let deadline = *self.deadline.get_or_insert_with(|| Deadline::after(each, Setting::Read));
        // Where there is no timer, there is no end but when somebody looks.
        if self.sleep.is_none() && timers().is_err() {
            return if deadline.left().is_zero() { Poll::Ready(deadline.elapsed()) } else { Poll::Pending };
        }
        let sleep = self.sleep.get_or_insert_with(|| Box::pin(deadline.sleep()));
        deadline.set(sleep.as_mut());
        deadline.poll_over(sleep.as_mut(), context).map(|()| deadline.elapsed())
    }
}

#[cfg(test)]
mod tests {
    use std::task::Waker;

    use super::*;

    #[test]
    fn without_timers_only_a_look_at_the_clock_ends_a_wait() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let mut context = Context::from_waker(Waker::noop());
            let mut each = Watchdog::each(Duration::from_secs(3600));
            assert!(each.poll_elapsed(&mut context).is_pending());
            let mut over = Watchdog::until(Deadline::after(Duration::ZERO, Setting::Call));
            let elapsed = over.poll_elapsed(&mut context);
            assert!(matches!(elapsed, Poll::Ready(Elapsed { setting: Setting::Call, .. })), "{elapsed:?}");
        });
    }
}
