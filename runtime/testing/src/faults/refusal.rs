//! Why a service refuses a request before it carries anything out, in the words of its answers.

/// A reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The body cannot be read.
    Unreadable(String),
    /// The signature cannot be checked.
    Incomplete(&'static str),
    /// The access key is not that of the server.
    UnknownAccessKey,
    /// The signature is wrong.
    Signature { to_sign: String, canonical: String },
    /// `x-acs-date` is too far from the clock of the server.
    StaleClock,
    /// A request with this nonce arrived before.
    NonceUsed,
    /// The same `ClientToken` came with other parameters.
    TokenMismatch,
}

impl Refusal {
    pub(super) const fn incomplete(reason: &'static str) -> Self {
        Self::Incomplete(reason)
    }

    /// Status, code and message of the answer.
    pub(super) fn answer(&self) -> (u16, &'static str, String) {
        match self {
            Self::Unreadable(reason) => (411, "MissingContentLength", format!("The body cannot be read: {reason}.")),
            Self::Incomplete(reason) => (400, "IncompleteSignature", format!("The signature is incomplete: {reason}.")),
            Self::UnknownAccessKey => {
                (404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.".to_owned())
            }
            Self::Signature { to_sign, canonical } => {
                let message = format!(
                    "Specified signature does not match our calculation. \
                     server StringToSign is [{to_sign}] server CanonicalRequest is [{canonical}]"
                );
                (400, "SignatureDoesNotMatch", message)
            }
            Self::StaleClock => {
                (400, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.".to_owned())
            }
            Self::NonceUsed => (400, "SignatureNonceUsed", "Specified signature nonce was used already.".to_owned()),
            Self::TokenMismatch => {
                let message = "The request uses the same client token as a previous, but non-identical request.";
                (400, "IdempotentParameterMismatch", message.to_owned())
            }
        }
    }
}
