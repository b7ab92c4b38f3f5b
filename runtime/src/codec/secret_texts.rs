//! Collects the secret texts of a typed value, so that they can be redacted.

use serde_json::Value;

use super::secrets::{Kind, hides};
use super::{ObjectView, View, free::FreeNumber};

/// Adds the texts of all members that are declared secret, at any depth, to `texts`. Free-form values declare none.
pub(crate) fn secret_texts(object: &dyn ObjectView, texts: &mut Vec<String>) {
    object.slots(&mut |slots, _| {
        for (member, slot) in object.table().members.iter().zip(slots) {
            match slot.view() {
                Some(view) if member.secret => add(view, texts),
                Some(view) => secret_texts_in(view, texts),
                None => {}
            }
        }
    });
}

/// The same for a value of any kind.
pub(crate) fn secret_texts_in(view: View<'_>, texts: &mut Vec<String>) {
    match view {
        View::Object(object) => secret_texts(object, texts),
        View::List(list) => list.iter().for_each(|element| secret_texts_in(element, texts)),
        View::Map(map) => {
            for (key, value) in map.iter() {
                if hides(key, Kind::of_view(value)) { add(value, texts) } else { secret_texts_in(value, texts) }
            }
        }
        _ => {}
    }
}

/// Adds all texts and numbers of a secret value.
fn add(view: View<'_>, texts: &mut Vec<String>) {
    match view {
        View::Text(text) => texts.push(text.to_owned()),
        View::Bytes(bytes) => texts.extend(str::from_utf8(bytes).map(str::to_owned)),
        View::Integer(number) => texts.push(number.to_string()),
        View::Number(number) => all_texts(&Value::from(number), texts),
        View::Any(value) => all_texts(value, texts),
        View::List(list) => list.iter().for_each(|element| add(element, texts)),
        View::Map(map) => map.iter().for_each(|(_, value)| add(value, texts)),
        View::Object(object) => object.slots(&mut |slots, _| {
            for view in slots.iter().filter_map(|slot| slot.view()) {
                add(view, texts);
            }
        }),
        View::Boolean(_) => {}
    }
}

/// Adds all texts and numbers of a JSON value.
pub(crate) fn all_texts(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::Array(list) => list.iter().for_each(|element| all_texts(element, texts)),
        Value::Object(members) => members.values().for_each(|member| all_texts(member, texts)),
        Value::String(text) => texts.push(text.clone()),
        Value::Number(number) => texts.push(FreeNumber::of(number).to_string()),
        Value::Bool(_) | Value::Null => {}
    }
}
