//! Several changes at once: item changes are reported under their cause, and under none where that is
//! another owner's, or where several come together.

use generator::Owner;
use std::fmt::Write as _;

use generator::diff::{Change, OwnerChanges};
use serde_json::{Value, json};

use crate::documents::{BODY, Edit, PARAMETERS, applied, at, base, document};
use crate::owners;

/// The document, with components that are no types of their own, circles, and names that collide.
fn old() -> Value {
    let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let object = |key: &str, value| json!({"type": "object", "properties": {key: value}});
    let edits = [
        at("/components/schemas", "Code", json!({"type": "string"})),
        at("/components/schemas", "Hen", object("egg", reference("Egg"))),
        at("/components/schemas", "Egg", object("size", json!({"type": "integer"}))),
        at(PARAMETERS, "-", json!({"name": "Code", "in": "query", "schema": reference("Code")})),
        at("/apis/GetJob/errorCodes/400", "-", json!({"errorCode": "no_job"})),
        at(BODY, "Hen", reference("Hen")),
        at(BODY, "Sizes", json!({"type": "object", "additionalProperties": {"type": "string"}})),
        at(BODY, "the-url", json!({"type": "string"})),
    ];
    applied(base(), &edits)
}

fn cases() -> Vec<(&'static str, Vec<Edit>)> {
    [arguments(), components(), calls(), names()].concat()
}

#[rustfmt::skip]
fn arguments() -> Vec<(&'static str, Vec<Edit>)> {
    let own = |key: &str, value| at(PARAMETERS, key, value);
    let depth = json!({"name": "Depth", "in": "query", "schema": {"type": "integer", "required": true}});
    vec![
        ("two parameters become required", vec![own("1/schema/required", json!(true)), own("3/schema/required", json!(true))]),
        ("one becomes required, one comes", vec![own("1/schema/required", json!(true)), own("-", depth)]),
        ("one becomes required, one has another type", vec![own("1/schema/required", json!(true)), own("2/schema/enum", Value::Null)]),
        ("one becomes optional, another has another type", vec![own("2/schema/required", Value::Null), own("1/schema/type", json!("integer"))]),
        ("one becomes required, another is gone", vec![own("1/schema/required", json!(true)), own("2/goneSince", json!("2025-01-31"))]),
        ("one is gone, another has another type", vec![own("2/goneSince", json!("2025-01-31")), own("1/schema/type", json!("integer"))]),
        ("one becomes required and another type", vec![own("1/schema/required", json!(true)), own("1/schema/type", json!("integer"))]),
        ("one becomes required, a placeholder comes", vec![own("1/schema/required", json!(true)), at("/apis/GetJob", "path", json!("/jobs/{JobId}/{Part}"))]),
        ("a field becomes required, a placeholder comes", vec![own("3/schema/items/properties/Key/required", Value::Null), at("/apis/GetJob", "path", json!("/jobs/{JobId}/{Part}"))]),
    ]
}

#[rustfmt::skip]
fn components() -> Vec<(&'static str, Vec<Edit>)> {
    let code = |key: &str, value| at("/components/schemas/Code", key, value);
    let number = || code("type", json!("integer"));
    let own = |key: &str, value| at(PARAMETERS, key, value);
    vec![
        ("a component is a number", vec![number()]),
        ("a component is a number, another default", vec![number(), own("4/schema/default", json!("7"))]),
        ("a component is a number, another verb", vec![number(), at("/apis/GetJob", "methods", json!(["put"]))]),
        ("a component is a number, no identity", vec![number(), at("/apis/GetJob", "security", json!([{"Anonymous": []}]))]),
        ("a component is a number, and required", vec![number(), own("4/schema/required", json!(true))]),
        ("a component is a number, a parameter, too", vec![number(), own("1/schema/type", json!("integer"))]),
        ("a component has values", vec![code("enum", json!(["a"]))]),
        ("a circle is closed", vec![at("/components/schemas/Egg/properties", "hen", json!({"$ref": "#/components/schemas/Hen"}))]),
    ]
}

