//! Literals.

use serde_json::{Number, Value};

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
        Value::Null | Value::Bool(_) => return value.to_string(),
        Value::Number(number) => return self::number(number),
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

/// A number, with its type where the compiler would take another one.
fn number(number: &Number) -> String {
    let is_usual = number.is_f64() || number.as_i64().is_some_and(|number| i32::try_from(number).is_ok());
    let suffix = if is_usual {
        ""
    } else if number.is_i64() {
        "_i64"
    } else {
        "_u64"
    };
    format!("{number}{suffix}")
}
