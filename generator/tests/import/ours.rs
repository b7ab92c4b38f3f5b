//! Our own document of the two ICE operations against the vendor's.

use std::collections::BTreeSet;
use std::fs;

use generator::Input;
use generator::import::{ElementChangeKind, Operations, Options};
use generator::lower::lower;
use generator::model::{Deprecation, Field, FieldDocs, Module, OperationDocs, Prose, TypeDef};

use super::{imported, metadata, options};

const ICE: &str = "2025-12-zh/ice/2020-11-09/api-docs.json";
const OLDER: &str = "2024-06-zh/ice/2020-11-09/api-docs.json";
const OPERATIONS: [&str; 2] = ["StartAIAgentInstance", "TakeoverAIAgentCall"];

fn ours() -> Input {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../specs/ice/2020-11-09.yaml");
    Input::new("specs/ice/2020-11-09.yaml", fs::read_to_string(path).unwrap())
}

fn two_operations() -> Options {
    let operations = Operations::Named(OPERATIONS.map(str::to_owned).to_vec());
    Options { operations, ..options() }
}

/// The module of a document, without anything that is documentation only.
fn structure(text: &str) -> Module {
    let mut lowered = lower(&[Input::new("specs/ice/2020-11-09.yaml", text)]);
    assert_eq!(lowered.krate.modules.len(), 1);
    let mut module = lowered.krate.modules.remove(0);
    (module.title, module.description) = (None, String::new());
    module.groups.clear();
    for operation in &mut module.operations {
        operation.docs = OperationDocs::default();
        operation.request.fields.iter_mut().for_each(bare);
        operation.types.iter_mut().for_each(bare_type);
    }
    module.components.iter_mut().flat_map(|component| &mut component.types).for_each(bare_type);
    module
}

fn difference(a: &str, b: &str) -> String {
    let [a, b] = [a, b].map(|text| format!("{:#?}", structure(text)));
    similar::TextDiff::from_lines(&a, &b).unified_diff().to_string()
}

fn bare_type(definition: &mut TypeDef) {
    match definition {
        TypeDef::Object(object) => {
            object.text = Prose::default();
            object.fields.iter_mut().for_each(bare);
        }
        TypeDef::Enum(values) => values.text = Prose::default(),
    }
}

fn bare(field: &mut Field) {
    field.docs = FieldDocs::default();
    // Its reason stands in the description.
    field.deprecated = field.deprecated.take().map(|_| Deprecation::default());
}

#[test]
fn two_operations_into_nothing_are_our_own_document() {
    let Some(folder) = metadata::folder() else { return };
    let options = Options { without_texts: true, ..two_operations() };
    let outcome = imported(&metadata::read(&folder, ICE), None, &options);
    assert_eq!((outcome.operations, outcome.components), (2, 3));
    assert!(structure(&outcome.text) == structure(&ours().text), "{}", difference(&outcome.text, &ours().text));
    let undescribed: BTreeSet<_> =
        outcome.report.undescribed.iter().filter_map(|diagnostic| diagnostic.path.clone()).collect();
    assert_eq!(undescribed.len(), outcome.report.undescribed.len());
    assert!(undescribed.contains("apis.TakeoverAIAgentCall.parameters[RequireToken]"), "{undescribed:#?}");
    assert!(outcome.report.undescribed.iter().all(|diagnostic| diagnostic.position.is_some()));
}

#[test]
fn our_own_document_stays_as_it_is() {
    let Some(folder) = metadata::folder() else { return };
    let ours = ours();
    let outcome = imported(
        &metadata::read(&folder, ICE),
        Some(&ours),
        &Options { date: Some("2025-12-31".into()), ..two_operations() },
    );
    assert_eq!(outcome.report.changes, []);
    assert_eq!(outcome.report.lost_comments, [] as [&str; 0]);
    assert_eq!(lower(&[Input { text: outcome.text, ..ours.clone() }]).krate, lower(&[ours]).krate);
}

#[test]
fn another_edition_keeps_what_was_written_by_hand() {
    let Some(folder) = metadata::folder() else { return };
    let new = imported(&metadata::read(&folder, OLDER), None, &options());
    let (before, after) =
        ("type: \"string\"\n          description: \"", "type: \"string\"\n          description: \"By hand. ");
    let edited = Input::new("specs/ice/2020-11-09.yaml", new.text.replacen(before, after, 3));
    let options = Options { sha256: "01".into(), operations: Operations::All, ..options() };
    let outcome = imported(&metadata::read(&folder, ICE), Some(&edited), &options);
    assert_eq!(outcome.text.matches("\"By hand. ").count(), 3);
    assert!(outcome.report.changes.iter().any(|note| note.kind == ElementChangeKind::Added));
    assert!(outcome.report.texts_kept > 3);
    let options = Options { update_texts: true, ..options };
    let outcome = imported(&metadata::read(&folder, ICE), Some(&edited), &options);
    assert_eq!(outcome.text.matches("\"By hand. ").count(), 0);
}

#[test]
fn an_import_twice_changes_nothing() {
    let Some(folder) = metadata::folder() else { return };
    let upstream = metadata::read(&folder, ICE);
    for options in [options(), Options { without_texts: true, ..two_operations() }] {
        let first = imported(&upstream, None, &options);
        let file = Input::new("specs/ice/2020-11-09.yaml", first.text);
        let again =
            imported(&upstream, Some(&file), &Options { source: "other".into(), date: None, ..options.clone() });
        assert_eq!(again.report.changes, []);
        assert!(again.text == file.text, "the same bytes change nothing");
        let other = imported(&upstream, Some(&file), &Options { sha256: "01".into(), ..options });
        assert_eq!(other.text.replacen("sha256: \"01\"", "sha256: \"00\"", 1), file.text, "other bytes, same content");
    }
}
