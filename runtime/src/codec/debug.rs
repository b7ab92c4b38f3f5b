//! `Debug` from the table: wire names, no secrets.

use std::fmt;

use serde_json::Value;

use super::{
    ObjectView, View,
    free::FreeNumber,
    json,
    object_entries::{Content, Entry, with_entries},
    secrets::{Kind, REDACTED, hides, telling_json},
};

/// Shows an object: the name of its type and, by wire name, what is set and what was kept.
///
/// Secret members show as `[redacted]`, and so does what stands under a secret-looking name where no type says more: in
/// maps, in free-form values, in kept members and in texts that are JSON.
///
/// # Errors
///
/// The formatter's own.
pub fn debug(object: &dyn ObjectView, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut result = Ok(());
    with_entries(object, &mut |entries| {
        let mut shown = f.debug_struct(object.table().name);
        for entry in entries {
            shown.field(entry.name, &Member(&entry));
        }
        result = shown.finish();
    });
    result
}

struct Member<'a>(&'a Entry<'a>);

impl fmt::Debug for Member<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Entry { name, member, content } = self.0;
        if member.is_some_and(|member| member.secret) {
            return f.write_str(REDACTED);
        }
        match content {
            Content::Value(view) => Shown(*view).fmt(f),
            Content::Raw(raw) => Keyed(name, Kind::of_raw(raw), &Any(&json::parse_lossless(raw))).fmt(f),
        }
    }
}

/// What stands under a name that nobody has judged.
struct Keyed<'a>(&'a str, Kind, &'a dyn fmt::Debug);

impl fmt::Debug for Keyed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if hides(self.0, self.1) { f.write_str(REDACTED) } else { self.2.fmt(f) }
    }
}

/// A text; one that is JSON and holds secrets, as the value that it says.
struct Text<'a>(&'a str);

impl fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match telling_json(self.0) {
            Some(value) => Any(&value).fmt(f),
            None => self.0.fmt(f),
        }
    }
}

/// Any value. The name under which it stands was judged before.
pub(crate) struct Shown<'a>(pub(crate) View<'a>);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            View::Boolean(value) => value.fmt(f),
            View::Integer(value) => value.fmt(f),
            View::Number(value) => value.fmt(f),
            View::Text(text) => Text(text).fmt(f),
            View::Bytes(bytes) => write!(f, "[{} bytes]", bytes.len()),
            View::Any(value) => Any(value).fmt(f),
            View::List(list) => f.debug_list().entries(list.iter().map(Shown)).finish(),
            View::Map(map) => {
                let mut shown = f.debug_map();
                for (key, value) in map.iter() {
                    shown.entry(&key, &Keyed(key, Kind::of_view(value), &Shown(value)));
                }
                shown.finish()
            }
            View::Object(object) => debug(object, f),
        }
    }
}

/// A free-form value without what stands under secret-looking names.
pub(crate) struct Any<'a>(pub(crate) &'a Value);

impl fmt::Debug for Any<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Value::Array(list) => f.debug_list().entries(list.iter().map(Any)).finish(),
            Value::Object(object) => {
                let mut shown = f.debug_map();
                for (key, value) in object {
                    shown.entry(key, &Keyed(key, Kind::of_value(value), &Any(value)));
                }
                shown.finish()
            }
            Value::String(text) => Text(text).fmt(f),
            Value::Number(number) => write!(f, "{}", FreeNumber::of(number)),
            Value::Bool(value) => write!(f, "{value}"),
            Value::Null => f.write_str("null"),
        }
    }
}
