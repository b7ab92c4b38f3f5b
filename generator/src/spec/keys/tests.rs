//! Table and reader agree: what the table marks as read makes a difference to what is read, everything else makes none.
//!
//! For each key of each construct, documents are made that differ in the value of that key alone. A key whose values are
//! special words has a row in [`values`].

use super::table::{self, ALL};
use super::{Construct, Form, Key, misspelt};
use crate::spec::LoadedDocument;
use crate::{Input, Severity};
use serde_json::{Map, Value, json};

/// The name of whatever has one: an operation, a component, a status.
const NAME: &str = "200";

/// What encloses a construct, outermost first: a construct, and the key below which the next one stands.
type Enclosing = Vec<(&'static Construct, &'static Key)>;

/// Every construct, with what encloses it.
pub(crate) fn constructs() -> Vec<(&'static Construct, Enclosing)> {
    let mut all: Vec<(&Construct, Enclosing)> = vec![(&table::DOCUMENT, Enclosing::new())];
    let mut next = 0;
    while let Some((construct, enclosing)) = all.get(next).cloned() {
        for key in construct.keys {
            let Some(inner) = inner(&key.form) else { continue };
            if all.iter().all(|(known, _)| known.name != inner.name) {
                all.push((inner, enclosing.iter().copied().chain([(construct, key)]).collect()));
            }
        }
        next += 1;
    }
    all
}

fn inner(form: &Form) -> Option<&'static Construct> {
    match form {
        Form::Group(construct) | Form::Element(construct) | Form::Notes(construct) => Some(construct),
        Form::One(form) | Form::Names(form) | Form::List(_, form) => inner(form),
        Form::Directories => Some(&table::DIRECTORY),
        _ => None,
    }
}

/// A document in which a construct has this value under a key, or has no such key.
pub(crate) fn document(construct: &Construct, enclosing: &Enclosing, key: &str, value: Option<Value>) -> String {
    let mut map = base(construct);
    map.remove(key);
    map.extend(value.map(|value| (key.to_owned(), value)));
    // Some keys count only where others do not stand.
    map.remove(match key {
        "public" => "endpoint",
        "properties" | "items" | "additionalProperties" => "type",
        _ => "",
    });
    let whole = enclosing.iter().rev().fold(map, |inner, (outer, key)| {
        let mut map = base(outer);
        map.insert(key.name.to_owned(), wrapped(&key.form, Value::Object(inner)));
        map
    });
    Value::Object(whole).to_string()
}

/// What a construct needs besides.
fn base(construct: &Construct) -> Map<String, Value> {
    let base = match construct.name {
        "the document" => {
            json!({"info": {"style": "ROA", "product": "Demo", "version": "1"}, "apis": {NAME: {}}})
        }
        "`info`" => json!({"style": "ROA", "product": "Demo", "version": "1"}),
        "a directory" => json!({"title": "Jobs", "children": [NAME]}),
        "an endpoint" => json!({"regionId": "cn-demo", "endpoint": "demo.example.com"}),
        "an error code" => json!({"errorCode": "NoJob"}),
        "`paging`" => json!({"token": "Token"}),
        "a parameter" => json!({"name": "Id", "in": "query", "schema": {"type": "string"}}),
        "a schema" => json!({"type": "string", "enum": ["a"]}),
        _ => json!({}),
    };
    base.as_object().cloned().unwrap_or_default()
}

/// A value of this form around a construct.
fn wrapped(form: &Form, inner: Value) -> Value {
    match form {
        Form::One(form) => wrapped(form, inner),
        Form::Names(form) => json!({NAME: wrapped(form, inner)}),
        Form::List(_, form) => json!([wrapped(form, inner)]),
        Form::Notes(_) | Form::Directories => json!([inner]),
        _ => inner,
    }
}

/// Two values of a key that mean something different.
pub(crate) fn values(construct: &Construct, key: &Key) -> [Value; 2] {
    let schemas = [json!({"type": "string"}), json!({"type": "integer"})];
    match (construct.name, key.name) {
        ("`info`", "style") => [json!("RPC"), json!("ROA")],
        ("a parameter", "in") => [json!("query"), json!("header")],
        ("a schema", "type") => [json!("string"), json!("integer")],
        (_, "effect") => [json!("read"), json!("write")],
        (_, "methods") => [json!(["get"]), json!(["post"])],
        (_, "security") => [json!([{"AK": []}]), json!([{"Anonymous": []}])],
        (_, "substitutions") => [json!(["A::1::B"]), json!(["A::1::C"])],
        (_, "sensitive") => [json!(true), json!(false)],
        (_, "enumGoneSince") => [json!({"a": "2024-01-01"}), json!({"a": "2024-01-02"})],
        ("a response", "schema") | ("a schema", "items" | "additionalProperties") => schemas,
        ("an operation", "responses") => schemas.map(|schema| json!({NAME: {"schema": schema}})),
        _ => values_of(&key.form),
    }
}

