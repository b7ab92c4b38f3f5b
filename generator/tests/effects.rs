//! Which operations read: the classifier against labels made by hand, and what a document and a correction can say.
//!
//! `effects.tsv` has operations of real documents, drawn at random and labelled by people who read what each of them is for.

use std::collections::BTreeMap;

use generator::describe::{Description, Name, describe};
use generator::model::Effect;
use generator::{Input, Severity};

#[path = "support/listing.rs"]
mod listing;
#[path = "support/metadata.rs"]
mod metadata;

/// Product, version, operation, label.
const LABELS: &str = include_str!("effects.tsv");

/// The labels of each document: operation → whether it reads.
fn labels() -> BTreeMap<(&'static str, &'static str), BTreeMap<&'static str, bool>> {
    let mut labels: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
    for line in LABELS.lines() {
        let [product, version, operation, label] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        assert!(matches!(label, "read" | "write"), "{line}");
        labels.entry((product, version)).or_default().insert(operation, label == "read");
    }
    labels
}

#[test]
fn no_write_is_taken_for_a_read() {
    let Some(folder) = metadata::folder() else { return };
    let labels = labels();
    let (mut counts, mut wrong) = (BTreeMap::<_, usize>::new(), Vec::new());
    for document in listing::all(&folder) {
        let Some(labels) = labels_of(&labels, &document) else { continue };
        let names: Vec<Name> = labels.keys().map(|name| Name::parse(name)).collect();
        for found in describe(&[metadata::read(&folder, &document)], &names).operations {
            let (reads, effect) = (labels[found.operation.as_str()], found.effect.effect);
            *counts.entry((reads, format!("{effect:?}"))).or_default() += 1;
            if !reads && effect == Effect::Read {
                wrong.push(format!("{document}: {}", found.operation));
            }
        }
    }
    for ((reads, effect), count) in counts {
        println!("{count:4} labelled {}, taken for {effect}", if reads { "read" } else { "write" });
    }
    assert_eq!(wrong, [""; 0]);
}

/// The labels of a document, by its path: `2025-12-en/ecs/2014-05-26/api-docs.json`.
fn labels_of<'l>(
    labels: &'l BTreeMap<(&str, &str), BTreeMap<&'static str, bool>>,
    document: &str,
) -> Option<&'l BTreeMap<&'static str, bool>> {
    let parts: Vec<&str> = document.split('/').collect();
    let is_same = |product: &str, version: &str| {
        parts.iter().any(|part| part.eq_ignore_ascii_case(product)) && parts.contains(&version)
    };
    labels.iter().find(|((product, version), _)| is_same(product, version)).map(|(_, labels)| labels)
}

fn document(operation: &str) -> String {
    format!(
        "version: \"1.0\"\ninfo: {{style: \"RPC\", product: \"Demo\", version: \"2024-01-01\"}}\napis:\n  PreviewJob: \
         {{methods: [\"post\"], {operation}, parameters: [], responses: {{}}}}\n"
    )
}

fn described(operation: &str, corrections: &str) -> Description {
    let input = Input::new("demo.yaml", document(operation));
    let input =
        if corrections.is_empty() { input } else { input.with_corrections("demo.corrections.yaml", corrections) };
    let mut found = describe(&[input], &[Name::parse("PreviewJob")]);
    assert_eq!(found.errors, []);
    found.operations.remove(0)
}

#[test]
fn a_contradiction_is_a_warning_until_a_correction_decides() {
    let found = described("operationType: \"read\"", "");
    assert_eq!(found.effect.effect, Effect::Write);
    let [warning] = &found.diagnostics[..] else { panic!("{found:?}") };
    assert_eq!((warning.severity, warning.kind), (Severity::Warning, "effect"));
    assert_eq!(warning.message, "`PreviewJob` counts as a write, but `operationType` is `read`");
    assert_eq!(warning.position.map(|position| (position.line, position.column)), Some((4, 50)));

    let corrections = "corrections:\n  - at: apis.PreviewJob.effect\n    was: null\n    is: \"read\"\n    reason: \"It shows what would be done.\"\n";
    let found = described("operationType: \"read\"", corrections);
    assert_eq!((found.effect.effect, found.diagnostics.as_slice()), (Effect::Read, [].as_slice()));
    let place = found.effect.evidence.last().and_then(|evidence| evidence.place.as_ref());
    assert_eq!(place.map(|(file, _)| file.as_str()), Some("demo.corrections.yaml"));
}

#[test]
fn an_effect_that_nobody_knows_is_an_error() {
    let found = generator::generate(
        &[Input::new("demo.yaml", document("effect: \"reads\""))],
        &generator::Options { flavour: generator::Flavour::Member },
    );
    let messages: Vec<String> = found.diagnostics.iter().map(|found| found.message.clone()).collect();
    assert!(messages.iter().any(|message| message.contains("unknown effect `reads`")), "{messages:?}");
}

#[test]
fn a_name_that_is_close_is_offered() {
    let inputs = [Input::new("demo.yaml", document("deprecated: false"))];
    let found = describe(&inputs, &["previewjob", "PreviewJobs", "Nothing"].map(Name::parse));
    assert_eq!(found.operations.len(), 1);
    let closest = [(Name::parse("PreviewJobs"), Some("PreviewJob".to_owned())), (Name::parse("Nothing"), None)];
    assert_eq!(found.unknown, closest);
}
