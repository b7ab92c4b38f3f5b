//! Equality of what two values hold. What is read back from what was written of a value equals it.

use serde_json::Value;

use super::{
    ObjectView, View,
    free::FreeNumber,
    json,
    object_entries::{Content, Entry, with_entries},
};

/// Whether two objects of one type hold the same: equal members, and the same kept besides.
#[must_use]
pub fn equal(left: &dyn ObjectView, right: &dyn ObjectView) -> bool {
    let mut result = false;
    with_entries(left, &mut |left| {
        with_entries(right, &mut |right| result = equal_contents(left, right));
    });
    result
}

fn equal_contents(left: &mut dyn Iterator<Item = Entry<'_>>, right: &mut dyn Iterator<Item = Entry<'_>>) -> bool {
    loop {
        match (left.next(), right.next()) {
            (None, None) => return true,
            (Some(left), Some(right)) if equal_entries(&left, &right) => {}
            _ => return false,
        }
    }
}

fn equal_entries(left: &Entry<'_>, right: &Entry<'_>) -> bool {
    left.name == right.name
        && match (&left.content, &right.content) {
            (Content::Value(left), Content::Value(right)) => equal_views(*left, *right),
            (Content::Raw(left), Content::Raw(right)) => equal_json(left, right),
            _ => false,
        }
}

#[expect(clippy::float_cmp, reason = "equality is what is asked for")]
fn equal_views(left: View<'_>, right: View<'_>) -> bool {
    match (left, right) {
        (View::Boolean(left), View::Boolean(right)) => left == right,
        (View::Integer(left), View::Integer(right)) => left == right,
        (View::Number(left), View::Number(right)) => left == right,
        (View::Text(left), View::Text(right)) => left == right,
        (View::Bytes(left), View::Bytes(right)) => left == right,
        (View::Any(left), View::Any(right)) => equal_values(left, right),
        (View::List(left), View::List(right)) => {
            left.len() == right.len() && left.iter().zip(right.iter()).all(|(left, right)| equal_views(left, right))
        }
        (View::Map(left), View::Map(right)) => {
            let mut pairs = left.iter().zip(right.iter());
            left.len() == right.len() && pairs.all(|(left, right)| left.0 == right.0 && equal_views(left.1, right.1))
        }
        (View::Object(left), View::Object(right)) => equal(left, right),
        _ => false,
    }
}

/// Whether two free-form values are the same: the order of members does not matter, and `1.0` is `1`.
fn equal_values(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => FreeNumber::of(left).equals(FreeNumber::of(right)),
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| equal_values(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            let in_right = |name: &String, left| right.get(name).is_some_and(|right| equal_values(left, right));
            left.len() == right.len() && left.iter().all(|(name, left)| in_right(name, left))
        }
        _ => left == right,
    }
}

/// Whether two JSON texts say the same. Numbers too large for comparison are equal only as text.
fn equal_json(left: &str, right: &str) -> bool {
    left == right
        || matches!((json::parse(left), json::parse(right)), (Some(left), Some(right)) if equal_values(&left, &right))
}
