//! Work that many wait for and nobody owns: done once at a time, by a task of its own.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::runtime::Id;
use tokio::sync::watch;

use crate::BoxFuture;
use crate::executor::{self, Deadline, Setting};
use crate::identity::CredentialsError;

/// How much longer than its time a task may take to notice that the time is over.
const MARGIN: Duration = Duration::from_secs(1);

/// The outcome of such work.
pub(crate) type Outcome<T> = Result<T, CredentialsError>;

/// Lets many wait for the same work, which a task of its own does: none of those who wait has to stay.
///
/// A task only gets on while its tokio runtime is driven, and ends with it. So each runtime has its own: whoever waits in a
/// runtime drives the task that it waits for. One that was left behind beyond its time, since nobody drove its runtime, is
/// not waited for.
pub(crate) struct SingleFlight<T> {
    running: Mutex<Vec<Flight<T>>>,
}

/// A task, and what it will have found.
struct Flight<T> {
    runtime: Id,
    deadline: Deadline,
    outcome: watch::Receiver<Option<Outcome<T>>>,
}

impl<T> Flight<T> {
    fn is_running(&self) -> bool {
        matches!(self.outcome.has_changed(), Ok(false)) && !self.deadline.left().is_zero()
    }
}

impl<T: Clone + Send + Sync + 'static> SingleFlight<T> {
    /// Joins the work that is being done in this runtime, or starts it; it has to end within `limit` by itself. The future
    /// that is returned waits for the outcome; dropping it does not stop the work.
    ///
    /// Outside of a tokio runtime there are no tasks, and the future does the work itself.
    pub(crate) fn join(
        &self,
        limit: Duration,
        work: impl FnOnce() -> BoxFuture<'static, Outcome<T>>,
    ) -> BoxFuture<'static, Outcome<T>> {
        let Ok(runtime) = executor::current() else { return work() };
        let mut running = lock(&self.running);
        running.retain(Flight::is_running);
        let joined = running.iter().find(|flight| flight.runtime == runtime.id());
        let mut outcome = if let Some(flight) = joined {
            flight.outcome.clone()
        } else {
            let (report, outcome) = watch::channel(None);
            let work = work();
            runtime.spawn(async move { report.send_replace(Some(work.await)) });
            let deadline = Deadline::after(limit + MARGIN, Setting::Call);
            running.push(Flight { runtime: runtime.id(), deadline, outcome: outcome.clone() });
            outcome
        };
        drop(running);
        Box::pin(async move {
            let lost = || {
                let why =
                    "the task that fetched the identity ended without one: it panicked, or its runtime was shut down";
                CredentialsError::new(why)
            };
            let found = outcome.wait_for(Option::is_some).await.map_err(|_| lost())?;
            found.clone().unwrap_or_else(|| Err(lost()))
        })
    }
}

impl<T> Default for SingleFlight<T> {
    fn default() -> Self {
        Self { running: Mutex::default() }
    }
}

impl<T> fmt::Debug for SingleFlight<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SingleFlight")
    }
}

/// What a lock guards. Nobody panics while holding one.
pub(crate) fn lock<T>(guarded: &Mutex<T>) -> MutexGuard<'_, T> {
    guarded.lock().unwrap_or_else(PoisonError::into_inner)
}
