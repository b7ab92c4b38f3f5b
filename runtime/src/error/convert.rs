//! Every error of a call becomes an [`Error`].

#[cfg(feature = "blocking")]
use super::BlockingError;
use super::{
    Attempts, Cause, ConfigError, DecodeError, Error, Failed, FileError, PagesError, RequestError, ServiceError,
    WaitError,
};
use crate::identity::CredentialsError;
use crate::operation::Idempotency;
#[cfg(feature = "tls")]
use crate::transport::CertificateError;
use crate::transport::TransportError;

/// Implements `From<$error> for Error`.
macro_rules! from {
    ($($error:ident => $variant:ident,)+) => {$(
        impl From<$error> for Error {
            fn from(error: $error) -> Self {
                Self(Box::new(Failed {
                    cause: Cause::$variant(error),
                    idempotency: Idempotency::Unknown,
                    attempts: Attempts::default(),
                }))
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
    PagesError => Pages,
    WaitError => Wait,
    FileError => File,
}

#[cfg(feature = "blocking")]
from! { BlockingError => Blocking, }

#[cfg(feature = "tls")]
impl From<CertificateError> for ConfigError {
    fn from(error: CertificateError) -> Self {
        Self::with_source("the root certificates cannot be used", error)
    }
}

#[cfg(feature = "tls")]
impl From<CertificateError> for Error {
    fn from(error: CertificateError) -> Self {
        ConfigError::from(error).into()
    }
}