#[rustfmt::skip]
fn calls() -> Vec<(&'static str, Vec<Edit>)> {
    let own = |key: &str, value| at(PARAMETERS, key, value);
    let depth = |place: &str| json!({"name": "Depth", "in": place, "schema": {"type": "integer"}});
    let responses = "/apis/GetJob/responses";
    vec![
        ("a parameter comes, a body goes", vec![own("-", depth("query")), at(responses, "200/schema", Value::Null)]),
        ("a parameter comes, the values of a map are numbers", vec![own("-", depth("query")), at(BODY, "Sizes/additionalProperties/type", json!("integer"))]),
        ("a parameter comes, a body for its status", vec![
            own("-", depth("query")), at(responses, "200", Value::Null), at(responses, "201", json!({"schema": {"type": "string"}})),
        ]),
        ("a field goes, another becomes required", vec![at(BODY, "Names", Value::Null), at(BODY, "Total/required", json!(true))]),
        ("a host of its own", vec![own("-", depth("host"))]),
        ("most have a host of their own", vec![
            own("-", depth("host")), at("/apis", "GetPlan", json!({"path": "/plans", "methods": ["get"], "parameters": [depth("host")]})),
        ]),
        ("XML, and another type", vec![own("3/style", json!("xml")), own("1/schema/type", json!("integer"))]),
        ("another host, an error", vec![
            at("/endpoints", "1/vpc", Value::Null), at("/apis/GetJob", "errorCodes/400/0/errorCode", json!("WrongId")),
        ]),
    ]
}

#[rustfmt::skip]
fn names() -> Vec<(&'static str, Vec<Edit>)> {
        vec![
        ("a field takes the name of another", vec![at(BODY, "TheUrl", json!({"type": "string"}))]),
        ("an error takes the name of another", vec![at("/apis/GetJob/errorCodes/400", "-", json!({"errorCode": "NoJob"}))]),
        ("a parameter is renamed, also in Rust", vec![
            at(PARAMETERS, "1/name", json!("coUnt")), at(PARAMETERS, "3/schema/items/type", json!("any")),
        ]),
    ]
}

#[test]
fn what_programs_notice_is_told_under_its_cause() {
    let before = document(&old());
    let mut report = String::new();
    for (name, edits) in cases() {
        let after = document(&applied(old(), &edits));
        let _ = writeln!(report, "{name}");
        for (sign, old, new) in [(">", &before, &after), ("<", &after, &before)] {
            for owner in owners(old, new) {
                append(&mut report, sign, &owner);
            }
        }
    }
    expect_test::expect_file!["effects.txt"].assert_eq(&report.replace("demo20240101::", ""));
}

fn append(report: &mut String, sign: &str, owner: &OwnerChanges) {
    let idle = if owner.generated { "" } else { ", not generated" };
    let _ = writeln!(report, "  {sign} {}: {}{idle}", called(&owner.owner), owner.bump());
    for (index, change) in owner.wire.iter().enumerate() {
        let _ = writeln!(report, "      {}: {}", owner.weight_of(index), line(change));
        for item in owner.effects(index) {
            let _ = writeln!(report, "          {} {}", item.class, item.path);
        }
    }
    for item in owner.uncaused() {
        let _ = writeln!(report, "      in Rust: {} {}", item.class, item.path);
    }
}

fn called(owner: &Owner) -> &str {
    match owner {
        Owner::Document => "document",
        Owner::Operation(name) | Owner::Component(name) => name,
    }
}

fn line(change: &Change) -> String {
    let path = Some(change.path.as_str()).filter(|path| !path.is_empty()).map(|path| format!(" `{path}`"));
    let hint = if change.correction.is_some() { ", can be held back" } else { "" };
    format!("{}{}{hint}", change.class, path.unwrap_or_default())
}
