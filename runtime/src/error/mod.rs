//! Everything that can go wrong with a call, told apart by who has to act.

mod advice;
mod attempts;
#[cfg(feature = "blocking")]
mod blocking;
mod builder;
mod config;
mod convert;
mod decode;
mod document;
mod file;
mod pages;
mod reported;
mod request;
mod retry;
mod service;
mod signature;
mod wait;
mod xml;

use std::error::Error as StdError;
use std::fmt;

use http::StatusCode;

pub use self::attempts::{Attempts, FailedAttempt};
#[cfg(feature = "blocking")]
pub(crate) use self::blocking::BlockingError;
pub use self::builder::ServiceErrorBuilder;
pub(crate) use self::reported::reports_failure;
#[cfg(test)]
pub(crate) use self::retry::RULES;
pub use self::retry::Retryability;
pub(crate) use self::retry::{Action, Failure};
pub use self::service::ServiceError;
pub use self::wait::WaitError;
pub(crate) use self::{
    config::ConfigError, decode::DecodeError, file::FileError, pages::PagesError, pages::PagesFault,
    request::RequestError,
};
use crate::causes::Causes;
use crate::http_response::HttpResponse;
use crate::identity::CredentialsError;
use crate::operation::Idempotency;
use crate::transport::TransportError;

/// Why a call failed.
///
/// Prints as one line; `{:#}` adds the causes to it. `Debug` shows the same as text, so that a `main` that returns an
/// `Error` ends with a sentence. What it prints has no secrets of the caller, wherever the service repeats them;
/// [`message`](Self::message) and [`http`](Self::http) are what the service sent, and may repeat parts of the request.
///
/// ```
/// # mod errors { pub const INVALID_INSTANCE_ID_NOT_FOUND: &str = "InvalidInstanceId.NotFound"; }
/// # use runtime::Error;
/// # use runtime::error::{ErrorKind, Retryability};
/// fn advise(error: &Error) -> &'static str {
///     match error.kind() {
///         // The codes that operations document are in the module `errors` beside their client.
///         ErrorKind::Service if error.code() == Some(errors::INVALID_INSTANCE_ID_NOT_FOUND) => "it is gone",
///         _ if error.is_transient() && error.retryability() != Retryability::Unsafe => "try again",
///         _ => "give up",
///     }
/// }
/// ```
pub struct Error(Box<Failed>);

/// What failed, as far as who has to act is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The configuration of the client; nothing was sent.
    Config,
    /// The request could not be built; nothing was sent.
    Request,
    /// There are no credentials; nothing was sent.
    Credentials,
    /// No complete response came back.
    Transport,
    /// The service answered with an error: by the status, or [within a success](crate::Response::outcome).
    Service,
    /// The call succeeded, but the response is not what it should be.
    Decode,
    /// No response met the condition of [`wait_until`](crate::Call::wait_until) in time.
    Wait,
    /// A local file that a response is to be saved to cannot be written.
    File,
    /// A [blocking call](crate::blocking) was made where none can be made; nothing was sent.
    #[cfg(feature = "blocking")]
    Blocking,
}

struct Failed {
    cause: Cause,
    idempotency: Idempotency,
    attempts: Attempts,
}

enum Cause {
    Config(ConfigError),
    Request(RequestError),
    Credentials(CredentialsError),
    Transport(TransportError),
    Service(ServiceError),
    Decode(DecodeError),
    Pages(PagesError),
    Wait(WaitError),
    File(FileError),
    #[cfg(feature = "blocking")]
    Blocking(BlockingError),
}

