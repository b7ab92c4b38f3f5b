//! Snapshots of one document, imported in order over one file. Upstream oscillates: what it loses one week it has again the
//! next. Nothing disappears from the file on the way, and what the file does not mark as gone is what upstream has.
//! `ALIBABACLOUD_METADATA_ALL=1` takes all documents instead of one.

use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs};

use generator::Input;
use generator::import::{ElementChangeKind, Operations, Options, Outcome, Upstream, import};
use serde_json::Value;

#[path = "support/history.rs"]
mod histories;
#[path = "support/metadata.rs"]
mod metadata;

/// Documents with a series of snapshots; the first one is taken always.
const SERIES: [&str; 5] =
    ["ice/2020-11-09", "alidns/2015-01-09", "apig/2024-03-27", "kms/2016-01-20", "pds/2022-03-01"];

/// What happened.
const KINDS: [(ElementChangeKind, &str); 4] = [
    (ElementChangeKind::Added, "came"),
    (ElementChangeKind::Back, "came back"),
    (ElementChangeKind::Gone, "went"),
    (ElementChangeKind::Changed, "changed"),
];

#[test]
fn nothing_disappears() {
    let (Some(metadata), Some(history)) = (metadata::folder(), histories::folder()) else { return };
    let all = env::var_os("ALIBABACLOUD_METADATA_ALL").is_some();
    for series in SERIES.into_iter().take(if all { SERIES.len() } else { 1 }) {
        let mut snapshots = snapshots(&history, series);
        let newest = format!("2025-12-zh/{series}/api-docs.json");
        snapshots.extend(metadata.join(&newest).is_file().then(|| metadata::read(&metadata, &newest)));
        follow(series, &snapshots);
    }
}

fn snapshots(history: &Path, series: &str) -> Vec<Input> {
    let names = fs::read_dir(history.join(series)).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = names.map(|name| format!("{series}/{}", name.to_string_lossy())).collect();
    names.sort();
    names.iter().map(|name| metadata::read(history, name)).collect()
}

/// Imports one snapshot after the other, and the last one pruning.
fn follow(series: &str, snapshots: &[Input]) {
    let mut file: Option<Input> = None;
    let mut seen = BTreeSet::new();
    for snapshot in snapshots {
        let outcome = imported(snapshot, file.as_ref(), false);
        let (written, theirs) = (read(&outcome.text), read(&snapshot.text));
        let wanted = components(&written);
        let present = elements(&theirs, &wanted);
        seen.extend(present.clone());
        // What is renamed in case only goes under its new name.
        assert_eq!(difference(&lower(&seen), &lower(&elements(&written, &wanted))), [] as [&str; 0], "{series}: lost");
        let live = elements(&without_gone(written), &wanted);
        assert_eq!(difference(&live, &present), [] as [&str; 0], "{series}: gone and not marked");
        assert_eq!(difference(&present, &live), [] as [&str; 0], "{series}: there and marked as gone");
        print(snapshot, &outcome);
        file = Some(Input::new("specs/demo.yaml", outcome.text));
    }
    let Some(last) = snapshots.last() else { return };
    let pruned = imported(last, file.as_ref(), true);
    let (written, theirs) = (read(&pruned.text), read(&last.text));
    let wanted = components(&written);
    assert_eq!(elements(&written, &wanted), elements(&theirs, &wanted), "{series}: pruned");
    assert!(!pruned.text.contains("oneSince:"), "{series}: pruned");
}

fn imported(snapshot: &Input, file: Option<&Input>, prune: bool) -> Outcome {
    let upstream = Upstream::read(snapshot).unwrap_or_else(|faults| panic!("{faults:#?}"));
    let sha256 = snapshot.text.len().to_string();
    // Snapshots are named after their day.
    let date = Path::new(&snapshot.path).file_stem().map(|name| name.to_string_lossy().into_owned());
    let options = Options { operations: Operations::All, prune, date, sha256, ..Options::default() };
    import(upstream, file, &options).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

fn print(snapshot: &Input, outcome: &Outcome) {
    let notes = &outcome.report.changes;
    let count = |wanted: ElementChangeKind| notes.iter().filter(|note| note.kind == wanted).count();
    let sums: Vec<String> = KINDS.iter().map(|(kind, word)| format!("{} {word}", count(*kind))).collect();
    println!("{}: {} operations, {}", snapshot.path, outcome.operations, sums.join(", "));
    for note in notes.iter().filter(|note| matches!(note.kind, ElementChangeKind::Gone | ElementChangeKind::Back)) {
        println!("    {:?} {:?} {} {}", note.kind, note.owner, note.path, note.detail);
    }
}

/// JSON or YAML, by another reader than the generator's.
fn read(text: &str) -> Value {
    if text.starts_with('{') { serde_json::from_str(text).unwrap() } else { serde_yaml::from_str(text).unwrap() }
}

/// The names of the components that a file has: not all that upstream has are needed.
fn components(document: &Value) -> BTreeSet<String> {
    members(&document["components"]["schemas"]).map(|(name, _)| name.clone()).collect()
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

/// The dotted names of all operations, parameters, responses, components and properties.
fn elements(document: &Value, components: &BTreeSet<String>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (name, api) in members(&document["apis"]) {
        found.insert(name.clone());
        for parameter in api["parameters"].as_array().into_iter().flatten() {
            let path = format!("{name}[{}]", parameter["name"].as_str().unwrap_or_default());
            below(&parameter["schema"], &path, &mut found);
        }
        for (status, response) in members(&api["responses"]) {
            below(&response["schema"], &format!("{name}.{status}"), &mut found);
        }
    }
    for (name, schema) in members(&document["components"]["schemas"]).filter(|(name, _)| components.contains(*name)) {
        below(schema, &format!("#{name}"), &mut found);
    }
    found
}

fn below(schema: &Value, path: &str, found: &mut BTreeSet<String>) {
    found.insert(path.to_owned());
    for (name, property) in members(&schema["properties"]) {
        below(property, &format!("{path}.{name}"), found);
    }
    for key in ["items", "additionalProperties"] {
        if let Some(inner) = schema.get(key) {
            below(inner, &format!("{path}[{key}]"), found);
        }
    }
}

/// The document without what is marked as gone.
fn without_gone(value: Value) -> Value {
    let is_gone = |value: &Value| value.get("goneSince").is_some_and(Value::is_string);
    match value {
        Value::Object(map) => Value::Object(
            map.into_iter()
                .filter(|(_, value)| !is_gone(value))
                .map(|(key, value)| (key, without_gone(value)))
                .collect(),
        ),
        Value::Array(list) => {
            Value::Array(list.into_iter().filter(|value| !is_gone(value)).map(without_gone).collect())
        }
        scalar => scalar,
    }
}

fn lower(names: &BTreeSet<String>) -> BTreeSet<String> {
    names.iter().map(|name| name.to_ascii_lowercase()).collect()
}

fn difference<'s>(a: &'s BTreeSet<String>, b: &'s BTreeSet<String>) -> Vec<&'s str> {
    a.difference(b).map(String::as_str).collect()
}
