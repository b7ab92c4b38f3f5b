//! The output depends on what documents say, not on the order in which they say it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use generator::{Flavour, Input, Options, Outcome};

use crate::cases::Case;
use crate::diagnostics;
use crate::metadata;
use crate::random::Random;
use crate::tree;

/// How often each document is shuffled.
const ROUNDS: u64 = 4;
/// Real documents: with duplicated parameters, recursion, dangling references, refusals.
const REAL: [&str; 4] = [
    "2024-06-zh/cloudcontrol/2022-08-30/api-docs.json",
    "2024-06-zh/datalake/2020-07-10/api-docs.json",
    "2024-06-zh/dds/2015-12-01/api-docs.json",
    "2024-06-zh/fc/2023-03-30/api-docs.json",
];

fn generate(inputs: &[Input]) -> Outcome {
    generator::generate(inputs, &Options { flavour: Flavour::Member })
}

fn own_document() -> Input {
    let path = "specs/ice/2020-11-09.yaml";
    let corrections = "specs/ice/2020-11-09.corrections.yaml";
    let text = |path| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)).unwrap();
    Input::new(path, text(path)).with_corrections(corrections, text(corrections))
}

/// Diagnostics without their places.
fn messages(outcome: &Outcome) -> Vec<String> {
    let place_free = |diagnostic: &generator::Diagnostic| {
        diagnostics::line(&generator::Diagnostic { position: None, ..diagnostic.clone() })
    };
    let mut messages: Vec<String> = outcome.diagnostics.iter().map(place_free).collect();
    messages.sort();
    messages
}

#[track_caller]
fn assert_same(name: &str, expected: &Outcome, actual: &Outcome) {
    assert_eq!(messages(expected), messages(actual), "{name}");
    assert_eq!(expected.summary, actual.summary, "{name}");
    let files = |outcome: &Outcome| -> BTreeMap<String, String> {
        outcome.files.iter().map(|file| (file.path.clone(), file.content.clone())).collect()
    };
    let (expected, actual) = (files(expected), files(actual));
    assert_eq!(expected.keys().collect::<Vec<_>>(), actual.keys().collect::<Vec<_>>(), "{name}");
    for (path, content) in &expected {
        assert!(actual[path] == *content, "{name}: {path} differs:\n{}\n---\n{content}", actual[path]);
    }
}

/// A document and its corrections in another order.
fn shuffled(input: &Input, random: &mut Random) -> Input {
    let mut file = |path: &str, text: &str| {
        let tree = tree::parse(&Input::new(path, text));
        tree::document(path, &tree::shuffled(tree, random))
    };
    let document = file(&input.path, &input.text);
    match &input.corrections {
        Some(corrections) => {
            document.with_corrections(&corrections.path, file(&corrections.path, &corrections.text).text)
        }
        None => document,
    }
}

/// Shuffles every map and every list of some documents, and the documents.
fn check(name: &str, inputs: &[Input]) {
    let expected = generate(inputs);
    for seed in 0..ROUNDS {
        let mut random = Random::new(seed);
        let mut shuffled: Vec<Input> = inputs.iter().map(|input| shuffled(input, &mut random)).collect();
        random.shuffle(&mut shuffled);
        assert_same(&format!("{name}, seed {seed}"), &expected, &generate(&shuffled));
    }
}

#[test]
fn golden_documents_in_another_order() {
    for case in Case::all() {
        check(&case.name, &case.inputs);
    }
}

#[test]
fn our_document_in_another_order() {
    check("ice", &[own_document()]);
}

#[test]
fn real_documents_in_another_order() {
    let Some(folder) = metadata::folder() else { return };
    for document in REAL {
        check(document, &[metadata::read(&folder, document)]);
    }
}

#[test]
fn all_documents_together_in_another_order() {
    let mut inputs: Vec<Input> = Case::all().into_iter().flat_map(|case| case.inputs).chain([own_document()]).collect();
    let expected = generate(&inputs);
    inputs.reverse();
    assert_same("reversed", &expected, &generate(&inputs));
    assert_same("once more", &expected, &generate(&inputs));
}
