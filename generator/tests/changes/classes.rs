//! Every class of change on a small document: the reported values and positions.

use generator::Owner;
use std::collections::BTreeSet;
use std::fmt::Write as _;

use generator::Input;
use generator::diff::{Change, Class, OwnerChanges, Part, Place};
use serde_json::{Value, json};

use crate::documents::{BODY, Edit, JOB, PARAMETERS, at, base, document, edited};
use crate::{compare, owners};

/// Edits, each under the name of what it does.
fn cases() -> Vec<(&'static str, Vec<Edit>)> {
    [operations(), parameters(), fields(), types(), values(), texts(), rest()].concat()
}

#[rustfmt::skip]
fn operations() -> Vec<(&'static str, Vec<Edit>)> {
    let own = |key: &str, value| vec![at("/apis/GetJob", key, value)];
    vec![
        ("an operation comes", vec![at("/apis", "StopJob", json!({"path": "/stop", "methods": ["post"], "responses": {}}))]),
        ("an operation goes", vec![at("/apis", "GetJob", Value::Null)]),
        ("a deprecated operation goes", vec![at("/apis", "ListJobs", Value::Null)]),
        ("an operation becomes faulty", own("methods", json!(["trace"]))),
        ("a component becomes faulty", vec![at(JOB, "Id/type", json!({}))]),
        ("an operation is deprecated", own("deprecated", json!(true))),
        ("an operation is no longer deprecated", vec![at("/apis/ListJobs", "deprecated", Value::Null)]),
        ("an operation is gone", own("goneSince", json!("2025-01-31"))),
        ("another verb is allowed", own("methods", json!(["post", "GET"]))),
        ("another scheme", own("schemes", json!(["https", "sse"]))),
        ("another path", own("path", json!("/job/{JobId}"))),
        ("no identity", own("security", json!([{"Anonymous": []}]))),
        ("a form is taken", own("consumes", json!(["application/x-www-form-urlencoded"]))),
        ("a stream is given", own("produces", json!(["text/event-stream"]))),
        ("another effect", own("operationType", json!("write"))),
        ("another tag", own("systemTags", json!({"operationType": "update"}))),
        ("it becomes a read", vec![at("/apis/ListJobs", "operationType", json!("list"))]),
        ("its pages are corrected", own("paging", json!("none"))),
        ("it becomes a write", own("operationType", Value::Null)),
        ("another product style", vec![at("/info", "style", json!("RPC"))]),
    ]
}

#[rustfmt::skip]
fn parameters() -> Vec<(&'static str, Vec<Edit>)> {
    let own = |key: &str, value| vec![at(PARAMETERS, key, value)];
    let added = |required| json!({"name": "Depth", "in": "query", "schema": {"type": "integer", "required": required}});
    vec![
        ("an optional parameter comes", own("-", added(false))),
        ("a required parameter comes", own("-", added(true))),
        ("an optional parameter goes", own("1", Value::Null)),
        ("a required parameter goes", own("0", Value::Null)),
        ("a parameter is renamed", own("1/name", json!("count"))),
        ("a parameter goes elsewhere", own("1/in", json!("formData"))),
        ("a parameter has another style", own("3/style", json!("flat"))),
        ("a parameter becomes required", own("1/schema/required", json!(true))),
        ("a copy of a parameter becomes required", own("-", json!({
            "name": "Count", "in": "query",
            "schema": {"type": "string", "default": "10", "maxLength": 5, "required": true}
        }))),
        ("another default", own("1/schema/default", json!("20"))),
        ("other limits", vec![at(PARAMETERS, "1/schema/maxLength", Value::Null), at(PARAMETERS, "1/schema/pattern", json!("^[0-9]+$"))]),
        ("a parameter is gone", own("2/goneSince", json!("2025-01-31"))),
        ("a parameter is a secret", own("1/schema/sensitive", json!(true))),
    ]
}

#[rustfmt::skip]
fn fields() -> Vec<(&'static str, Vec<Edit>)> {
    let inner = "3/schema/items/properties";
    let added = |required| json!({"type": "array", "items": {"$ref": "#/components/schemas/Job"}, "required": required});
    vec![
        ("an optional field comes", vec![at(PARAMETERS, &format!("{inner}/Values"), added(false))]),
        ("a required field comes to a request", vec![at(PARAMETERS, &format!("{inner}/Values"), added(true))]),
        ("a required field comes to a component", vec![at(JOB, "Others", added(true))]),
        ("a required field comes to a response", vec![at(BODY, "Others", added(true))]),
        ("a field is gone", vec![at(BODY, "Names/goneSince", json!("2025-01-31"))]),
        ("a field goes", vec![at(BODY, "Names", Value::Null)]),
        ("a field is renamed, with another text", vec![
            at(JOB, "Id", Value::Null), at(JOB, "ID", json!({"type": "string", "required": true, "description": "Its id."})),
        ]),
        ("a field becomes optional", vec![at(PARAMETERS, &format!("{inner}/Key/required"), Value::Null)]),
        ("a field is deprecated", vec![at(JOB, "Labels/additionalProperties/properties/Name/deprecated", json!(true))]),
        ("another format", vec![at(BODY, "Total/format", json!("int64"))]),
    ]
}

