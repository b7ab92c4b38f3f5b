//! Two editions of documents → what changes on the wire and in Rust, how much it weighs, and which version it asks for.
//!
//! ```text
//! old, new ──▶ spec ──▶ mirror ───────────────▶ wire ──────┐
//!                          └──▶ lower ──▶ model ──▶ surface ┴──▶ report
//! ```
//!
//! | module | what |
//! |---|---|
//! | [`rules`] | every class of change: how much it weighs, what it asks of the version, and why |
//! | [`report`] | what is told: documents, owners, changes, the verdict |
//! | `wire` | two mirrors of a document → typed changes, each with its places |
//! | [`surface`] | the public items of a module, and how two lists of them differ |
//! | `correction` | what would hold a breaking change back |
//! | `unreadable` | operations that cannot be read on one of the sides |
//! | `output` | what comes of an owner in the files, and whether it differs |
//! | `cause`, `arguments` | which change of the vendor an item's change comes from |
//! | `uses` | which operations use a component, in requests or in responses |
//! | `sides` | both sides read, and the two halves put together |
//!
//! The two halves know nothing of each other: the mirror says *what the vendor changed*, the surface says *what a
//! program notices*. The verdict comes from the surface, so that it is right even where a change of the vendor has no
//! effect, or an unusual one. Nothing here looks at text: order, layout and spelling of a document do not matter.

mod arguments;
mod cause;
mod correction;
mod output;
pub mod report;
pub mod rules;
mod sides;
pub mod surface;
mod unreadable;
mod uses;
mod wire;

use crate::{Diagnostic, Input};
pub use report::{Change, DocumentChanges, Edition, ItemChange, OwnerChanges, Part, Place, Report, Use};
pub use rules::{Bump, Class, ItemClass, Weight};

/// The result of [`compare`].
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// What changed; empty when there is an error.
    pub report: Report,
    /// Why the documents cannot be compared: the errors of both sides, by file and position.
    pub errors: Vec<Diagnostic>,
}

/// Compares two sets of documents, corrections applied. Documents of one product and version belong together.
#[must_use]
pub fn compare(old: &[Input], new: &[Input]) -> Comparison {
    sides::compare(old, new)
}
