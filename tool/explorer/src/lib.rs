//! `cargo alibabacloud call`: what the vendor's explorer does on pages, in a terminal. An operation is called from its document alone;
//! nothing is generated or compiled.
//!
//! ```text
//! document ──▶ operation, schema (types) ──▶ arguments (JSON object) ──▶ dynamic (what the codec sees) ──▶ call or dry_run
//! ```
//!
//! | module | what |
//! |---|---|
//! | `command` | the command line |
//! | `document` | where the document comes from |
//! | `operation` | an operation as the runtime calls it |
//! | `schema` | the types of a request |
//! | `arguments` | `NAME=VALUE` → one JSON object, checked against the types |
//! | `dynamic` | values whose types are known at run time only, for the codec |
//! | `client` | regions, profiles, retries: the configuration of the runtime |
//! | `capture` | the request as it would be sent |
//! | `dry_run` | that request, shown |
//! | `program` | a program that makes the call with a generated crate |
//! | `call` | the call, its response and its end |
//! | `save` | the file of a response |
//! | `output` | the standard output, JSON for people |
//!
//! A crate of its own, so that `cargo xtask gen` compiles neither this nor the runtime.

#![allow(clippy::must_use_candidate, reason = "a library for programs of this project alone")]

pub mod arguments;
mod call;
pub mod capture;
mod client;
pub mod command;
mod document;
mod dry_run;
mod dynamic;
pub mod operation;
mod output;
pub mod program;
mod save;
pub mod schema;
