//! The vendor's own documents: each one generates, every operation is accounted for, every diagnostic has its place,
//! and what comes out is Rust. `ALIBABACLOUD_METADATA_ALL=1` takes all documents instead of some.

use std::collections::BTreeMap;

use generator::{Flavour, Input, Options, Outcome, Severity};

#[path = "support/listing.rs"]
mod listing;
#[path = "support/metadata.rs"]
mod metadata;
#[path = "support/secrets.rs"]
mod secrets;
#[path = "support/selection.rs"]
mod selection;
#[path = "support/syntax.rs"]
mod syntax;

/// The kinds of warnings that real documents have. A new kind here is a new kind of defect: look at it.
const WARNINGS: [&str; 5] = ["dangling-ref", "duplicate-parameter", "effect", "no-operations", "sample"];

#[test]
fn real_documents() {
    let Some(folder) = metadata::folder() else { return };
    let documents = selection::documents(&folder);
    let (mut kinds, mut operations, mut refused) = (BTreeMap::<&str, usize>::new(), 0, 0);
    let mut fields = secrets::Fields::default();
    for document in &documents {
        let outcome = check(metadata::read(&folder, document));
        operations += outcome.summary.operations;
        refused += outcome.summary.refused;
        fields.add(&outcome.files);
        for diagnostic in &outcome.diagnostics {
            *kinds.entry(diagnostic.kind).or_default() += 1;
        }
    }
    println!("{} documents, {operations} operations generated, {refused} refused", documents.len());
    for (kind, count) in kinds {
        println!("{count:6} {kind}");
    }
    tell("hidden by `Debug`", &fields.hidden);
    tell("shown, although they look like secrets", &fields.shown);
    // Read what the documents say of them: a secret goes into the list of `lower/secret/names.rs`, others into `secrets.txt`.
    assert_eq!(fields.undecided(), [""; 0], "names that nobody has decided about");
}

fn tell(what: &str, names: &BTreeMap<String, usize>) {
    println!("{} fields of {} names {what}:", names.values().sum::<usize>(), names.len());
    println!("       {}", names.keys().map(String::as_str).collect::<Vec<_>>().join(", "));
}

/// Neither crate depends on the other, and both have to judge alike.
#[test]
fn generator_and_runtime_have_the_same_names_of_secrets() {
    let [ours, theirs] =
        [include_str!("../src/lower/secret/names.rs"), include_str!("../../runtime/src/codec/secrets/names.rs")];
    assert_eq!(ours, theirs, "copy one over the other");
}

/// Generates from one document and checks what comes out.
fn check(input: Input) -> Outcome {
    let name = input.path.clone();
    let outcome = generator::generate(&[input], &Options { flavour: Flavour::Member });
    let summary = &outcome.summary;
    assert_eq!(summary.operations + summary.refused, summary.declared, "{name}: operations got lost");
    for diagnostic in &outcome.diagnostics {
        assert!(diagnostic.position.is_some(), "{name}: no position: {diagnostic:?}");
        match diagnostic.severity {
            Severity::Error => panic!("{name}: {diagnostic:?}"),
            Severity::Warning => assert!(WARNINGS.contains(&diagnostic.kind), "{name}: {diagnostic:?}"),
            Severity::Refused => assert!(diagnostic.operation.is_some(), "{name}: {diagnostic:?}"),
        }
    }
    syntax::assert_rust(&name, &outcome.files);
    outcome
}
