//! `Debug` from the table: wire names, no secrets.

use std::fmt;

use serde_json::Value;

use super::{
    ObjectView, View,
    entries::{Content, Entry, with_entries},
    free::FreeNumber,
    json,
    secrets::{REDACTED, is_secret_name},
};

/// Shows an object: the name of its type and, by wire name, what is set and what was kept.
///
/// Secret members show as `[redacted]`, and so does what stands under a secret-looking name where no type says more: in
/// maps, in free-form values and in kept members.
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
        if member.map_or_else(|| is_secret_name(name), |member| member.secret) {
            return f.write_str(REDACTED);
        }
        match content {
            Content::Value(view) => Shown(*view).fmt(f),
            Content::Raw(raw) => Any(&json::parse_lossless(raw)).fmt(f),
        }
    }
}

/// What stands under a key that the caller or the server chose.
struct Keyed<'a>(&'a str, &'a dyn fmt::Debug);

impl fmt::Debug for Keyed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if is_secret_name(self.0) { f.write_str(REDACTED) } else { self.1.fmt(f) }
    }
}

struct Shown<'a>(View<'a>);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            View::Boolean(value) => value.fmt(f),
            View::Integer(value) => value.fmt(f),
            View::Number(value) => value.fmt(f),
            View::Text(text) => text.fmt(f),
            View::Bytes(bytes) => write!(f, "[{} bytes]", bytes.len()),
            View::Any(value) => Any(value).fmt(f),
            View::List(list) => f.debug_list().entries(list.iter().map(Shown)).finish(),
            View::Map(map) => {
                let mut shown = f.debug_map();
                for (key, value) in map.iter() {
                    shown.entry(&key, &Keyed(key, &Shown(value)));
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
                    shown.entry(key, &Keyed(key, &Any(value)));
                }
                shown.finish()
            }
            Value::String(text) => text.fmt(f),
            Value::Number(number) => write!(f, "{}", FreeNumber::of(number)),
            scalar => write!(f, "{scalar}"),
        }
    }
}