fn values_of(form: &Form) -> [Value; 2] {
    match form {
        Form::Fact | Form::Hint | Form::Note | Form::Text | Form::Samples | Form::Own => [json!("1"), json!("2")],
        Form::Flag => [json!(true), json!(false)],
        Form::Labels => [json!({"a": "First"}), json!({"a": "Second"})],
        Form::Words | Form::Values => [json!(["first"]), json!(["second"])],
        Form::Directories => ["First", "Second"].map(|title| json!([{"title": title, "children": [NAME]}])),
        Form::One(inner) | Form::Names(inner) | Form::List(_, inner) => {
            values_of(inner).map(|value| wrapped(form, value))
        }
        Form::Group(construct) | Form::Element(construct) | Form::Notes(construct) => {
            let read = |key: &&Key| key.reading.is_some() || construct.keys.iter().all(|key| key.reading.is_none());
            let Some(key) = construct.keys.iter().find(read) else { return [json!({}), json!({})] };
            values(construct, key).map(|value| {
                let mut map = base(construct);
                map.insert(key.name.to_owned(), value);
                wrapped(form, Value::Object(map))
            })
        }
    }
}

/// What is read of a document, without places.
fn read(text: &str) -> String {
    let input = Input::new("demo.json", text);
    let loaded = LoadedDocument::read(&input).unwrap();
    let shown = format!("{:?}", loaded.document);
    let mut parts = shown.split("NodeId(");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once(')').map_or("", |(_, rest)| rest))
}

/// Of what is read, and of what the documents differ in.
fn differs(construct: &Construct, enclosing: &Enclosing, name: &str, values: [Value; 2]) -> bool {
    let [a, b] = values.map(|value| read(&document(construct, enclosing, name, Some(value))));
    let absent = read(&document(construct, enclosing, name, None));
    a != b || b != absent
}

#[test]
fn every_construct_can_be_reached() {
    let mut reached: Vec<&str> = constructs().iter().map(|(construct, _)| construct.name).collect();
    let mut all: Vec<&str> = ALL.iter().map(|construct| construct.name).collect();
    reached.sort_unstable();
    all.sort_unstable();
    assert_eq!(reached, all);
}

#[test]
fn the_reader_reads_what_the_table_says() {
    for (construct, enclosing) in constructs() {
        for key in construct.keys {
            let is_read = key.reading.is_some();
            let place = format!("`{}` in {}", key.name, construct.name);
            let found = differs(construct, &enclosing, key.name, values(construct, key));
            assert_eq!(found, is_read, "{place}: read, by the table: {is_read}, by the reader: {found}");
        }
        for name in construct.internal {
            let found = differs(construct, &enclosing, name, [json!("1"), json!({"a": ["2"]})]);
            assert!(!found, "`{name}` in {} is internal, and read", construct.name);
        }
    }
}

/// The documents that the tests are made of are as they should be, so that a difference means something.
#[test]
fn values_are_as_the_format_has_them() {
    for (construct, enclosing) in constructs() {
        for key in construct.keys.iter().filter(|key| key.reading.is_some()) {
            for value in values(construct, key) {
                let text = document(construct, &enclosing, key.name, Some(value));
                let input = Input::new("demo.json", &*text);
                let loaded = LoadedDocument::read(&input).unwrap();
                let errors: Vec<_> = loaded.faults.iter().filter(|fault| fault.severity == Severity::Error).collect();
                assert!(errors.is_empty(), "`{}` in {}: {errors:?}\n{text}", key.name, construct.name);
            }
        }
    }
}

#[test]
fn no_key_stands_twice_and_none_is_taken_for_another() {
    for construct in ALL {
        for key in construct.names() {
            assert_eq!(construct.names().filter(|other| *other == key).count(), 1, "`{key}` in {}", construct.name);
            assert_eq!(misspelt(key, construct), None, "`{key}` in {}", construct.name);
        }
    }
}
