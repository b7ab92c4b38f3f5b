//! Proxies: which requests go through one, and how.
//!
//! | request | through the proxy |
//! |---|---|
//! | `https` | a tunnel (`CONNECT host:443`), with TLS to the host inside |
//! | `http` | the request itself, with the whole URI on its first line, as the proxy is to forward it |
//!
//! Written here rather than taken from `hyper_util::client::proxy`: that ignores a variable that holds no URL, so that
//! requests would silently go around the proxy; `NO_PROXY=*` does not cover addresses there, entries with a port cover
//! nothing, and the answer of a proxy that refuses is lost.

mod no_proxy;
mod server;
#[cfg(feature = "tls")]
mod tunnel;

use std::fmt;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use self::no_proxy::NoProxy;
pub(super) use self::server::ProxyServer;
#[cfg(feature = "tls")]
pub(super) use self::tunnel::open_tunnel;
use super::origin::Origin;
use crate::environment;

/// The proxy that requests go through: that of the environment unless set.
///
/// ```
/// # use runtime::Config;
/// # use runtime::transport::Proxy;
/// let proxy = Proxy::fixed("http://user:password@10.0.0.1:3128").except("internal.example.com, 10.0.0.0/8");
/// let config = Config::new("cn-shanghai").with_proxy(proxy);
/// # let _ = config;
/// ```
///
/// HTTPS goes through a tunnel (`CONNECT`), so the proxy sees the host and nothing else. A proxy is an HTTP proxy; the
/// connection to it can be encrypted (`https://proxy`). SOCKS is not supported.
///
/// Requests to this machine (`localhost`, `127.0.0.0/8`, `::1`) and to the metadata service of ECS (`100.100.100.200`)
/// never go through a proxy.
///
/// User name and password stand in the URL, percent-encoded where needed. They are never printed.
#[derive(Clone)]
#[must_use]
pub struct Proxy {
    http: Choice,
    https: Choice,
    except: NoProxy,
}

/// A proxy, none, or what is wrong with its URL: an error for the requests that would use it.
type Choice = Result<Option<Arc<ProxyServer>>, Box<str>>;

impl Proxy {
    /// No proxy, whatever the environment says.
    pub fn off() -> Self {
        Self { http: Ok(None), https: Ok(None), except: NoProxy::default() }
    }

    /// This proxy for all requests, whatever the environment says: `http://[user:password@]host[:port]`, or `https://`.
    ///
    /// Another URL is an error when a client is made.
    pub fn fixed(url: impl AsRef<str>) -> Self {
        let choice = ProxyServer::parse(url.as_ref()).map(|server| Some(Arc::new(server)));
        let choice = choice.map_err(|fault| format!("the argument of `Proxy::fixed` {fault}").into());
        Self { http: choice.clone(), https: choice, except: NoProxy::default() }
    }

    /// The proxies of the environment, as they are now.
    ///
    /// | variable | meaning |
    /// |---|---|
    /// | `HTTPS_PROXY` | the proxy for `https`: `http://[user:password@]host[:port]` |
    /// | `HTTP_PROXY` | the proxy for `http` |
    /// | `ALL_PROXY` | the proxy for both, where the variable above is not set |
    /// | `NO_PROXY` | the hosts that are reached without a proxy; see [`except`](Self::except) |
    ///
    /// A variable that does not hold a URL is an error for the requests that would use it.
    ///
    /// The names in lower case count as well; if both are set, that in upper case wins. In a CGI program (`REQUEST_METHOD`
    /// is set) `HTTP_PROXY` is ignored, since there it is a header of whoever sent the request; `http_proxy` is not, except on
    /// Windows, where it is the same variable.
    pub fn from_environment() -> Self {
        Self::from_variables(environment::variable)
    }

    pub(super) fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Self {
        let is_cgi = variable("REQUEST_METHOD").is_some();
        let find = |name: &'static str| -> Option<(String, String)> {
            let lower = name.to_ascii_lowercase();
            let spellings = match is_cgi && name == "HTTP_PROXY" {
                // There the names of variables have no case.
                true if cfg!(windows) => [None, None],
                true => [Some(lower), None],
                false => [Some(name.to_owned()), Some(lower)],
            };
            spellings.into_iter().flatten().find_map(|name| variable(&name).map(|value| (name, value)))
        };
        let choose = |name| match find(name).or_else(|| find("ALL_PROXY")) {
            None => Ok(None),
            Some((name, url)) => match ProxyServer::parse(&url) {
                Ok(server) => Ok(Some(Arc::new(server))),
                Err(fault) => Err(format!("the environment variable `{name}` {fault}").into()),
            },
        };
        let except = find("NO_PROXY").map(|(_, list)| NoProxy::parse(&list)).unwrap_or_default();
        Self { http: choose("HTTP_PROXY"), https: choose("HTTPS_PROXY"), except }
    }

    /// Reaches these hosts without the proxy. A list as `NO_PROXY` has it, separated by commas:
    ///
    /// * `example.com`, `.example.com` or `*.example.com`: the host and all below it;
    /// * `10.0.0.1`, `10.0.0.0/8`, `fd00::/8`: an address, or a network of addresses, where the host is an address;
    /// * any of them with a port (`example.com:8080`, `[::1]:8080`): only that port;
    /// * `*`: all hosts.
    pub fn except(mut self, hosts: impl AsRef<str>) -> Self {
        self.except.extend(NoProxy::parse(hosts.as_ref()));
        self
    }

    /// What is wrong with the proxy for `https`, which all calls use.
    pub(crate) fn fault(&self) -> Option<&str> {
        self.https.as_ref().err().map(AsRef::as_ref)
    }

    /// The proxy for an origin.
    pub(super) fn of(&self, origin: &Origin) -> Result<Option<&Arc<ProxyServer>>, &str> {
        let choice = if origin.is_tls { &self.https } else { &self.http };
        if matches!(choice, Ok(None)) || is_local(origin.host()) || self.except.covers(origin.host(), origin.port()) {
            return Ok(None);
        }
        choice.as_ref().map(Option::as_ref).map_err(AsRef::as_ref)
    }
}

/// Whether only this machine can reach a host.
fn is_local(host: &str) -> bool {
    const METADATA_SERVICE: IpAddr = IpAddr::V4(Ipv4Addr::new(100, 100, 100, 200));
    match host.parse::<IpAddr>().map(|address| address.to_canonical()) {
        Ok(address) => address.is_loopback() || address == METADATA_SERVICE,
        Err(_) => {
            host.trim_end_matches('.').rsplit('.').next().is_some_and(|top| top.eq_ignore_ascii_case("localhost"))
        }
    }
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Proxy")
            .field("http", &self.http)
            .field("https", &self.https)
            .field("except", &self.except)
            .finish()
    }
}
