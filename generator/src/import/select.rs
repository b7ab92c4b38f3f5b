//! Which operations and components of upstream's document the file has from now on.

use super::spelling::Spelling;
use super::tree::{member, members, references};
use crate::spec::keys::closest;
use crate::spec::tree::{Node, Value};
use std::collections::{BTreeMap, BTreeSet};

/// How many names are offered for an unknown one.
const OFFERED: usize = 3;

/// The names of the operations of a document.
pub(super) fn operations<'n>(document: &'n Node<'_>) -> impl Iterator<Item = &'n str> {
    member(document, "apis").map(members).unwrap_or_default().iter().map(|entry| &*entry.key)
}

/// The names that an unknown one may have been meant to be.
pub(super) fn offered<'n>(unknown: &str, names: &[&'n str]) -> Vec<&'n str> {
    let lower = unknown.to_ascii_lowercase();
    let close = closest(unknown, names.iter().copied());
    let holds = |name: &&&str| !lower.is_empty() && name.to_ascii_lowercase().contains(&lower);
    let mut offered: Vec<&str> = close.into_iter().collect();
    offered.extend(names.iter().filter(holds).filter(|name| Some(**name) != close));
    offered.truncate(OFFERED);
    offered
}

/// The components that some operations reach in either document, and all those that the file has.
pub(super) fn components<'n>(
    operations: &BTreeSet<&str>,
    ours: Option<&'n Node<'_>>,
    theirs: &'n Node<'_>,
    spelling: &'n Spelling,
) -> BTreeSet<&'n str> {
    let documents: Vec<&Node<'_>> = ours.into_iter().chain([theirs]).collect();
    let schemas: Vec<BTreeMap<&str, &Node<'_>>> = documents.iter().map(|document| schemas(document)).collect();
    let mut left: Vec<&str> = ours.map(|ours| self::schemas(ours).into_keys().collect()).unwrap_or_default();
    left.extend(spelling.components.values().map(String::as_str));
    for document in &documents {
        let apis = member(document, "apis").map(members).unwrap_or_default();
        for api in apis.iter().filter(|api| operations.contains(&*api.key)) {
            references(&api.value, &mut left);
        }
    }
    let mut reached = BTreeSet::new();
    while let Some(name) = left.pop() {
        if reached.insert(name) {
            for schema in schemas.iter().filter_map(|schemas| schemas.get(name)) {
                references(schema, &mut left);
            }
        }
    }
    reached
}

fn schemas<'n, 'a>(document: &'n Node<'a>) -> BTreeMap<&'n str, &'n Node<'a>> {
    let schemas = member(document, "components").and_then(|components| member(components, "schemas"));
    schemas.map(members).unwrap_or_default().iter().map(|entry| (&*entry.key, &entry.value)).collect()
}

/// Leaves those members of a map that have a certain name.
pub(super) fn retain(node: &mut Node<'_>, way: &[&str], stays: &dyn Fn(&str) -> bool) {
    let Value::Map(entries) = &mut node.value else { return };
    match way.split_first() {
        None => entries.retain(|entry| stays(&entry.key)),
        Some((key, rest)) => {
            entries
                .iter_mut()
                .filter(|entry| entry.key == *key)
                .for_each(|entry| retain(&mut entry.value, rest, stays));
        }
    }
}
