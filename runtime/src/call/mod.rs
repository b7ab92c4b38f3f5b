//! One call: the request and what is said about it, until it is sent; then the future of its response.
//!
//! A call holds its request, so that what comes later can still see it: the next page, another attempt with the same token.
//! It is encoded when it is sent, by code that is the same for all operations; per operation there is next to nothing to
//! compile.

mod attempts;
mod options;
mod outcome;
#[cfg(test)]
mod page;
mod response;
mod send;
mod stream;
mod wait;
mod wait_schedule;

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

pub use self::options::CallOptions;
pub use self::response::Response;
use self::send::Answer;
pub(crate) use self::send::send;
pub(crate) use self::stream::{Opening, Reopening, ResponseStream, open};
pub use self::wait::{Wait, WaitFuture};
use crate::BoxFuture;
use crate::body::Body;
use crate::call_context::CallContext;
use crate::config::Settings;
use crate::error::Error;
use crate::operation::{Descriptor, Operation};
use crate::output::{self, Output};
use crate::retry::Retry;

/// A call that is sent when it is awaited. The module [`retry`](crate::retry) describes what happens then.
///
/// ```no_run
/// # use std::time::Duration;
/// # async fn example<O: runtime::Operation>(call: runtime::Call<O>) -> Result<(), runtime::Error> {
/// let response = call.header("x-acs-source-ip", "192.0.2.1").timeout(Duration::from_secs(3)).await?;
/// println!("{:?}", response.request_id());
/// # Ok(())
/// # }
/// ```
///
/// It is [`IntoFuture`]: `.await` and the macros of tokio take it as it is, other functions take the future that
/// [`into_future`](IntoFuture::into_future) makes of it.
///
/// ```no_run
/// # use std::time::Duration;
/// # type Call = runtime::Call<Request>;
/// # use runtime::codegen::{Extra, Method, Operation, OperationInfo, object};
/// # #[derive(Default)] struct Request { extra: Extra }
/// # object!(Request {});
/// # impl Operation for Request {
/// #     type Output = ();
/// #     const INFO: OperationInfo = OperationInfo::rpc("Example", Method::Post);
/// # }
/// # fn example(first: Call, second: Call, third: Call, fourth: Call) -> Result<(), Box<dyn std::error::Error>> {
/// let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
/// runtime.block_on(first.into_future())?;
/// runtime.block_on(async {
///     // Two at once.
///     let (second, third) = tokio::join!(second.into_future(), third.into_future());
///     println!("{:?} {:?}", second?.request_id(), third?.request_id());
///     // Whichever comes first: a call that is dropped closes its connection.
///     tokio::select! {
///         response = fourth.into_future() => println!("{:?}", response?.request_id()),
///         () = tokio::time::sleep(Duration::from_secs(1)) => println!("nothing came within a second"),
///     }
///     Ok(())
/// })
/// # }
/// ```
#[must_use = "a call is sent when it is awaited"]
pub struct Call<O> {
    client: Arc<Settings>,
    request: O,
    options: CallOptions,
}

impl<O: Operation> Call<O> {
    #[inline]
    pub(crate) fn new(client: Arc<Settings>, request: O) -> Self {
        Self::from_parts(client, request, CallOptions::default())
    }

    #[inline]
    pub(crate) fn from_parts(client: Arc<Settings>, request: O, options: CallOptions) -> Self {
        Self { client, request, options }
    }

    #[inline]
    pub(crate) fn into_parts(self) -> (Arc<Settings>, O, CallOptions) {
        (self.client, self.request, self.options)
    }

    /// Sends a header with this call. Headers of the operation win over it.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options = self.options.header(name, value);
        self
    }

    /// Sends a query parameter with this call. Those of the operation win over it.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options = self.options.query(name, value);
        self
    }

    /// How long this call may take as a whole; see [`Config::with_timeout`](crate::Config::with_timeout). Set here, it also covers
    /// a response that is read as it comes, to its last byte.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options = self.options.timeout(timeout);
        self
    }

    /// How long one attempt may take; see [`Config::with_attempt_timeout`](crate::Config::with_attempt_timeout).
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.options = self.options.attempt_timeout(timeout);
        self
    }

    /// How long to wait for a new connection; see
    /// [`Config::with_connect_timeout`](crate::Config::with_connect_timeout).
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.options = self.options.connect_timeout(timeout);
        self
    }

    /// How long to wait for each part of a response that is read as it comes; see
    /// [`Config::with_read_timeout`](crate::Config::with_read_timeout).
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.options = self.options.read_timeout(timeout);
        self
    }

    /// How failed attempts of this call are retried, instead of what [`Config::with_retry`](crate::Config::with_retry) says.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.options = self.options.retry(retry);
        self
    }

    /// Vouches that sending this request twice does no more than sending it once: the call may be retried even if the
    /// operation changes something and the service may have received the request already.
    pub fn idempotent(mut self) -> Self {
        self.options = self.options.idempotent();
        self
    }

    /// Whether a failure that the service reports with a status of success is an error; see
    /// [`Config::with_strict_outcome`](crate::Config::with_strict_outcome).
    pub fn strict_outcome(mut self, strict: bool) -> Self {
        self.options = self.options.strict_outcome(strict);
        self
    }

    /// Sends these octets as the body, in place of a body that the request has: a file that need not fit into memory.
    ///
    /// The signature needs the hash of the body before it is sent. So a [replayable](Body::replayable) body is read twice,
    /// and one that passes once is refused.
    pub fn body(mut self, body: impl Into<Body>) -> Self {
        self.options = self.options.body(body);
        self
    }
}

impl<O: Operation> Call<O> {
    /// The same with what a transport of a test sees of it.
    #[inline]
    fn with_context(mut self) -> Self {
        if CallContext::IS_KNOWN && self.client.has_own_transport() {
            self.options.context = CallContext::of(&self.request);
        }
        self
    }

    /// Sends the call when the future is polled, and gives a success as soon as its head is there.
    pub(crate) fn streamed(self) -> Opening {
        let Self { client, request, options } = self.with_context();
        let operation = const { &O::INFO };
        stream::open(client, Descriptor::of(operation), operation, &request, options)
    }
}

impl<O: Operation> fmt::Debug for Call<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("action", &O::INFO.action).finish_non_exhaustive()
    }
}

impl<O: Operation> IntoFuture for Call<O> {
    type Output = Result<Response<O::Output>, Error>;
    type IntoFuture = CallFuture<O::Output>;

    fn into_future(self) -> CallFuture<O::Output> {
        let Self { client, request, options } = self.with_context();
        let operation = const { &O::INFO };
        CallFuture::new(send(client, Descriptor::of(operation), operation, &request, options))
    }
}

/// The future of a [`Call`].
#[must_use = "futures do nothing unless they are awaited"]
pub struct CallFuture<T> {
    answer: BoxFuture<'static, Result<Arc<Answer>, Error>>,
    output: PhantomData<fn() -> T>,
}

impl<T: Output> CallFuture<T> {
    pub(crate) fn new(answer: BoxFuture<'static, Result<Arc<Answer>, Error>>) -> Self {
        Self { answer, output: PhantomData }
    }
}

impl<T: Output> Future for CallFuture<T> {
    type Output = Result<Response<T>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let answer = ready!(self.answer.as_mut().poll(context))?;
        Poll::Ready(match output::read(answer.http.body()) {
            Ok((value, repaired)) => Ok(Response::new(value, repaired, answer)),
            Err(cause) => Err(answer.unreadable(cause)),
        })
    }
}

impl<T> fmt::Debug for CallFuture<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallFuture").finish_non_exhaustive()
    }
}
