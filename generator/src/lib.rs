//! Turns Alibaba Cloud *api-docs* documents into the source files of a Rust crate.
//!
//! A pure library: documents in, files out. It uses no file, environment or clock, and does not panic on any input. The stages, one folder or file each:
//!
//! ```text
//! spec (parse, with positions) ──▶ lower ──▶ model ──▶ emit ──▶ items ──▶ render
//! ```
//!
//! * [`spec`] reads the vendor's format, wire names only; every element has its position.
//! * [`lower`] resolves references, settles every name, merges, sorts, and collects *all* diagnostics.
//! * [`model`] is plain data, every name and path settled, every reference resolved: the boundary between the two halves.
//! * [`emit`] turns the model into [items](item), which are plain data as well; [`render`] prints them.
//!
//! Beside them, [`import`] turns a new edition of a document and our file into the new text of our file, and [`diff`]
//! reports what changed between two sets of documents, for callers of the service and for Rust programs. [`describe`]
//! shows what is known about one operation, and why, and [`policy()`] is the RAM policy that allows some. [`lookup`] gives
//! the model of one operation, and [`program`] writes a program that calls it with given values.
//!
//! [`config`] reads the file that says what to generate in a repository.
//!
//! No emitter sees a `spec` type, and nothing in `spec` or `lower` sees a token.

pub mod config;
pub mod describe;
mod diagnostic;
pub mod diff;
pub mod docs;
pub mod emit;
mod generate;
pub mod import;
mod input;
pub mod item;
pub mod lookup;
pub mod lower;
pub mod model;
pub mod names;
mod output;
mod owner;
mod policy;
pub mod program;
pub mod render;
mod rustdoc;
pub mod spec;
mod stable_id;

/// The candidate closest to a misspelt name, if one is close.
#[must_use]
pub fn closest<'n>(name: &str, candidates: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    spec::keys::closest(name, candidates)
}

pub use diagnostic::{Diagnostic, Position, Severity};
pub use generate::{generate, generate_from};
pub use input::{Corrections, Input, Selection};
pub use output::{
    Dependency, FORMAT, File, Flavour, MARKER, Options, Outcome, PACKAGE_MARKER, Package, Summary, Workspace,
};
pub use owner::Owner;
pub use policy::policy;
