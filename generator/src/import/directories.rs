//! The table of contents: folders are known by their `id`, operations by their name. What the file has stays where it
//! stands; an operation that is new to it gets the folders that it has upstream.

use super::Options;
use super::tree::{elements, entry, field, list, map, member, text_of};
use crate::spec::tree::{Entry, Node, Value};
use std::collections::BTreeSet;

/// Merges tables of contents.
pub(super) struct Directories<'o> {
    options: &'o Options,
    /// The operations that the file has from now on.
    pub(super) operations: BTreeSet<String>,
    /// Those that stand in its table of contents already.
    pub(super) placed: BTreeSet<String>,
}

impl<'o> Directories<'o> {
    pub(super) fn new(options: &'o Options) -> Self {
        Self { options, operations: BTreeSet::new(), placed: BTreeSet::new() }
    }

    pub(super) fn merge<'a>(&self, ours: Option<Node<'a>>, theirs: Option<Node<'a>>) -> Node<'a> {
        let at = ours.as_ref().map(|ours| ours.at);
        let [ours, theirs] = [ours, theirs].map(|node| node.map(elements).unwrap_or_default());
        let merged = list(self.nodes(ours, theirs));
        Node { at: at.unwrap_or(merged.at), ..merged }
    }

    fn nodes<'a>(&self, ours: Vec<Node<'a>>, theirs: Vec<Node<'a>>) -> Vec<Node<'a>> {
        let mut theirs = theirs;
        let mut merged = Vec::new();
        for node in ours {
            if is_operation(&node) {
                merged.extend(Some(node).filter(|node| self.stays(node)));
            } else {
                let same =
                    theirs.iter().position(|other| is_same_folder(&node, other)).map(|index| theirs.remove(index));
                merged.extend(self.folder(node, same));
            }
        }
        let mut new: Vec<Node<'a>> = theirs.into_iter().filter_map(|node| self.added(node)).collect();
        new.sort_by_key(sort_key);
        new.dedup_by(|a, b| is_operation(a) && a == b);
        merged.append(&mut new);
        merged
    }

    fn stays(&self, operation: &Node<'_>) -> bool {
        !self.options.prune || text_of(operation).is_some_and(|name| self.operations.contains(name))
    }

    /// A folder of ours, with what is new in it; none when pruning leaves it empty.
    fn folder<'a>(&self, ours: Node<'a>, theirs: Option<Node<'a>>) -> Option<Node<'a>> {
        let (at, title) = (ours.at, theirs.as_ref().and_then(|theirs| member(theirs, "title")).cloned());
        let title = title.filter(|title| self.options.update_texts && text_of(title).is_some());
        let mut children = theirs.into_iter().flat_map(children_of).collect::<Vec<_>>();
        let Value::Map(ours) = ours.value else { return Some(ours) };
        let mut folder = Vec::with_capacity(ours.len());
        let mut is_empty = true;
        for Entry { at, key, value } in ours {
            let value = match &*key {
                "children" => {
                    let nodes = self.nodes(elements(value), std::mem::take(&mut children));
                    is_empty = nodes.is_empty();
                    list(nodes)
                }
                "title" => title.clone().unwrap_or(value),
                _ => value,
            };
            folder.push(Entry { at, key, value });
        }
        (!is_empty || !self.options.prune).then(|| Node { at, ..map(folder) })
    }

    /// What of upstream's node is new to the file.
    fn added<'a>(&self, node: Node<'a>) -> Option<Node<'a>> {
        if is_operation(&node) {
            let name = text_of(&node)?;
            return (self.operations.contains(name) && !self.placed.contains(name)).then_some(node);
        }
        let known = ["id", "title", "type"].into_iter().filter(|key| *key != "title" || !self.options.without_texts);
        let said = |key| member(&node, key).filter(|value| value.value != Value::Null).cloned();
        let mut folder: Vec<Entry<'a>> = known.filter_map(|key| Some(entry(key, said(key)?))).collect();
        let children = self.nodes(Vec::new(), children_of(node));
        let has_children = !children.is_empty();
        folder.push(entry("children", list(children)));
        has_children.then(|| map(folder))
    }
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

fn is_same_folder(a: &Node<'_>, b: &Node<'_>) -> bool {
    let by = |key: &str| !field(a, key).is_empty() && field(a, key) == field(b, key);
    by("id") || (field(a, "id").is_empty() || field(b, "id").is_empty()) && by("title")
}

/// Operations by name, behind them folders by id.
fn sort_key(node: &Node<'_>) -> (bool, String, String) {
    let name = if is_operation(node) { text_of(node).unwrap_or_default() } else { field(node, "id") };
    (!is_operation(node), name.to_owned(), field(node, "title").to_owned())
}
