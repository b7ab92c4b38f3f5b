//! Two ICE operations with their corrections, held against a list of facts that was made from the vendor's own structure:
//! no field may be missing, surplus, of another type, or differ in a flag.
//!
//! The list (`facts/ice-2020-11-09.tsv`) has one field a line: path, type and format, required, deprecated. What the document
//! has besides these operations, and the components that they refer to, is not looked at: others may be added.

mod document;
mod texts;

use std::collections::BTreeMap;

use serde_yaml::Value;

use crate::document::{document, entries, flag, list, published, read, text};

/// Named properties of the published definition: 190 below the components and 2 of `ChatSyncConfig`.
const PUBLISHED_NAMED: usize = 192;
/// Array elements of the published definition.
const PUBLISHED_ELEMENTS: usize = 21;
/// Named properties that only the official Python package has: 8, and 6 below each of the two lists among them.
const NEWER_NAMED: usize = 20;
/// Array elements below those two lists.
const NEWER_ELEMENTS: usize = 4;
/// Parameters of the two operations.
const PARAMETERS: usize = 10;
/// Top-level fields of the two responses.
const RESPONSE_FIELDS: usize = 6;

/// Type with format, required, deprecated.
type Fact = (String, bool, bool);

/// Adds every property and array element below `schema`.
fn add_below<'a>(schema: &'a Value, path: &str, fields: &mut BTreeMap<String, &'a Value>) {
    for (name, property) in entries(schema, "properties") {
        let path = format!("{path}.{name}");
        add_below(property, &path, fields);
        fields.insert(path, property);
    }
    if let Some(items) = schema.get("items") {
        let path = format!("{path}[]");
        add_below(items, &path, fields);
        fields.insert(path, items);
    }
}

/// The schemas of responses and components, which are not fields themselves.
fn roots(document: &Value) -> BTreeMap<String, &Value> {
    let mut roots = BTreeMap::new();
    for (name, schema) in entries(&document["components"], "schemas") {
        roots.insert(name.to_owned(), schema);
    }
    for (operation, definition) in entries(document, "apis") {
        for (status, response) in entries(definition, "responses") {
            roots.insert(format!("{operation}.{status}"), &response["schema"]);
        }
    }
    roots
}

/// Every parameter, property and array element by its path.
fn fields(document: &Value) -> BTreeMap<String, &Value> {
    let mut fields = BTreeMap::new();
    for (path, schema) in roots(document) {
        add_below(schema, &path, &mut fields);
    }
    for (operation, definition) in entries(document, "apis") {
        for parameter in list(definition, "parameters") {
            let path = format!("{operation}.{}.{}", text(parameter, "in"), text(parameter, "name"));
            add_below(&parameter["schema"], &path, &mut fields);
            fields.insert(path, &parameter["schema"]);
        }
    }
    fields
}

fn fact(schema: &Value) -> Fact {
    let kind = match (text(schema, "$ref"), text(schema, "type"), text(schema, "format")) {
        ("", kind, "") => kind.to_owned(),
        ("", kind, format) => format!("{kind}/{format}"),
        (reference, ..) => reference.replace("#/components/schemas/", "$ref/"),
    };
    (kind, flag(schema, "required"), flag(schema, "deprecated"))
}

fn expected() -> BTreeMap<String, Fact> {
    let list = read("tests/facts/ice-2020-11-09.tsv");
    let facts = list.lines().map(|line| {
        let columns: Vec<&str> = line.split('\t').collect();
        let [path, kind, required, deprecated] = columns[..] else { panic!("not four columns: {line}") };
        let flag = |text: &str| text.parse().unwrap_or_else(|_| panic!("not a flag: {line}"));
        (path.to_owned(), (kind.to_owned(), flag(required), flag(deprecated)))
    });
    facts.collect()
}

#[test]
fn every_field_is_as_listed() {
    let document = document();
    let actual: BTreeMap<String, Fact> =
        fields(&document).into_iter().map(|(path, schema)| (path, fact(schema))).collect();
    let expected = expected();

    let mut differences = Vec::new();
    for (path, fact) in &expected {
        match actual.get(path) {
            None => differences.push(format!("missing    {path}")),
            Some(other) if other != fact => differences.push(format!("different  {path}: {other:?}, not {fact:?}")),
            Some(_) => {}
        }
    }
    let surplus = actual.keys().filter(|path| !expected.contains_key(*path));
    differences.extend(surplus.map(|path| format!("surplus    {path}")));
    assert!(differences.is_empty(), "the document differs from the list:\n{}", differences.join("\n"));
}

