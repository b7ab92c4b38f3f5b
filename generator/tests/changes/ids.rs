//! What a change is called: by itself, in every run.

use std::collections::BTreeSet;

use generator::diff::{Class, OwnerChanges};
use generator::{Diagnostic, Input, Severity};
use serde_json::json;

use crate::documents::{BODY, Edit, JOB, PARAMETERS, at, base, document, edited};
use crate::random::Random;
use crate::{histories, metadata, owners, tree};

/// All ids of a report; none stands for two.
#[track_caller]
fn ids(old: &Input, new: &Input) -> BTreeSet<String> {
    let owners = owners(old, new);
    let wire = owners.iter().flat_map(|owner| owner.wire.iter().map(|change| change.id.clone()));
    let all: Vec<String> =
        wire.chain(owners.iter().flat_map(|owner| owner.rust.iter().map(|item| item.id.clone()))).collect();
    let ids: BTreeSet<String> = all.iter().cloned().collect();
    assert_eq!(ids.len(), all.len(), "{owners:#?}");
    assert!(ids.iter().all(|id| id.len() == 16 && id.chars().all(|c| c.is_ascii_hexdigit())), "{ids:?}");
    ids
}

#[rustfmt::skip]
fn some() -> Vec<Edit> {
    vec![
        at(PARAMETERS, "1/schema/type", json!("integer")),
        at(JOB, "State/enum", json!(["new", "lost", "found"])),
        at(BODY, "Total/description", json!("How many.")),
        at("/apis/GetJob/responses", "200/description", json!("All.")),
        at("/apis/GetJob/responses/200", "schema/description", json!("All.")),
        at("/info", "title", json!("Demo")),
        at("/info", "description", json!("Demo.")),
    ]
}

#[test]
fn an_id_does_not_depend_on_other_changes_nor_on_order() {
    let (old, new) = (document(&base()), document(&edited(&some())));
    let few = ids(&old, &new);
    assert_eq!(few, ids(&old, &new));
    let others = vec![
        at(PARAMETERS, "0/schema/description", json!("Which.")),
        at(JOB, "Id/type", json!("integer")),
        at("/endpoints", "0", serde_json::Value::Null),
    ];
    let more = ids(&old, &document(&edited(&[others, some()].concat())));
    assert!(more.is_superset(&few) && more.len() > few.len(), "{few:?} {more:?}");
    let shuffled = tree::document(&new.path, &tree::shuffled(tree::parse(&new), &mut Random::new(7)));
    assert_eq!(ids(&old, &shuffled), few);
}

/// Programs keep ids: another one for the same change is a break for them.
#[test]
fn ids_stay_from_version_to_version() {
    let owners = owners(&document(&base()), &document(&edited(&[at(PARAMETERS, "1/schema/type", json!("integer"))])));
    let [OwnerChanges { wire, rust, .. }] = owners.as_slice() else { panic!("{owners:#?}") };
    assert_eq!(wire[0].class, Class::TypeChanged);
    assert_eq!([&wire[0].id, &rust[0].id], ["9a90ca768448a977", "d9057eb2d3541ed8"]);
}

#[test]
fn diagnostics_have_ids_too() {
    let diagnostic = |path: Option<&str>, message: &str| Diagnostic {
        severity: Severity::Warning,
        file: "demo.json".to_owned(),
        position: None,
        path: path.map(str::to_owned),
        refuses: Vec::new(),
        operation: None,
        message: message.to_owned(),
        help: None,
        kind: "text",
    };
    let here = diagnostic(Some("apis.GetJob"), "is no text");
    let below = Diagnostic { position: Some(generator::Position { line: 7, column: 1 }), ..here.clone() };
    assert_eq!(here.id(), below.id(), "lines move");
    assert_eq!(here.id(), diagnostic(Some("apis.GetJob"), "is not a text").id(), "words change");
    assert_ne!(here.id(), diagnostic(Some("apis.StopJob"), "is no text").id());
    assert_ne!(diagnostic(None, "one").id(), diagnostic(None, "two").id());
    assert_eq!(here.id(), "36259356df6e2e7e");
}

#[test]
fn real_editions_have_no_id_twice() {
    let Some(history) = histories::folder() else { return };
    for (product, dates) in
        [("ice/2020-11-09", ["2024-09-23", "2024-09-28"]), ("kms/2016-01-20", ["2024-09-23", "2024-11-08"])]
    {
        let [old, new] = dates.map(|date| metadata::read(&history, &format!("{product}/{date}.json")));
        println!("{product}: {} ids", ids(&old, &new).len());
    }
}
