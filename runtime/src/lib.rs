//! The library that generated Alibaba Cloud clients stand on.
//!
//! A generated crate holds types and one thin method for each operation; everything that does something is here. Users of
//! a generated crate find there what they need of this one, under the same names.
//!
//! * [`Config`] and [`SharedConfig`], with an [`Identity`] or a [`CredentialsProvider`], are what a client is made from;
//! * [`Call`] is one call on its way, [`Response`] and [`Error`] are its two ends;
//! * [`retry`] says what happens to a call, and what is retried;
//! * [`Call::pages`] and [`Call::items`] make a call for each page of a list, [`Call::wait_until`] makes one until its response
//!   says what is waited for;
//! * [`guide`] has ten short chapters, from a first call to an update;
//! * an [`HttpTransport`] sends requests and gives responses, each with a [`Body`].

// Floors: each folder or file uses only what stands below it.
//
// guide              the chapters of the guide, without code
// codegen            what generated code names
// mock               a transport for the tests of programs
// blocking           calls that a thread waits for
// described          streamed responses of operations that are known at run time only
// client             what makes calls
// download           responses that are read as they come, or saved to a file
// events             responses that are streams of events
// paging             calls of one operation, page by page
// call               one call: request, options, deadline, response
// attempt            one attempt: identity, date, nonce, signature, transport
// config             settings, as given and checked; hosts; clock
// request            the members of a request → path, query, headers, body
// retry              whether another attempt is made, and when
// error              why a call failed, and whether it may be made again
// call_context       the call that a request belongs to, for `mock`
// redaction          the secrets of a call, left out of what is printed
// identity           who calls
// transport          connections: pool, connect, TLS, exchange
// output, operation  what is known of an operation and of what it gives
// body               bytes, files and streams
// executor           deadlines, and what the tokio runtime offers
// draft              files that are replaced by one rename
// trace              what a program can observe of its calls
// format             which generated code compiles with this crate
// sign, codec        signatures; values ↔ JSON, query, form

mod attempt;
mod body;
mod call;
mod call_context;
mod causes;
mod client;
mod codec;
#[doc(hidden)]
pub mod codegen;
mod config;
mod date;
mod described;
mod download;
mod draft;
mod encoding;
mod environment;
mod events;
mod executor;
mod format;
mod http_response;
mod operation;
mod output;
mod paging;
mod redaction;
mod request;
mod request_id;
mod sign;
mod sorting;
mod trace;
mod user_agent;

#[cfg(feature = "blocking")]
pub mod blocking;
pub mod error;
#[cfg(not(doctest))]
pub mod guide;
pub mod identity;
#[cfg(feature = "test-util")]
pub mod mock;
pub mod retry;
pub mod transport;

use std::error::Error as StdError;
use std::future::Future;
use std::pin::Pin;

#[doc(no_inline)]
pub use bytes::Bytes;
#[doc(no_inline)]
pub use http::{HeaderMap, StatusCode};
#[doc(no_inline)]
pub use serde_json::Value;

pub use self::body::Body;
pub use self::call::{Call, CallFuture, Response, Wait, WaitFuture};
pub use self::codec::{Kept, Object, UnknownValue};
pub use self::config::{Config, Network, SharedConfig};
pub use self::download::{Download, SavedFile};
pub use self::error::{Error, ServiceError};
pub use self::events::{Event, Events};
pub use self::http_response::HttpResponse;
pub use self::identity::{CredentialsProvider, EnvironmentCredentials, Identity};
pub use self::operation::Operation;
pub use self::output::{EventText, Output};
pub use self::paging::{Items, Paged, Pages, ResumeToken};
pub use self::retry::Retry;
pub use self::transport::HttpTransport;

/// A boxed future that can move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Any error that can move between threads.
pub type BoxError = Box<dyn StdError + Send + Sync>;
