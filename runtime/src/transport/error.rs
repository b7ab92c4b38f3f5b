//! What can go wrong between here and a host.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use http::StatusCode;

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
    phase: Phase,
    fault: Fault,
    head: Option<Box<Head>>,
}

/// What went wrong.
enum Fault {
    Failed(BoxError),
    TimedOut { after: Duration, setting: Option<Setting> },
    TooLong(usize),
    Unsuited(&'static str),
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
        Self::of(host, phase, Fault::TimedOut { after: elapsed.allowed, setting: Some(elapsed.setting) })
    }

    /// A response whose body has more bytes than this.
    pub(crate) fn too_long(host: impl Into<String>, limit: usize) -> Self {
        Self::of(host, Phase::Body, Fault::TooLong(limit))
    }

    /// A place where no connection can be opened, with what to do about it.
    pub(super) fn unsuited(host: impl Into<String>, missing: &'static str) -> Self {
        Self::of(host, Phase::Connect, Fault::Unsuited(missing))
    }

    fn of(host: impl Into<String>, phase: Phase, fault: Fault) -> Self {
        Self { host: host.into(), phase, fault, head: None }
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

    /// What it was caused by, without what is said of the request.
    #[cfg(feature = "credentials")]
    pub(crate) fn into_cause(self) -> Option<BoxError> {
        match self.fault {
            Fault::Failed(cause) => Some(cause),
            Fault::Unsuited(missing) => Some(missing.into()),
            Fault::TimedOut { .. } | Fault::TooLong(_) => None,
        }
    }

    /// Whether the same request may get through later.
    pub(crate) fn is_transient(&self) -> bool {
        matches!(self.fault, Fault::Failed(_) | Fault::TimedOut { .. })
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

    /// What was being done, as the beginning of a sentence.
    fn attempt(&self) -> &'static str {
        match self.phase {
            Phase::Resolve => "looking up the host",
            Phase::Connect => "connecting to",
            Phase::Tls => "the TLS handshake with",
            Phase::Start => "beginning to send the request to",
            Phase::Send => "sending the request to",
            Phase::Receive => "waiting for the response of",
            Phase::Body => "reading the response of",
        }
    }

    /// What to do about it; nothing if the fault says so itself.
    fn advice(&self) -> Cow<'static, str> {
        let is_sent = self.phase.may_have_been_received();
        match (&self.fault, self.phase) {
            (Fault::TimedOut { setting, .. }, _) => {
                let first = if is_sent {
                    "the request may have been carried out"
                } else {
                    "check the endpoint and the network"
                };
                match setting.map(Setting::name) {
                    Some(name) => format!("{first}; allow more with `Call::{name}` or `Config::with_{name}`").into(),
                    None => first.into(),
                }
            }
            (Fault::TooLong(_), _) => {
                "the request was carried out; allow more with `Config::with_response_limit`".into()
            }
            (Fault::Unsuited(_), _) => "".into(),
            (Fault::Failed(_), Phase::Resolve | Phase::Connect) => {
                "check the region, the endpoint and the network".into()
            }
            (Fault::Failed(_), Phase::Tls) => {
                "check the endpoint, the clock, and whether a proxy intercepts the connection".into()
            }
            (Fault::Failed(_), Phase::Start) => "nothing of the request was sent".into(),
            (Fault::Failed(_), _) => "the request may have been carried out: check before sending it again".into(),
        }
    }
}

impl fmt::Display for TransportError {
    /// Leaves out the cause, which [`source`](StdError::source) gives; with `{:#}` it is there.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (attempt, host) = (self.attempt(), &self.host);
        match &self.fault {
            Fault::TimedOut { after, .. } => write!(f, "{attempt} {host} was not over within {after:?}")?,
            Fault::Unsuited(missing) => write!(f, "{attempt} {host} failed: {missing}")?,
            Fault::Failed(_) => write!(f, "{attempt} {host} failed")?,
            Fault::TooLong(limit) => write!(f, "{attempt} {host} ended early: it has more than {limit} bytes")?,
        }
        if let Some(id) = self.request_id() {
            write!(f, " (request id {id})")?;
        }
        match self.advice().as_ref() {
            "" => {}
            advice => write!(f, "; {advice}")?,
        }
        match (f.alternate(), &self.fault) {
            (true, Fault::Failed(cause)) => write!(f, ": {}", Causes(cause.as_ref())),
            _ => Ok(()),
        }
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
            Fault::TimedOut { .. } | Fault::TooLong(_) | Fault::Unsuited(_) => None,
        }
    }
}
