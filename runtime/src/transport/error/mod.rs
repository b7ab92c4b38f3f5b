//! What can go wrong between here and a host.

mod message;

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;

use super::proxy::ProxyServer;
use crate::BoxError;
use crate::causes::Causes;
use crate::executor::{Elapsed, Setting};

/// How far a request got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Phase {
    /// Looking up the addresses of the host.
    Resolve,
    /// Connecting to the host.
    Connect,
    /// Agreeing on encryption.
    Tls,
    /// Beginning to send the request: there is a connection, and nothing of the request has left yet.
    Start,
    /// Sending the request.
    Send,
    /// Waiting for the response.
    Receive,
    /// Reading the body of the response.
    Body,
}

impl Phase {
    /// Whether the host may have carried out the request.
    #[must_use]
    pub const fn may_have_been_received(self) -> bool {
        matches!(self, Self::Send | Self::Receive | Self::Body)
    }
}

/// No complete response came back. Says the host and the phase, never the query.
///
/// Its [`source`](StdError::source) is the cause, down to the [`io::Error`](std::io::Error) of the system if there is one.
pub struct TransportError {
    host: String,
    peer: Peer,
    phase: Phase,
    fault: Fault,
    /// What to do about it, if that is not the usual.
    advice: Option<Box<str>>,
    head: Option<Box<Head>>,
}

/// Whom a phase is about.
#[derive(Clone)]
pub(super) enum Peer {
    Host,
    /// The proxy itself.
    Proxy(Arc<ProxyServer>),
    /// The host, through a proxy.
    HostBehind(Arc<ProxyServer>),
}

/// What went wrong.
pub(super) enum Fault {
    Failed(BoxError),
    TimedOut {
        after: Duration,
        setting: Option<Setting>,
    },
    TooLong(usize),
    Unsuited(Cow<'static, str>),
    /// The proxy does not let the request through.
    Refused(StatusCode),
}

impl Fault {
    pub(super) fn failed(cause: impl Into<BoxError>) -> Self {
        Self::Failed(cause.into())
    }

    pub(super) fn elapsed(elapsed: Elapsed) -> Self {
        Self::TimedOut { after: elapsed.allowed, setting: Some(elapsed.setting) }
    }
}

/// What is known of a response that did not come as a whole.
struct Head {
    status: StatusCode,
    request_id: Option<String>,
}

impl TransportError {
    /// A failure in a phase, with its cause.
    pub fn new(host: impl Into<String>, phase: Phase, cause: impl Into<BoxError>) -> Self {
        Self::of(host, phase, Fault::Failed(cause.into()))
    }

    /// A phase that was not over when the time that was allowed was.
    pub fn timed_out(host: impl Into<String>, phase: Phase, after: Duration) -> Self {
        Self::of(host, phase, Fault::TimedOut { after, setting: None })
    }

    /// The same, with the setting that the time comes from.
    pub(crate) fn elapsed(host: impl Into<String>, phase: Phase, elapsed: Elapsed) -> Self {
        Self::of(host, phase, Fault::elapsed(elapsed))
    }

    /// A response whose body has more bytes than this.
    pub(crate) fn too_long(host: impl Into<String>, limit: usize) -> Self {
        Self::of(host, Phase::Body, Fault::TooLong(limit))
    }

    /// A place where no connection can be opened, with what to do about it.
    pub(crate) fn unsuited(host: impl Into<String>, missing: impl Into<Cow<'static, str>>) -> Self {
        Self::of(host, Phase::Connect, Fault::Unsuited(missing.into()))
    }

    /// A proxy that answered with this status instead of letting the request through.
    pub(super) fn refused_by_proxy(host: impl Into<String>, proxy: &Arc<ProxyServer>, status: StatusCode) -> Self {
        Self::of(host, Phase::Connect, Fault::Refused(status)).at(&Peer::HostBehind(Arc::clone(proxy)))
    }

    /// The same, about this peer.
    pub(super) fn at(mut self, peer: &Peer) -> Self {
        self.peer = peer.clone();
        self
    }

    /// What went wrong in a phase.
    pub(super) fn of(host: impl Into<String>, phase: Phase, fault: Fault) -> Self {
        Self { host: host.into(), peer: Peer::Host, phase, fault, advice: None, head: None }
    }

    /// The same, with this advice instead of the usual.
    pub(crate) fn with_advice(self, advice: &str) -> Self {
        Self { advice: Some(advice.into()), ..self }
    }

    /// Whether there may be no such host: its name was not found, or a proxy could not reach it.
    pub(crate) fn is_host_in_doubt(&self) -> bool {
        match (&self.fault, &self.peer) {
            (Fault::Refused(status), _) => status.is_server_error(),
            (_, Peer::Host) => self.phase == Phase::Resolve,
            _ => false,
        }
    }

    /// Adds what the beginning of the response said.
    pub(crate) fn with_head(mut self, status: StatusCode, request_id: Option<&str>) -> Self {
        self.head = Some(Box::new(Head { status, request_id: request_id.map(str::to_owned) }));
        self
    }

    /// The same, without what `redact` leaves out.
    pub(crate) fn redacted(mut self, redact: impl Fn(&str) -> Option<String>) -> Self {
        if let Fault::Failed(cause) = &self.fault
            && let Some(redacted) = redact(&Causes(cause.as_ref()).line())
        {
            self.fault = Fault::Failed(redacted.into());
        }
        if let Some(id) = self.head.as_mut().and_then(|head| head.request_id.as_mut())
            && let Some(redacted) = redact(id)
        {
            *id = redacted;
        }
        self
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
        matches!(self.fault, Fault::TimedOut { .. })
    }

    /// Whether the same request may get through later.
    pub(crate) fn is_transient(&self) -> bool {
        match self.fault {
            Fault::Failed(_) | Fault::TimedOut { .. } => true,
            Fault::Refused(status) => status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS,
            Fault::TooLong(_) | Fault::Unsuited(_) => false,
        }
    }

    /// The HTTP status, if the response had begun.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        Some(self.head.as_ref()?.status)
    }

    /// The id under which the service knows the request, if the beginning of the response said it.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.head.as_ref()?.request_id.as_deref()
    }
}

impl fmt::Debug for TransportError {
    /// The error and its causes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Causes(self).report())
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.fault {
            Fault::Failed(cause) => Some(cause.as_ref()),
            Fault::TimedOut { .. } | Fault::TooLong(_) | Fault::Unsuited(_) | Fault::Refused(_) => None,
        }
    }
}
