//! A difference between two editions; its nodes are not resolved to positions yet.

use super::rendering::Rendering;
use super::schema_path::SchemaPath;
use crate::Owner;
use crate::diff::report::Part;
use crate::diff::rules::{Class, Weight};
use crate::spec::NodeId;
use crate::spec::document::Schema;
use crate::stable_id::stable_id;

/// A difference that becomes a [`Change`](crate::diff::Change) once its nodes are resolved.
#[derive(Clone, Debug)]
pub(in crate::diff) struct Difference<'d> {
    pub(in crate::diff) owner: Owner,
    pub(in crate::diff) class: Class,
    pub(in crate::diff) weight: Weight,
    /// How much it weighs where requests use what differs.
    pub(in crate::diff) weight_in_requests: Weight,
    pub(in crate::diff) part: Part,
    pub(in crate::diff) path: String,
    pub(in crate::diff) before: Option<String>,
    pub(in crate::diff) after: Option<String>,
    pub(in crate::diff) old: Option<NodeId>,
    pub(in crate::diff) new: Option<NodeId>,
    /// How generated files render the texts.
    pub(in crate::diff) rendering: Rendering,
    /// The schemas that differ, where a correction may hold the change back.
    pub(in crate::diff) schemas: Option<SchemaPair<'d>>,
}

/// A schema in both editions.
#[derive(Clone, Debug)]
pub(in crate::diff) struct SchemaPair<'d> {
    /// Its path in the new edition.
    pub(in crate::diff) path: SchemaPath<'d>,
    pub(in crate::diff) old: &'d Schema<'d>,
    pub(in crate::diff) new: &'d Schema<'d>,
}

impl Difference<'_> {
    /// A difference of an owner as a whole, with its node in each edition.
    pub(in crate::diff) fn whole(owner: Owner, class: Class, [old, new]: [Option<NodeId>; 2]) -> Self {
        Self {
            owner,
            class,
            weight: class.weight(),
            weight_in_requests: class.weight(),
            part: Part::Whole,
            path: String::new(),
            before: None,
            after: None,
            old,
            new,
            rendering: Rendering::Verbatim,
            schemas: None,
        }
    }

    /// The identifier of the change; see [`Change::id`](crate::diff::Change::id).
    pub(in crate::diff) fn id(&self, module: &str) -> String {
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
        stable_id(parts.into_iter().chain(value))
    }

    /// Whether both texts give the same generated files.
    pub(in crate::diff) fn is_rendered_alike(&self) -> bool {
        self.rendering.is_alike(self.before.as_deref(), self.after.as_deref())
    }

    /// Sets both values.
    pub(super) fn set_values(&mut self, before: Option<String>, after: Option<String>) {
        (self.before, self.after) = (before, after);
    }
}
