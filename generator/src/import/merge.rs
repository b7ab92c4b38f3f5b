//! What the file says × what upstream says → what the file says from now on.
//!
//! Structure follows upstream, texts stay, and what upstream does not have any more is kept and marked: upstream loses
//! things for a week and has them again the next.
//!
//! What the file has stays where it stands. What comes is sorted: in among the rest where that is sorted, else behind it.
//! So the result does not depend on upstream's order, which changes from week to week.

mod elements;
mod scalars;

use super::Options;
use super::form::{Form, Key, VALUE_LABELS, VALUES_GONE};
use super::hold::Held;
use super::report::{Note, NoteKind};
use super::tree::{entry, take, text_of};
use crate::spec::path::Segment;
use crate::spec::tree::{Member, Node};
use std::cmp::Ordering;

/// Ours and theirs.
pub(super) type Pair<T> = (Option<T>, Option<T>);

/// A merge under way.
pub(super) struct Merge<'o> {
    options: &'o Options,
    held: &'o Held,
    /// The way to the element at hand.
    way: Vec<Segment>,
    /// Inside a new element there is no news.
    is_new: bool,
    /// What there is to tell.
    pub(super) notes: Vec<Note>,
    pub(super) texts_kept: usize,
    pub(super) texts_taken: usize,
    pub(super) texts_removed: usize,
    pub(super) hints_kept: usize,
    pub(super) still_gone: usize,
    /// The ways to new elements without a text.
    pub(super) undescribed: Vec<Vec<Segment>>,
}

impl<'o> Merge<'o> {
    pub(super) fn new(options: &'o Options, held: &'o Held) -> Self {
        Self {
            options,
            held,
            way: Vec::new(),
            is_new: false,
            notes: Vec::new(),
            texts_kept: 0,
            texts_taken: 0,
            texts_removed: 0,
            hints_kept: 0,
            still_gone: 0,
            undescribed: Vec::new(),
        }
    }

    /// The members of a map, in the order of the table; behind them those of ours that the table does not know.
    pub(super) fn keys<'a>(
        &mut self,
        mut ours: Vec<Member<'a>>,
        mut theirs: Vec<Member<'a>>,
        keys: &[Key],
    ) -> Vec<Member<'a>> {
        let is_bare = is_bare(&ours, keys);
        let mut merged = Vec::with_capacity(ours.len().max(theirs.len()));
        for key in keys {
            let pair = (take(&mut ours, key.name), take(&mut theirs, key.name));
            if matches!(key.form, Form::Values) {
                let marks = take(&mut ours, VALUES_GONE);
                let labels = ours.iter_mut().find(|entry| entry.key == VALUE_LABELS);
                merged.extend(self.values(key.name, pair, marks, labels));
            } else {
                merged.extend(self.key(key, pair, is_bare));
            }
        }
        merged.append(&mut ours);
        merged
    }

    fn key<'a>(&mut self, key: &Key, pair: Pair<Member<'a>>, is_bare: bool) -> Option<Member<'a>> {
        match (&key.form, pair) {
            (_, (None, None)) => None,
            // What upstream does not say is not contradicted.
            (Form::Own | Form::Directories, (ours, _)) | (Form::Note | Form::Notes(_), (ours, None)) => ours,
            (Form::Hint, (ours, None)) if !self.options.prune => {
                self.hints_kept += 1;
                ours
            }
            (Form::Fact | Form::Flag | Form::Words | Form::Hint | Form::Note | Form::Notes(_), pair) => {
                self.fact(key, pair)
            }
            (Form::Text | Form::Samples, pair) => self.text(pair, is_bare),
            (Form::Labels, pair) => self.labels(key.name, pair, is_bare),
            (form, (ours, theirs)) => {
                let at = ours.as_ref().map(|ours| ours.at);
                let pair = (ours.map(|entry| entry.value), theirs.map(|entry| entry.value));
                let value = self.below(Segment::Key(key.name.to_owned()), |merge| merge.structure(form, pair))?;
                Some(placed(entry(key.name, value), at))
            }
        }
    }

    /// Does something one step further down.
    fn below<T>(&mut self, step: Segment, act: impl FnOnce(&mut Self) -> T) -> T {
        self.way.push(step);
        let result = act(self);
        self.way.pop();
        result
    }

    fn note(&mut self, kind: NoteKind, detail: String) {
        if !self.is_new {
            self.notes.push(Note::new(kind, &self.way, detail));
        }
    }
}

/// The entry, standing where ours stood.
fn placed(entry: Member<'_>, at: Option<crate::spec::NodeId>) -> Member<'_> {
    Member { at: at.unwrap_or(entry.at), ..entry }
}

/// Whether nobody has said anything about the element yet.
fn is_bare(ours: &[Member<'_>], keys: &[Key]) -> bool {
    let texts = keys.iter().filter(|key| matches!(key.form, Form::Text | Form::Samples)).map(|key| key.name);
    let mut given = texts.filter_map(|name| ours.iter().find(|entry| entry.key == name));
    given.all(|entry| is_blank(&entry.value))
}

fn is_blank(node: &Node<'_>) -> bool {
    text_of(node).is_none_or(|text| text.trim().is_empty())
}

/// What is there stays in its order; what is new is sorted in where that is sorted, else behind it.
fn arranged<T>(ours: Vec<T>, mut new: Vec<T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    new.sort_by(&compare);
    let is_sorted = ours.is_sorted_by(|a, b| compare(a, b).is_le());
    let mut arranged = ours;
    arranged.append(&mut new);
    if is_sorted {
        arranged.sort_by(compare);
    }
    arranged
}
