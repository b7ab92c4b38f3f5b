//! What can go wrong between here and a host.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

/// How far a request got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Phase {
    /// Looking up the host and connecting to it.
    Connect,
    /// Agreeing on encryption.
    Tls,
    /// Sending the request.
    Send,
    /// Waiting for the response or reading it.
    Receive,
}

impl Phase {
    /// Whether the host may have carried out the request.
    #[must_use]
    pub const fn may_have_been_received(self) -> bool {
        matches!(self, Self::Send | Self::Receive)
    }
}

/// No complete response came back. Says the host and the phase, never the query.
#[derive(Debug)]
pub struct TransportError {
    host: String,
    phase: Phase,
    timeout: Option<Duration>,
    cause: Option<String>,
}

impl TransportError {
    /// A failure in a phase, with its cause in words.
    pub fn new(host: impl Into<String>, phase: Phase, cause: impl fmt::Display) -> Self {
        Self { host: host.into(), phase, timeout: None, cause: Some(cause.to_string()) }
    }

    /// A phase that took longer than allowed.
    pub fn timed_out(host: impl Into<String>, phase: Phase, after: Duration) -> Self {
        Self { host: host.into(), phase, timeout: Some(after), cause: None }
    }

    /// The host, with the port if one was given.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// How far the request got.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// Whether a timeout was the cause.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.timeout.is_some()
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = &self.host;
        match (self.timeout, self.phase) {
            (Some(after), Phase::Connect | Phase::Tls) => write!(f, "no connection to {host} within {after:?}")?,
            (Some(after), _) => write!(f, "no complete response from {host} within {after:?}")?,
            (None, Phase::Connect) => write!(f, "cannot connect to {host}")?,
            (None, Phase::Tls) => write!(f, "the TLS handshake with {host} failed")?,
            (None, Phase::Send) => write!(f, "the connection to {host} broke while the request was sent")?,
            (None, Phase::Receive) => write!(f, "the connection to {host} broke before the response was complete")?,
        }
        if let Some(cause) = &self.cause {
            write!(f, ": {cause}")?;
        }
        write!(f, "; {}", self.advice())
    }
}

impl TransportError {
    fn advice(&self) -> &'static str {
        match (self.timeout.is_some(), self.phase) {
            (true, Phase::Connect | Phase::Tls) => {
                "check the endpoint and the network, or allow more with `Config::with_connect_timeout`"
            }
            (true, _) => {
                "the request may have been carried out; allow more with `Call::timeout` or `Config::with_read_timeout`"
            }
            (false, Phase::Connect) => "check the region, the endpoint and the network",
            (false, Phase::Tls) => "check the endpoint, the clock, and whether a proxy intercepts the connection",
            (false, _) => "the request may have been carried out: check before sending it again",
        }
    }
}

impl StdError for TransportError {}
