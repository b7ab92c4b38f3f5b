#![cfg(feature = "ice20201109")]
//! The generated client as its users have it: on the wire, against recorded vectors, and in the hand.

#[cfg(feature = "blocking")]
mod blocking;
mod endpoints;
mod errors;
mod faults;
mod fields;
mod options;
mod programs;
mod random;
mod redaction;
mod requests;
mod responses;
mod support;
mod vectors;
mod wrapper;
