//! A new connection, step by step: addresses, TCP, tunnel, TLS.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::dns::Name;
use tower_service::Service;

use super::error::Peer;
use super::exchange::Connection;
use super::origin::Origin;
use super::proxy::{Proxy, ProxyServer, open_tunnel};
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
    pub(super) proxy: Proxy,
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
        executor::timers()
            .and_then(|()| executor::network())
            .map_err(|missing| TransportError::unsuited(origin.as_str(), missing))?;

        let step = |phase| Step { origin, peer: Peer::Host, phase, deadline };
        let instead = self.instead_of(origin.as_str());
        if !instead.is_empty() {
            let wire = step(Phase::Connect).run(tcp(instead, deadline.left())).await?;
            return step(Phase::Connect).run(Connection::new(Stream::Plain(wire.clone()), wire, None)).await;
        }
        let (stream, wire, proxy) = match self.proxy_of(origin)? {
            None => {
                let wire = self.reach(origin, step).await?;
                (Stream::Plain(wire.clone()), wire, None)
            }
            Some(proxy) => {
                // Boxed, since it is rare and large.
                let (stream, wire) = Box::pin(self.reach_proxy(proxy, origin, deadline)).await?;
                (stream, wire, Some(Arc::clone(proxy)))
            }
        };
        let peer = proxy.as_ref().map_or(Peer::Host, |proxy| Peer::HostBehind(Arc::clone(proxy)));
        let step = |phase| Step { peer: peer.clone(), ..step(phase) };
        let stream = self.secure(origin, stream, step(Phase::Tls)).await?;
        step(Phase::Connect).run(Connection::new(stream, wire, proxy)).await
    }

    /// The proxy that the connection goes through.
    fn proxy_of(&self, origin: &Origin) -> Result<Option<&Arc<ProxyServer>>, TransportError> {
        if !origin.is_proxy_allowed {
            return Ok(None);
        }
        self.proxy.of(origin).map_err(|fault| TransportError::unsuited(origin.as_str(), fault.to_owned()))
    }

    /// A connection to a proxy, and through it where TLS is to be spoken with the host.
    async fn reach_proxy(
        &self,
        proxy: &Arc<ProxyServer>,
        origin: &Origin,
        deadline: Deadline,
    ) -> Result<(Stream, Wire), TransportError> {
        let step = |phase| Step { origin, peer: Peer::Proxy(Arc::clone(proxy)), phase, deadline };
        let wire = self.reach(&proxy.origin, step).await?;
        let stream = self.secure(&proxy.origin, Stream::Plain(wire.clone()), step(Phase::Tls)).await?;
        if !origin.is_tls {
            return Ok((stream, wire));
        }
        let step = Step { peer: Peer::HostBehind(Arc::clone(proxy)), ..step(Phase::Connect) };
        match step.run(open_tunnel(stream, proxy, origin)).await? {
            Ok(stream) => Ok((stream, wire)),
            Err(status) => Err(TransportError::refused_by_proxy(origin.as_str(), proxy, status)),
        }
    }

    /// Connects to a host or a proxy itself.
    async fn reach<'s>(&self, to: &Origin, step: impl Fn(Phase) -> Step<'s>) -> Result<Wire, TransportError> {
        let (host, port) = (to.host(), to.port());
        let addresses = match host.parse::<IpAddr>() {
            Ok(address) => vec![SocketAddr::new(address, port)],
            Err(_) => step(Phase::Resolve).run((self.resolver)(host.to_owned(), port)).await?,
        };
        let step = step(Phase::Connect);
        step.run(tcp(addresses, step.deadline.left())).await
    }

    /// Where to connect, without TLS, instead of to this authority.
    fn instead_of(&self, authority: &str) -> Vec<SocketAddr> {
        let meant = self.overrides.iter().filter(|(from, _)| from.eq_ignore_ascii_case(authority));
        meant.map(|(_, to)| *to).collect()
    }

    /// Agrees on encryption, if the scheme asks for it.
    #[cfg_attr(not(feature = "tls"), expect(clippy::unused_async, reason = "as with the feature"))]
    async fn secure(&self, to: &Origin, stream: Stream, step: Step<'_>) -> Result<Stream, TransportError> {
        if !to.is_tls {
            return Ok(stream);
        }
        #[cfg(feature = "tls")]
        return Ok(Stream::Tls(Box::new(step.run(self.tls.secure(to.host(), stream)).await?)));
        #[cfg(not(feature = "tls"))]
        return Err(step.failed("HTTPS needs the cargo feature `tls`"));
    }
}

/// A step on the way to a connection.
struct Step<'a> {
    origin: &'a Origin,
    /// Whom it is done with.
    peer: Peer,
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
        TransportError::elapsed(self.origin.as_str(), self.phase, self.deadline.elapsed()).at(&self.peer)
    }

    fn failed(&self, cause: impl Into<BoxError>) -> TransportError {
        TransportError::new(self.origin.as_str(), self.phase, cause).at(&self.peer)
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
