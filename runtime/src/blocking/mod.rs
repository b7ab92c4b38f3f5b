//! Calls for programs without async, with the feature `blocking`.
//!
//! The module of each product has a `blocking::Client` beside its `Client`, with the same methods. They return a [`Call`],
//! with the same options, which [`send`](Call::send) makes: it returns the same [`Response`](crate::Response) or
//! [`Error`] when the call has ended. [`Call::pages`], [`Call::items`],
//! [`Call::events`] and [`Call::download`] return iterators.
//! [`Config`](crate::Config), credentials, transports and mocks are those of async clients.
//!
//! # Threads
//!
//! A client can be shared by any number of threads, and clones of it are cheap. A call is encoded, signed and read in the
//! thread that makes it. One background thread, `alibabacloud-io`, watches the sockets and timers of all calls of the
//! process: a tokio runtime, which a program need not know of. The first call starts it, and it ends with the process.
//!
//! A [`SharedConfig`](crate::SharedConfig) may be the one of blocking and async clients at once. They share credentials and
//! the budget of retries, but not connections: those belong to the runtime that they were opened in.
//!
//! A call cannot be canceled from another thread; it ends by its [timeout](Call::timeout) at the latest.
//!
//! # Errors
//!
//! Besides the errors of any call, there are those of the kind [`Blocking`](crate::error::ErrorKind::Blocking):
//!
//! * Tokio polls the code that makes the call: it would stop all other tasks of its thread. Await a call of the async client
//!   instead, or make this one within `tokio::task::spawn_blocking` or `block_in_place`. Other executors are not recognized.
//! * The background thread cannot be started, since the process has too many threads or open files. The next call tries
//!   again.
//! * The process was forked from one that had made blocking calls. The thread does not exist in the child: fork before the
//!   first call.

mod call;
pub(crate) mod client;
mod pages;
mod streams;
mod wait;

pub use self::call::Call;
pub use self::pages::{Items, Pages};
pub use self::streams::{Download, Events};
pub use self::wait::Wait;
use crate::error::{BlockingError, Error};
use crate::executor;

/// Waits in this thread for what an async function gives.
fn block_on<F: Future>(future: F) -> Result<F::Output, Error> {
    executor::block_on(future).map_err(|why| BlockingError(why).into())
}
