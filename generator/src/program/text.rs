//! Literals.

use serde_json::Value;

/// A text as a literal.
pub(super) fn literal(text: &str) -> String {
    format!("{text:?}")
}

/// A list or object is written on one line up to this length.
const SHORT: usize = 60;

/// A value as the macro `json!` takes it: JSON with the literals of Rust. Lines after the first are indented by `indent`.
pub(super) fn json(value: &Value, indent: usize) -> String {
    let inner = indent + 4;
    let (open, close, parts) = match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => return value.to_string(),
        Value::String(text) => return literal(text),
        Value::Array(list) => ("[", "]", list.iter().map(|value| json(value, inner)).collect::<Vec<_>>()),
        Value::Object(map) => {
            let member = |(name, value): (&String, &Value)| format!("{}: {}", literal(name), json(value, inner));
            ("{", "}", map.iter().map(member).collect())
        }
    };
    let line = parts.join(", ");
    if line.len() <= SHORT && !line.contains('\n') {
        return format!("{open}{line}{close}");
    }
    let margin = " ".repeat(inner);
    let parts = parts.join(&format!(",\n{margin}"));
    format!("{open}\n{margin}{parts},\n{:indent$}{close}", "")
}
