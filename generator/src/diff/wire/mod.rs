//! Two mirrors of a document → what the vendor changed.
//!
//! | module | what |
//! |---|---|
//! | `way` | where a change stands: owner, part and the way down from there |
//! | `changes` | changes as they are collected |
//! | `said` | values in a few words |
//! | `document` | `info`, contents, hosts, operations, components |
//! | `operation`, `documentation` | what makes a call, and what is told about it |
//! | `parameters`, `responses` | the two ends of an operation |
//! | `schema` | an element: what it is, must be and may be |
//! | `shape` | its type, as far as generated code tells types apart |
//! | `values` | its list of values |
//! | `texts` | what is told about it |
//!
//! References are not followed: what changes in a component belongs to the component. What comes or goes as a whole is one
//! change. Texts are compared trimmed, blank ones are absent, and lists are sets.

mod changes;
mod document;
mod documentation;
mod operation;
mod parameters;
mod responses;
mod said;
mod schema;
mod shape;
mod texts;
mod values;
mod way;

use super::report::{Owner, Part};
use super::rules::{Class, Weight};
use crate::spec::At;
use crate::spec::document::{Document, Schema};
pub(super) use values::{bare, listed};
pub(super) use way::Way;

/// A change whose places are not yet positions.
#[derive(Clone, Debug)]
pub(super) struct Found<'d> {
    pub(super) owner: Owner,
    pub(super) class: Class,
    pub(super) weight: Weight,
    pub(super) part: Part,
    pub(super) path: String,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
    pub(super) old: Option<At>,
    pub(super) new: Option<At>,
    /// The type that changed, where a correction may hold the change back.
    pub(super) held: Option<Held<'d>>,
}

/// A type on both sides.
#[derive(Clone, Debug)]
pub(super) struct Held<'d> {
    /// The way to it on the new side.
    pub(super) way: Way<'d>,
    pub(super) old: &'d Schema<'d>,
    pub(super) new: &'d Schema<'d>,
}

/// All changes between two editions, in no particular order.
pub(super) fn changes<'d>(old: &'d Document<'d>, new: &'d Document<'d>) -> Vec<Found<'d>> {
    document::changes(old, new)
}
