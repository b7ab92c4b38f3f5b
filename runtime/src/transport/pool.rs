//! Connections that wait for their next request.
//!
//! A connection belongs to the tokio runtime that it was opened in: only that one hears from its socket. So each runtime
//! has connections of its own, and a task there that closes those which have waited for too long, or all of them when the
//! runtime ends.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use tokio::runtime;
use tokio::time::{Instant, sleep_until};

use super::exchange::Connection;
use super::origin::Origin;

/// How long a connection may wait. Load balancers of the vendor close it after 15 seconds unless set otherwise.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// The connections that wait. Those taken last are given out first: they are the most likely to be still open.
#[derive(Clone, Default)]
pub(super) struct Pool(Arc<Mutex<State>>);

/// By runtime. Each that is listed has a task for its connections.
type State = HashMap<runtime::Id, Vec<Host>>;

/// An origin has few neighbors, and comparing it is cheaper than hashing it.
struct Host {
    origin: Origin,
    waiting: Vec<Waiting>,
}

struct Waiting {
    connection: Box<Connection>,
    since: Instant,
}

impl Pool {
    /// A connection over which another request can be sent.
    pub(super) fn take(&self, runtime: runtime::Id, origin: &Origin) -> Option<Box<Connection>> {
        loop {
            let waiting = {
                let mut state = lock(&self.0);
                let mut hosts = state.get_mut(&runtime)?.iter_mut();
                hosts.find(|waiting| waiting.origin == *origin)?.waiting.pop()?
            };
            if waiting.end() > Instant::now() && waiting.connection.is_open() {
                return Some(waiting.connection);
            }
        }
    }

    /// Keeps a connection for the next request. Must be called in the runtime.
    pub(super) fn put(&self, runtime: runtime::Id, origin: Origin, connection: Box<Connection>) {
        let waiting = Waiting { connection, since: Instant::now() };
        let is_new = {
            let mut state = lock(&self.0);
            let is_new = !state.contains_key(&runtime);
            let hosts = state.entry(runtime).or_default();
            match hosts.iter_mut().find(|known| known.origin == origin) {
                Some(known) => known.waiting.push(waiting),
                None => hosts.push(Host { origin, waiting: vec![waiting] }),
            }
            is_new
        };
        if is_new {
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
        let (old, next) = {
            let mut state = lock(&pool);
            let (hosts, now) = (state.get_mut(&self.runtime)?, Instant::now());
            let old: Vec<_> =
                hosts.iter_mut().flat_map(|host| host.waiting.extract_if(.., |waiting| waiting.end() <= now)).collect();
            hosts.retain(|host| !host.waiting.is_empty());
            (old, hosts.iter().flat_map(|host| &host.waiting).map(Waiting::end).min())
        };
        // Outside of the lock: this closes sockets.
        drop(old);
        next
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        let removed = self.pool.upgrade().map(|pool| lock(&pool).remove(&self.runtime));
        drop(removed);
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
