//! Corrections that a report proposes: each applies, and takes the change away.

use generator::Owner;
use std::fmt::Write as _;

use generator::diff::{Change, Class, Part};
use generator::{Diagnostic, Flavour, Input, Options, Severity};
use serde_json::{Value, json};

use crate::documents::{BODY, Edit, PARAMETERS, at, base, document, edited};
use crate::random::Random;
use crate::robust::damaged;
use crate::{changes, compare};

/// Damaged documents that are corrected.
const COPIES: u64 = 300;

/// What can be held back; each takes nothing away but what it is about.
#[rustfmt::skip]
fn pure() -> Vec<(&'static str, Vec<Edit>)> {
    let own = |key: &str, value| vec![at(PARAMETERS, key, value)];
    vec![
        ("a parameter becomes required", own("1/schema/required", json!(true))),
        ("a parameter becomes optional", own("2/schema/required", Value::Null)),
        ("values are introduced", own("1/schema/enum", json!([1, " 2", "\u{7f}\"'"]))),
        ("values are dropped", own("2/schema/enum", Value::Null)),
        ("values are removed", own("2/schema/enum", json!(["a"]))),
        ("a text becomes a number", own("1/schema/type", json!("integer"))),
        ("a text becomes an object", own("1/schema", json!({
            "type": "object", "default": "10", "maxLength": 5, "properties": {"A": {"type": "string"}},
        }))),
        ("a text with values becomes a number", own("2/schema", json!({"type": "integer", "required": true, "format": "int64"}))),
        ("elements become numbers", vec![at(BODY, "Names/items/type", json!("integer"))]),
        ("a list becomes an object", vec![at(BODY, "Names", json!({"type": "object"}))]),
        ("a list becomes a list of references", vec![at(BODY, "Names/items", json!({"$ref": "#/components/schemas/Plan"}))]),
        ("a list of references becomes a text", vec![at(BODY, "Jobs", json!({"type": "string"}))]),
        ("a list becomes a list of lists", vec![at(BODY, "Names/items", json!({"type": "array", "items": {"type": "string"}}))]),
        ("a reference is inlined", vec![
            at(BODY, "Job/$ref", Value::Null), at(BODY, "Job/type", json!("object")),
            at(BODY, "Job/properties", json!({"Id": {"type": "string"}})),
        ]),
        ("another reference", vec![at(BODY, "Job/$ref", json!("#/components/schemas/Plan"))]),
    ]
}

/// What corrections of a few keys cannot hold back, or must not.
#[rustfmt::skip]
fn without() -> Vec<(&'static str, Vec<Edit>)> {
    vec![
        ("a required parameter comes", vec![at(PARAMETERS, "-", json!({"name": "A", "in": "query", "schema": {"type": "string", "required": true}}))]),
        ("an object with fields becomes a text", vec![at(PARAMETERS, "3/schema/items", json!({"type": "string"}))]),
        ("the component is gone", vec![
            at(BODY, "Job/$ref", json!("#/components/schemas/Plan")), at("/components/schemas", "Job", Value::Null),
        ]),
        ("a name stands twice", vec![
            at(PARAMETERS, "1/schema/required", json!(true)), at(PARAMETERS, "-", json!({"name": "Count", "in": "query", "schema": {"type": "string"}})),
        ]),
    ]
}

/// The file of all corrections that are proposed.
fn file(changes: &[Change]) -> String {
    let entries: Vec<&str> = changes.iter().filter_map(|change| change.correction.as_deref()).collect();
    if entries.is_empty() { String::new() } else { format!("corrections:\n{}\n", entries.join("\n")) }
}

fn files(input: &Input) -> Vec<(String, String)> {
    let outcome = generator::generate(std::slice::from_ref(input), &Options { flavour: Flavour::Member });
    outcome.files.into_iter().map(|file| (file.path, file.content)).collect()
}

#[test]
fn proposed_corrections_take_changes_away() {
    let old = document(&base());
    let mut shown = String::new();
    for (name, edits) in pure() {
        let new = document(&edited(&edits));
        let text = file(&changes(&old, &new));
        assert!(!text.is_empty(), "{name}: no correction");
        let corrected = new.with_corrections("demo.corrections.yaml", &text);
        let left = changes(&old, &corrected);
        assert_eq!(left, [], "{name}:\n{text}");
        assert_eq!(files(&corrected), files(&old), "{name}:\n{text}");
        // It holds when the vendor takes the change back, too.
        let back = old.clone().with_corrections("demo.corrections.yaml", &text);
        assert_eq!(changes(&old, &back), [], "{name}:\n{text}");
        let _ = write!(shown, "# {name}\n{text}\n");
    }
    expect_test::expect_file!["corrections.txt"].assert_eq(&shown);
}

#[test]
fn there_is_no_correction_where_none_would_do() {
    let old = document(&base());
    for (name, edits) in without() {
        assert_eq!(file(&changes(&old, &document(&edited(&edits)))), "", "{name}");
    }
}

