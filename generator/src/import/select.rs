//! Which operations and components the file is going to have.

use super::spelling::Spelling;
use super::tree::{member, members, references};
use crate::spec::keys::closest;
use crate::spec::tree::{Node, Value};
use std::collections::{BTreeMap, BTreeSet};

/// How many similar names are suggested for an unknown one.
const SUGGESTED: usize = 3;

/// The names of the operations of a document.
pub(super) fn operations<'n>(document: &'n Node<'_>) -> impl Iterator<Item = &'n str> {
    member(document, "apis").map(members).unwrap_or_default().iter().map(|entry| &*entry.key)
}

/// The names that are similar to an unknown one, the closest first; three at most.
#[must_use]
pub fn similar<'n>(unknown: &str, names: &[&'n str]) -> Vec<&'n str> {
    let lower = unknown.to_ascii_lowercase();
    let close = closest(unknown, names.iter().copied());
    let holds = |name: &&&str| !lower.is_empty() && name.to_ascii_lowercase().contains(&lower);
    let mut similar: Vec<&str> = close.into_iter().collect();
    similar.extend(names.iter().filter(holds).filter(|name| Some(**name) != close));
    similar.truncate(SUGGESTED);
    similar
}

/// The components that some operations use in either document, and all those that the file has.
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

/// Removes the members of the map at a path whose name is not kept.
pub(super) fn retain(node: &mut Node<'_>, path: &[&str], is_kept: &dyn Fn(&str) -> bool) {
    let Value::Map(entries) = &mut node.value else { return };
    match path.split_first() {
        None => entries.retain(|entry| is_kept(&entry.key)),
        Some((key, rest)) => {
            entries
                .iter_mut()
                .filter(|entry| entry.key == *key)
                .for_each(|entry| retain(&mut entry.value, rest, is_kept));
        }
    }
}
