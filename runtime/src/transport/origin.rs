//! Whom a request is for: a scheme, a host and a port.

use http::uri::{Authority, Parts, Scheme};

use super::TransportError;

/// The origin of a URI: connections to one are not used for another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    pub(super) is_tls: bool,
    pub(super) authority: Authority,
}

impl Origin {
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
        Ok(Self { is_tls, authority })
    }

    /// The host and the port, if there is one, as they stand in the URI.
    pub(super) fn as_str(&self) -> &str {
        self.authority.as_str()
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
