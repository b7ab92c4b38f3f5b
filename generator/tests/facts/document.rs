//! The document as the tests see it: the listed operations, the components that they refer to, and what is corrected in
//! these. Read without the generator's own reader.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_yaml::Value;

/// The operations that are listed.
const OPERATIONS: [&str; 2] = ["StartAIAgentInstance", "TakeoverAIAgentCall"];

pub(crate) fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What the document publishes of the listed operations.
pub(crate) fn published() -> Value {
    let mut document = serde_yaml::from_str(&read("../specs/ice/2020-11-09.yaml")).expect("the document is YAML");
    retain_listed(&mut document);
    document
}

/// Removes other operations than the listed ones, and components that these do not refer to.
fn retain_listed(document: &mut Value) {
    let apis = document["apis"].as_mapping_mut().expect("operations");
    apis.retain(|name, _| OPERATIONS.iter().any(|listed| name == *listed));
    let mut referred = BTreeSet::new();
    let mut open = vec![document["apis"].clone()];
    while let Some(value) = open.pop() {
        for name in references(&value) {
            if referred.insert(name.to_owned()) {
                open.push(document["components"]["schemas"][name].clone());
            }
        }
    }
    let schemas = document["components"]["schemas"].as_mapping_mut().expect("components");
    schemas.retain(|name, _| name.as_str().is_some_and(|name| referred.contains(name)));
}

/// The components that a value refers to, itself or anywhere below.
fn references(value: &Value) -> Vec<&str> {
    match value {
        Value::Mapping(entries) => {
            let own = value.get("$ref").and_then(Value::as_str);
            let own = own.and_then(|reference| reference.strip_prefix("#/components/schemas/"));
            own.into_iter().chain(entries.iter().flat_map(|(_, entry)| references(entry))).collect()
        }
        Value::Sequence(elements) => elements.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}

/// What overrules the listed operations and their components: paths and values.
fn corrections(published: &Value) -> Vec<(String, Value)> {
    let file: Value = serde_yaml::from_str(&read("../specs/ice/2020-11-09.corrections.yaml")).expect("YAML, too");
    let of = |correction: &Value| Some((text(correction, "at").to_owned(), correction.get("is")?.clone()));
    let all = list(&file, "corrections").iter().filter_map(of);
    all.filter(|(path, _)| concerns(path, published)).collect()
}

/// Whether a path leads into an operation or a component of the document.
fn concerns(path: &str, document: &Value) -> bool {
    let has = |parent: &Value, path: &str| parent.get(path.split('.').next().unwrap_or_default()).is_some();
    match (path.strip_prefix("apis."), path.strip_prefix("components.schemas.")) {
        (Some(path), _) => has(&document["apis"], path),
        (_, Some(path)) => has(&document["components"]["schemas"], path),
        _ => true,
    }
}

/// The same as it counts. No path here has brackets, and what is corrected is not there before.
pub(crate) fn document() -> Value {
    let mut document = published();
    for (path, value) in corrections(&document) {
        let (above, key) = path.rsplit_once('.').expect(&path);
        let parent = above.split('.').try_fold(&mut document, |node, key| node.get_mut(key)).expect(&path);
        let before = parent.as_mapping_mut().expect(&path).insert(key.into(), value);
        assert_eq!(before, None, "{path}");
    }
    document
}

pub(crate) fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

pub(crate) fn flag(value: &Value, key: &str) -> bool {
    value.get(key).is_some_and(|flag| flag.as_bool().expect("a flag is a boolean"))
}

/// The entries of an object under `key`; none if there is no such key.
pub(crate) fn entries<'a>(value: &'a Value, key: &str) -> Vec<(&'a str, &'a Value)> {
    let mapping = value.get(key).and_then(Value::as_mapping);
    let entries = mapping.into_iter().flatten();
    entries.map(|(name, entry)| (name.as_str().expect("a key is a string"), entry)).collect()
}

pub(crate) fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_sequence).map_or(&[], Vec::as_slice)
}

/// After CONTRIBUTING, "Add an operation".
#[test]
fn other_operations_and_their_components_are_not_looked_at() {
    let text = "
apis:
  StartAIAgentInstance: { parameters: [{ schema: { $ref: '#/components/schemas/Listed' } }] }
  TakeoverAIAgentCall: {}
  Added: { responses: { '200': { schema: { $ref: '#/components/schemas/Added' } } } }
components:
  schemas:
    Listed: { items: { $ref: '#/components/schemas/Nested' } }
    Nested: { properties: { Self: { $ref: '#/components/schemas/Nested' } } }
    Added: { properties: { Listed: { $ref: '#/components/schemas/Listed' } } }
";
    let mut document: Value = serde_yaml::from_str(text).unwrap();
    retain_listed(&mut document);
    let names =
        |value: &Value, key: &str| entries(value, key).into_iter().map(|(name, _)| name.to_owned()).collect::<Vec<_>>();
    assert_eq!(names(&document, "apis"), OPERATIONS);
    assert_eq!(names(&document["components"], "schemas"), ["Listed", "Nested"]);
    assert!(concerns("apis.TakeoverAIAgentCall.summary", &document));
    assert!(concerns("components.schemas.Nested.properties", &document));
    assert!(concerns("endpoints", &document));
    assert!(!concerns("apis.Added.parameters[Id].schema", &document));
    assert!(!concerns("components.schemas.Added.properties.Id", &document));
}
