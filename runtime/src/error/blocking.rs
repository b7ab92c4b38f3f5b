//! Blocking calls that cannot be made.

use std::error::Error as StdError;
use std::fmt;

use crate::executor::Unavailable;

/// A blocking call that cannot be made where it was made, with what to do about it.
#[derive(Debug)]
pub(crate) struct BlockingError(pub(crate) Unavailable);

impl fmt::Display for BlockingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("cannot make a blocking call: ")?;
        f.write_str(match &self.0 {
            Unavailable::Async => {
                "this is async code, and it would stop all other tasks of this thread; await a call of the async `Client` \
                 instead, or make this one within `tokio::task::spawn_blocking`"
            }
            Unavailable::Forked => {
                "this process was forked from one that had made blocking calls, and their background thread does not exist \
                 here; fork before the first call, or execute a program after the fork"
            }
            Unavailable::NotStarted(_) => {
                "the background thread cannot be started; the process may have too many threads or open files"
            }
        })
    }
}

impl StdError for BlockingError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.0 {
            Unavailable::NotStarted(error) => Some(error),
            Unavailable::Async | Unavailable::Forked => None,
        }
    }
}
