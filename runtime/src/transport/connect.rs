//! A new connection, step by step: addresses, TCP, TLS.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::dns::Name;
use tower_service::Service;

use super::exchange::Connection;
use super::origin::Origin;
use super::stream::{Stream, Wire};
#[cfg(feature = "tls")]
use super::tls::Tls;
use super::{Phase, TransportError};
use crate::executor::{self, Deadline};
use crate::{BoxError, BoxFuture};

/// Opens connections.
pub(super) struct Connector {
    pub(super) resolver: Resolver,
    pub(super) overrides: Vec<(String, SocketAddr)>,
    #[cfg(feature = "tls")]
    pub(super) tls: Tls,
}

/// Finds the addresses of a host.
pub(super) type Resolver = fn(String, u16) -> BoxFuture<'static, io::Result<Vec<SocketAddr>>>;

/// Asks the system.
pub(super) fn system_resolver(host: String, port: u16) -> BoxFuture<'static, io::Result<Vec<SocketAddr>>> {
    Box::pin(async move { Ok(tokio::net::lookup_host((host, port)).await?.collect()) })
}

impl Connector {
    /// Connects to a host. The error says in which step it failed.
    pub(super) async fn connect(&self, origin: &Origin, deadline: Deadline) -> Result<Box<Connection>, TransportError> {
        let step = |phase| Step { host: origin.as_str(), phase, deadline };
        executor::timers()
            .and_then(|()| executor::network())
            .map_err(|missing| TransportError::unsuited(origin.as_str(), missing))?;

        let instead = self.instead_of(origin.as_str());
        if !instead.is_empty() {
            let wire = step(Phase::Connect).run(tcp(instead, deadline.left())).await?;
            return step(Phase::Connect).run(Connection::new(Stream::Plain(wire.clone()), wire)).await;
        }
        let (host, port) = (origin.host(), origin.port());
        let addresses = match host.parse::<IpAddr>() {
            Ok(address) => vec![SocketAddr::new(address, port)],
            Err(_) => step(Phase::Resolve).run((self.resolver)(host.to_owned(), port)).await?,
        };
        let wire = step(Phase::Connect).run(tcp(addresses, deadline.left())).await?;
        let stream = match origin.is_tls {
            true => self.secure(host, wire.clone(), &step(Phase::Tls)).await?,
            false => Stream::Plain(wire.clone()),
        };
        step(Phase::Connect).run(Connection::new(stream, wire)).await
    }

    /// Where to connect, without TLS, instead of to this authority.
    fn instead_of(&self, authority: &str) -> Vec<SocketAddr> {
        let meant = self.overrides.iter().filter(|(from, _)| from.eq_ignore_ascii_case(authority));
        meant.map(|(_, to)| *to).collect()
    }

    #[cfg(feature = "tls")]
    async fn secure(&self, host: &str, wire: Wire, step: &Step<'_>) -> Result<Stream, TransportError> {
        Ok(Stream::Tls(Box::new(step.run(self.tls.secure(host, wire)).await?)))
    }

    #[cfg(not(feature = "tls"))]
    async fn secure(&self, _: &str, _: Wire, step: &Step<'_>) -> Result<Stream, TransportError> {
        Err(step.failed("HTTPS needs the cargo feature `tls`"))
    }
}

/// A step on the way to a connection.
struct Step<'a> {
    host: &'a str,
    phase: Phase,
    deadline: Deadline,
}

impl Step<'_> {
    async fn run<T, E: Into<BoxError>>(&self, work: impl Future<Output = Result<T, E>>) -> Result<T, TransportError> {
        match self.deadline.bound(work).await {
            Ok(Ok(output)) => Ok(output),
            // The last address had its share of the time as well.
            Ok(Err(_)) if self.deadline.left().is_zero() => Err(self.late()),
            Ok(Err(error)) => Err(self.failed(error)),
            Err(_) => Err(self.late()),
        }
    }

    fn late(&self) -> TransportError {
        TransportError::elapsed(self.host, self.phase, self.deadline.elapsed())
    }

    fn failed(&self, cause: impl Into<BoxError>) -> TransportError {
        TransportError::new(self.host, self.phase, cause)
    }
}

/// Connects to one of these addresses.
///
/// The other family of addresses is tried as well when the first has no connection after 300 ms; within a family each
/// address has its share of the time.
async fn tcp(addresses: Vec<SocketAddr>, time: Duration) -> Result<Wire, BoxError> {
    let mut connector = HttpConnector::new_with_resolver(Known(Some(addresses)));
    connector.set_nodelay(true);
    connector.set_connect_timeout(Some(time));
    // The addresses have their ports; a name without a port leaves them alone.
    let stream = connector.call(Uri::from_static("http://host")).await?;
    Ok(Wire::new(stream.into_inner()))
}

/// Addresses that need not be looked up.
#[derive(Clone)]
struct Known(Option<Vec<SocketAddr>>);

impl Service<Name> for Known {
    type Response = std::vec::IntoIter<SocketAddr>;
    type Error = std::convert::Infallible;
    type Future = std::future::Ready<Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Name) -> Self::Future {
        std::future::ready(Ok(self.0.take().unwrap_or_default().into_iter()))
    }
}
