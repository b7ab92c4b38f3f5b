//! The list of public items is what the generated files hold, all of it and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use generator::diff::surface::{self, ItemKind, SurfaceItem};
use generator::{Flavour, Input, Options};

use crate::cases::Case;
use crate::{files, metadata, selection};

/// Compares the items of documents with the files that are generated from them; how many there are of each kind.
fn check(name: &str, inputs: &[Input]) -> BTreeMap<ItemKind, usize> {
    let modules = generator::lower::lower(inputs).krate.modules;
    let items: Vec<Vec<SurfaceItem>> = modules.iter().map(surface::items).collect();
    for items in &items {
        assert_parents(name, items);
    }
    let items: Vec<SurfaceItem> = items.into_iter().flatten().collect();
    let outcome = generator::generate(inputs, &Options { flavour: Flavour::Member });
    assert!(!outcome.files.is_empty(), "{name}: nothing is generated");
    let (listed, found) = (lines(&items), lines(&files::items(&outcome.files)));
    let difference: Vec<String> = listed
        .difference(&found)
        .map(|line| format!("listed only: {line}"))
        .chain(found.difference(&listed).map(|line| format!("generated only: {line}")))
        .collect();
    assert!(difference.is_empty(), "{name}:\n{}", difference.join("\n"));
    let mut kinds = BTreeMap::new();
    for item in items {
        *kinds.entry(item.kind).or_default() += 1;
    }
    kinds
}

/// Everything about an item but its parent and origin, which code does not say. No two items are the same.
#[track_caller]
fn lines(items: &[SurfaceItem]) -> BTreeSet<String> {
    let line = |item: &SurfaceItem| {
        let SurfaceItem { path, owner, kind, signature, deprecated, parent: _, origin: _ } = item;
        let deprecated = if *deprecated { " deprecated" } else { "" };
        format!("{path} {kind:?} {signature:?} of {owner:?}{deprecated}")
    };
    let lines: BTreeSet<String> = items.iter().map(line).collect();
    assert_eq!(lines.len(), items.len(), "an item is listed twice");
    lines
}

/// Items are sorted, and each but the module has a parent of a kind that can have it.
fn assert_parents(name: &str, items: &[SurfaceItem]) {
    use ItemKind::{Enum, Field, Module, Struct};
    assert!(items.is_sorted_by_key(|item| (&item.path, item.kind)), "{name}: not sorted");
    let mut kinds = BTreeMap::<&str, Vec<ItemKind>>::new();
    for item in items {
        kinds.entry(&item.path).or_default().push(item.kind);
    }
    for item in items {
        let Some(parent) = &item.parent else {
            assert_eq!((item.kind, item.path.contains("::")), (Module, false), "{name}: {item:?}");
            continue;
        };
        let wanted: &[ItemKind] = match item.kind {
            Module | Struct | Enum => &[Module],
            ItemKind::Constant => &[Module, Struct],
            ItemKind::Export => &[Struct, Enum],
            Field | ItemKind::Constructor | ItemKind::Method | ItemKind::Paged | ItemKind::Sample => &[Struct],
            ItemKind::Paging => &[ItemKind::Paged],
            ItemKind::Variant => &[Enum],
            ItemKind::BlockingMethod => &[ItemKind::Method],
            ItemKind::Setter => &[Field],
        };
        let known = kinds.get(parent.as_str()).into_iter().flatten().any(|kind| wanted.contains(kind));
        assert!(known, "{name}: no parent: {item:?}");
    }
}

fn sum(kinds: &BTreeMap<ItemKind, usize>) -> usize {
    kinds.values().sum()
}

#[test]
fn our_document() {
    let read = |path: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)).unwrap();
    let [document, corrections] = ["specs/ice/2020-11-09.yaml", "specs/ice/2020-11-09.corrections.yaml"];
    let input = Input::new(document, read(document)).with_corrections(corrections, read(corrections));
    let kinds = check("ice", &[input]);
    println!("ice: {} items: {kinds:?}", sum(&kinds));
}

/// Types that want the same name in a list.
#[test]
fn a_document_whose_types_are_called_alike() {
    let document = r##"{
        "version": "1.0",
        "info": {"style": "RPC", "product": "Demo", "version": "2024-01-01"},
        "components": {"schemas": {
            "One": {"properties": {"TwoThree": {"properties": {"A": {"type": "string"}}}}},
            "OneTwo": {"properties": {"Three": {"properties": {"A": {"type": "string"}}}}}
        }},
        "apis": {"Do": {"methods": ["post"], "parameters": [
            {"name": "One", "in": "query", "style": "json", "schema": {"$ref": "#/components/schemas/One"}},
            {"name": "Two", "in": "query", "style": "json", "schema": {"$ref": "#/components/schemas/OneTwo"}}
        ], "responses": {}}}
    }"##;
    let kinds = check("alike", &[Input::new("demo.json", document)]);
    assert_eq!(kinds[&ItemKind::Export], 3, "{kinds:?}");
}

#[test]
fn golden_documents() {
    for case in Case::all() {
        let kinds = check(&case.name, &case.inputs);
        println!("{}: {} items", case.name, sum(&kinds));
    }
}

#[test]
fn real_documents() {
    let Some(folder) = metadata::folder() else { return };
    let documents = selection::documents(&folder);
    let mut all = BTreeMap::<ItemKind, usize>::new();
    for document in &documents {
        let kinds = check(document, &[metadata::read(&folder, document)]);
        println!("{document}: {} items", sum(&kinds));
        for (kind, count) in kinds {
            *all.entry(kind).or_default() += count;
        }
    }
    println!("{} documents: {} items: {all:?}", documents.len(), sum(&all));
}