#[rustfmt::skip]
fn types() -> Vec<(&'static str, Vec<Edit>)> {
    vec![
        ("a text becomes a number", vec![at(PARAMETERS, "1/schema/type", json!("integer"))]),
        ("elements become numbers", vec![at(BODY, "Names/items/type", json!("integer"))]),
        ("a list becomes an object", vec![at(BODY, "Names", json!({"type": "object", "properties": {"A": {"type": "string"}}}))]),
        ("a reference is inlined", vec![at(BODY, "Job", json!({"type": "object", "properties": {"Id": {"type": "string"}}}))]),
        ("a list of references in place of one", vec![at(BODY, "Job", json!({"type": "array", "items": {"$ref": "#/components/schemas/Job"}}))]),
        ("a reference is introduced", vec![at(BODY, "Names/items", json!({"$ref": "#/components/schemas/Plan"}))]),
        ("another reference", vec![at(BODY, "Job/$ref", json!("#/components/schemas/Plan"))]),
        ("an object gets fields", vec![at(JOB, "Options/properties", json!({"Fast": {"type": "boolean"}}))]),
        ("an object loses its fields", vec![at(JOB, "Labels/additionalProperties/properties", Value::Null)]),
    ]
}

#[rustfmt::skip]
fn values() -> Vec<(&'static str, Vec<Edit>)> {
    vec![
        ("a value comes, another order", vec![at(JOB, "State/enum", json!(["new", "lost", "done"]))]),
        ("two values go, one comes", vec![at(JOB, "State/enum", json!(["lost"]))]),
        ("a value is renamed", vec![at(JOB, "State/enum", json!(["DONE", "new"]))]),
        ("a value is renamed, also in Rust", vec![at(JOB, "State/enum", json!(["doNe", "new"]))]),
        ("a value is gone", vec![at(JOB, "State/enumGoneSince", json!({"new": "2025-01-31"}))]),
        ("a value gets prose", vec![at(JOB, "State/enum", json!(["done: ready", "new"]))]),
        ("values are introduced", vec![at(PARAMETERS, "1/schema/enum", json!([1, 2]))]),
        ("values are dropped", vec![at(PARAMETERS, "2/schema/enum", Value::Null)]),
        ("values become blank", vec![at(PARAMETERS, "2/schema/enum", json!([""]))]),
        ("values have other labels", vec![at(JOB, "State/enumValueTitles", json!({"done": "Ready", "new": "New"}))]),
    ]
}

#[rustfmt::skip]
fn texts() -> Vec<(&'static str, Vec<Edit>)> {
    let own = |key: &str, value| vec![at("/apis/GetJob", key, value)];
    vec![
        ("another description", vec![at(JOB, "Id/description", json!("Which job."))]),
        ("a description beside a reference", vec![at(BODY, "Job/description", json!("It."))]),
        ("a response has another description", own("responses/404/description", json!("No."))),
        ("a title, an example, a mark", vec![
            at(JOB, "Id/title", json!("Id")), at(JOB, "Id/example", json!("7")), at(JOB, "Id/readOnly", json!(true)),
        ]),
        ("texts of an operation", [own("summary", json!("Finds it.")), own("title", json!("Get")), own("extraInfo", json!(" "))].concat()),
        ("another sample", own("responseDemo", json!("[]"))),
        ("another message of an error", own("errorCodes/400/0/errorMessage", json!("Unknown id."))),
        ("another permission", own("ramActions/0/operationType", json!("list"))),
        ("a substitute", own("staticInfo", json!({"substitutions": ["Demo::2024-01-01::FindJob"]}))),
        ("other contents", vec![at("/directories", "0/title", json!("Work"))]),
        ("another spelling of the product", vec![at("/info", "product", json!("DEMO"))]),
        ("a title of the product", vec![at("/info", "title", json!("Demo"))]),
    ]
}

