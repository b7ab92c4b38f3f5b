//! Which operations give their items page by page: the classifier against labels made by hand.
//!
//! `paging.tsv` has 300 operations of real documents, drawn at random and labelled by people before there was a classifier. Its
//! columns: document, operation, style, parameter that moves, parameter of the size, items, next token, total, and why an
//! operation is not paged.

use std::collections::BTreeMap;

use generator::lower::lower;
use generator::model::{Operation, Paging, PagingStyle};

#[path = "support/listing.rs"]
mod listing;
#[path = "support/metadata.rs"]
mod metadata;

const LABELS: &str = include_str!("paging.tsv");

/// What is left of disagreements between labels and classifier, and why.
const KNOWN: &[(&str, &str)] = &[];

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
        let [document, operation, style, moving, size, items, next, total, _] = line.split('\t').collect::<Vec<_>>()[..]
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

/// Every operation of every document that is generated.
fn each_operation(mut visit: impl FnMut(&str, &Operation)) -> bool {
    let Some(folder) = metadata::folder() else { return false };
    for document in listing::all(&folder) {
        let lowered = lower(&[metadata::read(&folder, &document)]);
        let document = document.trim_end_matches("/api-docs.json");
        for operation in lowered.krate.modules.iter().flat_map(|module| &module.operations) {
            visit(document, operation);
        }
    }
    true
}

#[test]
fn the_classifier_agrees_with_the_labels() {
    let labels: BTreeMap<_, _> = LABELS.lines().map(Label::read).collect();
    assert_eq!(labels.len(), 300);
    let (mut seen, mut wrong, mut counts) = (0, Vec::new(), BTreeMap::<_, usize>::new());
    let has_documents = each_operation(|document, operation| {
        let Some(label) = labels.get(&(document, operation.wire.as_str())) else { return };
        seen += 1;
        let found = operation.paging.as_ref().ok().map(Label::of);
        let outcome = match (label, &found) {
            (None, None) => "not paged, as labelled",
            (Some(label), Some(found)) if label == found => "paged, as labelled",
            (Some(_), Some(_)) => "paged, otherwise than labelled",
            (Some(_), None) => "labelled paged, not found",
            (None, Some(_)) => "found paged, labelled otherwise",
        };
        *counts.entry(outcome).or_default() += 1;
        if *label != found {
            wrong.push((operation.wire.clone(), format!("{document}: {label:?}\n  {:?}", operation.paging)));
        }
    });
    if !has_documents {
        return;
    }
    println!("{:4} labelled operations of products that are refused", labels.len() - seen);
    counts.iter().for_each(|(outcome, count)| println!("{count:4} {outcome}"));
    let count = |outcome| counts.get(outcome).copied().unwrap_or_default() as f64;
    let agreed = count("paged, as labelled");
    let otherwise = count("paged, otherwise than labelled");
    let precision = agreed / (agreed + otherwise + count("found paged, labelled otherwise"));
    let recall = agreed / (agreed + otherwise + count("labelled paged, not found"));
    println!("precision {:.1} %, recall {:.1} %", precision * 100.0, recall * 100.0);
    for (operation, what) in &wrong {
        let reason = KNOWN.iter().find(|(known, _)| known == operation).map_or("UNEXPLAINED", |(_, reason)| reason);
        println!("{operation}: {reason}\n  {what}");
    }
    assert!(precision >= 0.98 && recall >= 0.98);
    let wrong: Vec<&str> = wrong.iter().map(|(operation, _)| operation.as_str()).collect();
    assert_eq!(wrong, KNOWN.iter().map(|(operation, _)| *operation).collect::<Vec<_>>());
}

#[test]
fn operations_are_counted_by_style() {
    let mut counts = BTreeMap::<String, usize>::new();
    each_operation(|document, operation| {
        let style = match &operation.paging {
            Ok(paging) => {
                if std::env::var_os("PAGING_LIST").is_some() {
                    println!("L\t{document}\t{}\t{:?}\t{:?}", operation.wire, Label::of(paging), paging.evidence);
                }
                Label::of(paging).style
            }
            Err(reason) => {
                let reason = format!("{reason:?}");
                if std::env::var_os("PAGING_LIST").is_some() && reason != "NoParameter" {
                    println!("N\t{document}\t{}\t{reason}", operation.wire);
                }
                reason.split('(').next().unwrap_or_default().to_owned()
            }
        };
        *counts.entry(style).or_default() += 1;
    });
    counts.iter().for_each(|(style, count)| println!("{count:5} {style}"));
}
