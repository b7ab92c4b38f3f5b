//! What a transport error says: what was being done, with whom, how it ended, and what to do about it.

use std::borrow::Cow;
use std::fmt;

use http::StatusCode;

use super::{Fault, Peer, Phase, TransportError};
use crate::causes::Causes;
use crate::executor::Setting;

impl TransportError {
    /// What was being done, as the beginning of a sentence.
    fn attempt(&self) -> &'static str {
        match self.phase {
            Phase::Resolve => "looking up",
            Phase::Connect => "connecting to",
            Phase::Tls => "the TLS handshake with",
            Phase::Start => "beginning to send the request to",
            Phase::Send => "sending the request to",
            Phase::Receive => "waiting for the response of",
            Phase::Body => "reading the response of",
        }
    }

    /// Whom it was being done with.
    fn whom(&self) -> String {
        let host = &self.host;
        match &self.peer {
            Peer::Host if self.phase == Phase::Resolve => format!("the host {host}"),
            Peer::Host => host.clone(),
            Peer::Proxy(proxy) => format!("the proxy {} for {host}", proxy.name()),
            Peer::HostBehind(proxy) => format!("{host} through the proxy {}", proxy.name()),
        }
    }

    /// What to do about the answer of a proxy.
    fn advice_about_refusal(&self, status: StatusCode) -> &'static str {
        let knows_us = matches!(&self.peer, Peer::HostBehind(proxy) if proxy.authorization.is_some());
        match status {
            StatusCode::PROXY_AUTHENTICATION_REQUIRED if knows_us => {
                "it does not accept the user name and the password in its URL"
            }
            StatusCode::PROXY_AUTHENTICATION_REQUIRED => {
                "put a user name and a password into its URL: `http://user:password@host:port`"
            }
            status if status.is_server_error() => "it cannot reach the host; check the region and the endpoint",
            _ => "it does not allow connections to the host; ask who runs it, or name the host in `NO_PROXY`",
        }
    }

    /// What to do about it; nothing if the fault says so itself.
    fn advice(&self) -> Cow<'_, str> {
        if let Some(advice) = &self.advice {
            return advice.as_ref().into();
        }
        let is_sent = self.phase.may_have_been_received();
        match (&self.fault, self.phase) {
            (Fault::TimedOut { setting, .. }, _) => {
                let first = if is_sent {
                    "the request may have been carried out"
                } else {
                    match self.peer {
                        Peer::Host => "check the endpoint and the network",
                        Peer::Proxy(_) | Peer::HostBehind(_) => PROXY_ADVICE,
                    }
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
            (Fault::Refused(status), _) => self.advice_about_refusal(*status).into(),
            (Fault::Failed(_), _) if matches!(self.peer, Peer::Proxy(_)) => PROXY_ADVICE.into(),
            (Fault::Failed(_), Phase::Resolve | Phase::Connect) => match self.peer {
                Peer::Host => "check the region, the endpoint and the network".into(),
                Peer::Proxy(_) | Peer::HostBehind(_) => PROXY_ADVICE.into(),
            },
            (Fault::Failed(_), Phase::Tls) => {
                "check the endpoint, the clock, and whether a proxy intercepts the connection".into()
            }
            (Fault::Failed(_), Phase::Start) => "nothing of the request was sent".into(),
            (Fault::Failed(_), _) => "the request may have been carried out: check before sending it again".into(),
        }
    }
}

/// What to do when a proxy cannot be reached, or does not answer.
const PROXY_ADVICE: &str = "check the proxy (`HTTPS_PROXY`, `NO_PROXY`, or `Config::with_proxy`) and the network";

impl fmt::Display for TransportError {
    /// Leaves out the cause, which [`source`](std::error::Error::source) gives; with `{:#}` it is there.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (attempt, host) = (self.attempt(), self.whom());
        match &self.fault {
            Fault::TimedOut { after, setting: Some(Setting::Read) } => {
                write!(f, "{attempt} {host} stalled: nothing came within {after:?}")?;
            }
            Fault::TimedOut { after, .. } => write!(f, "{attempt} {host} was not over within {after:?}")?,
            Fault::Unsuited(missing) => write!(f, "{attempt} {host} failed: {missing}")?,
            Fault::Failed(_) => write!(f, "{attempt} {host} failed")?,
            Fault::Refused(status) => write!(f, "{attempt} {host} failed: the proxy answered {status}")?,
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
