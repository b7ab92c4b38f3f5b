//! Merges tables of contents. Folders are identified by their `id`, else by their title, operations by their name.
//!
//! An operation moves to where upstream has it; one that upstream does not list stays where it is. Titles are texts: that of a
//! folder that upstream has renamed stays until texts are updated. A folder that becomes empty is removed.

use super::options::Options;
use super::tree::{elements, entry, field, list, map, member, text_of};
use crate::spec::tree::{Member, Node, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Merges tables of contents.
pub(super) struct Directories<'o, 'a> {
    options: &'o Options,
    /// The operations that the file is going to have.
    operations: BTreeSet<String>,
    /// Those that upstream lists.
    listed: BTreeSet<String>,
    /// The titles of the file's folders by their ids: a folder may have moved.
    titles: BTreeMap<String, Node<'a>>,
    /// The number of titles that differ from upstream's and are kept.
    pub(super) kept: usize,
    /// The number of titles that were replaced by upstream's, or removed because upstream has none.
    pub(super) taken: usize,
}

impl<'o, 'a> Directories<'o, 'a> {
    pub(super) fn new(options: &'o Options, operations: BTreeSet<String>) -> Self {
        let (listed, titles) = (BTreeSet::new(), BTreeMap::new());
        Self { options, operations, listed, titles, kept: 0, taken: 0 }
    }

    pub(super) fn merge(&mut self, ours: Option<Node<'a>>, theirs: Option<Node<'a>>) -> Node<'a> {
        let at = ours.as_ref().map(|ours| ours.at);
        self.listed = theirs.as_ref().map(operations).unwrap_or_default();
        self.titles = ours.as_ref().map(titles).unwrap_or_default();
        let [ours, theirs] = [ours, theirs].map(|node| node.map(elements).unwrap_or_default());
        let merged = list(self.nodes(ours, theirs));
        Node { at: at.unwrap_or(merged.at), ..merged }
    }

    fn nodes(&mut self, ours: Vec<Node<'a>>, theirs: Vec<Node<'a>>) -> Vec<Node<'a>> {
        let mut theirs = theirs;
        let mut merged: Vec<Node<'a>> = Vec::new();
        for node in ours {
            if is_operation(&node) {
                let is_here = theirs.iter().any(|other| text_of(other) == text_of(&node));
                theirs.retain(|other| text_of(other) != text_of(&node));
                merged.extend(Some(node).filter(|node| self.stays(node, is_here)));
            } else {
                let same = same_folder(&node, &theirs).map(|index| theirs.remove(index));
                merged.extend(self.folder(node, same));
            }
        }
        let mut new: Vec<Node<'a>> = theirs.into_iter().filter_map(|node| self.added(node)).collect();
        new.sort_by_key(sort_key);
        new.dedup_by(|a, b| is_operation(a) && a == b);
        merged.append(&mut new);
        merged
    }

    /// Whether an operation stays in its folder, given whether upstream has it there.
    fn stays(&self, operation: &Node<'_>, is_here: bool) -> bool {
        let Some(name) = text_of(operation) else { return false };
        let is_known = self.operations.contains(name) || !self.options.prune;
        is_known && (is_here || !self.listed.contains(name))
    }

    /// A folder of ours, with what is new in it; none when nothing is left in it.
    fn folder(&mut self, ours: Node<'a>, theirs: Option<Node<'a>>) -> Option<Node<'a>> {
        let at = ours.at;
        let their = |key| theirs.as_ref().and_then(|theirs| member(theirs, key)).cloned();
        let (id, title) = (their("id").filter(|id| text_of(id).is_some()), their("title"));
        let is_paired = theirs.is_some();
        let mut children = theirs.into_iter().flat_map(children_of).collect::<Vec<_>>();
        let Value::Map(ours) = ours.value else { return Some(ours) };
        let was_empty = ours.iter().all(|entry| entry.key != "children" || is_empty(&entry.value));
        let mut folder = Vec::with_capacity(ours.len());
        let mut is_left_empty = true;
        for Member { at, key, value } in ours {
            let value = match &*key {
                "children" => {
                    let nodes = self.nodes(elements(value), std::mem::take(&mut children));
                    is_left_empty = nodes.is_empty();
                    Some(list(nodes))
                }
                "title" if is_paired => self.title(value, title.clone()),
                "id" => Some(id.clone().unwrap_or(value)),
                _ => Some(value),
            };
            folder.extend(value.map(|value| Member { at, key, value }));
        }
        if let Some(title) = title.filter(|_| self.options.update_texts && folder.iter().all(|e| e.key != "title")) {
            self.taken += 1;
            folder.insert(folder.len().min(1), entry("title", title));
        }
        let goes = is_left_empty && (self.options.prune || !was_empty);
        (!goes).then(|| Node { at, ..map(folder) })
    }

    fn title(&mut self, ours: Node<'a>, theirs: Option<Node<'a>>) -> Option<Node<'a>> {
        let theirs = theirs.filter(|title| text_of(title).is_some_and(|title| !title.trim().is_empty()));
        if text_of(&ours) == theirs.as_ref().and_then(text_of) {
            return Some(ours);
        }
        let (follows, is_dropped) = (self.options.update_texts, theirs.is_none());
        if follows && (!is_dropped || self.options.drops_texts()) {
            self.taken += 1;
            return theirs;
        }
        self.kept += usize::from(!is_dropped && !self.options.without_texts);
        Some(ours)
    }

    /// The part of an upstream node that the file does not have here.
    fn added(&mut self, node: Node<'a>) -> Option<Node<'a>> {
        if is_operation(&node) {
            return text_of(&node).is_some_and(|name| self.operations.contains(name)).then_some(node);
        }
        let ours = self.titles.get(field(&node, "id")).filter(|_| !self.options.update_texts).cloned();
        let known = ["id", "title", "type"].into_iter().filter(|key| *key != "title" || !self.options.without_texts);
        let value = |key| member(&node, key).filter(|value| value.value != Value::Null).cloned();
        let mut folder: Vec<Member<'a>> = known.filter_map(|key| Some(entry(key, value(key)?))).collect();
        if let Some(title) = ours {
            folder.retain(|entry| entry.key != "title");
            folder.insert(folder.len().min(1), entry("title", title));
        }
        let children = self.nodes(Vec::new(), children_of(node));
        let has_children = !children.is_empty();
        folder.push(entry("children", list(children)));
        has_children.then(|| map(folder))
    }
}

