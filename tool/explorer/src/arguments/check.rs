//! JSON against a type: names are respelled as the document has them, and what does not fit is a fault.

use serde_json::{Map, Value};

use super::fault::Fault;
use crate::schema::{ObjectShape, Shape};

/// What was found.
pub(super) struct Check {
    /// Where the value stands: `DataDisk.1`.
    name: String,
    pub(super) faults: Vec<Fault>,
    pub(super) warnings: Vec<String>,
}

impl Check {
    /// Looks at a value of this name.
    pub(super) fn of(name: &str) -> Self {
        Self { name: name.to_owned(), faults: Vec::new(), warnings: Vec::new() }
    }

    /// The value as it is sent; `None` where there is none, or it does not fit.
    pub(super) fn value(&mut self, value: &Value, shape: Shape) -> Option<Value> {
        match (shape, value) {
            (Shape::Any, value) => Some(value.clone()),
            (_, Value::Null) => None,
            (Shape::Enum(values), Value::String(text)) => {
                self.among(text, values);
                Some(value.clone())
            }
            (Shape::List(element), Value::Array(elements)) => Some(self.elements(elements, *element)),
            (Shape::Map(of), Value::Object(entries)) => {
                let entries = entries
                    .iter()
                    .filter_map(|(key, value)| Some((key.clone(), self.within(key, |check| check.value(value, *of))?)));
                Some(Value::Object(entries.collect()))
            }
            (Shape::Object(object), Value::Object(_)) => self.object(value, object),
            (shape, value) if fits(shape, value) => Some(value.clone()),
            (shape, value) => {
                self.faults.push(Fault::misfit(&self.name, shape, value));
                None
            }
        }
    }

    /// The value of a member for which the document names values.
    pub(super) fn field(&mut self, value: &Value, shape: Shape, values: &[String]) -> Option<Value> {
        match value {
            Value::String(text) => self.among(text, values),
            Value::Number(number) => self.among(&number.to_string(), values),
            _ => {}
        }
        self.value(value, shape)
    }

    /// An object by the names of a type.
    pub(super) fn object(&mut self, value: &Value, object: &'static ObjectShape) -> Option<Value> {
        let Value::Object(members) = value else {
            self.faults.push(Fault::misfit(&self.name, Shape::Object(object), value));
            return None;
        };
        let mut checked = Map::new();
        for (name, value) in members {
            let Some(field) = object.field(name) else {
                self.faults.push(Fault::unknown(&self.name, &[name], object));
                continue;
            };
            let value = self.within(field.wire, |check| check.field(value, field.shape, &field.values));
            if let Some(value) = value
                && checked.insert(field.wire.to_owned(), value).is_some()
            {
                self.within(field.wire, |check| check.faults.push(Fault::given_twice(&check.name)));
            }
        }
        Some(Value::Object(checked))
    }

    fn elements(&mut self, elements: &[Value], shape: Shape) -> Value {
        let mut checked = Vec::with_capacity(elements.len());
        for (number, element) in (1..).zip(elements) {
            self.within(&number.to_string(), |check| match (element, shape) {
                (Value::Null, shape) if !matches!(shape, Shape::Any) => {
                    check.faults.push(Fault::misfit(&check.name, shape, element));
                }
                _ => checked.extend(check.value(element, shape)),
            });
        }
        Value::Array(checked)
    }

    /// Enums are open: another value may be one that the document does not know yet.
    fn among(&mut self, text: &str, values: &[String]) {
        const SHOWN: usize = 12;
        if values.is_empty() || values.iter().any(|value| value == text) {
            return;
        }
        let close = generator::closest(text, values.iter().map(String::as_str));
        let listed: Vec<String> = values.iter().take(SHOWN).map(|value| format!("`{value}`")).collect();
        let more = if values.len() > SHOWN { ", …" } else { "" };
        let advice = close.map(|close| format!("; did you mean `{close}`?")).unwrap_or_default();
        let listed = listed.join(", ");
        self.warnings.push(format!("the document lists other values of `{}`: {listed}{more}{advice}", self.name));
    }

    fn within<T>(&mut self, step: &str, look: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.name.len();
        if outer > 0 {
            self.name.push('.');
        }
        self.name.push_str(step);
        let found = look(self);
        self.name.truncate(outer);
        found
    }
}

/// Whether a scalar is of a type, or can be read as one without losing anything.
fn fits(shape: Shape, value: &Value) -> bool {
    match (shape, value) {
        (Shape::Boolean, Value::Bool(_))
        | (Shape::Number, Value::Number(_))
        | (Shape::Text | Shape::Enum(_), Value::String(_) | Value::Number(_) | Value::Bool(_))
        | (Shape::Bytes, Value::String(_)) => true,
        (Shape::Boolean, Value::String(text)) => matches!(text.as_str(), "true" | "false"),
        (Shape::Integer, Value::Number(number)) => number.is_i64(),
        (Shape::Integer, Value::String(text)) => text.parse::<i64>().is_ok_and(|number| number.to_string() == *text),
        (Shape::Bytes, Value::Array(bytes)) => {
            bytes.iter().all(|byte| byte.as_u64().is_some_and(|byte| u8::try_from(byte).is_ok()))
        }
        _ => false,
    }
}
