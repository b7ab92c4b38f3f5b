//! Merges elements: they have an identity, and can be new or gone.

use super::super::form::{Form, GONE, Key};
use super::super::report::ElementChangeKind;
use super::super::spelling::{is_gone, renames};
use super::super::tree::{elements, entries, entry, field, list, map, member, take, text, text_of};
use super::{Merge, Pair, arranged, at_node, is_blank};
use crate::spec::path::Segment;
use crate::spec::tree::{Member, Node};
use std::cmp::Ordering;
use std::collections::BTreeMap;

impl Merge<'_> {
    /// Merges values that have elements; none when neither side has one, or nothing is left.
    pub(super) fn structure<'a>(&mut self, form: &Form, pair: Pair<Node<'a>>) -> Option<Node<'a>> {
        let at = pair.0.as_ref().map(|ours| ours.at);
        let merged = match (form, pair) {
            (_, (None, None)) => return None,
            (Form::One(element), pair) => return self.structure(element, pair),
            (Form::Element(of), (Some(ours), Some(theirs))) => self.both(of.keys, ours, theirs),
            (Form::Element(of), (Some(ours), None)) => return self.gone(of.keys, ours),
            (Form::Element(of), (None, Some(theirs))) => self.added(of.keys, theirs),
            (Form::Group(of), pair) => map(self.keys(members_of(pair.0), members_of(pair.1), of.keys)),
            (Form::Names(element), pair) => map(self.names(element, members_of(pair.0), members_of(pair.1))),
            (Form::List(identity, element), pair) => list(self.list(identity, element, pair)),
            (_, (ours, _)) => return ours,
        };
        Some(Node { at: at.unwrap_or(merged.at), ..merged })
    }

    fn names<'a>(&mut self, element: &Form, ours: Vec<Member<'a>>, theirs: Vec<Member<'a>>) -> Vec<Member<'a>> {
        let mut theirs: BTreeMap<String, Member<'a>> =
            theirs.into_iter().map(|entry| (entry.key.to_string(), entry)).collect();
        let known = ours.iter().map(|entry| (&*entry.key, is_gone(&entry.value)));
        let renames = renames(known, theirs.keys().map(String::as_str));
        let mut kept = Vec::with_capacity(ours.len());
        for our in ours {
            let name = renames.get(&*our.key).map_or_else(|| our.key.clone(), |new| new.clone().into());
            let their = theirs.remove(&*name);
            if name != our.key {
                self.descend(Segment::Key(name.to_string()), |merge| merge.renamed(&our.key, &name));
            }
            kept.extend(self.named(element, name, (Some(our), their)));
        }
        let mut new = Vec::with_capacity(theirs.len());
        for their in theirs.into_values() {
            new.extend(self.named(element, their.key.clone(), (None, Some(their))));
        }
        arranged(kept, new, |a, b| a.key.cmp(&b.key))
    }

    fn named<'a>(
        &mut self,
        element: &Form,
        name: std::borrow::Cow<'a, str>,
        (ours, theirs): Pair<Member<'a>>,
    ) -> Option<Member<'a>> {
        let at = ours.as_ref().map(|ours| ours.at);
        let pair = (ours.map(|entry| entry.value), theirs.map(|entry| entry.value));
        let value = self.descend(Segment::Key(name.to_string()), |merge| match pair {
            (ours, _) if merge.retained.contains(&merge.path) => ours,
            pair => merge.structure(element, pair),
        })?;
        Some(at_node(entry(name, value), at))
    }

    /// Elements are the same when they agree in the first of the keys; the other keys tell copies apart.
    fn list<'a>(&mut self, identity: &[&str], element: &Form, pair: Pair<Node<'a>>) -> Vec<Node<'a>> {
        let [ours, theirs] = [pair.0, pair.1].map(|node| node.map(elements).unwrap_or_default());
        let (pairs, new) = paired(identity, ours, theirs);
        let mut kept = Vec::with_capacity(pairs.len());
        for (our, their) in pairs {
            kept.extend(self.listed(identity, element, (Some(our), their)));
        }
        let mut added = Vec::with_capacity(new.len());
        for their in new {
            added.extend(self.listed(identity, element, (None, Some(their))));
        }
        arranged(kept, added, |a, b| compared(identity, a, b))
    }

    fn listed<'a>(&mut self, identity: &[&str], element: &Form, pair: Pair<Node<'a>>) -> Option<Node<'a>> {
        let any = pair.1.as_ref().or(pair.0.as_ref());
        let name = any.map(|node| name(identity, node)).unwrap_or_default().to_owned();
        self.descend(Segment::Name(name), |merge| merge.structure(element, pair))
    }

    fn both<'a>(&mut self, keys: &[Key], ours: Node<'a>, theirs: Node<'a>) -> Node<'a> {
        let mut ours = entries(ours);
        if let Some(mark) = take(&mut ours, GONE) {
            self.back(&mark.value);
        }
        map(self.keys(ours, entries(theirs), keys))
    }

    /// Adds a new element, which is one change, whatever is in it.
    fn added<'a>(&mut self, keys: &[Key], theirs: Node<'a>) -> Node<'a> {
        self.record(ElementChangeKind::Added, String::new());
        if documented(&self.path).is_some() && !has_text(&theirs) {
            self.undescribed.push(self.path.clone());
        }
        let was_new = std::mem::replace(&mut self.is_new, true);
        let merged = map(self.keys(Vec::new(), entries(theirs), keys));
        self.is_new = was_new;
        merged
    }

    /// Records the new name of a map's element. That of a list's element is a key, whose change is recorded as such.
    pub(super) fn renamed(&mut self, before: &str, after: &str) {
        self.record(ElementChangeKind::Changed, format!("name: {before} → {after}"));
    }

    pub(super) fn back(&mut self, mark: &Node<'_>) {
        self.record(ElementChangeKind::Back, format!("gone since {}", text_of(mark).unwrap_or_default()));
    }

    fn gone<'a>(&mut self, keys: &[Key], ours: Node<'a>) -> Option<Node<'a>> {
        if self.options.prune {
            self.record(ElementChangeKind::Removed, String::new());
            return None;
        }
        if member(&ours, GONE).is_some() {
            self.still_gone += 1;
            return Some(ours);
        }
        if self.options.unite {
            return Some(ours);
        }
        self.record(ElementChangeKind::Gone, String::new());
        let at = ours.at;
        let mut marked = entries(ours);
        marked.push(entry(GONE, text(self.options.date_or_unknown().to_owned())));
        marked.sort_by_key(|entry| keys.iter().position(|key| key.name == entry.key).unwrap_or(keys.len()));
        Some(Node { at, ..map(marked) })
    }
}

