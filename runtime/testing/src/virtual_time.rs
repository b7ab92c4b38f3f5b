//! Time that passes only while everybody waits.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use runtime::BoxFuture;
use tokio::sync::oneshot;

/// 2026-01-14T08:00:00Z.
const START: Duration = Duration::from_secs(1_768_377_600);

/// A clock that stands still while a participant does something, and jumps to the end of the shortest wait when all of them
/// wait. Hours pass in no time, in the same order as they would.
///
/// ```
/// # use std::time::Duration;
/// # use runtime_testing::VirtualTime;
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let time = VirtualTime::new();
/// let config = {
///     let (clock, sleep) = (time.clone(), time.clone());
///     runtime::Config::new("cn-shanghai").with_clock(move || clock.now()).with_sleep(move |wait| sleep.sleep(wait))
/// };
/// time.sleep(Duration::from_secs(3600)).await;
/// assert_eq!(time.elapsed(), Duration::from_secs(3600));
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct VirtualTime(Arc<Mutex<Timeline>>);

#[derive(Debug, Default)]
struct Timeline {
    elapsed: Duration,
    /// How many participants do not wait.
    running: usize,
    /// By the end of the wait, then in the order in which they began.
    waits: BTreeMap<(Duration, u64), oneshot::Sender<()>>,
    begun: u64,
}

/// Somebody whose work takes no time; until it is dropped.
#[derive(Debug)]
#[must_use = "it takes part until it is dropped"]
pub struct Participant(VirtualTime);

impl VirtualTime {
    /// A clock without participants: every wait is over at once.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a participant. Time stands still until each of them waits or is dropped, so add all before the first begins.
    pub fn join(&self) -> Participant {
        self.timeline().running += 1;
        Participant(self.clone())
    }

    /// The time of day.
    #[must_use]
    pub fn now(&self) -> SystemTime {
        UNIX_EPOCH + START + self.elapsed()
    }

    /// The time since the beginning.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.timeline().elapsed
    }

    /// Waits, as a participant or where there is none.
    #[must_use]
    pub fn sleep(&self, time: Duration) -> BoxFuture<'static, ()> {
        let virtual_time = self.clone();
        Box::pin(async move {
            let (end, over) = virtual_time.timeline().wait(time);
            let mut wait = Wait { time: virtual_time, end, over };
            // The sender is dropped with the clock only, which the wait holds.
            let _ = (&mut wait.over).await;
        })
    }

    fn timeline(&self) -> MutexGuard<'_, Timeline> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A wait, given up if it is dropped before its end.
struct Wait {
    time: VirtualTime,
    end: (Duration, u64),
    over: oneshot::Receiver<()>,
}

impl Drop for Wait {
    fn drop(&mut self) {
        let mut timeline = self.time.timeline();
        if timeline.waits.remove(&self.end).is_some() {
            timeline.running += 1;
        }
    }
}

impl Drop for Participant {
    fn drop(&mut self) {
        self.0.timeline().stop();
    }
}

impl Timeline {
    fn wait(&mut self, time: Duration) -> ((Duration, u64), oneshot::Receiver<()>) {
        let (sender, over) = oneshot::channel();
        self.begun += 1;
        let end = (self.elapsed.saturating_add(time), self.begun);
        self.waits.insert(end, sender);
        self.stop();
        (end, over)
    }

    /// One participant less does something: if it was the last one, time passes.
    fn stop(&mut self) {
        self.running = self.running.saturating_sub(1);
        if self.running > 0 {
            return;
        }
        let Some((&(end, _), _)) = self.waits.first_key_value() else { return };
        self.elapsed = end;
        // All that end now go on together.
        while let Some(wait) = self.waits.first_entry().filter(|wait| wait.key().0 == end) {
            let _ = wait.remove().send(());
            self.running += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[tokio::test]
    async fn waits_end_in_order() {
        let time = VirtualTime::new();
        let order = Arc::new(Mutex::new(Vec::new()));
        let mut tasks = tokio::task::JoinSet::new();
        for (seconds, participant) in [3, 1, 2].map(|seconds| (seconds, time.join())) {
            let (time, order) = (time.clone(), Arc::clone(&order));
            tasks.spawn(async move {
                for _ in 0..2 {
                    time.sleep(seconds * SECOND).await;
                    order.lock().unwrap().push((seconds, time.elapsed().as_secs()));
                }
                drop(participant);
            });
        }
        tasks.join_all().await;
        let mut order = order.lock().unwrap().clone();
        // Waits with one end are over together.
        order[1..3].sort_unstable();
        assert_eq!(order, [(1, 1), (1, 2), (2, 2), (3, 3), (2, 4), (3, 6)]);
    }

    #[tokio::test]
    async fn who_gives_up_a_wait_goes_on() {
        let time = VirtualTime::new();
        let (giving_up, other) = (time.join(), time.join());
        tokio::select! {
            biased;
            () = time.sleep(SECOND) => panic!("the other participant does not wait"),
            () = std::future::ready(()) => {}
        }
        let mut wait = tokio::spawn(time.sleep(2 * SECOND));
        tokio::task::yield_now().await;
        assert!(!wait.is_finished(), "the one that gave up runs");
        drop(giving_up);
        (&mut wait).await.unwrap();
        drop(other);
        assert_eq!((time.elapsed(), time.now()), (2 * SECOND, UNIX_EPOCH + START + 2 * SECOND));
    }
}
