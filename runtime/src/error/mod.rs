//! Everything that can go wrong with a call, told apart by who has to act.

mod service;
mod xml;

use std::error::Error as StdError;
use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

pub use self::service::ServiceError;
use crate::credentials::CredentialsError;
use crate::masks::Masks;
use crate::output::request_id_within;
use crate::response::header_request_id;
use crate::transport::TransportError;

/// Why a call failed.
///
/// Prints as one line and never holds secrets of the caller.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The configuration of the client is at fault; nothing was sent.
    Config(ConfigError),
    /// The request could not be built; nothing was sent.
    Request(RequestError),
    /// There are no credentials; nothing was sent.
    Credentials(CredentialsError),
    /// No complete response came back.
    Transport(TransportError),
    /// The service answered with an error.
    Service(Box<ServiceError>),
    /// The call succeeded, but the response is not what it should be.
    Decode(Box<DecodeError>),
}

impl Error {
    /// The answer of the service, if it was one that failed the call.
    #[must_use]
    pub fn as_service(&self) -> Option<&ServiceError> {
        match self {
            Self::Service(error) => Some(error),
            _ => None,
        }
    }

    /// The message of the service. It can repeat parts of the request; `Display` leaves those out.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.as_service()?.message()
    }

    /// The body of the response as it came, if one came back.
    #[must_use]
    pub fn body(&self) -> Option<&Bytes> {
        match self {
            Self::Service(error) => Some(error.body()),
            Self::Decode(error) => Some(error.body()),
            _ => None,
        }
    }

    /// The error code of the service, such as `InvalidParameter`.
    ///
    /// A generated module has the codes that its operations document as constants, in `errors`:
    ///
    /// ```
    /// # mod errors { pub const INVALID_INSTANCE_ID_NOT_FOUND: &str = "InvalidInstanceId.NotFound"; }
    /// fn is_gone(error: &runtime::Error) -> bool {
    ///     error.code() == Some(errors::INVALID_INSTANCE_ID_NOT_FOUND)
    /// }
    /// ```
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.as_service()?.code()
    }

    /// The id under which the service knows the request; quote it in support tickets.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Service(error) => error.request_id(),
            Self::Decode(error) => error.request_id(),
            Self::Transport(error) => error.request_id(),
            _ => None,
        }
    }

    /// The HTTP status, if a response came back or had begun to.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Service(error) => Some(error.status()),
            Self::Decode(error) => Some(error.status()),
            Self::Transport(error) => error.status(),
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
        match self {
            Self::Transport(error) => error.is_timeout(),
            Self::Credentials(error) => error.is_timeout(),
            _ => false,
        }
    }

    fn inner(&self) -> &(dyn StdError + 'static) {
        match self {
            Self::Config(error) => error,
            Self::Request(error) => error,
            Self::Credentials(error) => error,
            Self::Transport(error) => error,
            Self::Service(error) => error.as_ref(),
            Self::Decode(error) => error.as_ref(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Credentials(_) => write!(f, "no credentials: {}", self.inner()),
            _ => fmt::Display::fmt(self.inner(), f),
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.inner().source()
    }
}

/// Implements `From<$error> for Error`.
macro_rules! from {
    ($($error:ident => $variant:ident,)+) => {$(
        impl From<$error> for Error {
            fn from(error: $error) -> Self {
                Self::$variant(error.into())
            }
        }
    )+};
}

from! {
    ConfigError => Config,
    RequestError => Request,
    CredentialsError => Credentials,
    TransportError => Transport,
    ServiceError => Service,
    DecodeError => Decode,
}

/// A fault in a [`Config`](crate::Config), with what to do about it.
#[derive(Debug)]
pub struct ConfigError(String);

impl ConfigError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "invalid configuration: {}", self.0)
    }
}

impl StdError for ConfigError {}

/// A request that cannot be built from what it was given. Names parameters, never their values.
#[derive(Debug)]
pub struct RequestError(String);

impl RequestError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }

    /// The message alone.
    pub(crate) fn reason(&self) -> &str {
        &self.0
    }

    pub(crate) fn header_name(name: &str) -> Self {
        Self(format!("{name:?} is not a valid header name"))
    }

    pub(crate) fn header_value(name: &str, unfit: char) -> Self {
        Self(format!("the value of header `{name}` contains {unfit:?}; only visible Latin-1 characters can be sent"))
    }

    pub(crate) fn header_of(name: &str, owner: &str) -> Self {
        Self(format!("the header `{name}` cannot be set: {owner}"))
    }

    pub(crate) fn nonce(error: getrandom::Error) -> Self {
        Self(format!("the operating system gave no random bytes for a nonce: {error}"))
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot build the request: {}", self.0)
    }
}

impl StdError for RequestError {}

/// A response that was successful by its status but cannot be read. The call was carried out.
pub struct DecodeError {
    action: &'static str,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    fault: String,
    masks: Masks,
}

impl DecodeError {
    pub(crate) fn new(action: &'static str, response: http::Response<Bytes>, fault: String, masks: Masks) -> Self {
        let (head, body) = response.into_parts();
        Self { action, status: head.status, headers: head.headers, body, fault, masks }
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The response headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The response body as it came.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The id under which the service knows the request, if a header says it or the body seems to.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        header_request_id(&self.headers).or_else(|| request_id_within(&self.body))
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { action, fault, .. } = self;
        let status = self.status.as_u16();
        write!(f, "{action} succeeded ({status}), but its response cannot be read: {fault}")?;
        match self.request_id() {
            Some(id) => write!(f, " (request id {})", self.masks.hide(id)),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A successful response can hold secrets: no body here.
        f.debug_struct("DecodeError")
            .field("action", &self.action)
            .field("status", &self.status)
            .field("fault", &self.fault)
            .finish_non_exhaustive()
    }
}

impl StdError for DecodeError {}
