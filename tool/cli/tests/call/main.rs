//! `call` as a process: output, exit codes, interruptions.

#![cfg(feature = "network")]

mod documents;
mod interruptions;
mod requests;
mod responses;
mod support;
