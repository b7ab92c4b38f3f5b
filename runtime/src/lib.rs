//! The library that generated Alibaba Cloud clients stand on.
//!
//! A generated crate holds types and one thin method for each operation. Everything that does
//! something is here:
//!
//! * [`codec`] reads and writes values;
//! * [`Operation`] says how a request goes on the wire, [`sign`] signs it, [`transport`] sends it;
//! * [`Config`] and [`Credentials`] are what a client is made from;
//! * [`Call`] is one call on its way, [`Response`] and [`Error`] are its two ends.
//!
//! Users of a generated crate need the types listed here, not the modules.

mod assemble;
mod call;
mod client;
mod clock;
pub mod codec;
#[doc(hidden)]
pub mod codegen;
mod config;
pub mod credentials;
mod date;
pub mod encode;
mod endpoint;
mod env;
pub mod error;
mod headers;
mod masks;
mod operation;
mod output;
mod request;
mod response;
pub mod sign;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod testing;
pub mod transport;

use std::future::Future;
use std::pin::Pin;

pub use bytes::Bytes;
pub use serde_json::Value;

pub use self::call::{Call, CallFuture};
pub use self::client::ClientCore;
pub use self::codec::{Kept, Object, UnknownValue};
pub use self::config::Config;
pub use self::credentials::{Credentials, CredentialsProvider, EnvironmentCredentials};
pub use self::endpoint::{Endpoint, Network, ServiceInfo};
pub use self::error::{Error, ServiceError};
pub use self::operation::{Effect, Method, Operation, OperationInfo, Parameter};
pub use self::output::Output;
pub use self::response::Response;
pub use self::transport::{HttpTransport, HyperTransport};

/// A boxed future that can move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
