//! Operations that are described by vectors instead of by types.

use bytes::Bytes;
use runtime::Value;
use runtime::codegen::Method;
use runtime::codegen::codec::{Extra, Member, ObjectView, Slot, Table};
use runtime::codegen::dynamic::{OperationInfo, Parameter};

use super::text;

/// A request whose members are known at run time only.
pub(crate) struct Dynamic {
    table: &'static Table,
    slots: Vec<Box<dyn Slot>>,
}

impl Dynamic {
    /// Members by wire name.
    pub(crate) fn new(mut members: Vec<(String, Box<dyn Slot>)>) -> Self {
        members.sort_by(|left, right| left.0.cmp(&right.0));
        let (names, slots): (Vec<_>, Vec<_>) = members.into_iter().unzip();
        let names = names.into_iter().map(|name| Member { name: leak(name), secret: false }).collect::<Vec<_>>();
        Self { table: Box::leak(Box::new(Table { name: "Dynamic", members: names.leak() })), slots }
    }
}

impl ObjectView for Dynamic {
    fn table(&self) -> &'static Table {
        self.table
    }

    fn slots(&self, visit: &mut dyn FnMut(&[&dyn Slot], &Extra)) {
        let slots: Vec<&dyn Slot> = self.slots.iter().map(AsRef::as_ref).collect();
        visit(&slots, &Extra::default());
    }
}

/// The description of a vector's operation, by the rules for generated ones.
pub(crate) fn operation<'a>(vector: &'a Value, parameters: &'a [Parameter<'a>]) -> OperationInfo<'a> {
    let spec = &vector["spec"];
    let action = text(vector, "/operation");
    let info = match spec["path"].as_str() {
        None => OperationInfo::rpc(action, method(spec)),
        Some(path) => OperationInfo::roa(action, method(spec), path),
    };
    info.parameters(parameters)
}

/// Where the members of its request go.
pub(crate) fn parameters(vector: &Value) -> Vec<Parameter<'_>> {
    vector["spec"]["parameters"].as_array().unwrap().iter().map(parameter).collect()
}

/// The members that a vector sets.
pub(crate) fn request(vector: &Value) -> Dynamic {
    let input = &vector["input"];
    let mut members: Vec<(String, Box<dyn Slot>)> = Vec::new();
    for (name, value) in input["params"].as_object().into_iter().flatten() {
        let value = body_document(vector, name, value);
        members.push((name.clone(), Box::new(Some(value))));
    }
    for pair in input["path"].as_array().into_iter().flatten() {
        members.push((text(pair, "/0").to_owned(), Box::new(Some(text(pair, "/1").to_owned()))));
    }
    for (name, value) in super::texts(&input["header"]) {
        members.push((name.to_owned(), Box::new(Some(value.to_owned()))));
    }
    if let Some(body) = input["bodyStreamText"].as_str() {
        members.push(("body".to_owned(), Box::new(Some(Bytes::from(body.to_owned())))));
    }
    Dynamic::new(members)
}

/// One vector gives the only member of an object body without the object around it.
fn body_document(vector: &Value, name: &str, value: &Value) -> Value {
    let value = if is_free_form(vector) { value.clone() } else { sorted(value) };
    let mut parameters = vector["spec"]["parameters"].as_array().into_iter().flatten();
    let is_object_body = parameters.any(|parameter| {
        parameter["name"] == name && parameter["in"] == "body" && parameter["schema"]["type"] == "object"
    });
    if is_object_body && !value.is_object() { serde_json::json!({ name: value }) } else { value }
}

/// Free-form objects keep the order they were given in; objects with a type are written in that of their table.
fn is_free_form(vector: &Value) -> bool {
    vector["operation"] == "CreateResource"
}

fn sorted(value: &Value) -> Value {
    match value {
        Value::Array(elements) => elements.iter().map(sorted).collect(),
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().map(|(name, value)| (name.clone(), sorted(value))).collect();
            members.sort_by(|left, right| left.0.cmp(&right.0));
            Value::Object(members.into_iter().collect())
        }
        scalar => scalar.clone(),
    }
}

fn method(spec: &Value) -> Method {
    let methods: Vec<_> = spec["methods"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    match methods.as_slice() {
        methods if methods.contains(&"post") => Method::Post,
        ["get", ..] => Method::Get,
        ["put", ..] => Method::Put,
        other => panic!("no vector has {other:?}"),
    }
}

fn parameter(declared: &Value) -> Parameter<'_> {
    let name = text(declared, "/name");
    let parameter = match text(declared, "/in") {
        "query" => Parameter::query(name),
        "formData" => Parameter::form(name),
        "path" => Parameter::path(name),
        "header" => Parameter::header(name),
        "body" if declared["schema"]["type"] == "object" => Parameter::body(name).object_body(),
        "body" => Parameter::body(name),
        other => panic!("no vector has a parameter in {other}"),
    };
    match declared["style"].as_str() {
        Some("json") => parameter.json(),
        Some("simple") => parameter.simple(),
        Some("flat" | "repeatList") | None => parameter,
        Some(other) => panic!("no vector has style {other}"),
    }
}

fn leak(text: String) -> &'static str {
    text.leak()
}
