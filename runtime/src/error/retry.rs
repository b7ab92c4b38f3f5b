//! Whether a call may be made again, and whether that has a point.
//!
//! | what happened | again | may succeed without a change |
//! |---|---|---|
//! | nothing was sent: configuration, request, credentials | not sent | no, but for credentials that timed out |
//! | nothing was sent: name, connection, TLS | not sent | yes |
//! | the answer was lost, or cannot be read | safe if the operation is idempotent | yes; no |
//! | 500, 502, 503, 504, `InternalError…`, `ServiceUnavailable…` | safe if the operation is idempotent | yes |
//! | throttling with an error code | safe: it was refused before anything was done | yes |
//! | `SignatureNonceUsed` | safe if idempotent: each request has its own nonce, so a copy of this one arrived before | yes |
//! | any other answer that is no success | safe: it was refused | no |

use super::{Cause, Error, ServiceError};
use crate::operation::Idempotency;

/// Whether making a call again can carry out its operation twice.
///
/// It says nothing of whether that has a point: see [`Error::is_transient`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Retryability {
    /// Nothing was sent: it cannot.
    NotSent,
    /// It cannot, since the service refused the request; or it does no harm, since the operation only reads.
    Safe,
    /// It can: the operation may have been carried out already.
    Unsafe,
}

impl Error {
    /// Whether making the call again can carry out its operation twice.
    #[must_use]
    pub fn retryability(&self) -> Retryability {
        let is_repeatable = self.0.idempotency == Idempotency::Idempotent;
        match &self.0.cause {
            Cause::Config(_) | Cause::Request(_) | Cause::Credentials(_) => Retryability::NotSent,
            Cause::Transport(error) if !error.phase().may_have_been_received() => Retryability::NotSent,
            Cause::Service(error) if error.was_refused() => Retryability::Safe,
            _ if is_repeatable => Retryability::Safe,
            _ => Retryability::Unsafe,
        }
    }

    /// Whether the same call may succeed later, without anything being changed: the network failed, or the service is
    /// overloaded or asks to slow down.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        match &self.0.cause {
            Cause::Config(_) | Cause::Request(_) | Cause::Decode(_) => false,
            Cause::Credentials(error) => error.is_timeout(),
            Cause::Transport(error) => error.is_transient(),
            Cause::Service(error) => {
                error.is_throttling() || error.is_failure_of_service() || error.code() == Some(NONCE_USED)
            }
        }
    }
}

const NONCE_USED: &str = "SignatureNonceUsed";

impl ServiceError {
    /// Whether nothing was done.
    fn was_refused(&self) -> bool {
        if self.is_throttling() && self.code().is_some() {
            return true;
        }
        !self.is_failure_of_service() && self.code() != Some(NONCE_USED)
    }

    /// Whether the service failed, rather than that it refused the request. The code says so before the status does.
    fn is_failure_of_service(&self) -> bool {
        const CODES: [&str; 2] = ["InternalError", "ServiceUnavailable"];
        let by_code = self.code().is_some_and(|code| CODES.iter().any(|prefix| code.starts_with(prefix)));
        by_code || self.http().status().is_server_error()
    }
}
