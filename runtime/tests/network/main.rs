//! Requests and responses as they are on the wire: the signer, the client and the transport.

mod anonymous;
mod collections;
mod config;
mod encode;
mod endpoint;
mod errors;
mod operations;
mod redaction;
mod samples;
mod sign;
mod support;
mod transport;
mod vectors;
