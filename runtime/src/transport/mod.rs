//! Sending requests: the seam between this library and the network.
//!
//! ```text
//! HyperTransport ── pool ──┐
//!        │                 ├─ exchange ── stream (TCP, TLS)
//!        └── connect ──────┘
//!              └ proxy
//! ```

mod bounded;
mod connect;
mod error;
mod exchange;
mod hyper;
mod options;
mod origin;
mod pool;
mod proxy;
mod response_body;
mod stream;
#[cfg(test)]
mod tests;
#[cfg(feature = "tls")]
mod tls;

use std::fmt;

pub(crate) use self::bounded::Bounded;
pub use self::error::{Phase, TransportError};
pub use self::hyper::HyperTransport;
pub use self::options::TransportOptions;
pub use self::proxy::Proxy;
#[cfg(feature = "tls")]
pub use self::tls::{CertificateError, RootCertificates};
use crate::BoxFuture;
use crate::body::Body;

/// A request as a transport takes it.
pub type Request = http::Request<Body>;

/// A response as a transport gives it.
pub type Response = http::Response<Body>;

/// Sends one request and returns the response.
///
/// Implement it to put something between the client and the network: a recorder, a fault injector, another HTTP library.
/// An implementation
///
/// * sends the request as it is: URI, headers and body are signed, and a redirect or a changed header would break the
///   signature;
/// * returns every response, whatever its status: errors are read elsewhere;
/// * returns the response as soon as its head is there, or with its whole body: both are the same to a caller;
/// * keeps to the [options](TransportOptions): a client stops waiting when their time is over;
/// * never puts the query or header values into an error: they can hold secrets.
///
/// The URI is absolute (`https://host/path?query`), and a `host` header is set.
///
/// ```
/// # use runtime::BoxFuture;
/// # use runtime::transport::{HttpTransport, Request, Response, TransportError, TransportOptions};
/// /// Answers without a network.
/// #[derive(Debug)]
/// struct Canned;
///
/// impl HttpTransport for Canned {
///     fn send(&self, _: Request, _: TransportOptions) -> BoxFuture<'_, Result<Response, TransportError>> {
///         Box::pin(std::future::ready(Ok(Response::new("{}".into()))))
///     }
/// }
/// ```
pub trait HttpTransport: fmt::Debug + Send + Sync + 'static {
    /// Sends the request.
    fn send(&self, request: Request, options: TransportOptions) -> BoxFuture<'_, Result<Response, TransportError>>;
}
