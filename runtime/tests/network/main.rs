//! Requests and responses as they are on the wire: the signer, the client and the transport.

mod advice;
mod anonymous;
#[cfg(feature = "blocking")]
mod blocking;
mod bodies;
mod collections;
mod config;
mod connections;
mod damaged;
mod deadlines;
mod encode;
mod endpoint;
mod errors;
mod events;
mod failures;
mod files;
mod hostile;
mod identities;
mod limits;
#[cfg(feature = "tracing")]
mod observed;
mod operations;
mod outcomes;
mod paging;
mod redaction;
mod samples;
mod shared;
mod sign;
mod support;
mod transport;
mod vectors;
mod waiting;
