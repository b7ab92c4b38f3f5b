//! Merges values without elements: facts follow upstream, texts stay.

use super::super::form::{Form, Key, VALUES_GONE};
use super::super::report::ElementChangeKind;
use super::super::spelling::{Renames, renames};
use super::super::tree::{elements, entries, entry, is_equivalent, list, map, take, text, text_of};
use super::{Merge, Pair, arranged, at_node, is_blank};
use crate::spec::path::Segment;
use crate::spec::tree::{Member, Node, Value};

impl Merge<'_> {
    /// Takes upstream's value.
    pub(super) fn fact<'a>(&mut self, key: &Key, (ours, theirs): Pair<Member<'a>>) -> Option<Member<'a>> {
        let [our_value, their_value] = [&ours, &theirs].map(|entry| entry.as_ref().map(|entry| &entry.value));
        if is_equal(&key.form, our_value, their_value) {
            return ours;
        }
        let detail = match [our_value, their_value].map(shown) {
            [Some(ours), Some(theirs)] => format!("{}: {ours} → {theirs}", key.name),
            _ => key.name.to_owned(),
        };
        self.record(ElementChangeKind::Changed, detail);
        theirs.map(|theirs| at_node(theirs, ours.map(|ours| ours.at)))
    }

    /// Keeps our text; an element without any gets upstream's. With `update_texts`, upstream's text replaces ours, and with
    /// `prune` as well, a text that upstream does not have is removed.
    pub(super) fn text<'a>(&mut self, pair: Pair<Member<'a>>, is_bare: bool) -> Option<Member<'a>> {
        let is_wanted = self.options.update_texts;
        match pair {
            (Some(ours), Some(theirs)) if is_equivalent(&ours.value, &theirs.value) => Some(ours),
            (Some(ours), Some(theirs)) if is_wanted || is_blank(&ours.value) => {
                self.texts_taken += 1;
                Some(at_node(theirs, Some(ours.at)))
            }
            (Some(ours), Some(_)) => {
                self.texts_kept += 1;
                Some(ours)
            }
            (None, Some(theirs)) if is_wanted || is_bare => {
                self.texts_taken += usize::from(!self.is_new);
                Some(theirs)
            }
            (Some(_), None) if self.options.drops_texts() => {
                self.texts_removed += 1;
                None
            }
            (ours, _) => ours,
        }
    }

    /// Keeps our labels; new values bring theirs.
    pub(super) fn labels<'a>(
        &mut self,
        key: &'static str,
        (ours, theirs): Pair<Member<'a>>,
        is_bare: bool,
    ) -> Option<Member<'a>> {
        if ours.is_none() && !(is_bare || self.options.update_texts) {
            return None;
        }
        let at = ours.as_ref().map(|ours| ours.at);
        let [ours, mut theirs] =
            [ours, theirs].map(|entry| entry.map(|entry| entries(entry.value)).unwrap_or_default());
        let mut labels = Vec::new();
        for label in ours {
            let other = take(&mut theirs, &label.key).filter(|other| !is_blank(&other.value));
            labels.extend(self.text((Some(label), other), is_bare));
        }
        let labels = arranged(labels, theirs, |a, b| a.key.cmp(&b.key));
        if labels.is_empty() && self.options.drops_texts() {
            return None;
        }
        Some(at_node(entry(key, map(labels)), at))
    }

    /// Merges the values of an enum, and since when some are gone.
    pub(super) fn values<'a>(
        &mut self,
        key: &'static str,
        (ours, theirs): Pair<Member<'a>>,
        marks: Option<Member<'a>>,
        labels: Option<&mut Member<'a>>,
    ) -> Vec<Member<'a>> {
        if ours.is_none() && theirs.is_some() {
            self.record(ElementChangeKind::Changed, format!("{key}: nothing → {}", shown_or_none(theirs.as_ref())));
        }
        let is_known = ours.is_some();
        if !is_known && theirs.is_none() {
            return Vec::new();
        }
        let places = [&ours, &marks].map(|entry| entry.as_ref().map(|entry| entry.at));
        let [ours, mut theirs] =
            [ours, theirs].map(|entry| entry.map(|entry| elements(entry.value)).unwrap_or_default());
        let mut marks = marks.map(|entry| entries(entry.value)).unwrap_or_default();
        let known = ours.iter().filter_map(text_of).map(|value| (value, marks.iter().any(|mark| mark.key == value)));
        let renames = renames(known, theirs.iter().filter_map(text_of));
        rename_labels(&renames, labels);
        let mut kept = Vec::new();
        for mut value in ours {
            let before = text_of(&value).unwrap_or_default().to_owned();
            if let Some(after) = renames.get(&before) {
                value.value = Value::Text(after.clone().into());
            }
            let other = theirs.iter().position(|other| is_equivalent(other, &value)).map(|index| theirs.remove(index));
            let segment = Segment::Name(text_of(&value).unwrap_or_default().to_owned());
            let is_kept = self.descend(Segment::Key(key.to_owned()), |merge| {
                merge.descend(segment, |merge| merge.value(&before, &value, other.is_some(), &mut marks))
            });
            kept.extend(is_kept.then_some(value));
        }
        if is_known {
            self.new_values(key, &theirs);
        }
        let values = arranged(kept, theirs, |a, b| text_of(a).cmp(&text_of(b)));
        let marks = Some(marks)
            .filter(|marks| !marks.is_empty())
            .map(|marks| at_node(entry(VALUES_GONE, map(marks)), places[1]));
        [Some(at_node(entry(key, list(values)), places[0])), marks].into_iter().flatten().collect()
    }

    /// Whether a value is kept; updates its mark. `before` is the name that the file has for it.
    fn value<'a>(&mut self, before: &str, value: &Node<'a>, is_upstream: bool, marks: &mut Vec<Member<'a>>) -> bool {
        let name = text_of(value).unwrap_or_default().to_owned();
        if name != before {
            self.renamed(before, &name);
        }
        let mark = take(marks, before);
        match (is_upstream, mark) {
            (true, None) => {}
            (true, Some(mark)) => self.back(&mark.value),
            (false, _) if self.options.prune => {
                self.record(ElementChangeKind::Removed, String::new());
                return false;
            }
            (false, Some(mark)) => {
                self.still_gone += 1;
                marks.push(mark);
            }
            (false, None) if self.options.unite => {}
            (false, None) => {
                self.record(ElementChangeKind::Gone, String::new());
                marks.push(entry(name, text(self.options.date_or_unknown().to_owned())));
                marks.sort_by(|a, b| a.key.cmp(&b.key));
            }
        }
        true
    }

    fn new_values(&mut self, key: &str, values: &[Node<'_>]) {
        for value in values {
            let segments = [Segment::Key(key.to_owned()), Segment::Name(text_of(value).unwrap_or_default().to_owned())];
            let [outer, inner] = segments;
            self.descend(outer, |merge| {
                merge.descend(inner, |merge| merge.record(ElementChangeKind::Added, String::new()));
            });
        }
    }
}

