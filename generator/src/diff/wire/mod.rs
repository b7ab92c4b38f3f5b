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
//! | `values` | its list of values |
//! | `texts` | what is told about it |
//! | `form` | in which form a text reaches the files |
//!
//! References are not followed: what changes in a component belongs to the component. What comes or goes as a whole is one
//! change. Texts are compared trimmed, blank ones are absent, and lists are sets. What is told is told whole: reports cut.

mod changes;
mod document;
mod documentation;
mod form;
#[cfg(test)]
mod keys;
mod operation;
mod parameters;
mod responses;
mod said;
mod schema;
mod texts;
mod values;
mod way;

use super::report::Part;
use super::rules::{Class, Weight};
use crate::Owner;
use crate::id;
use crate::spec::NodeId;
use crate::spec::document::{Document, Schema};
pub(super) use form::Form;
pub(super) use values::{bare, listed};
pub(super) use way::Way;

/// A change whose places are not yet positions.
#[derive(Clone, Debug)]
pub(super) struct Found<'d> {
    pub(super) owner: Owner,
    pub(super) class: Class,
    pub(super) weight: Weight,
    /// How much it weighs where requests hold what changed.
    pub(super) in_requests: Weight,
    pub(super) part: Part,
    pub(super) path: String,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
    pub(super) old: Option<NodeId>,
    pub(super) new: Option<NodeId>,
    /// In which form the texts reach the files.
    pub(super) form: Form,
    /// The type that changed, where a correction may hold the change back.
    pub(super) held: Option<Held<'d>>,
}

impl Found<'_> {
    /// A change of an owner as a whole, with its places on both sides.
    pub(super) fn whole(owner: Owner, class: Class, [old, new]: [Option<NodeId>; 2]) -> Self {
        Self {
            owner,
            class,
            weight: class.weight(),
            in_requests: class.weight(),
            part: Part::Whole,
            path: String::new(),
            before: None,
            after: None,
            old,
            new,
            form: Form::Exact,
            held: None,
        }
    }

    /// What it is called in every run; see [`Change::id`](super::report::Change::id).
    pub(super) fn id(&self, module: &str) -> String {
        let (kind, name) = match &self.owner {
            Owner::Document => ("document", ""),
            Owner::Operation(name) => ("operation", name.as_str()),
            Owner::Component(name) => ("component", name.as_str()),
        };
        let part = match &self.part {
            Part::Whole => "",
            Part::Request => "request",
            Part::Response(status) => status,
            Part::Schema => "schema",
        };
        let value = match self.class {
            Class::ValueAdded | Class::ValueRemoved => self.before.as_deref().or(self.after.as_deref()),
            _ => None,
        };
        let parts = ["change", module, kind, name, part, &self.path, self.class.id()];
        id::of(parts.into_iter().chain(value))
    }

    /// Whether the files are the same for all that it was and is.
    pub(super) fn is_unseen(&self) -> bool {
        self.form.is_same(self.before.as_deref(), self.after.as_deref())
    }
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
