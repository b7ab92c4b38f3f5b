//! The tokio runtime of blocking calls, and the thread that drives it.
//!
//! A blocking call is polled in the thread that makes it: encoding, signing and reading use as many cores as there are
//! threads, and a panic of a program's own code stays where it was caused. The background thread only watches sockets and
//! timers for all of them, and runs what calls leave behind: connections that wait, credentials that are fetched anew.

use std::convert::Infallible;
use std::future::{Future, pending};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use tokio::runtime::{Builder, Handle, Runtime};

/// Why a blocking call cannot be made.
#[derive(Debug)]
pub(crate) enum Unavailable {
    /// Tokio polls the code that makes it.
    Async,
    /// The process was forked after its background thread had started: that thread is missing in this one.
    Forked,
    /// The background thread could not be started.
    NotStarted(io::Error),
}

/// Polls a future in this thread until it is ready, with the runtime of the background thread as the current one.
pub(crate) fn block_on<F: Future>(future: F) -> Result<F::Output, Unavailable> {
    if is_polled_by_tokio() {
        return Err(Unavailable::Async);
    }
    let _context = Background::get()?.handle()?.enter();
    // Dropped before the context is left, since it may hold timers.
    let future = pin!(future);
    Ok(wait(future))
}

/// Whether tokio polls the code that runs in this thread, so that blocking would stop other tasks.
///
/// That there is a current runtime does not tell: there is one within `spawn_blocking`, too, and wherever a program has
/// entered it. But what tokio polls has a budget, and must yield when it is used up; nothing else has one. So what is left
/// of the budget is used up. That harms nobody: the task yields a little earlier, and its call fails.
fn is_polled_by_tokio() -> bool {
    /// Tokio gives 128.
    const MORE_THAN_ANY_BUDGET: usize = 1024;
    let mut context = Context::from_waker(Waker::noop());
    let mut must_yield = |_| pin!(tokio::task::consume_budget()).poll(&mut context).is_pending();
    Handle::try_current().is_ok() && (0..MORE_THAN_ANY_BUDGET).any(&mut must_yield)
}

/// The runtime that all blocking calls of a process share.
struct Background {
    handle: Handle,
    /// The process that has the thread.
    process: u32,
}

impl Background {
    /// The one of this process, started by the first call. If that fails, the next call tries again.
    fn get() -> Result<&'static Self, Unavailable> {
        static BACKGROUND: OnceLock<Background> = OnceLock::new();
        static STARTING: Mutex<()> = Mutex::new(());
        if let Some(background) = BACKGROUND.get() {
            return Ok(background);
        }
        let _starting = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(background) = BACKGROUND.get() {
            return Ok(background);
        }
        let background = Self::start().map_err(Unavailable::NotStarted)?;
        Ok(BACKGROUND.get_or_init(|| background))
    }

    fn start() -> io::Result<Self> {
        // Names are as long as Linux shows them.
        let runtime = Builder::new_current_thread().enable_all().thread_name("alibabacloud-fs").build()?;
        let handle = runtime.handle().clone();
        thread::Builder::new().name("alibabacloud-io".to_owned()).spawn(move || drive(&runtime))?;
        Ok(Self { handle, process: process::id() })
    }

    fn handle(&self) -> Result<&Handle, Unavailable> {
        if self.process == process::id() { Ok(&self.handle) } else { Err(Unavailable::Forked) }
    }
}

/// Drives a runtime for as long as the process runs. A panic is the end of no call.
fn drive(runtime: &Runtime) {
    loop {
        let _ = catch_unwind(AssertUnwindSafe(|| runtime.block_on(pending::<Infallible>())));
    }
}

/// Polls a future whenever it is woken.
fn wait<F: Future>(mut future: Pin<&mut F>) -> F::Output {
    let sleeper = Arc::new(Sleeper { thread: thread::current(), is_woken: AtomicBool::new(false) });
    let waker = Waker::from(Arc::clone(&sleeper));
    let mut context = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
        sleeper.sleep();
    }
}

/// A thread that waits for a future.
struct Sleeper {
    thread: Thread,
    /// Besides the token of the thread, which others that wait in it may take: a call within a call.
    is_woken: AtomicBool,
}

impl Sleeper {
    fn sleep(&self) {
        while !self.is_woken.swap(false, Ordering::Acquire) {
            thread::park();
        }
    }
}

impl Wake for Sleeper {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if !self.is_woken.swap(true, Ordering::Release) {
            self.thread.unpark();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;
    use std::mem;
    use std::task::Poll;
    use std::time::Duration;

    use tokio::time::sleep;

    use super::{Background, Unavailable, block_on, process};

    #[test]
    fn the_child_of_a_fork_has_no_background_thread() {
        let here = Background::start().unwrap();
        assert!(here.handle().is_ok());
        let parents = Background { process: process::id() + 1, ..here };
        assert!(matches!(parents.handle(), Err(Unavailable::Forked)));
    }

    #[test]
    fn a_wait_within_a_wait_loses_no_wake() {
        let mut is_first = true;
        let outer = poll_fn(|context| {
            if !mem::take(&mut is_first) {
                return Poll::Ready(1);
            }
            // The inner wait takes the token of the thread that the outer one is woken by.
            context.waker().wake_by_ref();
            assert_eq!(block_on(async { sleep(Duration::from_millis(1)).await }).unwrap(), ());
            Poll::Pending
        });
        assert_eq!(block_on(outer).unwrap(), 1);
    }
}
