//! The operations of a product, by the headings of its documentation.

use std::collections::{BTreeMap, BTreeSet};

use super::Name;
use crate::lower;
use crate::model::{Module, Operation};
use crate::spec::LoadedDocument;
use crate::{Input, rustdoc};

/// The table of contents of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// The document, as named by [`Input::path`].
    pub file: String,
    /// The product's code.
    pub product: String,
    /// The version.
    pub version: String,
    /// The product's name, where the document gives one.
    pub title: Option<String>,
    /// What stands under each heading.
    pub groups: Vec<ContentsGroup>,
}

/// A heading, and the operations right under it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContentsGroup {
    /// Titles from the top down; none for operations without a heading.
    pub titles: Vec<String>,
    /// The operations, sorted by wire name.
    pub entries: Vec<ContentsEntry>,
}

/// An operation of a table of contents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContentsEntry {
    /// The wire name.
    pub operation: String,
    /// What it is for: Markdown, of which the first sentence is of interest.
    pub text: String,
    /// Whether it is deprecated.
    pub is_deprecated: bool,
    /// Whether the vendor's document does not have it any more.
    pub is_gone: bool,
    /// Why it is not generated, if it is not.
    pub refused: Option<String>,
}

/// The tables of contents of the documents that a name means: a product, perhaps with a version. A name of one word is taken for
/// that of a product. What cannot be read is left out.
#[must_use]
pub fn contents(inputs: &[Input], name: &Name) -> Vec<Contents> {
    let product = match &name.product {
        None => Name { product: name.operation.clone(), ..Name::default() },
        Some(_) => Name { operation: None, ..name.clone() },
    };
    if product.product.is_none() {
        return Vec::new();
    }
    let of = |input: &Input| {
        let mut source = LoadedDocument::read(input).ok()?;
        let info = &source.document.info;
        if !product.is_of(&info.product.text, &info.version.text) {
            return None;
        }
        let (module, _, _) = lower::document(&mut source);
        module.map(|module| Contents::of(&module))
    };
    inputs.iter().filter_map(of).collect()
}

impl Contents {
    /// Adds what it does not have of another table of the same document, in the order of that one; returns the operations that
    /// it had.
    pub fn extend_with(&mut self, all: Self) -> BTreeSet<String> {
        let mut known = BTreeMap::new();
        for ContentsGroup { titles, entries } in std::mem::replace(&mut self.groups, all.groups) {
            let entries = entries.into_iter().map(|entry| (entry.operation.clone(), (titles.clone(), entry)));
            known.extend(entries);
        }
        let own = known.keys().cloned().collect();
        // What it says of its operations holds.
        for entry in self.groups.iter_mut().flat_map(|group| &mut group.entries) {
            if let Some((_, known)) = known.remove(&entry.operation) {
                *entry = known;
            }
        }
        for (titles, entry) in known.into_values() {
            if let Some(group) = self.groups.iter_mut().find(|group| group.titles == titles) {
                group.entries.push(entry);
                group.entries.sort_by(|a, b| a.operation.cmp(&b.operation));
            } else {
                self.groups.push(ContentsGroup { titles, entries: vec![entry] });
            }
        }
        self.title = self.title.take().or(all.title);
        own
    }

    fn of(module: &Module) -> Self {
        let operations: BTreeMap<&str, &Operation> =
            module.operations.iter().map(|operation| (operation.wire.as_str(), operation)).collect();
        let group = |group: &crate::model::Group| ContentsGroup {
            titles: group.titles.clone(),
            entries: group
                .operations
                .iter()
                .filter_map(|wire| operations.get(wire.as_str()))
                .map(|o| entry(o))
                .collect(),
        };
        let mut groups: Vec<ContentsGroup> = module.groups.iter().map(group).collect();
        let refused = module.refused.iter().map(|refused| ContentsEntry {
            operation: refused.operation.clone(),
            refused: Some(refused.reason.clone()),
            ..ContentsEntry::default()
        });
        let mut entries: Vec<ContentsEntry> = refused.collect();
        entries.sort_by(|a, b| a.operation.cmp(&b.operation));
        if !entries.is_empty() {
            groups.push(ContentsGroup { titles: vec!["Not generated".to_owned()], entries });
        }
        Self {
            file: module.source.clone(),
            product: module.product.clone(),
            version: module.version.clone(),
            title: module.title.clone(),
            groups,
        }
    }
}

fn entry(operation: &Operation) -> ContentsEntry {
    ContentsEntry {
        operation: operation.wire.clone(),
        text: rustdoc::short_text(operation).map(|text| text.to_string()).unwrap_or_default(),
        is_deprecated: operation.deprecated.is_some(),
        is_gone: operation.gone.is_some(),
        refused: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contents(groups: &[(&str, &[&str])], text: &str) -> Contents {
        let entry = |name: &&str| ContentsEntry {
            operation: (*name).to_owned(),
            text: text.to_owned(),
            ..ContentsEntry::default()
        };
        let group = |(title, names): &(&str, &[&str])| ContentsGroup {
            titles: vec![(*title).to_owned()],
            entries: names.iter().map(entry).collect(),
        };
        Contents { groups: groups.iter().map(group).collect(), ..Contents::default() }
    }

    #[test]
    fn a_part_is_completed() {
        let mut part = contents(&[("Ships", &["Launch", "Scuttle"]), ("Ports", &["Close"])], "ours");
        let all = contents(&[("Docks", &["Build"]), ("Ships", &["Launch", "Sink"])], "theirs");
        let own = part.extend_with(all);
        assert_eq!(own, ["Close", "Launch", "Scuttle"].map(str::to_owned).into());
        let groups = part.groups.iter().map(|group| {
            let entries = group.entries.iter().map(|entry| format!("{} {}", entry.operation, entry.text));
            format!("{}: {}", group.titles[0], entries.collect::<Vec<_>>().join(", "))
        });
        let expected = ["Docks: Build theirs", "Ships: Launch ours, Scuttle ours, Sink theirs", "Ports: Close ours"];
        assert_eq!(groups.collect::<Vec<_>>(), expected);
    }
}
