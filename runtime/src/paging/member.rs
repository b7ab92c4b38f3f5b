//! Reads and sets single members by their wire names.

use crate::codec::{Content, Entry, Extra, Place, Slot, Table, View, json, put_number, put_text, text, with_entries};

/// The text or number at a path of wire names, as text. A name may contain dots itself.
pub(super) fn text_at(view: View<'_>, path: &str) -> Option<String> {
    match view {
        View::Object(object) => {
            let mut found = None;
            with_entries(object, &mut |mut entries| {
                found = Iterator::find_map(&mut entries, |entry| text_of_entry(&entry, path));
            });
            found
        }
        View::Map(map) => map.iter().find_map(|(name, value)| text_behind(name, value, path)),
        View::Any(serde_json::Value::Object(members)) => {
            members.iter().find_map(|(name, value)| text_behind(name, View::Any(value), path))
        }
        _ => None,
    }
}

/// The same as a whole number. The text of one counts as well.
pub(super) fn number_at(view: View<'_>, path: &str) -> Option<i64> {
    whole(text_at(view, path)?)
}

fn whole(text: String) -> Option<i64> {
    let mut number = None;
    put_text(Place::Integer(&mut number), text.into());
    number
}

fn text_of_entry(entry: &Entry<'_>, path: &str) -> Option<String> {
    // Most entries are not on the path: theirs are not parsed.
    if !path.starts_with(entry.name) {
        return None;
    }
    match &entry.content {
        Content::Value(view) => text_behind(entry.name, *view, path),
        Content::Raw(raw) => text_behind(entry.name, View::Any(&json::parse(raw)?), path),
    }
}

/// What stands at the path, if this value is at its beginning.
fn text_behind(name: &str, value: View<'_>, path: &str) -> Option<String> {
    match path.strip_prefix(name)? {
        "" => scalar(value),
        rest => text_at(value, rest.strip_prefix('.')?),
    }
}

fn scalar(view: View<'_>) -> Option<String> {
    use serde_json::Value::{Number, String};

    match view {
        View::Integer(_) | View::Number(_) | View::Text(_) | View::Any(Number(_) | String(_)) => {
            text::scalar("", view).ok()?.filter(|text| !text.is_empty())
        }
        _ => None,
    }
}

/// What a member of a request is set to.
#[derive(Clone, Copy)]
pub(super) enum Setting<'a> {
    Text(&'a str),
    Number(i64),
}

/// Sets a member: a number also as text, and text also as the number that it is. Whether the type has such a member, and
/// the value fits.
pub(super) fn set(
    table: &Table,
    slots: &mut [&mut dyn Slot],
    extra: &mut Extra,
    name: &str,
    value: Setting<'_>,
) -> bool {
    let Some(slot) = table.find(name).and_then(|(index, _)| slots.get_mut(index)) else { return false };
    extra.forget(name);
    slot.clear();
    match value {
        Setting::Text(text) => put_text(slot.place(), text.into()),
        Setting::Number(number) => put_number(slot.place(), &number.to_string(), true),
    }
}
