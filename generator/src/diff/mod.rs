//! Compares two sets of documents: what changes on the wire and in Rust, how much it weighs, and which version bump it asks for.
//!
//! ```text
//! old, new ──▶ spec ──▶ document ─────────────▶ wire ──────┐
//!                          └──▶ lower ──▶ model ──▶ surface ┴──▶ report
//! ```
//!
//! | module | what |
//! |---|---|
//! | [`rules`] | every class of change: its weight, the version bump that it asks for, and why |
//! | [`rules_page`] | `generator/CHANGES.md`, made from the rules |
//! | [`report`] | the result: documents, owners, changes, the verdict |
//! | `wire` | two editions of a document → wire changes |
//! | [`surface`] | the public items of a module, and the item changes between two lists of them |
//! | `suggested_correction` | corrections that would avoid a breaking change |
//! | `unreadable` | operations that can be read in one edition only |
//! | `output` | which owners are generated, and whether their files differ |
//! | `cause`, `arguments` | the wire change that causes an item change |
//! | `uses` | which operations use a component, in requests or in responses |
//! | `sides` | reads both sides, and puts wire changes and item changes together |
//!
//! Wire changes and item changes are found independently: documents show *what the vendor changed*, the surface shows *what a
//! program notices*. The verdict follows from the surface, so that it is right even where a wire change has no effect, or an
//! unusual one. Order, layout and spelling of a document do not matter.

mod arguments;
mod cause;
mod output;
pub mod report;
pub mod rules;
pub mod rules_page;
mod sides;
mod suggested_correction;
pub mod surface;
mod unreadable;
mod uses;
mod wire;

pub use report::{Change, DocumentChanges, Edition, ItemChange, OwnerChanges, Part, Place, Report, Use};
pub use rules::{Bump, Class, ItemClass, Weight};
pub use sides::{Comparison, compare};
