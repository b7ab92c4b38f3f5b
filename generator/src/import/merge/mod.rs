//! Merges upstream's tree into that of the file.
//!
//! Structure follows upstream, texts stay, and what upstream no longer has is kept and marked as gone: upstream loses elements
//! for a week and has them again the next.
//!
//! Elements of the file keep their order. New ones are sorted in where the file is sorted, and follow behind otherwise, so that
//! the result does not depend on upstream's order, which changes from week to week.

mod elements;
mod scalars;

pub(super) use elements::documented;

use super::form::{Form, Key, VALUE_LABELS, VALUES_GONE};
use super::options::Options;
use super::report::{ElementChange, ElementChangeKind};
use super::retained::Retained;
use super::tree::{entry, take, text_of};
use crate::spec::path::Segment;
use crate::spec::tree::{Member, Node};
use std::cmp::Ordering;

/// The value of the file (ours) and that of upstream (theirs).
pub(super) type Pair<T> = (Option<T>, Option<T>);

/// A merge in progress.
pub(super) struct Merge<'o> {
    options: &'o Options,
    retained: &'o Retained,
    /// The path of the current element.
    path: Vec<Segment>,
    /// Whether the current element is part of a new one, whose parts are not reported.
    is_new: bool,
    /// Changes of elements, in the order of the file.
    pub(super) changes: Vec<ElementChange>,
    pub(super) texts_kept: usize,
    pub(super) texts_taken: usize,
    pub(super) texts_removed: usize,
    pub(super) hints_kept: usize,
    pub(super) still_gone: usize,
    /// The paths of new elements without a text.
    pub(super) undescribed: Vec<Vec<Segment>>,
}

impl<'o> Merge<'o> {
    pub(super) fn new(options: &'o Options, retained: &'o Retained) -> Self {
        Self {
            options,
            retained,
            path: Vec::new(),
            is_new: false,
            changes: Vec::new(),
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
            // Where upstream has nothing, ours stays.
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
                let value = self.descend(Segment::Key(key.name.to_owned()), |merge| merge.structure(form, pair))?;
                Some(at_node(entry(key.name, value), at))
            }
        }
    }

    /// Merges what is one segment below.
    fn descend<T>(&mut self, segment: Segment, act: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(segment);
        let result = act(self);
        self.path.pop();
        result
    }

    fn record(&mut self, kind: ElementChangeKind, detail: String) {
        if !self.is_new {
            self.changes.push(ElementChange::new(kind, &self.path, detail));
        }
    }
}

/// The entry with the id of our node, which keeps its comments.
fn at_node(entry: Member<'_>, at: Option<crate::spec::NodeId>) -> Member<'_> {
    Member { at: at.unwrap_or(entry.at), ..entry }
}

/// Whether the element has no text yet.
fn is_bare(ours: &[Member<'_>], keys: &[Key]) -> bool {
    let texts = keys.iter().filter(|key| matches!(key.form, Form::Text | Form::Samples)).map(|key| key.name);
    let mut given = texts.filter_map(|name| ours.iter().find(|entry| entry.key == name));
    given.all(|entry| is_blank(&entry.value))
}

fn is_blank(node: &Node<'_>) -> bool {
    text_of(node).is_none_or(|text| text.trim().is_empty())
}

/// Adds new elements: sorted in where the present ones are sorted, behind them otherwise.
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
