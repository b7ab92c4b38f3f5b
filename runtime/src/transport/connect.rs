//! Connecting to a host: TCP and TLS, or plain TCP to another address where one is configured.

use std::error::Error as StdError;
use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::task::{Context, Poll};

use http::Uri;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tower_service::Service;

use crate::BoxFuture;

type BoxError = Box<dyn StdError + Send + Sync>;

#[cfg(feature = "tls")]
pub(super) type Stream = hyper_rustls::MaybeHttpsStream<TokioIo<TcpStream>>;
#[cfg(not(feature = "tls"))]
pub(super) type Stream = TokioIo<TcpStream>;

#[cfg(feature = "tls")]
type Secure = hyper_rustls::HttpsConnector<Tcp>;
#[cfg(not(feature = "tls"))]
type Secure = NoTls;

/// Opens connections for the pool.
#[derive(Clone)]
pub(super) struct Connector {
    secure: Secure,
    overrides: Arc<[(String, SocketAddr)]>,
}

impl Connector {
    pub(super) fn new(overrides: &[(String, SocketAddr)]) -> Self {
        Self { secure: secure(), overrides: overrides.into() }
    }

    /// Where to connect instead of to this authority.
    fn instead_of(&self, uri: &Uri) -> Option<SocketAddr> {
        let authority = uri.authority()?.as_str();
        self.overrides.iter().find(|(from, _)| from.eq_ignore_ascii_case(authority)).map(|(_, to)| *to)
    }
}

impl Service<Uri> for Connector {
    type Response = Stream;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<Stream, BoxError>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.secure.poll_ready(context)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        match self.instead_of(&uri) {
            Some(address) => Box::pin(async move {
                let stream = TcpStream::connect(address).await.map_err(TcpError::new)?;
                stream.set_nodelay(true).map_err(TcpError::new)?;
                Ok(Stream::from(TokioIo::new(stream)))
            }),
            None => Box::pin(self.secure.call(uri)),
        }
    }
}

/// A connection that failed below TLS. Told apart by its type, since TLS errors come without one.
#[derive(Debug)]
pub(super) struct TcpError(BoxError);

impl TcpError {
    fn new(error: impl Into<BoxError>) -> Self {
        Self(error.into())
    }
}

impl fmt::Display for TcpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl StdError for TcpError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source()
    }
}

/// The TCP half of a connection.
#[derive(Clone)]
pub(super) struct Tcp(HttpConnector);

impl Service<Uri> for Tcp {
    type Response = TokioIo<TcpStream>;
    type Error = TcpError;
    type Future = BoxFuture<'static, Result<Self::Response, TcpError>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), TcpError>> {
        self.0.poll_ready(context).map_err(TcpError::new)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let connecting = self.0.call(uri);
        Box::pin(async move { connecting.await.map_err(TcpError::new) })
    }
}

fn tcp() -> Tcp {
    let mut tcp = HttpConnector::new();
    tcp.enforce_http(false);
    tcp.set_nodelay(true);
    Tcp(tcp)
}

#[cfg(feature = "tls")]
fn secure() -> Secure {
    hyper_rustls::HttpsConnectorBuilder::new()
        .with_provider_and_webpki_roots(rustls::crypto::ring::default_provider())
        .expect("ring supports the default TLS versions")
        .https_only()
        .enable_http1()
        .wrap_connector(tcp())
}

#[cfg(not(feature = "tls"))]
fn secure() -> Secure {
    NoTls(tcp())
}

/// Stands in for TLS where it was left out of the build.
#[cfg(not(feature = "tls"))]
#[derive(Clone)]
pub(super) struct NoTls(Tcp);

#[cfg(not(feature = "tls"))]
impl Service<Uri> for NoTls {
    type Response = Stream;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<Stream, BoxError>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.0.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, _: Uri) -> Self::Future {
        Box::pin(std::future::ready(Err("HTTPS needs the cargo feature `tls` of the crate `runtime`".into())))
    }
}
