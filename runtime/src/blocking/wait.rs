//! Making a call again and again until its response says what is waited for.

use std::fmt;
use std::time::Duration;

use super::block_on;
use crate::call::{self, Response};
use crate::error::Error;
use crate::operation::Operation;

/// A call that is made until its response says what is waited for. Made by [`Call::wait_until`](super::Call::wait_until).
#[must_use = "nothing is waited for until `send` is called"]
pub struct Wait<O, F>(call::Wait<O, F>);

impl<O, F> Wait<O, F> {
    pub(super) fn new(wait: call::Wait<O, F>) -> Self {
        Self(wait)
    }

    /// How long to wait between two calls; see [`Wait::every`](crate::Wait::every).
    pub fn every(self, interval: Duration) -> Self {
        Self(self.0.every(interval))
    }

    /// How long to wait at most; see [`Wait::at_most`](crate::Wait::at_most).
    pub fn at_most(self, time: Duration) -> Self {
        Self(self.0.at_most(time))
    }
}

impl<O, F> Wait<O, F>
where
    O: Operation + Clone,
    F: FnMut(&Response<O::Output>) -> bool,
{
    /// Makes the calls, and returns the response for which the condition holds.
    ///
    /// # Errors
    ///
    /// Those of [`wait_until`](crate::Call::wait_until), and those of [blocking calls](crate::blocking#errors).
    pub fn send(self) -> Result<Response<O::Output>, Error> {
        block_on(self.0.into_future())?
    }
}

impl<O: Operation, F> fmt::Debug for Wait<O, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
