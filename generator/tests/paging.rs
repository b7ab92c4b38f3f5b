//! Which operations give their items page by page: the classifier against labels made by hand.
//!
//! `paging.tsv` has 300 operations of real documents, drawn at random and labelled by people before there was a classifier. Its
//! columns: document, operation, style, parameter that moves, parameter of the size, items, next token, total, and why an
//! operation is not paged.

use std::collections::BTreeMap;
use std::path::Path;

use generator::lower::lower;
use generator::model::{Operation, Paging, PagingStyle};

#[path = "support/listing.rs"]
mod listing;
#[path = "support/metadata.rs"]
mod metadata;

const LABELS: &str = include_str!("paging.tsv");

/// What is left of disagreements between labels and classifier, and why.
const KNOWN: [(&str, &str); 3] = [
    ("ListAckNamespaces", "only a text says that the service no longer reads `page`; a correction can say `none`"),
    ("QueryCopyrightJobList", "an example of 0 makes it unknown whether pages count from 0 or from 1"),
    ("ListProducts", "only a text says that `Offset` is the number of a page"),
];

/// How an operation pages, in the columns of the table; a total counts only where it is used.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Label {
    style: String,
    moving: String,
    size: String,
    items: String,
    /// The next token, or the total.
    response: String,
}

impl Label {
    fn read(line: &str) -> ((&str, &str), Option<Self>) {
        let [document, operation, style, moving, size, items, next, total, _] =
            line.split('\t').collect::<Vec<_>>()[..]
        else {
            panic!("{line}")
        };
        let response = if style == "token" { next } else { total };
        let [style, moving, size, items, response] = [style, moving, size, items, response].map(str::to_owned);
        let label = Self { style, moving, size, items, response };
        ((document, operation), Some(label).filter(|label| label.style != "none"))
    }

    fn of(paging: &Paging) -> Self {
        let (style, response) = match &paging.style {
            PagingStyle::Token { response } => ("token", Some(response)),
            PagingStyle::Number { total } => ("number", total.as_ref()),
            PagingStyle::Offset { total } => ("offset", total.as_ref()),
        };
        let text = |text: Option<&String>| text.map_or("-", String::as_str).to_owned();
        Self {
            style: style.to_owned(),
            moving: paging.request.clone(),
            size: text(paging.size.as_ref()),
            items: paging.items_path(),
            response: text(response),
        }
    }
}

/// Every operation that is generated of the documents, with its document.
fn operations(folder: &Path) -> Vec<(String, Operation)> {
    let inputs: Vec<_> = listing::all(folder).iter().map(|document| metadata::read(folder, document)).collect();
    let modules = lower(&inputs).krate.modules.into_iter();
    let operations = modules.flat_map(|module| {
        let document = module.source.trim_end_matches("/api-docs.json").to_owned();
        module.operations.into_iter().map(move |operation| (document.clone(), operation))
    });
    operations.collect()
}

/// How an operation is counted.
fn style(operation: &Operation) -> String {
    match &operation.paging {
        Ok(paging) => Label::of(paging).style,
        Err(reason) => format!("not paged: {reason}").split(['`', ':']).take(2).collect::<Vec<_>>().join(":"),
    }
}

fn count<K: Ord>(keys: impl Iterator<Item = K>) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    keys.for_each(|key| *counts.entry(key).or_default() += 1);
    counts
}

#[test]
fn the_classifier_agrees_with_the_labels() {
    let labels: BTreeMap<_, _> = LABELS.lines().map(Label::read).collect();
    assert_eq!(labels.len(), 300);
    let Some(folder) = metadata::folder() else { return };
    let operations = operations(&folder);
    count(operations.iter().map(|(_, operation)| style(operation)))
        .iter()
        .for_each(|(style, count)| println!("{count:5} {style}"));
    let labelled: Vec<_> = operations
        .iter()
        .filter_map(|(document, operation)| {
            Some((document, operation, labels.get(&(document.as_str(), operation.wire.as_str()))?.as_ref()))
        })
        .collect();
    let outcomes = count(labelled.iter().map(|(_, operation, label)| {
        match (label, operation.paging.as_ref().ok().map(Label::of)) {
            (None, None) => Outcome::Unpaged,
            (Some(label), Some(found)) if **label == found => Outcome::Paged,
            (Some(_), Some(_)) => Outcome::Otherwise,
            (Some(_), None) => Outcome::Missed,
            (None, Some(_)) => Outcome::Invented,
        }
    }));
    println!("{} labelled operations are of products that are refused", labels.len() - labelled.len());
    println!("{outcomes:?}");
    let of =
        |outcomes_of: &[Outcome]| -> usize { outcomes_of.iter().filter_map(|outcome| outcomes.get(outcome)).sum() };
    let paged = of(&[Outcome::Paged]) as f64;
    let precision = paged / of(&[Outcome::Paged, Outcome::Otherwise, Outcome::Invented]) as f64;
    let recall = paged / of(&[Outcome::Paged, Outcome::Otherwise, Outcome::Missed]) as f64;
    println!("precision {:.1} %, recall {:.1} %", precision * 100.0, recall * 100.0);
    let wrong: Vec<_> = labelled
        .iter()
        .filter(|(_, operation, label)| label.cloned() != operation.paging.as_ref().ok().map(Label::of))
        .collect();
    for (document, operation, label) in &wrong {
        println!("{document} {}: {label:?}, but {:?}", operation.wire, operation.paging);
    }
    assert!(precision >= 0.98 && recall >= 0.98);
    let wrong: Vec<&str> = wrong.iter().map(|(_, operation, _)| operation.wire.as_str()).collect();
    assert_eq!(wrong, KNOWN.map(|(operation, _)| operation));
}

/// Label and classifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Both say that it is not paged.
    Unpaged,
    /// Both say that it is paged, in the same way.
    Paged,
    /// Both say that it is paged, not in the same way.
    Otherwise,
    /// Only the label says that it is paged.
    Missed,
    /// Only the classifier does.
    Invented,
}
