//! The commands that turn documents into crates, for `cargo alibabacloud` in any repository and for `cargo xtask` in this one.
//!
//! This crate reads and writes the disk; the contents of the files are the business of the crate `generator`, which knows no
//! disk. `gen` has four steps, each a module:
//!
//! ```text
//! specs (read) ──▶ generator::generate ──▶ sync (compare, then write) ──▶ report
//! ```
//!
//! `import` brings a document of the vendor into `specs`: read, `generator::import`, one rename.
//! `diff` compares two editions of documents, in files or in revisions of git.
//!
//! Nothing here depends on a generated crate: broken output must not stop the command that repairs it.
//!
//! Exit codes: 0 success, 1 drift, a faulty document or a failed step, 2 wrong usage.

#![allow(clippy::must_use_candidate, reason = "a library for programs of this project alone")]

pub mod commands;
pub mod destination;
pub mod documents;
mod draft;
pub mod git;
mod package;
pub mod program;
pub mod project;
pub mod report;
mod revision;
pub mod specs;
pub mod sync;
pub mod terminal;
pub mod usage;
pub mod version;
