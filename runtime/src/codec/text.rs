//! Values as plain text: for a path segment, a header or a single parameter.

use serde_json::Value;

use super::{EncodeError, View, json, number};

/// The text of one value; `None` for a null, which counts as unset. `name` is what an error calls the value.
///
/// A list, a map or an object has no plain text: it is written as JSON.
///
/// # Errors
///
/// A number is not finite, or binary content is not text.
pub fn scalar(name: &str, view: View<'_>) -> Result<Option<String>, EncodeError> {
    let text = match view {
        View::Boolean(value) => value.to_string(),
        View::Integer(value) => value.to_string(),
        View::Number(value) => float(value).map_err(|error| error.within(name))?,
        View::Text(text) => text.to_owned(),
        View::Bytes(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => return Err(EncodeError::new(EncodeError::NOT_TEXT).within(name)),
        },
        View::Any(Value::Null) => return Ok(None),
        View::Any(Value::String(text)) => text.clone(),
        View::Any(_) | View::List(_) | View::Map(_) | View::Object(_) => json::to_string(name, view)?,
    };
    Ok(Some(text))
}

/// The texts of the elements of a list, joined by commas; an empty list is empty text. Other values are as [`scalar`]s.
///
/// # Errors
///
/// A number is not finite, or binary content is not text.
pub fn simple(name: &str, view: View<'_>) -> Result<Option<String>, EncodeError> {
    let elements: Vec<View<'_>> = match view {
        View::List(list) => list.iter().collect(),
        View::Any(Value::Array(list)) => list.iter().map(View::Any).collect(),
        _ => return scalar(name, view),
    };
    let mut texts = Vec::with_capacity(elements.len());
    for (index, element) in elements.into_iter().enumerate() {
        let text = scalar("", element).map_err(|error| error.within_element(index).within(name))?;
        texts.push(text.unwrap_or_default());
    }
    Ok(Some(texts.join(",")))
}

fn float(value: f64) -> Result<String, EncodeError> {
    let mut text = String::new();
    if number::write_float(value, &mut text) { Ok(text) } else { Err(EncodeError::new(EncodeError::NOT_FINITE)) }
}