#[test]
fn there_are_as_many_fields_as_upstream() {
    let document = document();
    let (mut named, mut elements, mut parameters, mut response_fields) = (0, 0, 0, 0);
    for path in fields(&document).keys() {
        let count = if path.ends_with("[]") {
            &mut elements
        } else if path.contains(".query.") && path.matches('.').count() == 2 {
            &mut parameters
        } else if path.contains(".200.") {
            &mut response_fields
        } else {
            &mut named
        };
        *count += 1;
    }
    assert_eq!(named, PUBLISHED_NAMED + NEWER_NAMED);
    assert_eq!(elements, PUBLISHED_ELEMENTS + NEWER_ELEMENTS);
    assert_eq!(parameters, PARAMETERS);
    assert_eq!(response_fields, RESPONSE_FIELDS);
    assert_eq!(expected().len(), named + elements + parameters + response_fields);
}

#[test]
fn newer_fields_are_corrections() {
    let (document, published) = (document(), published());
    let (fields, published) = (fields(&document), self::fields(&published));
    let newer = || fields.iter().filter(|(path, _)| !published.contains_key(*path));
    assert_eq!(newer().filter(|(path, _)| !path.ends_with("[]")).count(), NEWER_NAMED);
    assert_eq!(newer().filter(|(path, _)| path.ends_with("[]")).count(), NEWER_ELEMENTS);
    for (path, schema) in newer() {
        assert!(schema.get("required").is_none(), "{path}: whether it is required is not known");
        assert!(text(schema, "type") != "number" || schema.get("format").is_none(), "{path}: its format is not known");
    }
}

#[test]
fn operations_are_as_published() {
    let document = document();
    let places = |definition: &Value| -> Vec<String> {
        let parameters = list(definition, "parameters").iter();
        parameters.map(|parameter| format!("{}/{}", text(parameter, "in"), text(parameter, "style"))).collect()
    };
    let effects: Vec<_> = entries(&document, "apis")
        .into_iter()
        .map(|(operation, definition)| {
            assert_eq!(list(definition, "methods"), ["post"], "{operation}");
            assert_eq!(list(definition, "schemes"), ["https"], "{operation}");
            assert!(definition["security"][0].get("AK").is_some(), "{operation}");
            (operation, text(definition, "operationType"), places(definition).join(" "))
        })
        .collect();
    assert_eq!(
        effects,
        [
            (
                "StartAIAgentInstance",
                "write",
                "query/ query/json query/json query/ query/ query/json query/json".to_owned()
            ),
            ("TakeoverAIAgentCall", "readAndWrite", "query/ query/ query/".to_owned()),
        ]
    );
    let hosts = list(&document, "endpoints").iter();
    let regions: Vec<_> = hosts
        .map(|host| {
            assert_eq!(text(host, "endpoint"), format!("ice.{}.aliyuncs.com", text(host, "regionId")));
            text(host, "regionId")
        })
        .collect();
    assert_eq!(regions, ["cn-beijing", "cn-hangzhou", "cn-shanghai", "cn-shenzhen", "ap-southeast-1", "us-west-1"]);
}

#[test]
fn samples_have_every_response_field() {
    for (operation, definition) in entries(&document(), "apis") {
        let samples: serde_json::Value = serde_json::from_str(text(definition, "responseDemo")).expect(operation);
        let sample = samples[0]["example"].as_str().expect(operation);
        let sample: serde_json::Value = serde_json::from_str(sample).expect(operation);
        let schema = &definition["responses"]["200"]["schema"];
        let fields = entries(schema, "properties");
        assert_eq!(sample.as_object().map(serde_json::Map::len), Some(fields.len()), "{operation}");
        for (name, field) in fields {
            assert_eq!(sample[name].as_str(), Some(text(field, "example")), "{operation} {name}");
        }
    }
}
