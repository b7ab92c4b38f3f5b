//! Which host to call:
//!
//! 1. the endpoint of the configuration, as it is;
//! 2. else the host that the product's document lists for the region and the network;
//! 3. else a guess, by the rule that most products follow: `<product>[-<network>].<region>.aliyuncs.com`. Few documents list
//!    hosts inside a VPC, so a call from there is a guess most of the time. An error says so where the host is not found.

use std::net::Ipv6Addr;

use http::uri::Authority;

use crate::error::ConfigError;

/// Which side of the cloud a request comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Network {
    /// The internet.
    #[default]
    Public,
    /// Inside a virtual private cloud.
    Vpc,
}

/// A product, as the generated client of one of its versions knows it.
#[derive(Clone, Copy, Debug)]
pub struct ServiceInfo {
    pub(crate) product: &'static str,
    pub(crate) version: &'static str,
    endpoints: &'static [Endpoint],
}

/// The hosts of a product in one region.
#[derive(Clone, Copy, Debug)]
pub struct Endpoint {
    region: &'static str,
    public: &'static str,
    vpc: Option<&'static str>,
}

impl Endpoint {
    /// The host of a region, such as `cn-shanghai`, on the internet.
    #[must_use]
    pub const fn new(region: &'static str, public: &'static str) -> Self {
        Self { region, public, vpc: None }
    }

    /// Adds the host inside a virtual private cloud.
    #[must_use]
    pub const fn with_vpc(mut self, vpc: &'static str) -> Self {
        self.vpc = Some(vpc);
        self
    }

    fn host(&self, network: Network) -> Option<&'static str> {
        match network {
            Network::Public => Some(self.public),
            Network::Vpc => self.vpc,
        }
        .filter(|host| !host.is_empty())
    }
}

/// A host to call.
#[derive(Debug)]
pub(crate) struct Host {
    /// `host` or `host:port`.
    pub(crate) name: String,
    /// If nobody knows whether there is such a host: what to say when there is none.
    pub(crate) guess: Option<String>,
}

impl Host {
    fn known(name: String) -> Self {
        Self { name, guess: None }
    }
}

impl ServiceInfo {
    /// A product, such as `ICE`, the version of its API, such as `2020-11-09`, and the known hosts.
    #[must_use]
    pub const fn new(product: &'static str, version: &'static str, endpoints: &'static [Endpoint]) -> Self {
        Self { product, version, endpoints }
    }

    /// The host to call, with the port if there is one.
    pub(crate) fn host(
        &self,
        endpoint: Option<&str>,
        region: Option<&str>,
        network: Network,
    ) -> Result<Host, ConfigError> {
        if let Some(endpoint) = endpoint {
            return checked("endpoint", endpoint).map(Host::known);
        }
        let Some(region) = region.filter(|region| !region.is_empty()) else {
            return Err(ConfigError::new("there is neither a region nor an endpoint; use `Config::new(region)`"));
        };
        let listed = self.endpoints.iter().find(|endpoint| endpoint.region == region);
        match listed.and_then(|endpoint| endpoint.host(network)) {
            Some(host) => checked("endpoint of the region", host).map(Host::known),
            None => self.regional_host(region, network),
        }
    }

    /// The host by the rule that products follow unless their document says otherwise.
    fn regional_host(&self, region: &str, network: Network) -> Result<Host, ConfigError> {
        if !region.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            return Err(ConfigError::new(format!("{region:?} is not a region id")));
        }
        let product = self.product.to_ascii_lowercase();
        let (suffix, within) = match network {
            Network::Public => ("", ""),
            Network::Vpc => ("-vpc", " inside a VPC"),
        };
        let guess = format!(
            "the host is a guess, since {} {} lists none for the region {region}{within}: check the region, or set \
             `Config::with_endpoint`",
            self.product, self.version,
        );
        Ok(Host { name: format!("{product}{suffix}.{region}.aliyuncs.com"), guess: Some(guess) })
    }
}

/// The text, if it is `host` or `host:port`. `what` is what an error calls it.
pub(crate) fn checked(what: &str, authority: &str) -> Result<String, ConfigError> {
    let shown = shown(authority);
    let (host, port) = split(authority);
    if authority.contains('@') || !is_host(host) || authority.parse::<Authority>().is_err() {
        return Err(ConfigError::new(format!(
            "the {what} {shown:?} is not `host` or `host:port` (without a scheme and a path)"
        )));
    }
    match port {
        Some(port) if !is_port(port) => Err(ConfigError::new(format!(
            "the {what} {shown:?} has the port {port:?}, which is not one from 1 to 65535"
        ))),
        _ => Ok(authority.to_owned()),
    }
}

/// The host, and what stands behind the colon after it.
fn split(authority: &str) -> (&str, Option<&str>) {
    match authority.rsplit_once(':') {
        // The colon belongs to an address in brackets.
        Some((_, rest)) if rest.ends_with(']') => (authority, None),
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    }
}

/// Whether this is a name or an address, one of IPv6 in brackets.
fn is_host(host: &str) -> bool {
    match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        Some(address) => address.parse::<Ipv6Addr>().is_ok(),
        None => {
            let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
            !host.is_empty() && host.bytes().all(fits)
        }
    }
}

fn is_port(port: &str) -> bool {
    port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port > 0)
}

/// An endpoint as it is shown: a name and a password before the host are none of it.
pub(crate) fn shown(endpoint: &str) -> &str {
    endpoint.rsplit_once('@').map_or(endpoint, |(_, host)| host)
}
