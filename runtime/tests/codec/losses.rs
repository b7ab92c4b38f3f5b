//! What it means that nothing is lost.

use serde_json::Value;

/// Whether `written` says all that `document` said.
///
/// A null is as good as nothing, and a scalar may have changed its type: `"1"`, `1` and `1.0` say the same.
pub(crate) fn none(written: &Value, document: &Value) -> bool {
    match (written, document) {
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| none(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            let names = left.keys().chain(right.keys());
            let member = |object: &serde_json::Map<_, _>, name: &str| object.get(name).cloned().unwrap_or_default();
            names.into_iter().all(|name| none(&member(left, name), &member(right, name)))
        }
        (Value::Array(_) | Value::Object(_) | Value::Null, _)
        | (_, Value::Array(_) | Value::Object(_) | Value::Null) => written == document,
        _ => same(&said(written), &said(document)),
    }
}

/// A scalar as text.
fn said(scalar: &Value) -> String {
    let text = scalar.as_str().map_or_else(|| scalar.to_string(), ToOwned::to_owned);
    match &*text {
        "true" | "True" => "1".to_owned(),
        "false" | "False" => "0".to_owned(),
        _ => text,
    }
}

/// Equal as text, or as floats up to the last bit: `serde_json` does not always round correctly.
fn same(left: &str, right: &str) -> bool {
    let exact = |text: &str| text.parse::<i64>().is_ok();
    let close = |left: f64, right: f64| (left - right).abs() <= left.abs() * 1e-15;
    let floats = !(exact(left) && exact(right));
    left == right || floats && matches!((left.parse(), right.parse()), (Ok(left), Ok(right)) if close(left, right))
}
