//! The text of an argument → a JSON value of the type that is expected.

use std::num::IntErrorKind;

use serde_json::Value;

use super::fault::Fault;
use super::json::{JsonFault, json};
use super::path::Target;
use crate::schema::Shape;

/// What an argument holds: a text, or the bytes of a file.
pub(super) enum Content {
    Text(String),
    File(Vec<u8>),
}

/// `@FILE` is the content of a file, `@-` the standard input, `@@TEXT` a text that begins with `@`.
pub(super) fn content(
    target: &Target,
    text: &str,
    file: &mut dyn FnMut(&str) -> Result<Vec<u8>, String>,
) -> Result<Content, Fault> {
    match text.strip_prefix('@') {
        None => Ok(Content::Text(text.to_owned())),
        Some(rest) if rest.starts_with('@') => Ok(Content::Text(rest.to_owned())),
        Some(path) => file(path).map(Content::File).map_err(|reason| Fault::unreadable(&target.name, path, &reason)),
    }
}

/// The value that it says.
pub(super) fn value(target: &Target, content: Content) -> Result<Value, Fault> {
    let (text, is_file) = match content {
        Content::Text(text) => (text, false),
        Content::File(bytes) => match String::from_utf8(bytes) {
            Ok(text) => (text, true),
            Err(error) if matches!(target.shape, Shape::Bytes) => return Ok(Value::from(error.into_bytes())),
            Err(_) => return Err(Fault::no_text(&target.name, target.shape)),
        },
    };
    // An editor ends the last line of a file, which is no part of a word or a number.
    let word = if is_file { text.trim() } else { text.as_str() };
    let expected = || Fault::expected(&target.name, target.shape, (!is_file).then_some(word));
    match target.shape {
        Shape::Text | Shape::Bytes => Ok(Value::String(text)),
        Shape::Enum(_) => Ok(Value::String(word.to_owned())),
        Shape::Boolean => match word {
            "true" => Ok(Value::Bool(true)),
            "false" => Ok(Value::Bool(false)),
            _ => Err(expected()),
        },
        Shape::Integer => word.parse::<i64>().map(Value::from).map_err(|error| match error.kind() {
            IntErrorKind::PosOverflow | IntErrorKind::NegOverflow => Fault::out_of_range(&target.name),
            _ => expected(),
        }),
        Shape::Number => match serde_json::from_str(word) {
            Ok(Value::Number(number)) => Ok(Value::Number(number)),
            _ => Err(expected()),
        },
        Shape::Any => match json(word) {
            Ok(value) => Ok(value),
            Err(error @ JsonFault::Twice(_)) => Err(Fault::no_json(&target.name, &error)),
            // What looks like JSON is meant so.
            Err(error) if word.trim_start().starts_with(['{', '[', '"']) => Err(Fault::no_json(&target.name, &error)),
            Err(_) => Ok(Value::String(text)),
        },
        Shape::List(_) | Shape::Map(_) | Shape::Object(_) => {
            let open = if matches!(target.shape, Shape::List(_)) { '[' } else { '{' };
            let word = word.strip_prefix('\u{feff}').unwrap_or(word).trim_start();
            if !word.starts_with(open) {
                let is_element = open == '[' && word.starts_with('{');
                return Err(if is_element { Fault::no_brackets(&target.name) } else { expected() });
            }
            json(word).map_err(|error| Fault::no_json(&target.name, &error))
        }
    }
}
