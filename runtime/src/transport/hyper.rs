//! The transport for real networks: hyper with a pool of kept-alive HTTP/1.1 connections.

use std::error::Error as StdError;
use std::fmt;
use std::future::{Future, poll_fn};
use std::net::SocketAddr;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, HeaderValue};
use http::uri::Authority;
use http::{Method, Request, Response};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper_util::client::legacy::{Client, Error as ClientError, ResponseFuture};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use tokio::time::{Instant, sleep};

use super::connect::{Connector, TcpError};
use super::watched::{Connected, Watched};
use super::{HttpTransport, Phase, Timeouts, TransportError};
use crate::BoxFuture;

/// HTTPS over hyper and rustls with the root certificates of Mozilla.
///
/// Connections are kept alive and shared by all clones of a client. Redirects are not followed,
/// compression is not asked for, proxies of the environment are not used. Needs a tokio runtime.
pub struct HyperTransport {
    client: Client<Connector, Watched>,
}

impl HyperTransport {
    /// A transport that connects to the hosts of the requests.
    #[must_use]
    pub fn new() -> Self {
        Self::with_connect_overrides(&[])
    }

    /// A transport that, for requests to the given authorities (`host` or `host:port`, as they
    /// stand in the URI), connects to the given address instead, without TLS. The request stays as
    /// it is, `host` header and signature included.
    #[must_use]
    pub fn with_connect_overrides(overrides: &[(String, SocketAddr)]) -> Self {
        let client =
            Client::builder(TokioExecutor::new()).pool_timer(TokioTimer::new()).build(Connector::new(overrides));
        Self { client }
    }
}

/// Waits for the response, as long as the timeouts allow.
async fn exchange(
    response: ResponseFuture,
    host: Authority,
    connected: Connected,
    timeouts: Timeouts,
) -> Result<Response<Bytes>, TransportError> {
    let host = host.as_str();
    let answer = async { whole(response.await.map_err(|error| failure(host, &error))?, host).await };
    let (mut answer, mut deadline) = (pin!(answer), pin!(deadline(connected, timeouts)));
    poll_fn(|context| match answer.as_mut().poll(context) {
        Poll::Ready(result) => Poll::Ready(result),
        Poll::Pending => {
            deadline.as_mut().poll(context).map(|(phase, after)| Err(TransportError::timed_out(host, phase, after)))
        }
    })
    .await
}

/// What the timer can tell apart.
const TICK: Duration = Duration::from_millis(1);

/// Ends when time is up, with the phase that took too long.
async fn deadline(connected: Connected, timeouts: Timeouts) -> (Phase, Duration) {
    let begin = Instant::now();
    // Nothing wakes this up when there is a connection, so it looks before either time can be up.
    let mut left = timeouts.connect.min(timeouts.response);
    loop {
        sleep(left).await;
        let (phase, spent, allowed) = match connected.since() {
            Some(connected) => (Phase::Receive, connected.elapsed(), timeouts.response),
            None => (Phase::Connect, begin.elapsed(), timeouts.connect),
        };
        if spent >= allowed {
            return (phase, allowed);
        }
        left = allowed.saturating_sub(spent).min(timeouts.response.max(TICK));
    }
}

impl Default for HyperTransport {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HyperTransport").finish_non_exhaustive()
    }
}

impl HttpTransport for HyperTransport {
    fn send(
        &self,
        request: Request<Bytes>,
        timeouts: Timeouts,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let Some(host) = request.uri().authority().cloned() else {
            let error = TransportError::new("", Phase::Connect, "the URI of the request names no host");
            return Box::pin(std::future::ready(Err(error)));
        };
        let (head, body) = framed(request).into_parts();
        let (body, connected) = Watched::new(body);
        // What is boxed from here on does not hold the request, which is large.
        let response = self.client.request(Request::from_parts(head, body));
        Box::pin(exchange(response, host, connected, timeouts))
    }
}

/// Says `content-length: 0` where a body would be expected; hyper says nothing of empty bodies.
fn framed(mut request: Request<Bytes>) -> Request<Bytes> {
    if request.body().is_empty() && matches!(*request.method(), Method::POST | Method::PUT | Method::PATCH) {
        request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    request
}

async fn whole(response: Response<Incoming>, host: &str) -> Result<Response<Bytes>, TransportError> {
    let (head, body) = response.into_parts();
    let body = body.collect().await.map_err(|error| TransportError::new(host, Phase::Receive, error))?;
    Ok(Response::from_parts(head, body.to_bytes()))
}

fn failure(host: &str, error: &ClientError) -> TransportError {
    let phase = if error.is_connect() {
        if cause::<TcpError>(error).is_some() { Phase::Connect } else { Phase::Tls }
    } else if cause::<hyper::Error>(error).is_some_and(|error| error.is_canceled() || error.is_body_write_aborted()) {
        Phase::Send
    } else {
        Phase::Receive
    };
    TransportError::new(host, phase, causes(error))
}

/// The first error of a type in the chain of causes.
fn cause<E: StdError + 'static>(error: &ClientError) -> Option<&E> {
    chain(error).find_map(|error| error.downcast_ref())
}

/// The causes in words; the outermost error says nothing that the phase does not say.
fn causes(error: &ClientError) -> String {
    let texts: Vec<_> = chain(error).map(ToString::to_string).collect();
    if texts.is_empty() { error.to_string() } else { texts.join(": ") }
}

fn chain(error: &ClientError) -> impl Iterator<Item = &(dyn StdError + 'static)> {
    std::iter::successors(error.source(), |&error| error.source())
}