impl Error {
    /// What failed.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match &self.0.cause {
            Cause::Config(_) => ErrorKind::Config,
            Cause::Request(_) => ErrorKind::Request,
            Cause::Credentials(_) => ErrorKind::Credentials,
            Cause::Transport(_) => ErrorKind::Transport,
            Cause::Service(_) => ErrorKind::Service,
            Cause::Decode(_) | Cause::Pages(_) => ErrorKind::Decode,
            Cause::Wait(_) => ErrorKind::Wait,
            Cause::File(_) => ErrorKind::File,
            #[cfg(feature = "blocking")]
            Cause::Blocking(_) => ErrorKind::Blocking,
        }
    }

    /// The answer of the service, if it was one that failed the call.
    #[must_use]
    pub fn as_service(&self) -> Option<&ServiceError> {
        match &self.0.cause {
            Cause::Service(error) => Some(error),
            _ => None,
        }
    }

    /// What went wrong between here and the host, if that is why no complete response came back.
    #[must_use]
    pub fn as_transport(&self) -> Option<&TransportError> {
        match &self.0.cause {
            Cause::Transport(error) => Some(error),
            _ => None,
        }
    }

    /// How long and how often was tried, if no response met the condition of [`wait_until`](crate::Call::wait_until) in time.
    #[must_use]
    pub fn as_wait(&self) -> Option<&WaitError> {
        match &self.0.cause {
            Cause::Wait(error) => Some(error),
            _ => None,
        }
    }

    /// The error code of the service, such as `InvalidParameter`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.as_service()?.code()
    }

    /// The message as the service sent it. It may repeat parts of the request, secrets included; `Display` leaves secrets out.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.as_service()?.message()
    }

    /// The id under which the service knows the request; quote it in support tickets.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        match &self.0.cause {
            Cause::Service(error) => error.request_id(),
            Cause::Decode(error) => error.request_id(),
            Cause::Pages(error) => error.request_id(),
            Cause::Wait(error) => error.request_id(),
            Cause::Transport(error) => error.request_id(),
            _ => None,
        }
    }

    /// The HTTP status, if a response came back or had begun to.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match &self.0.cause {
            Cause::Transport(error) => error.status(),
            _ => Some(self.http()?.status()),
        }
    }

    /// The response as it came, if a whole one came back.
    #[must_use]
    pub fn http(&self) -> Option<&HttpResponse> {
        match &self.0.cause {
            Cause::Service(error) => Some(error.http()),
            Cause::Decode(error) => Some(error.http()),
            Cause::Pages(error) => Some(error.http()),
            Cause::Wait(error) => error.http(),
            _ => None,
        }
    }

    /// Whether the service asks to slow down.
    #[must_use]
    pub fn is_throttling(&self) -> bool {
        self.as_service().is_some_and(ServiceError::is_throttling)
    }

    /// Whether a timeout ended the call.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        match &self.0.cause {
            Cause::Transport(error) => error.is_timeout(),
            Cause::Credentials(error) => error.is_timeout(),
            Cause::Request(error) => error.is_timeout(),
            Cause::Wait(error) => error.is_timeout(),
            _ => false,
        }
    }

    /// The attempts that the call took: how many, and why those before the last one failed.
    #[must_use]
    pub fn attempts(&self) -> &Attempts {
        &self.0.attempts
    }

    /// The same after these attempts.
    pub(crate) fn after(mut self, attempts: Attempts) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// The same for an operation of which this is known.
    pub(crate) fn of(mut self, idempotency: Idempotency) -> Self {
        self.0.idempotency = idempotency;
        self
    }

    fn inner(&self) -> &(dyn StdError + 'static) {
        match &self.0.cause {
            Cause::Config(error) => error,
            Cause::Request(error) => error,
            Cause::Credentials(error) => error,
            Cause::Transport(error) => error,
            Cause::Service(error) => error,
            Cause::Decode(error) => error,
            Cause::Pages(error) => error,
            Cause::Wait(error) => error,
            Cause::File(error) => error,
            #[cfg(feature = "blocking")]
            Cause::Blocking(error) => error,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() {
            return fmt::Display::fmt(&Causes(self), f);
        }
        match &self.0.cause {
            Cause::Credentials(error) => write!(f, "no credentials: {error}")?,
            _ => write!(f, "{}", self.inner())?,
        }
        // Of a last attempt without an answer, it is said already.
        let is_said = self.as_service().is_none() && self.retryability_of_last() == Retryability::Unsafe;
        if !is_said && self.retryability() == Retryability::Unsafe {
            f.write_str("; it may have been carried out: check before calling again")?;
        }
        match self.attempts().count() {
            0 | 1 => Ok(()),
            made => write!(f, "; gave up after {made} attempts"),
        }
    }
}

impl fmt::Debug for Error {
    /// The error and its causes, as a program shows it that ends with it; `{:#?}` shows its parts.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() { write!(f, "{:#?}", self.inner()) } else { f.write_str(&Causes(self).report()) }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.inner().source()
    }
}
