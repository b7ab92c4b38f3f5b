//! For every class of change, a small edit of a document that gives exactly it, there and back.

use generator::Owner;
use std::collections::BTreeSet;

use generator::Input;
use generator::diff::{self, ItemChange, ItemClass};
use serde_derive::Deserialize;

const BASE: &str = include_str!("base.yaml");
const EDITS: &str = include_str!("edits.yaml");

/// An edit, what programs notice of it, and what they notice when it is undone.
#[derive(Deserialize)]
struct Edit {
    from: String,
    to: String,
    there: Vec<String>,
    back: Vec<String>,
}

impl Edit {
    fn all() -> Vec<Self> {
        serde_yaml::from_str(EDITS).unwrap()
    }

    fn apply(&self) -> String {
        assert_eq!(BASE.matches(&self.from).count(), 1, "{}", self.from);
        BASE.replace(&self.from, &self.to)
    }
}

/// What programs notice, with its owner.
#[track_caller]
fn compare(old: Option<&str>, new: Option<&str>) -> Vec<(Owner, ItemChange)> {
    let inputs = |text: Option<&str>| text.map(|text| Input::new("demo.yaml", text)).into_iter().collect::<Vec<_>>();
    let comparison = diff::compare(&inputs(old), &inputs(new));
    assert_eq!(comparison.errors, []);
    let owners = comparison.report.documents.into_iter().flat_map(|document| document.owners);
    owners.flat_map(|owner| owner.rust.into_iter().map(move |change| (owner.owner.clone(), change))).collect()
}

fn line((owner, change): &(Owner, ItemChange)) -> String {
    let owner = match owner {
        Owner::Document => "document".to_owned(),
        Owner::Operation(wire) => wire.clone(),
        Owner::Component(wire) => format!("component {wire}"),
    };
    let ItemChange { class, path, before, after, .. } = change;
    let value = |word, value: &Option<String>| value.as_ref().map(|value| format!(", {word} {value}"));
    let values: String = [value("was", before), value("now", after)].into_iter().flatten().collect();
    format!("{owner}: {class} {}{values}", path.strip_prefix("demo20240101::").unwrap_or(path))
}

#[track_caller]
fn lines(old: Option<&str>, new: Option<&str>) -> Vec<String> {
    compare(old, new).iter().map(line).collect()
}

#[test]
fn each_edit_gives_what_it_changes() {
    for edit in Edit::all() {
        let new = edit.apply();
        assert_eq!(lines(Some(BASE), Some(&new)), edit.there, "{} → {}", edit.from, edit.to);
        assert_eq!(lines(Some(&new), Some(BASE)), edit.back, "{} → {}", edit.to, edit.from);
    }
}

#[test]
fn every_class_has_an_edit() {
    let mut seen: BTreeSet<ItemClass> = BTreeSet::new();
    for edit in Edit::all() {
        let new = edit.apply();
        for (old, new) in [(BASE, new.as_str()), (new.as_str(), BASE)] {
            seen.extend(compare(Some(old), Some(new)).into_iter().map(|(_, change)| change.class));
        }
    }
    let missing: Vec<&ItemClass> = ItemClass::ALL.iter().filter(|class| !seen.contains(*class)).collect();
    assert!(missing.is_empty(), "no edit gives {missing:?}");
}

#[test]
fn a_document_comes_and_goes_as_a_whole() {
    assert_eq!(lines(None, Some(BASE)), ["document: module added demo20240101, now 85 items"]);
    assert_eq!(lines(Some(BASE), None), ["document: module removed demo20240101, was 85 items"]);
    assert_eq!(lines(Some(BASE), Some(BASE)), [] as [&str; 0]);
}

/// A component tells of its module even if there was none before.
#[test]
fn the_first_component_comes() {
    let document = |schema: &str| {
        format!(
            "version: \"1.0\"\n\
             info: {{style: \"RPC\", product: \"Demo\", version: \"2024-01-01\"}}\n\
             components: {{schemas: {{Tag: {{type: \"object\", properties: {{Key: {{type: \"string\"}}}}}}}}}}\n\
             apis: {{Do: {{methods: [\"post\"], parameters: [], responses: {{\"200\": {schema}}}}}}}\n"
        )
    };
    let (old, new) = (document("{}"), document("{schema: {$ref: \"#/components/schemas/Tag\"}}"));
    let expected = [
        "document: module added types, now 5 items",
        "Do: method changed Client::r#do, was (DoRequest) -> (), now (DoRequest) -> Tag",
        "component Tag: module added types::tag, now 3 items",
    ];
    assert_eq!(lines(Some(&old), Some(&new)), expected);
}
