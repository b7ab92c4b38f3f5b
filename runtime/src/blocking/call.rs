//! One call, which its thread waits for.

use std::fmt;
use std::time::Duration;

use super::{Items, Pages, Wait, block_on};
use crate::body::Body;
use crate::call::{self, Response};
use crate::error::Error;
use crate::operation::Operation;
use crate::paging::Paged;
use crate::retry::Retry;

/// A call that [`send`](Self::send) makes. The module [`retry`](crate::retry) describes what happens then.
///
/// ```no_run
/// # use std::time::Duration;
/// # fn example<O: runtime::Operation>(call: runtime::blocking::Call<O>) -> Result<(), runtime::Error> {
/// let response = call.header("x-acs-source-ip", "192.0.2.1").timeout(Duration::from_secs(3)).send()?;
/// println!("{:?}", response.request_id());
/// # Ok(())
/// # }
/// ```
#[must_use = "a call is made by `send`"]
pub struct Call<O>(pub(super) call::Call<O>);

impl<O: Operation> Call<O> {
    #[inline]
    pub(super) fn new(call: call::Call<O>) -> Self {
        Self(call)
    }

    /// Makes the call, and returns when it has ended.
    ///
    /// # Errors
    ///
    /// Those of any call, and those of [blocking calls](crate::blocking#errors).
    pub fn send(self) -> Result<Response<O::Output>, Error> {
        block_on(self.0.into_future())?
    }

    /// Sends a header with this call. Headers of the operation win over it.
    pub fn header(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        Self(self.0.header(name, value))
    }

    /// Sends a query parameter with this call. Those of the operation win over it.
    pub fn query(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        Self(self.0.query(name, value))
    }

    /// How long this call may take as a whole; see [`Config::with_timeout`](crate::Config::with_timeout).
    pub fn timeout(self, timeout: Duration) -> Self {
        Self(self.0.timeout(timeout))
    }

    /// How long one attempt may take; see [`Config::with_attempt_timeout`](crate::Config::with_attempt_timeout).
    pub fn attempt_timeout(self, timeout: Duration) -> Self {
        Self(self.0.attempt_timeout(timeout))
    }

    /// How long to wait for a new connection; see
    /// [`Config::with_connect_timeout`](crate::Config::with_connect_timeout).
    pub fn connect_timeout(self, timeout: Duration) -> Self {
        Self(self.0.connect_timeout(timeout))
    }

    /// How long to wait for each part of a response that is read as it comes; see
    /// [`Config::with_read_timeout`](crate::Config::with_read_timeout).
    pub fn read_timeout(self, timeout: Duration) -> Self {
        Self(self.0.read_timeout(timeout))
    }

    /// How failed attempts of this call are retried, instead of what [`Config::with_retry`](crate::Config::with_retry) says.
    pub fn retry(self, retry: Retry) -> Self {
        Self(self.0.retry(retry))
    }

    /// Vouches that sending this request twice does no more than sending it once; see
    /// [`Call::idempotent`](crate::Call::idempotent).
    pub fn idempotent(self) -> Self {
        Self(self.0.idempotent())
    }

    /// Whether a response that reports a failure is an error; see [`Call::strict_outcome`](crate::Call::strict_outcome).
    pub fn strict_outcome(self, strict: bool) -> Self {
        Self(self.0.strict_outcome(strict))
    }

    /// Sends these octets as the body; see [`Call::body`](crate::Call::body).
    pub fn body(self, body: impl Into<Body>) -> Self {
        Self(self.0.body(body))
    }
}

impl<O: Operation + Clone> Call<O> {
    /// Makes this call again and again until `condition` holds for its response; see
    /// [`Call::wait_until`](crate::Call::wait_until).
    ///
    /// ```no_run
    /// # use std::time::Duration;
    /// # fn example<O: runtime::Operation + Clone>(call: runtime::blocking::Call<O>) -> Result<(), runtime::Error> {
    /// # let is_done = |_: &runtime::Response<O::Output>| true;
    /// let job = call.wait_until(is_done).every(Duration::from_secs(10)).at_most(Duration::from_secs(600)).send()?;
    /// # let _ = job;
    /// # Ok(())
    /// # }
    /// ```
    pub fn wait_until<F: FnMut(&Response<O::Output>) -> bool>(self, condition: F) -> Wait<O, F> {
        Wait::new(self.0.wait_until(condition))
    }
}

impl<O: Paged> Call<O> {
    /// The pages of this operation, each from a call like this one.
    pub fn pages(self) -> Pages<O> {
        Pages::new(self.0.pages())
    }

    /// The items of all pages of this operation.
    ///
    /// ```no_run
    /// # fn example<O: runtime::Paged>(call: runtime::blocking::Call<O>) -> Result<(), runtime::Error> {
    /// for item in call.items() {
    ///     let item = item?;
    ///     // …
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn items(self) -> Items<O> {
        Items::new(self.0.items())
    }
}

impl<O: Operation> fmt::Debug for Call<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
