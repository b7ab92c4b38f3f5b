//! Whom a request is for: a scheme, a host and a port.

use http::uri::{Authority, Parts, Scheme};

use super::TransportError;

/// The origin of a URI, and whether a proxy may be between. Connections to one are not used for another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    pub(super) is_tls: bool,
    authority: Authority,
    pub(super) is_proxy_allowed: bool,
}

impl Origin {
    pub(super) fn new(is_tls: bool, authority: Authority) -> Self {
        Self { is_tls, authority, is_proxy_allowed: true }
    }

    /// Takes the origin out of a URI.
    pub(super) fn take(uri: &mut Parts) -> Result<Self, TransportError> {
        let Some(authority) = uri.authority.take() else {
            return Err(TransportError::unsuited("", "the URI of the request names no host"));
        };
        let is_tls = match uri.scheme.take() {
            Some(scheme) if scheme == Scheme::HTTPS => true,
            Some(scheme) if scheme == Scheme::HTTP => false,
            _ => return Err(TransportError::unsuited(authority.as_str(), "the scheme is neither `https` nor `http`")),
        };
        Ok(Self::new(is_tls, authority))
    }

    /// Puts the origin back into a URI.
    pub(super) fn put(&self, uri: &mut Parts) {
        uri.authority = Some(self.authority.clone());
        uri.scheme = Some(if self.is_tls { Scheme::HTTPS } else { Scheme::HTTP });
    }

    /// The host and the port, if there is one, as they stand in the URI.
    pub(super) fn as_str(&self) -> &str {
        self.authority.as_str()
    }

    /// The host and the port that is connected to.
    #[cfg(feature = "tls")]
    pub(super) fn with_port(&self) -> String {
        format!("{}:{}", self.authority.host(), self.port())
    }

    /// The name or the address of the host, without brackets.
    pub(super) fn host(&self) -> &str {
        self.authority.host().trim_start_matches('[').trim_end_matches(']')
    }

    /// The port that is connected to.
    pub(super) fn port(&self) -> u16 {
        self.authority.port_u16().unwrap_or(if self.is_tls { 443 } else { 80 })
    }
}
