//! A component and the operations that use it: who is named, and what a change weighs there.

use generator::Owner;
use generator::diff::{Class, Use, Weight};
use serde_json::{Value, json};

use crate::documents::{Edit, JOB, PARAMETERS, at, base, document, edited};
use crate::owners;

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

/// `ListJobs` sends a component that holds `Job`.
fn sent() -> Vec<Edit> {
    let filter = json!({"type": "object", "properties": {"Like": {"type": "array", "items": reference("Job")}}});
    vec![
        at("/components/schemas", "Filter", filter),
        at(
            "/apis/ListJobs",
            "parameters",
            json!([{"name": "Filter", "in": "query", "style": "json", "schema": reference("Filter")}]),
        ),
    ]
}

/// The change of `Job`, and who uses it.
#[track_caller]
fn job(before: &[Edit], change: Edit) -> (Vec<(Class, Weight)>, Vec<Use>) {
    let (old, new) = (edited(before), edited(&[before, &[change]].concat()));
    let owners = owners(&document(&old), &document(&new));
    let job = owners.into_iter().find(|owner| owner.owner == Owner::Component("Job".to_owned())).unwrap();
    (job.wire.iter().map(|change| (change.class, change.weight)).collect(), job.used_by)
}

fn used(operation: &str, request: bool, response: bool) -> Use {
    Use { operation: operation.to_owned(), request, response }
}

#[test]
fn a_change_in_a_component_names_the_operations_that_use_it() {
    let (_, users) = job(&[], at(JOB, "Id/description", json!("Which.")));
    assert_eq!(users, [used("GetJob", false, true)]);
    let (_, users) = job(&sent(), at(JOB, "Id/description", json!("Which.")));
    assert_eq!(users, [used("GetJob", false, true), used("ListJobs", true, false)]);
}

#[test]
fn a_component_that_is_used_no_longer_names_who_used_it() {
    let (old, new) = (edited(&sent()), base());
    let owners = owners(&document(&old), &document(&new));
    let filter = owners.iter().find(|owner| owner.owner == Owner::Component("Filter".to_owned())).unwrap();
    assert_eq!(filter.used_by, [used("ListJobs", true, false)]);
    assert!(owners.iter().all(|owner| matches!(owner.owner, Owner::Component(_)) || owner.used_by.is_empty()));
}

#[test]
fn what_requests_must_have_breaks_also_deep_in_them() {
    let required = |field: &str| at(JOB, &format!("{field}/required"), json!(true));
    let added = || at(JOB, "Size", json!({"type": "integer", "required": true}));
    assert_eq!(job(&[], required("State")).0, [(Class::BecameRequired, Weight::Behavior)]);
    assert_eq!(job(&sent(), required("State")).0, [(Class::BecameRequired, Weight::Breaking)]);
    assert_eq!(job(&[], added()).0, [(Class::RequiredFieldAdded, Weight::Additive)]);
    assert_eq!(job(&sent(), added()).0, [(Class::RequiredFieldAdded, Weight::Breaking)]);
    // No field is more required for what it holds.
    let values = at(JOB, "Labels/additionalProperties/required", json!(true));
    assert_eq!(job(&sent(), values).0, [(Class::BecameRequired, Weight::Behavior)]);
}

/// Such a change breaks no program in Rust, and many calls: it can be held back.
#[test]
fn a_nested_field_that_becomes_required_is_weighed_as_a_parameter() {
    let edit = |path: &str, required| at(PARAMETERS, path, json!({"type": "string", "required": required}));
    for path in ["1/schema", "3/schema/items/properties/Key"] {
        let [old, new] = [false, true].map(|required| document(&edited(&[edit(path, required)])));
        let owners = owners(&old, &new);
        let change = &owners[0].wire[0];
        assert_eq!((change.class, change.weight), (Class::BecameRequired, Weight::Breaking), "{path}");
        assert!(change.correction.is_some(), "{path}");
    }
    // A part of the path was never left out.
    let [old, new] = [false, true].map(|required| document(&edited(&[edit("0/schema", required)])));
    assert!(owners(&old, &new).iter().flat_map(|owner| &owner.wire).all(|change| change.weight == Weight::Behavior));
}

/// Hosts, lists and texts are reported in full: they may differ at their ends only.
#[test]
fn nothing_that_is_told_is_cut() {
    let long = |end: &str| format!("{}.{end}.example.com", "a".repeat(70));
    let edit = |end: &str| {
        let values: Vec<String> = (0..100).map(|index| format!("value-{index}")).collect();
        vec![
            at("/endpoints", "0/endpoint", json!(long(end))),
            at(PARAMETERS, "1/schema/default", json!(format!("{}{end}", "d".repeat(99)))),
            at(JOB, "Id/description", json!(format!("{} {end}", "Which. ".repeat(99)))),
            at(
                PARAMETERS,
                "2/schema",
                if end == "x" { json!({"type": "string"}) } else { json!({"type": "string", "enum": values}) },
            ),
        ]
    };
    let owners = owners(&document(&edited(&edit("x"))), &document(&edited(&edit("y"))));
    let changes: Vec<_> = owners.iter().flat_map(|owner| &owner.wire).collect();
    assert_eq!(changes.len(), 4);
    for change in changes {
        assert_ne!(change.before, change.after, "{change:?}");
        assert!(!format!("{change:?}").contains('…'), "{change:?}");
        assert!(change.after.as_ref().unwrap().len() > 80, "{change:?}");
    }
}
