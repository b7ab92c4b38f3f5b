//! A new connection, step by step: addresses, TCP, tunnel, TLS.

use std::borrow::Cow;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::dns::Name;
use tower_service::Service;

use super::error::{Fault, Peer};
use super::exchange::Connection;
use super::origin::Origin;
#[cfg(feature = "tls")]
use super::proxy::open_tunnel;
use super::proxy::{Proxy, ProxyServer};
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
        let unsuited = |missing: Cow<'static, str>| TransportError::unsuited(origin.as_str(), missing);
        executor::timers().and_then(|()| executor::network()).map_err(|missing| unsuited(missing.into()))?;
        let route = self.route(origin).map_err(|fault| unsuited(fault.to_owned().into()))?;
        if cfg!(not(feature = "tls")) && route.needs_tls() {
            return Err(unsuited("HTTPS needs the cargo feature `tls`".into()));
        }
        let mut step = Step { phase: Phase::Connect, peer: Peer::Host };
        let opened = deadline.bound(self.open(origin, &route, deadline, &mut step)).await;
        let fault = match opened {
            Ok(Ok(connection)) => return Ok(connection),
            // The last address had its share of the time as well.
            Ok(Err(Fault::Failed(_))) if deadline.left().is_zero() => Fault::elapsed(deadline.elapsed()),
            Ok(Err(fault)) => fault,
            Err(elapsed) => Fault::elapsed(elapsed),
        };
        Err(TransportError::of(origin.as_str(), step.phase, fault).at(&step.peer))
    }

    /// Which way a connection to an origin takes, or what is wrong with its proxy.
    fn route(&self, origin: &Origin) -> Result<Route<'_>, &str> {
        let instead = self.instead_of(origin.as_str());
        let is_direct = !instead.is_empty() || !origin.is_proxy_allowed;
        let proxy = if is_direct { None } else { self.proxy.of(origin)? };
        Ok(Route { is_tls: origin.is_tls && instead.is_empty(), addresses: instead, proxy })
    }

    /// Opens a connection, and notes each step before it begins.
    async fn open(
        &self,
        origin: &Origin,
        route: &Route<'_>,
        deadline: Deadline,
        step: &mut Step,
    ) -> Result<Box<Connection>, Fault> {
        if let Some(proxy) = route.proxy {
            step.peer = Peer::Proxy(Arc::clone(proxy));
        }
        let addresses = match route.addresses.is_empty() {
            true => self.addresses(route.proxy.map_or(origin, |proxy| &proxy.origin), step).await?,
            false => route.addresses.clone(),
        };
        step.phase = Phase::Connect;
        let wire = tcp(addresses, deadline.left()).await.map_err(Fault::Failed)?;
        let stream = Stream::Plain(wire.clone());
        #[cfg(feature = "tls")]
        let stream = self.secured(origin, route, stream, step).await?;
        if let Some(proxy) = route.proxy {
            step.peer = Peer::HostBehind(Arc::clone(proxy));
        }
        step.phase = Phase::Connect;
        Connection::new(stream, wire, route.proxy.cloned()).await.map_err(Fault::failed)
    }

    /// The addresses of a host.
    async fn addresses(&self, of: &Origin, step: &mut Step) -> Result<Vec<SocketAddr>, Fault> {
        let (host, port) = (of.host(), of.port());
        if let Ok(address) = host.parse::<IpAddr>() {
            return Ok(vec![SocketAddr::new(address, port)]);
        }
        step.phase = Phase::Resolve;
        (self.resolver)(host.to_owned(), port).await.map_err(Fault::failed)
    }

    /// Agrees on encryption with a proxy and with the host, as far as they ask for it: with the host, in a tunnel through the
    /// proxy.
    #[cfg(feature = "tls")]
    async fn secured(
        &self,
        origin: &Origin,
        route: &Route<'_>,
        mut stream: Stream,
        step: &mut Step,
    ) -> Result<Stream, Fault> {
        if let Some(proxy) = route.proxy {
            if proxy.origin.is_tls {
                stream = self.secure(&proxy.origin, stream, step).await?;
            }
            *step = Step { phase: Phase::Connect, peer: Peer::HostBehind(Arc::clone(proxy)) };
            if route.is_tls {
                // Boxed, since it is rare and large.
                let tunnel = Box::pin(open_tunnel(stream, proxy, origin));
                stream = tunnel.await.map_err(Fault::Failed)?.map_err(Fault::Refused)?;
            }
        }
        if route.is_tls { self.secure(origin, stream, step).await } else { Ok(stream) }
    }

    /// Where to connect, without TLS, instead of to this authority.
    fn instead_of(&self, authority: &str) -> Vec<SocketAddr> {
        let meant = self.overrides.iter().filter(|(from, _)| from.eq_ignore_ascii_case(authority));
        meant.map(|(_, to)| *to).collect()
    }

    /// Agrees on encryption.
    #[cfg(feature = "tls")]
    async fn secure(&self, to: &Origin, stream: Stream, step: &mut Step) -> Result<Stream, Fault> {
        step.phase = Phase::Tls;
        Ok(Stream::Tls(Box::new(self.tls.secure(to.host(), stream).await.map_err(Fault::failed)?)))
    }
}

/// The way that a connection takes.
struct Route<'a> {
    /// Whether TLS is spoken with the host.
    is_tls: bool,
    /// Where to connect; if empty, the addresses of the host or of the proxy.
    addresses: Vec<SocketAddr>,
    /// The proxy that it goes through.
    proxy: Option<&'a Arc<ProxyServer>>,
}

impl Route<'_> {
    fn needs_tls(&self) -> bool {
        self.is_tls || self.proxy.is_some_and(|proxy| proxy.origin.is_tls)
    }
}

/// A step on the way to a connection. One deadline covers them all, so that waiting is compiled once and needs one timer.
struct Step {
    phase: Phase,
    /// Whom it is done with.
    peer: Peer,
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
