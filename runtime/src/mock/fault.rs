//! Failures between a client and its service.

use std::borrow::Cow;
use std::io;

use crate::transport::{Phase, TransportError, TransportOptions};

/// Why a request gets no complete response. The [`Phase`] says how far it got, and so whether the service may have carried it
/// out.
#[derive(Clone, Debug)]
pub struct Fault(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Disconnected(Phase),
    TimedOut(Phase),
    /// The test itself is at fault.
    Misuse(Cow<'static, str>),
}

impl Fault {
    /// The connection fails in this phase: [`Phase::Connect`] before anything is sent, [`Phase::Receive`] after the service
    /// has received the request.
    #[must_use]
    pub const fn disconnected(phase: Phase) -> Self {
        Self(Kind::Disconnected(phase))
    }

    /// This phase takes as long as it may: up to the timeout of the connection or of the attempt, in the time of the mock.
    #[must_use]
    pub const fn timed_out(phase: Phase) -> Self {
        Self(Kind::TimedOut(phase))
    }

    /// The test asks for something that cannot be done.
    pub(super) fn misuse(reason: impl Into<Cow<'static, str>>) -> Self {
        Self(Kind::Misuse(reason.into()))
    }

    /// The error that a transport gives; before it, `wait` lets time pass.
    pub(super) fn into_error(
        self,
        host: &str,
        options: TransportOptions,
        wait: impl FnOnce(std::time::Duration),
    ) -> TransportError {
        match self.0 {
            Kind::Disconnected(phase) => {
                let (kind, text) = match phase {
                    Phase::Resolve => (io::ErrorKind::NotFound, "the mock knows no such host"),
                    Phase::Connect | Phase::Tls => {
                        (io::ErrorKind::ConnectionRefused, "the mock refused the connection")
                    }
                    _ => (io::ErrorKind::ConnectionReset, "the mock closed the connection"),
                };
                TransportError::new(host, phase, io::Error::new(kind, text))
            }
            Kind::TimedOut(phase) => {
                let connecting = matches!(phase, Phase::Resolve | Phase::Connect | Phase::Tls);
                let deadline = if connecting { options.connect_deadline() } else { options.deadline() };
                wait(deadline.left());
                TransportError::elapsed(host, phase, deadline.elapsed())
            }
            Kind::Misuse(reason) => TransportError::unsuited(host, reason),
        }
    }
}
