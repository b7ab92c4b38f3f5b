//! The transport for real networks: HTTP/1.1 over hyper, with connections that are kept alive.

use std::fmt;
use std::net::SocketAddr;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, HOST, HeaderValue};
use http::uri::{Authority, PathAndQuery};
use http::{Method, Request, Response, Uri};
use http_body_util::Full;
use tokio::runtime;

use super::connect::{Connector, system_resolver};
use super::deadline::Deadline;
use super::exchange::{Connection, Limits, Terms};
use super::pool::Pool;
#[cfg(feature = "tls")]
use super::tls::Tls;
use super::{HttpTransport, Phase, Timeouts, TransportError, home};
use crate::BoxFuture;

/// HTTPS over hyper and rustls with the root certificates of Mozilla.
///
/// Connections are kept alive and shared by all clones of a client, separately for each tokio runtime that calls.
/// Redirects are not followed, compression is not asked for, proxies of the environment are not used. Calls must be
/// awaited within a tokio runtime that has network and timers (`enable_all`); elsewhere they fail before anything is sent.
pub struct HyperTransport {
    connector: Connector,
    pool: Pool,
    limits: Limits,
}

impl HyperTransport {
    /// A transport that connects to the hosts of the requests.
    #[must_use]
    pub fn new() -> Self {
        Self::with_connect_overrides(&[])
    }

    /// A transport that, for requests to the given authorities (`host` or `host:port`, as they
    /// stand in the URI), connects to the given address instead, without TLS. The request stays as
    /// it is, `host` header and signature included. Of an authority with several addresses the first that answers is used.
    #[must_use]
    pub fn with_connect_overrides(overrides: &[(String, SocketAddr)]) -> Self {
        Self::over(Connector {
            resolver: system_resolver,
            overrides: overrides.to_vec(),
            #[cfg(feature = "tls")]
            tls: Tls::mozilla(),
        })
    }

    /// A transport whose connections are opened like this.
    pub(super) fn over(connector: Connector) -> Self {
        let limits = Limits { success: Self::RESPONSE_LIMIT, error: Self::ERROR_LIMIT };
        Self { connector, pool: Pool::default(), limits }
    }

    /// How many bytes the body of a successful response may have unless set: 64 MiB.
    pub const RESPONSE_LIMIT: usize = 64 << 20;
    /// How many bytes of the body of an error response are read.
    const ERROR_LIMIT: usize = 1 << 20;

    /// Sets how many bytes the body of a successful response may have. A longer one is an error.
    #[must_use]
    pub fn with_response_limit(mut self, bytes: usize) -> Self {
        self.limits = Limits { success: bytes, error: Self::ERROR_LIMIT.min(bytes) };
        self
    }

    async fn answer(&self, request: Request<Bytes>, timeouts: Timeouts) -> Result<Response<Bytes>, TransportError> {
        let whole = timeouts.deadline();
        let (host, request) = on_the_wire(request)?;
        let runtime = home::current().map_err(|missing| TransportError::unsuited(host.as_str(), missing))?.id();

        while let Some(mut connection) = self.pool.take(runtime, &host) {
            match connection.exchange(request.clone(), &self.terms(&host, whole, timeouts)).await {
                Ok(response) => {
                    self.keep(runtime, host, connection);
                    return Ok(response);
                }
                Err(failed) if failed.begun || failed.error.is_timeout() => return Err(failed.error),
                // The host closed the connection, and nothing was sent: the next one will do.
                Err(_) => {}
            }
        }
        let to_connect = whole.or_earlier(Deadline::after(timeouts.connect));
        let mut connection = self.connector.connect(&host, to_connect).await?;
        let response = connection.exchange(request, &self.terms(&host, whole, timeouts)).await;
        let response = response.map_err(|failed| failed.error)?;
        self.keep(runtime, host, connection);
        Ok(response)
    }

    /// What is asked of an exchange that begins now.
    fn terms<'a>(&self, host: &'a Authority, whole: Deadline, timeouts: Timeouts) -> Terms<'a> {
        let deadline = whole.or_earlier(Deadline::after(timeouts.response));
        Terms { host: host.as_str(), deadline, limits: self.limits }
    }

    /// Keeps the connection if another request can be sent over it.
    fn keep(&self, runtime: runtime::Id, host: Authority, mut connection: Box<Connection>) {
        if connection.is_reusable() {
            self.pool.put(runtime, host, connection);
        }
    }
}

impl Default for HyperTransport {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HyperTransport").field("limits", &self.limits).finish_non_exhaustive()
    }
}

impl HttpTransport for HyperTransport {
    fn send(
        &self,
        request: Request<Bytes>,
        timeouts: Timeouts,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(self.answer(request, timeouts))
    }
}

/// The host, and the request as it is written: with the path instead of the whole URI, and with the headers that HTTP/1.1
/// asks for.
fn on_the_wire(request: Request<Bytes>) -> Result<(Authority, Request<Full<Bytes>>), TransportError> {
    let (mut head, body) = request.into_parts();
    let mut uri = std::mem::take(&mut head.uri).into_parts();
    let Some(host) = uri.authority.take() else {
        return Err(TransportError::new("", Phase::Connect, "the URI of the request names no host"));
    };
    head.uri = Uri::from(uri.path_and_query.take().unwrap_or_else(|| PathAndQuery::from_static("/")));
    if !head.headers.contains_key(HOST)
        && let Ok(value) = HeaderValue::try_from(host.as_str())
    {
        head.headers.insert(HOST, value);
    }
    // hyper says nothing of empty bodies.
    if body.is_empty() && matches!(head.method, Method::POST | Method::PUT | Method::PATCH) {
        head.headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    Ok((host, Request::from_parts(head, Full::new(body))))
}