#[rustfmt::skip]
fn rest() -> Vec<(&'static str, Vec<Edit>)> {
    let responses = "/apis/GetJob/responses";
    vec![
        ("a response comes", vec![at(responses, "204", json!({}))]),
        ("a response goes", vec![at(responses, "404", Value::Null)]),
        ("a body comes", vec![at(responses, "404/schema", json!({"type": "string"}))]),
        ("a body goes", vec![at(responses, "200/schema", Value::Null)]),
        ("a component comes", vec![at("/components/schemas", "Task", json!({"type": "string"}))]),
        ("a component is gone", vec![at("/components/schemas/Job", "goneSince", json!("2025-01-31"))]),
        ("a component goes", vec![at("/components/schemas", "Plan", Value::Null)]),
        ("a region comes", vec![at("/endpoints", "-", json!({"regionId": "cn-wuhan", "endpoint": "demo.aliyuncs.com"}))]),
        ("a region goes", vec![at("/endpoints", "0", Value::Null)]),
        ("another host", vec![at("/endpoints", "1/vpc", Value::Null)]),
        ("nothing but blanks", vec![at(JOB, "Id/description", json!(" The job.\n")), at(JOB, "Options/title", json!(" "))]),
    ]
}

#[test]
fn each_change_is_told_with_its_places() {
    let old = document(&base());
    let (mut report, mut seen) = (String::new(), BTreeSet::new());
    for (name, edits) in cases() {
        let new = document(&edited(&edits));
        let _ = writeln!(report, "{name}");
        // There and back: what comes, goes.
        for (sign, old, new) in [(">", &old, &new), ("<", &new, &old)] {
            for owner in owners(old, new) {
                seen.extend(owner.wire.iter().map(|change| change.class));
                for (index, change) in owner.wire.iter().enumerate() {
                    let _ = writeln!(report, "  {sign} {}", line(change, old, new));
                    items(&mut report, &owner, Some(index));
                }
                items(&mut report, &owner, None);
            }
        }
    }
    expect_test::expect_file!["classes.txt"].assert_eq(&report);
    let whole = [Class::DocumentAdded, Class::DocumentRemoved];
    let missing: Vec<&Class> =
        Class::ALL.iter().filter(|class| !seen.contains(class) && !whole.contains(class)).collect();
    assert_eq!(missing, [] as [&Class; 0]);
}

/// The changes of items that come from one of the vendor's, or from none of the same owner.
fn items(report: &mut String, owner: &OwnerChanges, cause: Option<usize>) {
    for item in owner.rust.iter().filter(|item| item.cause == cause) {
        let path = item.path.strip_prefix("demo20240131::").unwrap_or(&item.path);
        let elsewhere = if cause.is_none() { "from elsewhere: " } else { "" };
        let _ = writeln!(report, "      {elsewhere}{} {path}", item.class);
    }
}

/// Class, path, what it was and is, and the beginning of what stands at both places.
fn line(change: &Change, old: &Input, new: &Input) -> String {
    let part = match &change.part {
        Part::Whole => String::new(),
        Part::Request => " request".to_owned(),
        Part::Response(status) => format!(" {status}"),
        Part::Schema => " schema".to_owned(),
    };
    let values = match (&change.before, &change.after) {
        (None, None) => String::new(),
        (before, after) => format!(" ({} → {})", before.as_deref().unwrap_or("–"), after.as_deref().unwrap_or("–")),
    };
    let path = Some(change.path.as_str()).filter(|path| !path.is_empty()).map(|path| format!(" `{path}`"));
    let (old, new) = (shown(change.old.as_ref(), old), shown(change.new.as_ref(), new));
    format!("{}: {}{part}{}{values} | {old} | {new}", change.weight, change.class, path.unwrap_or_default())
}

fn shown(place: Option<&Place>, document: &Input) -> String {
    let Some(Place { position, .. }) = place else { return "–".to_owned() };
    let [line, column] = [position.line, position.column].map(|number| usize::try_from(number).unwrap() - 1);
    let rest: String = document.text.lines().nth(line).unwrap().chars().skip(column).take(24).collect();
    format!("{}:{} {}", position.line, position.column, rest.trim_end())
}

#[test]
fn documents_come_and_go() {
    let document = document(&base());
    let comparison = generator::diff::compare(&[], std::slice::from_ref(&document));
    let owners: Vec<_> = comparison.report.owners().collect();
    assert_eq!(owners[0].owner, Owner::Document);
    assert_eq!(owners[0].wire.iter().map(|change| change.class).collect::<Vec<_>>(), [Class::DocumentAdded]);
    let comparison = generator::diff::compare(std::slice::from_ref(&document), &[]);
    assert_eq!(comparison.report.classes().into_keys().collect::<Vec<_>>(), [Class::DocumentRemoved]);
    assert!(compare(&document, &document).report.is_empty());
}
