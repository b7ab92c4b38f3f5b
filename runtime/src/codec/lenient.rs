//! Putting scalars into places, also of another type where nothing is lost by it.
//!
//! The descriptions of the services are known to be wrong now and then about the type of a scalar. So text takes numbers
//! and truth values as they are written, numbers take text that is exactly a number, truth values take the usual ways to
//! write them. Every function says whether the value fitted.

use std::borrow::Cow;

use bytes::Bytes;
use serde_json::{Number, Value};

use super::{Place, number};

/// Puts a truth value into `place`.
pub(crate) fn put_boolean(place: Place<'_>, value: bool) -> bool {
    match place {
        Place::Boolean(slot) => *slot = Some(value),
        Place::Any(slot) => *slot = Some(Value::Bool(value)),
        place => return put_verbatim(place, if value { "true" } else { "false" }),
    }
    true
}

/// Puts the JSON number `token` into `place`. `integer` says that it has neither fraction nor exponent.
pub(crate) fn put_number(place: Place<'_>, token: &str, integer: bool) -> bool {
    match place {
        Place::Integer(slot) => {
            *slot = number::integer(token);
            slot.is_some()
        }
        Place::Number(slot) => {
            *slot = number::float(token, integer);
            slot.is_some()
        }
        Place::Any(slot) => {
            *slot = free_number(token, integer).map(Value::Number);
            slot.is_some()
        }
        Place::Boolean(slot) => {
            *slot = boolean(token);
            slot.is_some()
        }
        place => put_verbatim(place, token),
    }
}

/// Puts text into `place`.
pub(crate) fn put_text(place: Place<'_>, text: Cow<'_, str>) -> bool {
    match place {
        Place::Text(slot) => *slot = Some(text.into_owned()),
        Place::Token(slot) => slot.set(&text),
        Place::Any(slot) => *slot = Some(Value::String(text.into_owned())),
        Place::Bytes(slot) => *slot = Some(Bytes::from(text.into_owned())),
        Place::Integer(slot) => {
            *slot = number::integer_in_text(&text);
            return slot.is_some();
        }
        Place::Number(slot) => {
            *slot = number::float_in_text(&text);
            return slot.is_some();
        }
        Place::Boolean(slot) => {
            *slot = boolean(&text);
            return slot.is_some();
        }
        Place::List(_) | Place::Map(_) | Place::Object(_) => return false,
    }
    true
}

/// Puts the text of another scalar into a place for text.
fn put_verbatim(place: Place<'_>, token: &str) -> bool {
    match place {
        Place::Text(slot) => *slot = Some(token.to_owned()),
        Place::Token(slot) => slot.set(token),
        _ => return false,
    }
    true
}

fn boolean(text: &str) -> Option<bool> {
    match text {
        "true" | "True" | "1" => Some(true),
        "false" | "False" | "0" => Some(false),
        _ => None,
    }
}

/// A number in a free-form value; whole numbers are exact or none.
fn free_number(token: &str, integer: bool) -> Option<Number> {
    if integer && token != "-0" {
        let signed = token.parse::<i64>().ok().map(Number::from);
        let unsigned = || token.parse::<u64>().ok().map(Number::from);
        signed.or_else(unsigned).or_else(|| number::large_whole(token).and_then(Number::from_f64))
    } else {
        number::float(token, false).and_then(Number::from_f64)
    }
}
