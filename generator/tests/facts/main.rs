//! Two ICE operations with their corrections, held against a list of facts that was made from the vendor's own structure:
//! no field may be missing, surplus, of another type, or differ in a flag.
//!
//! The list (`facts/ice-2020-11-09.tsv`) has one field a line: path, type and format, required, deprecated. What the document
//! has besides these operations, and the components that they refer to, is not looked at: others may be added.

mod document;

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

/// What the description of every newer named property has to say.
const NEWER: &str = "Newer than the published definition: whether it is required";
/// Characters outside ASCII that a text may use.
const ALLOWED: &[char] = &['–', '×'];

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
fn newer_fields_say_what_is_not_known() {
    let document = document();
    let fields = fields(&document);
    let newer: Vec<_> =
        fields.iter().filter(|(_, schema)| text(schema, "description").replace('\n', " ").contains(NEWER)).collect();
    assert_eq!(newer.len(), NEWER_NAMED);
    let published = published();
    let published = self::fields(&published);
    assert!(newer.iter().all(|(path, _)| !published.contains_key(*path)), "newer fields are corrections");
    for (path, schema) in newer.into_iter().filter(|(_, schema)| text(schema, "type") == "number") {
        let description = text(schema, "description").replace('\n', " ");
        assert!(schema.get("format").is_none() && description.contains("number format"), "{path}");
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

/// What is wrong with a text, if anything.
fn fault(text: &str) -> Option<&'static str> {
    let foreign = |letter: char| !letter.is_ascii() && !ALLOWED.contains(&letter);
    let last = text.lines().last().unwrap_or_default();
    // A list may wrap: then its last line is indented.
    let in_list = text.contains("\n- ") && (last.starts_with("- ") || last.starts_with("  "));
    match text {
        _ if text.trim().is_empty() => Some("is empty"),
        _ if text.contains(foreign) => Some("has a letter outside ASCII"),
        _ if text.contains("~~") || text.contains('<') => Some("has vendor markup"),
        _ if !(last.ends_with('.') || in_list) => Some("does not end with a full stop or a list"),
        _ => None,
    }
}

#[test]
fn every_text_is_fit_to_read() {
    let document = document();
    let mut texts: Vec<(String, &str)> = Vec::new();
    for (path, schema) in fields(&document).into_iter().chain(roots(&document)) {
        texts.push((path, text(schema, "description")));
    }
    for (operation, definition) in entries(&document, "apis") {
        texts.push((format!("{operation} summary"), text(definition, "summary")));
        texts.push((format!("{operation} description"), text(definition, "description")));
        assert!(!text(definition, "title").is_empty() && text(definition, "title").is_ascii(), "{operation}");
    }
    let faults: Vec<_> =
        texts.iter().filter_map(|(path, text)| fault(text).map(|fault| format!("{path}: {fault}"))).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn examples_are_neutral() {
    for (path, schema) in fields(&document()) {
        let example = text(schema, "example");
        assert!(example.is_ascii() && example.trim() == example, "{path}: {example:?}");
        let token = path.ends_with("Token") && text(schema, "type") == "string";
        assert!(!token || example.ends_with("****"), "{path}: {example:?} is not masked");
    }
}
