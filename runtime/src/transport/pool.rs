//! Connections that wait for their next request.
//!
//! A connection belongs to the tokio runtime that it was opened in: only that one hears from its socket. So each runtime
//! has connections of its own, and a task there that closes those which have waited for too long, or all of them when the
//! runtime ends.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use http::uri::Authority;
use tokio::runtime;
use tokio::time::{Instant, sleep_until};

use super::stream::Stream;

/// How long a connection may wait. Load balancers of the vendor close it after 15 seconds unless set otherwise.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// Whose connections: of which runtime, to which host.
pub(super) type Key = (runtime::Id, Authority);

/// The connections that wait. Those taken last are given out first: they are the most likely to be still open.
#[derive(Default)]
pub(super) struct Pool(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    waiting: HashMap<Key, Vec<Waiting>>,
    /// The runtimes that have a task for their connections.
    kept: HashSet<runtime::Id>,
}

struct Waiting {
    stream: Stream,
    since: Instant,
}

impl Pool {
    /// A connection over which another request can be sent.
    pub(super) fn take(&self, key: &Key) -> Option<Stream> {
        loop {
            let waiting = lock(&self.0).waiting.get_mut(key)?.pop()?;
            if waiting.end() > Instant::now() && waiting.stream.is_open() {
                return Some(waiting.stream);
            }
        }
    }

    /// Keeps a connection for the next request. Must be called in the runtime of the key.
    pub(super) fn put(&self, key: Key, stream: Stream) {
        let runtime = key.0;
        let mut state = lock(&self.0);
        state.waiting.entry(key).or_default().push(Waiting { stream, since: Instant::now() });
        if state.kept.insert(runtime) {
            drop(state);
            tokio::spawn(keep(Keeper { pool: Arc::downgrade(&self.0), runtime }));
        }
    }
}

impl Waiting {
    fn end(&self) -> Instant {
        self.since + LONGEST_WAIT
    }
}

/// Sees to the connections of a runtime as long as there are any.
async fn keep(keeper: Keeper) {
    while let Some(next) = keeper.close_the_old() {
        sleep_until(next).await;
    }
}

/// Closes connections of a runtime: the old ones when asked, all of them when the runtime ends and drops its tasks.
struct Keeper {
    pool: Weak<Mutex<State>>,
    runtime: runtime::Id,
}

impl Keeper {
    /// Closes what has waited for too long; when the next will have. `None` if none is left.
    fn close_the_old(&self) -> Option<Instant> {
        let pool = self.pool.upgrade()?;
        let now = Instant::now();
        let old = self.remove(&mut lock(&pool), |waiting| waiting.end() <= now);
        drop(old);
        let state = lock(&pool);
        let own = state.waiting.iter().filter(|((runtime, _), _)| *runtime == self.runtime);
        own.flat_map(|(_, waiting)| waiting).map(Waiting::end).min()
    }

    /// Takes connections of the runtime out of the pool.
    fn remove(&self, state: &mut State, is_meant: impl Fn(&Waiting) -> bool) -> Vec<Waiting> {
        let mut removed = Vec::new();
        state.waiting.retain(|(runtime, _), waiting| {
            if *runtime == self.runtime {
                removed.extend(waiting.extract_if(.., |waiting| is_meant(waiting)));
            }
            !waiting.is_empty()
        });
        removed
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        let Some(pool) = self.pool.upgrade() else { return };
        let removed = {
            let mut state = lock(&pool);
            state.kept.remove(&self.runtime);
            self.remove(&mut state, |_| true)
        };
        // Outside of the lock: this closes sockets.
        drop(removed);
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
