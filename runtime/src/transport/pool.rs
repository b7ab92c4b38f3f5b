//! Connections that wait for their next request.
//!
//! A connection belongs to the tokio runtime that it was opened in: only that one hears from its socket. So each runtime
//! has connections of its own, and a task there that closes those which have waited for too long, or all of them when the
//! runtime ends.

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

/// The runtimes with connections. Each has a task for them. A program has few, so that a list is as quick as a map, and smaller.
type State = Vec<(runtime::Id, Vec<Host>)>;

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
                let mut hosts = hosts(&mut state, runtime)?.iter_mut();
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
            let is_new = hosts(&mut state, runtime).is_none();
            if is_new {
                state.push((runtime, Vec::new()));
            }
            if let Some(hosts) = hosts(&mut state, runtime) {
                match hosts.iter_mut().find(|known| known.origin == origin) {
                    Some(known) => known.waiting.push(waiting),
                    None => hosts.push(Host { origin, waiting: vec![waiting] }),
                }
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
            let (hosts, now) = (hosts(&mut state, self.runtime)?, Instant::now());
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
        let Some(pool) = self.pool.upgrade() else { return };
        let removed: Vec<_> = lock(&pool).extract_if(.., |(runtime, _)| *runtime == self.runtime).collect();
        // Outside of the lock: this closes sockets.
        drop(removed);
    }
}

/// The hosts that a runtime has connections to.
fn hosts(state: &mut State, of: runtime::Id) -> Option<&mut Vec<Host>> {
    state.iter_mut().find(|(runtime, _)| *runtime == of).map(|(_, hosts)| hosts)
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
