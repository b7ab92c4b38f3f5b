//! Sending requests: the seam between this library and the network.

mod connect;
mod deadline;
mod error;
mod exchange;
mod home;
mod hyper;
mod pool;
mod stream;
#[cfg(test)]
mod tests;
#[cfg(feature = "tls")]
mod tls;

use std::fmt;
use std::time::Duration;

use bytes::Bytes;

pub(crate) use self::deadline::{Deadline, Late};
pub use self::error::{Phase, TransportError};
pub use self::hyper::HyperTransport;
use crate::BoxFuture;

/// Sends one request and returns the whole response.
///
/// Implement it to put something between the client and the network: a recorder, a fault injector,
/// another HTTP library. An implementation
///
/// * sends the request as it is: URI, headers and body are signed, and a redirect or a changed
///   header would break the signature;
/// * returns every response, whatever its status: errors are read elsewhere;
/// * keeps to the timeouts;
/// * never puts the query or header values into an error: they can hold secrets.
///
/// The URI is absolute (`https://host/path?query`), and a `host` header is set.
pub trait HttpTransport: fmt::Debug + Send + Sync + 'static {
    /// Sends the request.
    fn send(
        &self,
        request: http::Request<Bytes>,
        timeouts: Timeouts,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>>;
}

/// How long to wait for what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Timeouts {
    /// For a connection, including name resolution and TLS; not counted if one is kept alive.
    pub connect: Duration,
    /// From the moment there is a connection to the last byte of the response.
    pub response: Duration,
    /// From the moment the request is given to the transport to the last byte of the response.
    pub total: Duration,
    /// What was allowed for the whole call, of which `total` is left: what an error says.
    asked: Duration,
}

impl Timeouts {
    /// Both timeouts, and their sum for the whole.
    #[must_use]
    pub const fn new(connect: Duration, response: Duration) -> Self {
        let total = connect.saturating_add(response);
        Self { connect, response, total, asked: total }
    }

    /// The same, but not longer than this for the whole.
    #[must_use]
    pub const fn with_total(self, total: Duration) -> Self {
        Self { total, asked: total, ..self }
    }

    /// The same when this is left of the whole.
    pub(crate) const fn with_left(self, left: Duration) -> Self {
        Self { total: left, ..self }
    }

    /// The end of the whole.
    fn deadline(self) -> Deadline {
        Deadline::after(self.total).of(self.asked)
    }
}
