//! The transport for real networks: HTTP/1.1 over hyper, with connections that are kept alive.

use std::fmt;
use std::net::SocketAddr;

use http::header::{CONTENT_LENGTH, HOST, HeaderValue};
use http::uri::PathAndQuery;
use http::{Method, Request, Response, Uri};
use http_body::Body as _;

use super::connect::{Connector, system_resolver};
use super::exchange::{Connection, Failed};
use super::origin::Origin;
use super::pool::Pool;
use super::proxy::Proxy;
use super::response_body::{self, Return};
#[cfg(feature = "tls")]
use super::tls::{CertificateError, RootCertificates, Tls};
use super::{HttpTransport, TransportError, TransportOptions};
use crate::BoxFuture;
use crate::body::Body;
use crate::executor::{self, Deadline, Setting};
use crate::trace;

/// HTTPS over hyper and rustls; plain HTTP for URIs with the scheme `http`.
///
/// Connections are kept alive and shared by all that share the transport, separately for each tokio runtime that calls.
/// Redirects are not followed, compression is not asked for. Requests go through the [proxy](Proxy) of the environment. Calls must be
/// awaited within a tokio runtime that has network and timers (`enable_all`); elsewhere they fail before anything is sent.
pub struct HyperTransport {
    connector: Connector,
    pool: Pool,
}

impl HyperTransport {
    /// A transport that goes through the proxy of the environment, if there is one, and trusts the root certificates of
    /// Mozilla.
    #[must_use]
    pub fn new() -> Self {
        Self::over(Connector {
            resolver: system_resolver,
            overrides: Vec::new(),
            proxy: Proxy::from_environment(),
            #[cfg(feature = "tls")]
            tls: Tls::mozilla(),
        })
    }

    /// A transport whose connections are opened like this.
    pub(super) fn over(connector: Connector) -> Self {
        Self { connector, pool: Pool::default() }
    }

    /// Trusts these root certificates instead of those of Mozilla.
    ///
    /// # Errors
    ///
    /// The store of the platform cannot be read, or is empty.
    #[cfg(feature = "tls")]
    pub fn with_root_certificates(mut self, roots: &RootCertificates) -> Result<Self, CertificateError> {
        self.connector.tls = Tls::trusting(roots)?;
        Ok(self)
    }

    /// Goes through this proxy instead of that of the environment.
    #[must_use]
    pub fn with_proxy(mut self, proxy: Proxy) -> Self {
        self.connector.proxy = proxy;
        self
    }

    /// For requests to `authority` (`host` or `host:port`, as it stands in the URI), connects to `address` instead, without
    /// TLS and without a proxy. The request stays as it is, `host` header and signature included. Of an authority with several addresses the
    /// first that answers is used.
    #[must_use]
    pub fn with_connect_override(mut self, authority: impl Into<String>, address: SocketAddr) -> Self {
        self.connector.overrides.push((authority.into(), address));
        self
    }

    async fn answer(
        &self,
        request: Request<Body>,
        options: TransportOptions,
    ) -> Result<Response<Body>, TransportError> {
        let deadline = options.deadline();
        let (mut origin, mut request) = on_the_wire(request)?;
        origin.is_proxy_allowed = options.is_proxy_allowed();
        let runtime = executor::current().map_err(|missing| TransportError::unsuited(origin.as_str(), missing))?.id();

        loop {
            let (mut connection, is_new) = match self.pool.take(runtime, &origin) {
                Some(connection) => (connection, false),
                // Boxed, since it is rare and large: most calls have a connection.
                None => (Box::pin(self.connect(&origin, options)).await?, true),
            };
            match connection.send(request, &origin, deadline).await {
                Ok(response) => {
                    let back = Return { pool: self.pool.clone(), runtime, origin };
                    let (head, body) = response.into_parts();
                    return Ok(Response::from_parts(
                        head,
                        response_body::read(body, connection, back, options.watchdog()),
                    ));
                }
                // The host closed the connection, and nothing was sent: the next one will do.
                Err(Failed { unsent: Some(unsent), .. }) if !is_new => {
                    trace::stale_connection(origin.as_str());
                    request = *unsent;
                }
                Err(failed) => return Err(*failed.error),
            }
        }
    }

    async fn connect(&self, origin: &Origin, options: TransportOptions) -> Result<Box<Connection>, TransportError> {
        let timeout = Deadline::after(options.connect_timeout(), Setting::Connect);
        let connection = self.connector.connect(origin, options.deadline().or_earlier(timeout)).await?;
        trace::connected(origin.as_str());
        Ok(connection)
    }
}

impl Default for HyperTransport {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HyperTransport")
            .field("connect_overrides", &self.connector.overrides)
            .field("proxy", &self.connector.proxy)
            .finish_non_exhaustive()
    }
}

impl HttpTransport for HyperTransport {
    fn send(
        &self,
        request: Request<Body>,
        options: TransportOptions,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(self.answer(request, options))
    }
}

/// The origin, and the request as it is written: with the path instead of the whole URI, and with the headers that HTTP/1.1
/// asks for.
fn on_the_wire(request: Request<Body>) -> Result<(Origin, Request<Body>), TransportError> {
    let (mut head, body) = request.into_parts();
    let mut uri = std::mem::take(&mut head.uri).into_parts();
    let origin = Origin::take(&mut uri)?;
    head.uri = Uri::from(uri.path_and_query.take().unwrap_or_else(|| PathAndQuery::from_static("/")));
    if !head.headers.contains_key(HOST)
        && let Ok(value) = HeaderValue::try_from(origin.as_str())
    {
        head.headers.insert(HOST, value);
    }
    // hyper says nothing of empty bodies.
    if body.is_end_stream() && matches!(head.method, Method::POST | Method::PUT | Method::PATCH) {
        head.headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    Ok((origin, Request::from_parts(head, body)))
}
