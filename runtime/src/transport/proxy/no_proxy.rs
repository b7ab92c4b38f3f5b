//! Hosts that are reached without a proxy.

use std::fmt;
use std::net::IpAddr;

/// A list of hosts, as `NO_PROXY` has it.
#[derive(Clone, Default)]
pub(super) struct NoProxy(Vec<Entry>);

#[derive(Clone)]
struct Entry {
    hosts: Hosts,
    /// `None` is every port.
    port: Option<u16>,
}

#[derive(Clone)]
enum Hosts {
    All,
    /// Addresses whose first bits are those of this one.
    Network(IpAddr, u32),
    /// A name in lower case, and all below it.
    Domain(String),
}

impl NoProxy {
    /// Reads a list, separated by commas. Every text is an entry: at worst, a name that no host has.
    pub(super) fn parse(list: &str) -> Self {
        Self(list.split(',').map(str::trim).filter(|entry| !entry.is_empty()).map(Entry::parse).collect())
    }

    pub(super) fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Whether a host, without brackets if it is an address, is reached without a proxy.
    pub(super) fn covers(&self, host: &str, port: u16) -> bool {
        let address = host.parse::<IpAddr>().ok().map(|address| address.to_canonical());
        let covers = |entry: &Entry| {
            entry.port.is_none_or(|only| only == port)
                && match (&entry.hosts, address) {
                    (Hosts::All, _) => true,
                    (Hosts::Network(network, bits), Some(address)) => is_within(address, *network, *bits),
                    (Hosts::Domain(domain), None) => is_below(host, domain),
                    _ => false,
                }
        };
        self.0.iter().any(covers)
    }
}

impl Entry {
    fn parse(text: &str) -> Self {
        let (host, port) = match text.rsplit_once(':') {
            // A bare IPv6 address has colons, and no port.
            Some((host, port)) if !host.contains(':') || host.ends_with(']') => match port.parse() {
                Ok(port) => (host, Some(port)),
                Err(_) => (text, None),
            },
            _ => (text, None),
        };
        let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        let hosts = match host {
            "*" => Hosts::All,
            host => network(host).unwrap_or_else(|| Hosts::Domain(domain(host))),
        };
        Self { hosts, port }
    }
}

/// `10.0.0.1` or `10.0.0.0/8`.
fn network(text: &str) -> Option<Hosts> {
    let (address, bits) = text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
    let address: IpAddr = address.parse().ok()?;
    let all = if address.is_ipv4() { 32 } else { 128 };
    let bits = bits.map_or(Some(all), |bits| bits.parse().ok())?;
    (bits <= all).then_some(Hosts::Network(address, bits))
}

/// The name alone: `.example.com` and `*.example.com` mean `example.com` and what is below.
fn domain(text: &str) -> String {
    text.trim_start_matches('*').trim_start_matches('.').trim_end_matches('.').to_ascii_lowercase()
}

fn is_below(host: &str, domain: &str) -> bool {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let above = host.strip_suffix(domain);
    above.is_some_and(|above| !domain.is_empty() && (above.is_empty() || above.ends_with('.')))
}

fn is_within(address: IpAddr, network: IpAddr, bits: u32) -> bool {
    let differ = match (address, network) {
        (IpAddr::V4(address), IpAddr::V4(network)) => (address.to_bits() ^ network.to_bits()).leading_zeros(),
        (IpAddr::V6(address), IpAddr::V6(network)) => (address.to_bits() ^ network.to_bits()).leading_zeros(),
        _ => return false,
    };
    differ >= bits
}

impl fmt::Debug for NoProxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.0).finish()
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.hosts {
            Hosts::All => f.write_str("*"),
            Hosts::Network(network, bits) => write!(f, "{network}/{bits}"),
            Hosts::Domain(domain) => f.write_str(domain),
        }?;
        self.port.map_or(Ok(()), |port| write!(f, " port {port}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn which_hosts_are_covered() {
        for (list, host, port, covered) in [
            ("", "a.com", 443, false),
            ("*", "a.com", 443, true),
            ("*", "10.1.2.3", 443, true),
            ("*", "fd00::1", 443, true),
            ("a.com", "a.com", 443, true),
            ("a.com", "A.Com.", 443, true),
            ("A.COM.", "b.a.com", 443, true),
            (".a.com", "b.a.com", 443, true),
            (".a.com", "a.com", 443, true),
            ("*.a.com", "c.b.a.com", 443, true),
            ("a.com", "ba.com", 443, false),
            ("b.a.com", "a.com", 443, false),
            (".", "a.com", 443, false),
            ("x.com , ,a.com", "a.com", 443, true),
            ("a.com:8443", "a.com", 8443, true),
            ("a.com:8443", "a.com", 443, false),
            ("a.com:no", "a.com", 443, false),
            ("10.0.0.1", "10.0.0.1", 443, true),
            ("10.0.0.1", "10.0.0.11", 443, false),
            ("10.0.0.0/8", "10.255.0.1", 443, true),
            ("10.9.9.9/8", "10.255.0.1", 443, true),
            ("10.0.0.0/8", "11.0.0.1", 443, false),
            ("0.0.0.0/0", "11.0.0.1", 443, true),
            ("10.0.0.0/33", "10.0.0.1", 443, false),
            ("10.0.0.0/8", "10.a.com", 443, false),
            ("10.0.0.0/8:80", "10.0.0.1", 80, true),
            ("10.0.0.0/8", "::ffff:10.0.0.1", 443, true),
            ("fd00::/8", "fd12::1", 443, true),
            ("fd00::/8", "fe80::1", 443, false),
            ("fd00::/8", "10.0.0.1", 443, false),
            ("::1", "::1", 443, true),
            ("[fd00::1]:80", "fd00::1", 80, true),
            ("[fd00::1]:80", "fd00::1", 443, false),
            ("[fd00::1]", "fd00::1", 443, true),
        ] {
            assert_eq!(NoProxy::parse(list).covers(host, port), covered, "{list:?} {host} {port}");
        }
    }
}
