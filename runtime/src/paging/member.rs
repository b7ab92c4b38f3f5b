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

/// Sets the member at a path of wire names: a number also as text, and text also as the number that it is. Objects on the way
/// are made if they are not there. Whether the type has such a member, and the value fits.
pub(super) fn set(
    table: &Table,
    slots: &mut [&mut dyn Slot],
    extra: &mut Extra,
    path: &str,
    value: Setting<'_>,
) -> bool {
    let dots = path.match_indices('.').map(|(dot, _)| dot);
    let found = dots.chain([path.len()]).find_map(|end| Some((table.find(path.get(..end)?)?, path.get(end..)?)));
    let Some(((index, name), rest)) = found else { return false };
    let Some(slot) = slots.get_mut(index) else { return false };
    extra.forget(name);
    match (rest.strip_prefix('.'), slot.place(), value) {
        (Some(rest), Place::Object(object), _) => {
            let (table, mut fits) = (object.table(), false);
            object.fill(&mut |slots, extra| fits = set(table, slots, extra, rest, value));
            fits
        }
        (Some(_), ..) => false,
        (None, place, Setting::Text(text)) => put_text(place, text.into()),
        (None, place, Setting::Number(number)) => put_number(place, &number.to_string(), true),
    }
}
