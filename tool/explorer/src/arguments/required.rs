//! Members that the document requires of the objects in a request.
//!
//! Services differ on what they require, so they are warnings only. What is missing at the top is an error.

use serde_json::Value;

use crate::schema::{ObjectShape, Shape};

/// A warning for each object that lacks such members, in the order of the request.
pub(super) fn warnings(request: &Value, shape: &'static ObjectShape) -> Vec<String> {
    let mut warnings = Vec::new();
    members("", request, shape, &mut warnings);
    warnings
}

fn members(name: &str, object: &Value, shape: &'static ObjectShape, warnings: &mut Vec<String>) {
    for field in shape.fields() {
        if let Some(value) = object.get(field.wire) {
            let name = if name.is_empty() { field.wire.to_owned() } else { format!("{name}.{}", field.wire) };
            within(&name, value, field.shape, warnings);
        }
    }
}

fn within(name: &str, value: &Value, shape: Shape, warnings: &mut Vec<String>) {
    match (shape, value) {
        (Shape::Object(shape), Value::Object(_)) => {
            let is_missing = |wire: &str| value.get(wire).is_none_or(Value::is_null);
            let missing = shape.fields().iter().filter(|field| field.required && is_missing(field.wire));
            let missing: Vec<String> = missing.map(|field| format!("`{}`", field.wire)).collect();
            if !missing.is_empty() {
                let noun = if missing.len() == 1 { "a member that is" } else { "members that are" };
                warnings.push(format!("`{name}` lacks {noun} required: {}", missing.join(", ")));
            }
            members(name, value, shape, warnings);
        }
        (Shape::List(element), Value::Array(elements)) => {
            for (number, value) in (1..).zip(elements) {
                within(&format!("{name}.{number}"), value, *element, warnings);
            }
        }
        (Shape::Map(of), Value::Object(entries)) => {
            for (key, value) in entries {
                within(&format!("{name}.{key}"), value, *of, warnings);
            }
        }
        _ => {}
    }
}
