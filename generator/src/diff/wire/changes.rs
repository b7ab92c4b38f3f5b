//! Collects the differences of two editions.

use super::difference::{Difference, SchemaPair};
use super::normalize::Words;
use super::rendering::Rendering;
use super::schema_path::{OwnerRef, PartRef, SchemaPath, SchemaSegment};
use super::value_display;
use crate::diff::rules::{Class, Weight};
use crate::spec::NodeId;
use crate::spec::document::{Located, Schema};

/// The nodes of an element in both editions.
#[derive(Clone, Copy, Debug)]
pub(super) struct NodePair {
    pub(super) old: Option<NodeId>,
    pub(super) new: Option<NodeId>,
}

impl NodePair {
    pub(super) fn both(old: NodeId, new: NodeId) -> Self {
        Self { old: Some(old), new: Some(new) }
    }

    pub(super) fn removed(old: NodeId) -> Self {
        Self { old: Some(old), new: None }
    }

    pub(super) fn added(new: NodeId) -> Self {
        Self { old: None, new: Some(new) }
    }

    /// More exact nodes, as far as they are known.
    pub(super) fn or(self, old: Option<NodeId>, new: Option<NodeId>) -> Self {
        Self { old: old.or(self.old), new: new.or(self.new) }
    }
}

/// The differences found so far, and where the comparison is.
pub(super) struct Changes<'d> {
    pub(super) differences: Vec<Difference<'d>>,
    path: SchemaPath<'d>,
    /// Whether no type is generated of the current part.
    untyped: bool,
}

impl<'d> Changes<'d> {
    pub(super) fn new() -> Self {
        Self { differences: Vec::new(), path: SchemaPath::new(OwnerRef::Document, PartRef::Whole), untyped: false }
    }

    /// Goes to a part of an owner.
    pub(super) fn enter(&mut self, owner: OwnerRef<'d>, part: PartRef<'d>) {
        (self.path, self.untyped) = (SchemaPath::new(owner, part), false);
    }

    /// Goes to a part that becomes documentation only: a response of failure.
    pub(super) fn enter_untyped(&mut self, owner: OwnerRef<'d>, part: PartRef<'d>) {
        (self.path, self.untyped) = (SchemaPath::new(owner, part), true);
    }

    /// Compares what is one segment below.
    pub(super) fn descend(&mut self, segment: SchemaSegment<'d>, compare: impl FnOnce(&mut Self)) {
        self.path.segments.push(segment);
        compare(self);
        self.path.segments.pop();
    }

    /// Records a change.
    pub(super) fn record(&mut self, class: Class, nodes: NodePair) -> &mut Difference<'d> {
        let index = self.differences.len();
        let [weight, weight_in_requests] = self.weights(class);
        self.differences.push(Difference {
            owner: self.path.owner.to_owner(),
            class,
            weight,
            weight_in_requests,
            part: self.path.part.to_part(),
            path: self.path.wire_path(),
            before: None,
            after: None,
            old: nodes.old,
            new: nodes.new,
            rendering: Rendering::Verbatim,
            schemas: None,
        });
        &mut self.differences[index]
    }

    /// How much a class weighs here, and where requests use it.
    fn weights(&self, class: Class) -> [Weight; 2] {
        // Whether elements of an array or values of a map are required says nothing about their presence.
        let is_named = matches!(self.path.segments.last(), Some(SchemaSegment::Name(_) | SchemaSegment::Field(_)));
        let in_requests = if is_named { class.weight_in_requests() } else { class.weight() };
        match self.path.part {
            _ if self.untyped => [Weight::Documentation; 2],
            PartRef::Request => [in_requests; 2],
            _ => [class.weight(), in_requests],
        }
    }

    /// Records a change of a schema, which a correction may hold back.
    pub(super) fn record_schema(
        &mut self,
        class: Class,
        nodes: NodePair,
        old: &'d Schema<'d>,
        new: &'d Schema<'d>,
    ) -> &mut Difference<'d> {
        let schemas = SchemaPair { path: self.path.clone(), old, new };
        let difference = self.record(class, nodes);
        difference.schemas = Some(schemas);
        difference
    }

    /// Records a change under a condition.
    pub(super) fn record_if(&mut self, changed: bool, class: Class, nodes: NodePair) {
        if changed {
            self.record(class, nodes);
        }
    }

    /// Records a change of a text that generated files render.
    pub(super) fn record_rendered(
        &mut self,
        class: Class,
        rendering: Rendering,
        nodes: NodePair,
        before: Option<String>,
        after: Option<String>,
    ) {
        let difference = self.record(class, nodes);
        difference.rendering = rendering;
        difference.set_values(before, after);
    }

    /// Records a change with both values where two texts differ.
    pub(super) fn compare_text(&mut self, class: Class, nodes: NodePair, before: Option<&str>, after: Option<&str>) {
        if before != after {
            self.record(class, nodes).set_values(before.map(str::to_owned), after.map(str::to_owned));
        }
    }

    /// Records that something is gone, or back, where two `goneSince` differ; another day is a change, too.
    pub(super) fn compare_gone(
        &mut self,
        old: Option<&Located<'_>>,
        new: Option<&Located<'_>>,
        nodes: NodePair,
    ) -> Option<&mut Difference<'d>> {
        let since = |mark: &Located<'_>| mark.text.trim().to_owned();
        let class = if new.is_some() { Class::Gone } else { Class::Back };
        if old.map(since) == new.map(since) {
            return None;
        }
        let difference = self.record(class, nodes.or(old.map(|old| old.at), new.map(|new| new.at)));
        difference.set_values(old.map(since), new.map(since));
        Some(difference)
    }

    /// Records a change with both lists where two sets of words differ.
    pub(super) fn compare_words(&mut self, class: Class, nodes: NodePair, before: &Words<'_>, after: &Words<'_>) {
        if before != after {
            let list =
                |words: &Words<'_>| (!words.is_empty()).then(|| value_display::list(words.iter().map(AsRef::as_ref)));
            self.record(class, nodes).set_values(list(before), list(after));
        }
    }
}