/// Our elements with their counterparts, and those of theirs that have none.
fn paired<'a>(
    identity: &[&str],
    ours: Vec<Node<'a>>,
    theirs: Vec<Node<'a>>,
) -> (Vec<(Node<'a>, Option<Node<'a>>)>, Vec<Node<'a>>) {
    let known = ours.iter().map(|node| (name(identity, node), is_gone(node)));
    let renames = renames(known, theirs.iter().map(|node| name(identity, node)));
    // By upstream's names.
    let called =
        |node| renames.get(name(identity, node)).map_or_else(|| name(identity, node), String::as_str).to_owned();
    let names: Vec<String> = ours.iter().map(called).collect();
    let mut pairs: Vec<(Node<'a>, Option<Node<'a>>)> = ours.into_iter().map(|our| (our, None)).collect();
    let mut left = theirs;
    for others in (0..identity.len()).rev().filter_map(|count| identity.get(1..=count)) {
        for ((our, their), called) in pairs.iter_mut().zip(&names).filter(|((_, their), _)| their.is_none()) {
            let is_same = |node: &Node<'a>| name(identity, node) == called && compared(others, our, node).is_eq();
            *their = left.iter().position(is_same).map(|index| left.remove(index));
        }
    }
    (pairs, left)
}

fn name<'n>(identity: &[&str], node: &'n Node<'_>) -> &'n str {
    identity.first().map(|key| field(node, key)).unwrap_or_default()
}

fn compared(keys: &[&str], a: &Node<'_>, b: &Node<'_>) -> Ordering {
    let fields = keys.iter().map(|key| field(a, key).cmp(field(b, key)));
    fields.fold(Ordering::Equal, Ordering::then)
}

fn members_of(node: Option<Node<'_>>) -> Vec<Member<'_>> {
    node.map(entries).unwrap_or_default()
}

/// What an element is that is documented by itself.
pub(in crate::import) fn documented(path: &[Segment]) -> Option<&'static str> {
    let is = |segment: &Segment, name: &str| matches!(segment, Segment::Key(key) if key == name);
    match path {
        [apis, _] if is(apis, "apis") => Some("operation"),
        [components, _, _] if is(components, "components") => Some("component"),
        [.., list, Segment::Name(_)] if is(list, "parameters") => Some("parameter"),
        [.., properties, Segment::Key(_)] if is(properties, "properties") => Some("property"),
        _ => None,
    }
}

/// Whether an element has a text; that of a parameter is in its schema.
fn has_text(element: &Node<'_>) -> bool {
    let has = |node: &Node<'_>, key| member(node, key).is_some_and(|text| !is_blank(text));
    let schema = member(element, "schema");
    ["title", "summary", "description"]
        .iter()
        .any(|key| has(element, key) || schema.is_some_and(|schema| has(schema, key)))
}
