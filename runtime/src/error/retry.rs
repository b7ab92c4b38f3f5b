//! What a failed attempt says about making another one: the rules, as a table.

use super::service::is_throttling_code;
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

/// What happened to an attempt that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    Local,
    NotSent,
    AnswerLost,
    ServiceFailed,
    Throttled,
    NonceUsed,
    ClockSkewed,
    IdentityExpired,
    Refused,
    Unreadable,
}

/// What follows from a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    /// Another attempt, after a wait.
    Retry,
    /// Another attempt at once, but only once in a call.
    RetryOnce,
    /// The call fails.
    Fail,
}

/// A line of the table.
pub(crate) struct Rule {
    pub(crate) failure: Failure,
    /// What happened, for the documentation.
    #[cfg_attr(not(test), expect(dead_code, reason = "a test writes the documentation"))]
    pub(crate) description: &'static str,
    /// What follows if sending the request twice does no harm: the operation reads, has a token, or the caller vouches.
    pub(crate) repeatable: Action,
    /// What follows for all other operations.
    pub(crate) other: Action,
    /// Whether the operation was certainly not carried out.
    pub(crate) refused: bool,
}

const fn rule(failure: Failure, repeatable: Action, other: Action, refused: bool, description: &'static str) -> Rule {
    Rule { failure, description, repeatable, other, refused }
}

/// The rules: one for each failure.
pub(crate) static RULES: [Rule; 10] = {
    use Action::{Fail, Retry, RetryOnce};
    [
        rule(
            Failure::Local,
            Fail,
            Fail,
            true,
            "The request could not be built, there are no credentials, the configuration is wrong, or the file for the \
             response cannot be made.",
        ),
        rule(
            Failure::NotSent,
            Retry,
            Retry,
            true,
            "Nothing was sent: the host could not be found, connecting failed, or the host closed the connection before the \
             first byte.",
        ),
        rule(
            Failure::AnswerLost,
            Retry,
            Fail,
            false,
            "The request was sent, in part at least, and no complete response came back.",
        ),
        rule(
            Failure::ServiceFailed,
            Retry,
            Fail,
            false,
            "The service failed: its code begins with `InternalError` or `ServiceUnavailable`, or the status is 5xx; or it \
             asks to slow down without an error code.",
        ),
        rule(
            Failure::Throttled,
            Retry,
            Retry,
            true,
            "The service asks to slow down: a part of its code begins with `Throttling` or is `FlowControl`, \
             `TooManyRequests` or `ResourceThrottled`; or there is an error code, and status 429, or the header \
             `x-acs-retry-after` and a status other than 5xx.",
        ),
        rule(
            Failure::NonceUsed,
            RetryOnce,
            Fail,
            false,
            "`SignatureNonceUsed`: each attempt has a nonce of its own, so a copy of this one arrived before.",
        ),
        rule(
            Failure::ClockSkewed,
            RetryOnce,
            RetryOnce,
            true,
            "`InvalidTimeStamp…`: the time of the next attempt is corrected by the `date` header of the response, and so \
             are later calls to this host.",
        ),
        rule(
            Failure::IdentityExpired,
            RetryOnce,
            RetryOnce,
            true,
            "`InvalidSecurityToken.Expired`: the source of the credentials is asked for another identity.",
        ),
        rule(
            Failure::Refused,
            Fail,
            Fail,
            true,
            "The service refused the request: any other error, `IdempotentParameterMismatch` among them.",
        ),
        rule(
            Failure::Unreadable,
            Fail,
            Fail,
            false,
            "The service reported a success, and the response is longer than allowed, cannot be read, or cannot be saved.",
        ),
    ]
};

impl Failure {
    pub(crate) fn rule(self) -> &'static Rule {
        // There is one for each; a test checks it.
        RULES.iter().find(|rule| rule.failure == self).unwrap_or(&RULES[0])
    }
}

impl Error {
    /// What happened.
    pub(crate) fn failure(&self) -> Failure {
        match &self.0.cause {
            Cause::Config(_) | Cause::Request(_) | Cause::Credentials(_) => Failure::Local,
            #[cfg(feature = "blocking")]
            Cause::Blocking(_) => Failure::Local,
            Cause::Transport(error) if !error.is_transient() => match error.phase().may_have_been_received() {
                true => Failure::Unreadable,
                false => Failure::Local,
            },
            Cause::Transport(error) if error.phase().may_have_been_received() => Failure::AnswerLost,
            Cause::Transport(_) => Failure::NotSent,
            Cause::Service(error) => error.failure(),
            // The calls of a wait were carried out, too.
            Cause::Decode(_) | Cause::Pages(_) | Cause::Wait(_) => Failure::Unreadable,
            Cause::File(error) => match error.is_sent() {
                true => Failure::Unreadable,
                false => Failure::Local,
            },
        }
    }

    /// Whether making the call again can carry out its operation twice, given all [attempts](Self::attempts): the last one
    /// may have been refused after the answer to an earlier one was lost.
    #[must_use]
    pub fn retryability(&self) -> Retryability {
        let earlier = self.0.attempts.failed().iter().map(|attempt| attempt.error().retryability());
        let harm = |retryability: &Retryability| match retryability {
            Retryability::NotSent => 0,
            Retryability::Safe => 1,
            Retryability::Unsafe => 2,
        };
        let last = self.retryability_of_last();
        earlier.chain([last]).max_by_key(harm).unwrap_or(last)
    }

    /// The same, given the last attempt alone.
    pub(super) fn retryability_of_last(&self) -> Retryability {
        match self.failure() {
            Failure::Local | Failure::NotSent => Retryability::NotSent,
            failure if failure.rule().refused || self.0.idempotency == Idempotency::Idempotent => Retryability::Safe,
            _ => Retryability::Unsafe,
        }
    }

    /// Whether the same call may succeed later, without anything being changed: the network failed, or the service is
    /// overloaded or asks to slow down. Of a call that is [retried](crate::Retry), this is said of its last attempt.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        match (&self.0.cause, self.failure()) {
            (Cause::Credentials(error), _) => error.is_timeout(),
            (_, Failure::Local | Failure::Refused | Failure::Unreadable | Failure::IdentityExpired) => false,
            _ => true,
        }
    }
}

impl ServiceError {
    /// What happened. The code says so before the status does: services send `InternalError` with status 400 as well.
    fn failure(&self) -> Failure {
        const FAILED: [&str; 2] = ["InternalError", "ServiceUnavailable"];
        let code = self.code().unwrap_or_default();
        if FAILED.iter().any(|prefix| code.starts_with(prefix)) {
            Failure::ServiceFailed
        } else if self.is_throttling() {
            // A header alone says when to come back, not that nothing was done.
            let is_failed = self.http().status().is_server_error() && !is_throttling_code(code);
            if code.is_empty() || is_failed { Failure::ServiceFailed } else { Failure::Throttled }
        } else if code == "SignatureNonceUsed" {
            Failure::NonceUsed
        } else if code.starts_with("InvalidTimeStamp") {
            Failure::ClockSkewed
        } else if code == "InvalidSecurityToken.Expired" {
            Failure::IdentityExpired
        } else if self.http().status().is_server_error() {
            Failure::ServiceFailed
        } else {
            Failure::Refused
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_failure_has_its_own_rule() {
        for rule in &RULES {
            assert!(std::ptr::eq(rule.failure.rule(), rule), "{:?}", rule.failure);
            // What may have been carried out is never done again by itself.
            assert!(rule.refused || rule.other == Action::Fail, "{:?}", rule.failure);
        }
    }
}