/// Renames labels with their values.
fn rename_labels(renames: &Renames, labels: Option<&mut Member<'_>>) {
    let Some(Value::Map(labels)) = labels.map(|entry| &mut entry.value.value) else { return };
    for (before, after) in renames {
        let is_taken = labels.iter().any(|label| label.key == *after);
        if let Some(label) = labels.iter_mut().find(|label| label.key == *before).filter(|_| !is_taken) {
            label.key = after.clone().into();
        }
    }
}

fn is_equal(form: &Form, ours: Option<&Node<'_>>, theirs: Option<&Node<'_>>) -> bool {
    match (form, ours, theirs) {
        (Form::Flag, ours, theirs) => is_set(ours) == is_set(theirs),
        (Form::Words, Some(ours), Some(theirs)) => words(ours) == words(theirs),
        (_, Some(ours), Some(theirs)) => is_equivalent(ours, theirs),
        (_, ours, theirs) => ours.is_none() && theirs.is_none(),
    }
}

fn is_set(flag: Option<&Node<'_>>) -> bool {
    flag.and_then(text_of) == Some("true")
}

/// In any order.
fn words<'n>(node: &'n Node<'_>) -> Vec<&'n str> {
    let Value::List(list) = &node.value else { return Vec::new() };
    let mut words: Vec<&str> = list.iter().filter_map(text_of).collect();
    words.sort_unstable();
    words
}

/// A value for a report, if it is a scalar or a list of scalars.
fn shown(node: Option<&Node<'_>>) -> Option<String> {
    let Some(node) = node else { return Some("nothing".to_owned()) };
    match &node.value {
        Value::List(list) => Some(list.iter().map(text_of).collect::<Option<Vec<_>>>()?.join(", ")),
        _ => text_of(node).map(str::to_owned),
    }
}

fn shown_or_none(entry: Option<&Member<'_>>) -> String {
    shown(entry.map(|entry| &entry.value)).unwrap_or_default()
}
