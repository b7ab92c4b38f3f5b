//! One call on its way.

use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use std::{fmt, future};

use crate::BoxFuture;
use crate::client::{Answer, Shared};
use crate::error::{DecodeError, Error, RequestError};
use crate::operation::OperationInfo;
use crate::output::{self, Output};
use crate::request::Parts;
use crate::response::Response;

/// A call that is sent when it is awaited.
///
/// ```no_run
/// # use std::time::Duration;
/// # async fn example(call: runtime::Call<runtime::Value>) -> Result<(), runtime::Error> {
/// let response = call.header("x-acs-source-ip", "192.0.2.1").timeout(Duration::from_secs(3)).await?;
/// println!("{:?}", response.request_id());
/// # Ok(())
/// # }
/// ```
#[must_use = "a call is sent when it is awaited"]
pub struct Call<T> {
    shared: Arc<Shared>,
    info: &'static OperationInfo,
    parts: Result<Parts, RequestError>,
    options: Options,
    output: PhantomData<fn() -> T>,
}

/// What is said about one call only.
#[derive(Default)]
pub(crate) struct Options {
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) queries: Vec<(String, String)>,
    pub(crate) timeout: Option<Duration>,
}

impl<T> Call<T> {
    pub(crate) fn new(shared: Arc<Shared>, info: &'static OperationInfo, parts: Result<Parts, RequestError>) -> Self {
        Self { shared, info, parts, options: Options::default(), output: PhantomData }
    }

    /// Sends a header with this call. Headers of the operation win over it.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options.headers.push((name.into(), value.into()));
        self
    }

    /// Sends a query parameter with this call. Those of the operation win over it.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options.queries.push((name.into(), value.into()));
        self
    }

    /// How long this call may take as a whole: credentials, connection, request and response to the last byte.
    ///
    /// Without it, that is the time to connect and the time to read of the [`Config`](crate::Config) together.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    fn send(self) -> BoxFuture<'static, Result<Answer, Error>> {
        let Self { shared, info, parts, options, .. } = self;
        send(shared, info, parts, options)
    }
}

/// Not generic, so that the state machine of a call is compiled once.
fn send(
    shared: Arc<Shared>,
    info: &'static OperationInfo,
    parts: Result<Parts, RequestError>,
    options: Options,
) -> BoxFuture<'static, Result<Answer, Error>> {
    match parts {
        Ok(parts) => Box::pin(async move { shared.execute(info, parts, options).await }),
        Err(error) => Box::pin(future::ready(Err(error.into()))),
    }
}

impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("action", &self.info.action).finish_non_exhaustive()
    }
}

impl<T: Output> IntoFuture for Call<T> {
    type Output = Result<Response<T>, Error>;
    type IntoFuture = CallFuture<T>;

    fn into_future(self) -> CallFuture<T> {
        CallFuture { action: self.info.action, response: self.send(), output: PhantomData }
    }
}

/// The future of a [`Call`].
#[must_use = "futures do nothing unless they are awaited"]
pub struct CallFuture<T> {
    action: &'static str,
    response: BoxFuture<'static, Result<Answer, Error>>,
    output: PhantomData<fn() -> T>,
}

impl<T: Output> Future for CallFuture<T> {
    type Output = Result<Response<T>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let Answer { response, masks } = ready!(self.response.as_mut().poll(context))?;
        Poll::Ready(match output::read(response.body()) {
            Ok((value, repaired)) => Ok(Response::new(value, response, repaired, masks)),
            Err(error) => Err(DecodeError::new(self.action, response, error.to_string(), masks).into()),
        })
    }
}

impl<T> fmt::Debug for CallFuture<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallFuture").field("action", &self.action).finish_non_exhaustive()
    }
}
