//! Values into serde.

use serde::{Serialize, Serializer, ser::Error};

use super::super::{
    Field, ObjectView, View,
    free::Free,
    json,
    object_entries::{Content, Entry, with_entries},
};

/// Serializes `value`, secrets included.
///
/// # Errors
///
/// The serializer's own.
#[inline]
pub fn serialize<T: Field, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    Seen(value.view()).serialize(serializer)
}

struct Seen<'a>(View<'a>);

impl Serialize for Seen<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            View::Boolean(value) => serializer.serialize_bool(value),
            View::Integer(value) => serializer.serialize_i64(value),
            View::Number(value) => serializer.serialize_f64(value),
            View::Text(text) => serializer.serialize_str(text),
            View::Bytes(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => serializer.serialize_str(text),
                Err(_) => serializer.serialize_bytes(bytes),
            },
            View::Any(value) => Free(value).serialize(serializer),
            View::List(list) => serializer.collect_seq(list.iter().map(Seen)),
            View::Map(map) => serializer.collect_map(map.iter().map(|(key, value)| (key, Seen(value)))),
            View::Object(object) => serialize_object(object, serializer),
        }
    }
}

fn serialize_object<S: Serializer>(object: &dyn ObjectView, serializer: S) -> Result<S::Ok, S::Error> {
    let mut serializer = Some(serializer);
    let mut result = None;
    with_entries(object, &mut |entries| {
        // Some formats want to know the number of entries first.
        let entries: Vec<_> = entries.map(|entry| (entry.name, Held(entry))).collect();
        result = serializer.take().map(|serializer| serializer.collect_map(entries));
    });
    result.unwrap_or_else(|| Err(S::Error::custom("the object does not show its members")))
}

struct Held<'a>(Entry<'a>);

impl Serialize for Held<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.content {
            Content::Value(view) => Seen(view).serialize(serializer),
            Content::Raw(raw) => Free(&json::parse_lossless(raw)).serialize(serializer),
        }
    }
}
