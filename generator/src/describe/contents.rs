//! The operations of a product, by the headings of its documentation.

use std::collections::BTreeMap;

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