#[test]
fn a_place_is_corrected_once() {
    let old = document(&base());
    let mut text = "corrections:\n- {at: \"apis.GetJob.parameters[1].schema.required\", was: null, is: true, reason: \"It is.\"}\n";
    let mut new = document(&base()).with_corrections("demo.corrections.yaml", text);
    assert_eq!(changes(&old, &new).len(), 1);
    assert_eq!(file(&changes(&old, &new)), "");
    text = "corrections:\n- {at: \"apis.GetJob.parameters[Tags].schema.required\", was: null, is: true, reason: \"It is.\"}\n";
    new = document(&edited(&[at(PARAMETERS, "1/schema/required", json!(true))]))
        .with_corrections("demo.corrections.yaml", text);
    assert_eq!(changes(&old, &new).len(), 2);
    assert_eq!(file(&changes(&old, &new)).matches("- at:").count(), 1);
}

/// What changed, and whether a correction is proposed.
fn reported(old: &Input, new: &Input) -> Vec<((Owner, Part, String, Class), bool)> {
    let report = compare(old, new).report;
    let owners = report.owners().flat_map(|owner| owner.wire.iter().map(|change| (owner.owner.clone(), change)));
    let key = |owner, change: &Change| (owner, change.part.clone(), change.path.clone(), change.class);
    owners.map(|(owner, change)| (key(owner, change), change.correction.is_some())).collect()
}

#[test]
fn proposed_corrections_of_damaged_documents_apply() {
    let (tree, mut count) = (base(), 0);
    let old = document(&tree);
    for seed in 0..COPIES {
        let new = document(&damaged(&tree, &mut Random::new(seed)));
        // A value that is no text is left out when it is read, so that nobody knows what `was` should list.
        let is_odd = |diagnostic: &Diagnostic| {
            diagnostic.severity == Severity::Error || ["enum", "text"].contains(&diagnostic.kind)
        };
        if generator::lower::lower(std::slice::from_ref(&new)).diagnostics.iter().any(is_odd) {
            continue;
        }
        let (text, before) = (file(&changes(&old, &new)), reported(&old, &new));
        let corrected = if text.is_empty() { new } else { new.with_corrections("demo.corrections.yaml", &text) };
        assert_eq!(compare(&old, &corrected).errors, [], "seed {seed}:\n{text}");
        let left = reported(&old, &corrected);
        for (change, _) in before.iter().filter(|(_, is_held)| *is_held) {
            count += 1;
            assert!(!left.iter().any(|(other, _)| other == change), "seed {seed}: {change:?} is left\n{text}");
        }
    }
    println!("{count} corrections of damaged documents");
    assert!(count > 20, "hardly anything is tested");
}

/// Every character of the basic plane, and some of the others.
fn characters() -> Vec<char> {
    let all = '\0'..='\u{ffff}';
    all.chain(('\u{10000}'..=char::MAX).step_by(4099)).filter(|c| !matches!(c, ':' | '：')).collect()
}

/// A report is read by people, and what it proposes by parsers: ours and another.
#[test]
fn proposed_corrections_are_yaml_whatever_is_in_them() {
    let values: Vec<String> =
        characters().chunks(61).map(|some| format!("a{}z", some.iter().collect::<String>())).collect();
    let with = |values: &[String]| document(&edited(&[at(PARAMETERS, "1/schema/enum", json!(values))]));
    let (old, new) = (with(&values), with(&values[1..]));
    let text = file(&changes(&old, &new));
    let read: serde_yaml::Value = serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{error}"));
    let kept: Vec<&str> =
        read["corrections"][0]["is"].as_sequence().unwrap().iter().map(|value| value.as_str().unwrap()).collect();
    assert_eq!(sorted(kept), sorted(values.iter().map(String::as_str).collect()));
    let corrected = new.with_corrections("demo.corrections.yaml", &text);
    assert_eq!(compare(&old, &corrected).errors, []);
    assert_eq!(changes(&old, &corrected), []);
    // Nothing in it does anything to a terminal.
    let is_unseen = |c: char| {
        (c.is_control() && c != '\n') || "\u{feff}\u{200b}\u{200f}\u{2028}\u{202e}\u{2066}\u{2069}".contains(c)
    };
    assert_eq!(text.find(is_unseen), None);
}

fn sorted(mut values: Vec<&str>) -> Vec<&str> {
    values.sort_unstable();
    values
}

/// Names, formats, references and types are quoted, too.
#[test]
fn proposed_corrections_are_yaml_wherever_a_text_stands() {
    let mut count = 0;
    for text in
        ["#", "- a", "a: b", "\u{200b}", "a\u{85}b", "\"\\", "*x", "\u{2028}\u{feff}", "yes", "|", "\u{7f}\u{202e}"]
    {
        let named = |schema: Value| {
            let parameter = json!({"name": text, "in": "query", "schema": schema});
            document(&edited(&[at(PARAMETERS, "-", parameter)]))
        };
        let old = named(json!({"type": "string", "format": text, "enum": [text, "b"]}));
        let new = named(json!({"type": "array", "format": format!("{text}2"), "items": {"type": "string"}}));
        for (old, new) in [(&old, &new), (&new, &old)] {
            let file = file(&changes(old, new));
            if file.is_empty() {
                // A name that no path can say.
                continue;
            }
            count += 1;
            let read: Result<serde_yaml::Value, _> = serde_yaml::from_str(&file);
            assert!(read.is_ok(), "{text:?}: {read:?}\n{file}");
            let corrected = new.clone().with_corrections("demo.corrections.yaml", &file);
            assert_eq!(compare(old, &corrected).errors, [], "{text:?}:\n{file}");
        }
    }
    assert!(count > 10, "hardly anything is tested: {count}");
}
