//! A small document with something of everything, and how it is changed.

use generator::Input;
use serde_json::{Value, json};

use crate::tree;

/// The path of every edition: it stands in generated files.
pub(crate) const PATH: &str = "demo.json";

/// The document.
pub(crate) fn base() -> Value {
    json!({
        "version": "1.0",
        "info": {"style": "ROA", "product": "Demo", "version": "2024-01-01"},
        "directories": [{"title": "Jobs", "type": "directory", "children": ["GetJob", "ListJobs"]}],
        "components": {"schemas": {"Job": job(), "Plan": {"type": "object", "properties": {"Size": {"type": "integer"}}}}},
        "apis": {"GetJob": get_job(), "ListJobs": {
            "path": "/jobs",
            "methods": ["get"],
            "schemes": ["https"],
            "security": [{"AK": []}],
            "deprecated": true,
            "responses": {"200": {}}
        }},
        "endpoints": [
            {"regionId": "cn-beijing", "endpoint": "demo.cn-beijing.aliyuncs.com"},
            {"regionId": "cn-hangzhou", "endpoint": "demo.aliyuncs.com", "vpc": "demo-vpc.aliyuncs.com"}
        ]
    })
}

fn job() -> Value {
    json!({
        "type": "object",
        "properties": {
            "Id": {"type": "string", "required": true, "description": "The job."},
            "State": {"type": "string", "enum": ["done", "new"], "enumValueTitles": {"done": "Ready"}},
            "Labels": {"type": "object", "additionalProperties": {"type": "object", "properties": {"Name": {"type": "string"}}}},
            "Options": {"type": "object"}
        }
    })
}

fn get_job() -> Value {
    json!({
        "path": "/jobs/{JobId}",
        "methods": ["get"],
        "schemes": ["https"],
        "security": [{"AK": []}],
        "operationType": "read",
        "consumes": ["application/json"],
        "produces": ["application/json"],
        "summary": "Gets a job.",
        "parameters": [
            {"name": "JobId", "in": "path", "schema": {"type": "string", "required": true}},
            {"name": "Count", "in": "query", "schema": {"type": "string", "default": "10", "maxLength": 5}},
            {"name": "Kind", "in": "query", "schema": {"type": "string", "required": true, "enum": ["a", "b"]}},
            {"name": "Tags", "in": "query", "style": "json", "schema": {
                "type": "array",
                "items": {"type": "object", "properties": {"Key": {"type": "string", "required": true}}}
            }}
        ],
        "responses": {"200": {"schema": {"type": "object", "properties": {
            "Job": {"$ref": "#/components/schemas/Job", "description": "What was found."},
            "Jobs": {"type": "array", "items": {"$ref": "#/components/schemas/Job"}},
            "Names": {"type": "array", "items": {"type": "string"}},
            "Total": {"type": "integer", "format": "int32"}
        }}}, "404": {"description": "There is none."}},
        "responseDemo": "[{\"type\": \"json\", \"example\": \"{}\"}]",
        "errorCodes": {"400": [{"errorCode": "BadId", "errorMessage": "No such id."}]},
        "ramActions": [{"operationType": "get", "ramAction": {"action": "demo:GetJob"}}]
    })
}

/// Where the parts of `GetJob` and `Job` stand.
pub(crate) const PARAMETERS: &str = "/apis/GetJob/parameters";
pub(crate) const BODY: &str = "/apis/GetJob/responses/200/schema/properties";
pub(crate) const JOB: &str = "/components/schemas/Job/properties";

/// An edit: where, and what stands there from now on. Null removes; `-` is behind the last element.
pub(crate) type Edit = (String, Value);

pub(crate) fn at(above: &str, below: &str, value: Value) -> Edit {
    (format!("{above}/{below}"), value)
}

/// The edited document.
pub(crate) fn edited(edits: &[Edit]) -> Value {
    applied(base(), edits)
}

/// A document with edits.
pub(crate) fn applied(mut document: Value, edits: &[Edit]) -> Value {
    for (pointer, value) in edits {
        edit(&mut document, pointer, value.clone());
    }
    document
}

fn edit(document: &mut Value, pointer: &str, value: Value) {
    let (above, key) = pointer.rsplit_once('/').unwrap();
    match document.pointer_mut(above).unwrap_or_else(|| panic!("nothing at {above}")) {
        Value::Object(map) if value.is_null() => drop(map.shift_remove(key).unwrap()),
        Value::Object(map) => drop(map.insert(key.to_owned(), value)),
        Value::Array(list) if key == "-" => list.push(value),
        Value::Array(list) if value.is_null() => drop(list.remove(key.parse().unwrap())),
        Value::Array(list) => list[key.parse::<usize>().unwrap()] = value,
        other => panic!("{above} is {other}"),
    }
}

/// A tree as a document.
pub(crate) fn document(tree: &Value) -> Input {
    tree::document(PATH, tree)
}