/// The titles of all folders that have an id.
fn titles<'a>(node: &Node<'a>) -> BTreeMap<String, Node<'a>> {
    let inner = match &node.value {
        Value::List(nodes) => return nodes.iter().flat_map(titles).collect(),
        _ => member(node, "children").map(titles).unwrap_or_default(),
    };
    let own = member(node, "title").filter(|_| !field(node, "id").is_empty());
    inner.into_iter().chain(own.map(|title| (field(node, "id").to_owned(), title.clone()))).collect()
}

/// By `id`; where it has none, or none of the others has it, by title.
fn same_folder(ours: &Node<'_>, theirs: &[Node<'_>]) -> Option<usize> {
    ["id", "title"].into_iter().find_map(|key| {
        let name = field(ours, key);
        theirs.iter().position(|other| !name.is_empty() && !is_operation(other) && field(other, key) == name)
    })
}

fn is_empty(node: &Node<'_>) -> bool {
    matches!(&node.value, Value::List(nodes) if nodes.is_empty())
}

/// Every operation of a table of contents.
pub(super) fn operations(node: &Node<'_>) -> BTreeSet<String> {
    match &node.value {
        Value::List(nodes) => nodes.iter().flat_map(operations).collect(),
        Value::Text(name) => BTreeSet::from([name.to_string()]),
        _ => member(node, "children").map(operations).unwrap_or_default(),
    }
}

fn is_operation(node: &Node<'_>) -> bool {
    matches!(node.value, Value::Text(_))
}

fn children_of(node: Node<'_>) -> Vec<Node<'_>> {
    let Value::Map(entries) = node.value else { return Vec::new() };
    entries.into_iter().find(|entry| entry.key == "children").map(|entry| elements(entry.value)).unwrap_or_default()
}

/// Operations by name, behind them folders by id.
fn sort_key(node: &Node<'_>) -> (bool, String, String) {
    let name = if is_operation(node) { text_of(node).unwrap_or_default() } else { field(node, "id") };
    (!is_operation(node), name.to_owned(), field(node, "title").to_owned())
}
