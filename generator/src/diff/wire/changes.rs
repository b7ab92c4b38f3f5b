//! Changes as they are collected.

use super::form::Form;
use super::said::{self, Words};
use super::way::{Step, Way, Whose, Within};
use super::{Found, Held};
use crate::diff::rules::{Class, Weight};
use crate::spec::NodeId;
use crate::spec::document::{Located, Schema};

/// The places of something on both sides.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places {
    pub(super) old: Option<NodeId>,
    pub(super) new: Option<NodeId>,
}

impl Places {
    pub(super) fn both(old: NodeId, new: NodeId) -> Self {
        Self { old: Some(old), new: Some(new) }
    }

    pub(super) fn gone(old: NodeId) -> Self {
        Self { old: Some(old), new: None }
    }

    pub(super) fn came(new: NodeId) -> Self {
        Self { old: None, new: Some(new) }
    }

    /// More exact places, as far as they are known.
    pub(super) fn or(self, old: Option<NodeId>, new: Option<NodeId>) -> Self {
        Self { old: old.or(self.old), new: new.or(self.new) }
    }
}

/// Collects the changes of what is being compared.
pub(super) struct Changes<'d> {
    pub(super) found: Vec<Found<'d>>,
    way: Way<'d>,
    /// Whether no type comes of the part that is looked at.
    untyped: bool,
}

impl<'d> Changes<'d> {
    pub(super) fn new() -> Self {
        Self { found: Vec::new(), way: Way::new(Whose::Document, Within::Whole), untyped: false }
    }

    /// From now on, a part is looked at.
    pub(super) fn enter(&mut self, owner: Whose<'d>, part: Within<'d>) {
        (self.way, self.untyped) = (Way::new(owner, part), false);
    }

    /// From now on, a part is looked at that is only told about: a response of failure.
    pub(super) fn enter_untyped(&mut self, owner: Whose<'d>, part: Within<'d>) {
        (self.way, self.untyped) = (Way::new(owner, part), true);
    }

    /// Looks at what is one step further down.
    pub(super) fn below(&mut self, step: Step<'d>, look: impl FnOnce(&mut Self)) {
        self.way.steps.push(step);
        look(self);
        self.way.steps.pop();
    }

    /// Something changed.
    pub(super) fn tell(&mut self, class: Class, places: Places) -> &mut Found<'d> {
        let index = self.found.len();
        let [weight, in_requests] = self.weights(class);
        self.found.push(Found {
            owner: self.way.owner.owner(),
            class,
            weight,
            in_requests,
            part: self.way.part.part(),
            path: self.way.shown(),
            before: None,
            after: None,
            old: places.old,
            new: places.new,
            form: Form::Exact,
            held: None,
        });
        &mut self.found[index]
    }

    /// How much a class weighs here, and where requests hold what is looked at.
    fn weights(&self, class: Class) -> [Weight; 2] {
        // What elements and values of a list or map must be is no matter of whether they are there.
        let is_named = matches!(self.way.steps.last(), Some(Step::Name(_) | Step::Field(_)));
        let in_requests = if is_named { class.weight_in_requests() } else { class.weight() };
        match self.way.part {
            _ if self.untyped => [Weight::Documentation; 2],
            Within::Request => [in_requests; 2],
            _ => [class.weight(), in_requests],
        }
    }

    /// Something changed in a type, which a correction may hold back.
    pub(super) fn tell_held(
        &mut self,
        class: Class,
        places: Places,
        old: &'d Schema<'d>,
        new: &'d Schema<'d>,
    ) -> &mut Found<'d> {
        let held = Held { way: self.way.clone(), old, new };
        let found = self.tell(class, places);
        found.held = Some(held);
        found
    }

    /// Something changed, if it did.
    pub(super) fn tell_if(&mut self, changed: bool, class: Class, places: Places) {
        if changed {
            self.tell(class, places);
        }
    }

    /// A text changed, if it did; it is told what it was and is.
    pub(super) fn tell_text(&mut self, class: Class, places: Places, before: Option<&str>, after: Option<&str>) {
        if before != after {
            self.tell(class, places).says(before.map(str::to_owned), after.map(str::to_owned));
        }
    }

    /// The mark of what is gone came or went; of which day it is counts as well.
    pub(super) fn tell_gone(
        &mut self,
        old: Option<&Located<'_>>,
        new: Option<&Located<'_>>,
        places: Places,
    ) -> Option<&mut Found<'d>> {
        let since = |mark: &Located<'_>| mark.text.trim().to_owned();
        let class = if new.is_some() { Class::Gone } else { Class::Back };
        if old.map(since) == new.map(since) {
            return None;
        }
        let found = self.tell(class, places.or(old.map(|old| old.at), new.map(|new| new.at)));
        found.says(old.map(since), new.map(since));
        Some(found)
    }

    /// A text that reaches the files in some form changed, if it did.
    pub(super) fn tell_told(
        &mut self,
        class: Class,
        form: Form,
        places: Places,
        before: Option<String>,
        after: Option<String>,
    ) {
        let found = self.tell(class, places);
        found.form = form;
        found.says(before, after);
    }

    /// A set of words changed, if it did.
    pub(super) fn tell_words(&mut self, class: Class, places: Places, before: &Words<'_>, after: &Words<'_>) {
        if before != after {
            let all = |words: &Words<'_>| (!words.is_empty()).then(|| said::list(words.iter().map(AsRef::as_ref)));
            self.tell(class, places).says(all(before), all(after));
        }
    }
}

impl Found<'_> {
    /// What it was and is.
    pub(super) fn says(&mut self, before: Option<String>, after: Option<String>) {
        (self.before, self.after) = (before, after);
    }
}
