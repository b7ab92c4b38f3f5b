//! Names whose case upstream has changed: `JobId` has become `JobID`.
//!
//! They are paired as [`crate::diff`] pairs them, wherever a name identifies an element. Two spellings in one document are two
//! elements.

use super::form::GONE;
use super::tree::{member, members};
use crate::spec::pairs;
use crate::spec::shape::{component_of, reference_to};
use crate::spec::tree::{Node, Value};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Our name → upstream's.
pub(super) type Renames = BTreeMap<String, String>;

/// Which of our names have become which of upstream's. The flag says whether ours is marked as gone.
pub(super) fn renames<'o, 't>(
    ours: impl Iterator<Item = (&'o str, bool)>,
    theirs: impl Iterator<Item = &'t str>,
) -> Renames {
    let mut names = BTreeMap::new();
    for (name, is_gone) in ours {
        *names.entry(name).or_insert(true) &= is_gone;
    }
    pairs::renames(&names, theirs).into_iter().map(|(ours, theirs)| (ours.to_owned(), theirs.to_owned())).collect()
}

/// The renames of what our file refers to by name.
#[derive(Debug, Default)]
pub(super) struct Spelling {
    pub(super) operations: Renames,
    pub(super) components: Renames,
}

impl Spelling {
    pub(super) fn of(ours: &Node<'_>, theirs: &Node<'_>) -> Self {
        let renames = |path: &[&str]| renames(names(ours, path), names(theirs, path).map(|(name, _)| name));
        Self { operations: renames(&["apis"]), components: renames(&["components", "schemas"]) }
    }

    /// Replaces our names in references and in the table of contents by upstream's.
    pub(super) fn follow(&self, ours: &mut Node<'_>) {
        let Value::Map(entries) = &mut ours.value else { return };
        for entry in entries {
            match &*entry.key {
                "directories" if !self.operations.is_empty() => self.contents(&mut entry.value),
                "apis" | "components" if !self.components.is_empty() => self.references(&mut entry.value),
                _ => {}
            }
        }
    }

    /// Operations in the table of contents are texts; whatever else is a text there has a key.
    fn contents(&self, node: &mut Node<'_>) {
        match &mut node.value {
            Value::List(nodes) => nodes.iter_mut().for_each(|node| self.contents(node)),
            Value::Map(entries) => {
                let children = entries.iter_mut().filter(|entry| entry.key == "children");
                children.for_each(|entry| self.contents(&mut entry.value));
            }
            Value::Text(name) => {
                if let Some(new) = self.operations.get(&**name) {
                    *name = Cow::Owned(new.clone());
                }
            }
            _ => {}
        }
    }

    fn references(&self, node: &mut Node<'_>) {
        match &mut node.value {
            Value::List(nodes) => nodes.iter_mut().for_each(|node| self.references(node)),
            Value::Map(entries) => {
                for entry in entries {
                    match &mut entry.value.value {
                        Value::Text(target) if entry.key == "$ref" => {
                            let name = component_of(target).and_then(|name| self.components.get(name));
                            if let Some(new) = name {
                                *target = Cow::Owned(reference_to(new));
                            }
                        }
                        _ => self.references(&mut entry.value),
                    }
                }
            }
            _ => {}
        }
    }
}

/// The names in the map at a path, and whether each is marked as gone.
fn names<'n>(document: &'n Node<'_>, path: &[&str]) -> impl Iterator<Item = (&'n str, bool)> {
    let map = path.iter().try_fold(document, |node, key| member(node, key));
    map.map(members).unwrap_or_default().iter().map(|entry| (&*entry.key, is_gone(&entry.value)))
}

/// Whether an element is marked as gone.
pub(super) fn is_gone(element: &Node<'_>) -> bool {
    member(element, GONE).is_some()
}
