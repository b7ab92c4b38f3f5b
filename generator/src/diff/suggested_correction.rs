//! Suggests corrections that would avoid a breaking change: entries for the corrections file of the document.
//!
//! They give a schema of the new edition its old keys, and apply to both editions, since the vendor may revert a change.
//! Texts stay as they are. None is suggested for a change of many keys, nor where a correction applies already.

use super::cause;
use super::report::OwnerChanges;
use super::rules::{Bump, Class, Weight};
use super::wire::{Difference, SchemaPair, bare, listed};
use crate::Owner;
use crate::import;
use crate::spec::LoadedDocument;
use crate::spec::document::{Located, Schema, Text};
use crate::spec::keys::values;
use crate::spec::path::{ElementPath, Segment};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// A correction of one key of a schema.
struct KeyCorrection {
    key: &'static str,
    /// The values that the document may have: the new one and the old one.
    was: Vec<String>,
    /// The corrected value.
    is: String,
}

/// The corrections that give a schema its old type or flag back; `None` where that takes more than a few keys.
pub(super) fn suggest(difference: &Difference<'_>, new: &LoadedDocument<'_>) -> Option<String> {
    let schemas = difference.schemas.as_ref()?;
    let (corrections, reason) = match difference.class {
        Class::BecameRequired => (vec![required(true)], "it became required".to_owned()),
        Class::BecameOptional => (vec![required(false)], "it became optional".to_owned()),
        Class::ValueRemoved => (vec![values_retained(schemas)], "values were removed from the list".to_owned()),
        Class::ValuesIntroduced => (vec![values(schemas)], "a list of values was introduced".to_owned()),
        Class::ValuesDropped => (vec![values(schemas)], "the list of values was dropped".to_owned()),
        Class::TypeChanged => (types(schemas)?, became(difference)),
        Class::ReferenceIntroduced => (without_reference(schemas)?, became(difference)),
        Class::ReferenceInlined | Class::ReferenceChanged => (vec![reference(schemas, new)?], became(difference)),
        _ => return None,
    };
    let schema = schemas.path.element_path().filter(|path| is_plain(path, new))?;
    let entries: Option<Vec<String>> =
        corrections.iter().map(|correction| entry(&schema, correction, &reason, new)).collect();
    entries.filter(|entries| !entries.is_empty()).map(|entries| entries.join("\n"))
}

/// Drops the suggestions for changes that break nothing: neither by themselves, nor together with others of their owner, nor,
/// as components do, elsewhere.
pub(super) fn retain(owners: &mut [OwnerChanges]) {
    let breaks = |owner: &OwnerChanges| owner.uncaused().any(|item| item.class.bump() == Bump::Major);
    let breaks_somewhere = owners.iter().any(breaks);
    for owner in owners {
        let is_component = matches!(owner.owner, Owner::Component(_));
        let may_break = breaks(owner) || (is_component && breaks_somewhere);
        for index in 0..owner.wire.len() {
            let breaks_alone = owner.weight_of(index) == Weight::Breaking;
            let breaks_together = may_break && cause::may_break(&owner.wire[index]);
            if !breaks_alone && !breaks_together {
                owner.wire[index].correction = None;
            }
        }
    }
}

/// A text as a scalar in double quotes. Invisible characters and those that change the direction of text are escaped.
fn quoted(text: &str) -> String {
    let is_rendered_alike =
        |c| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}');
    let mut quoted = String::new();
    for c in import::quoted(text).chars() {
        if is_rendered_alike(c) {
            let _ = write!(quoted, "\\u{:04X}", u32::from(c));
        } else {
            quoted.push(c);
        }
    }
    quoted
}

fn became(difference: &Difference<'_>) -> String {
    format!("the type became {}", difference.after.as_deref().unwrap_or("another one"))
}

fn entry(schema: &ElementPath, correction: &KeyCorrection, reason: &str, new: &LoadedDocument<'_>) -> Option<String> {
    let path = schema.join(Segment::Key(correction.key.to_owned()));
    if new.corrections.concern(&path) {
        return None;
    }
    let mut entry = format!("- at: {}\n", quoted(&path.to_string()));
    let _ = writeln!(entry, "  was: [{}]", correction.was.join(", "));
    let _ = writeln!(entry, "  is: {}", correction.is);
    let _ = write!(entry, "  reason: {}", quoted(&format!("Held back: {reason}.")));
    Some(entry)
}

/// Whether a path is unambiguous: it can be parsed back, and no other parameter has the name.
fn is_plain(path: &ElementPath, new: &LoadedDocument<'_>) -> bool {
    let written = path.to_string();
    let is_readable = written.parse::<ElementPath>().is_ok_and(|read| read.to_string() == written);
    let [_, Segment::Key(operation), _, Segment::Name(parameter), ..] = path.steps() else { return is_readable };
    let named = new.document.apis.iter().filter(|api| api.name == *operation);
    let same = named.flat_map(|api| &api.value.parameters).filter(|other| other.name.text == *parameter);
    is_readable && same.count() == 1
}

/// An absent flag counts as `false`.
fn required(is_now: bool) -> KeyCorrection {
    let [now, before] = if is_now { ["true", "null, false"] } else { ["null, false", "true"] };
    KeyCorrection { key: "required", was: vec![now.to_owned(), before.to_owned()], is: (!is_now).to_string() }
}

/// Restores the old list of values.
fn values(schemas: &SchemaPair<'_>) -> KeyCorrection {
    let [old, new] = [schemas.old, schemas.new].map(list);
    KeyCorrection { key: "enum", was: vec![new, old.clone()], is: old }
}

/// Adds the removed values to the new list.
fn values_retained(schemas: &SchemaPair<'_>) -> KeyCorrection {
    let known: BTreeSet<&str> = listed(schemas.new).into_iter().flat_map(BTreeMap::into_keys).collect();
    let is_gone = |value: &&Located<'_>| !known.contains(bare(&value.text));
    let old = schemas.old.values.iter().flatten().filter(is_gone);
    let all = schemas.new.values.iter().flatten().chain(old);
    KeyCorrection { is: flow(all.map(|value| value.text.as_ref())), ..values(schemas) }
}

fn list(schema: &Schema<'_>) -> String {
    match &schema.values {
        Some(values) => flow(values.iter().map(|value| value.text.as_ref())),
        None => "null".to_owned(),
    }
}

fn flow<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    format!("[{}]", texts.map(quoted).collect::<Vec<_>>().join(", "))
}

/// Restores the old type where that takes a few keys: it has neither fields nor map values.
fn types(schemas: &SchemaPair<'_>) -> Option<Vec<KeyCorrection>> {
    let (old, new) = (schemas.old, schemas.new);
    let is_known = old.kind.as_ref().is_some_and(|kind| values::TYPES.contains(&kind.text.as_ref()));
    if !is_known || !is_small(old) || (has_members(new) && is_object(old) && is_object(new)) {
        return None;
    }
    let kind = |schema: &Schema<'_>| text(schema.kind.as_ref().map(|kind| &kind.text));
    let format = |schema: &Schema<'_>| text(schema.format.as_ref());
    let mut corrections =
        vec![key_correction("type", kind(old), kind(new)), key_correction("format", format(old), format(new))];
    corrections.push(Some(values(schemas)).filter(|_| !same_values(old, new)));
    // Only an array has elements; `items` of other types is ignored.
    if is_array(old) {
        let items = |schema: &Schema<'_>| schema.items.as_deref().map_or_else(|| "null".to_owned(), small);
        corrections.push(key_correction("items", items(old), items(new)));
    }
    Some(corrections.into_iter().flatten().collect())
}

/// Restores the old value of a key; `None` if it is unchanged.
fn key_correction(key: &'static str, old: String, new: String) -> Option<KeyCorrection> {
    (old != new).then(|| KeyCorrection { key, was: vec![new, old.clone()], is: old })
}

fn same_values(old: &Schema<'_>, new: &Schema<'_>) -> bool {
    let names = |schema| listed(schema).into_iter().flat_map(BTreeMap::into_keys);
    names(old).eq(names(new))
}

fn is_object(schema: &Schema<'_>) -> bool {
    schema.kind.as_ref().is_none_or(|kind| kind.text == "object")
}

fn is_array(schema: &Schema<'_>) -> bool {
    schema.kind.as_ref().is_some_and(|kind| kind.text == "array")
}

fn has_members(schema: &Schema<'_>) -> bool {
    schema.properties.is_some() || schema.additional_properties.is_some()
}

/// Whether a type has a few keys only.
fn is_small(schema: &Schema<'_>) -> bool {
    let is_leaf = |items: &Schema<'_>| items.items.is_none() && !has_members(items);
    !has_members(schema) && schema.items.as_deref().is_none_or(|items| is_array(schema) && is_leaf(items))
}

/// The keys that make the type of a small schema. In `was` they match a schema that has more keys.
fn small(schema: &Schema<'_>) -> String {
    let located = |located: &Option<Located<'_>>| text(located.as_ref().map(|located| &located.text));
    let keys = [
        ("$ref", located(&schema.reference)),
        ("type", located(&schema.kind)),
        ("format", text(schema.format.as_ref())),
        ("enum", list(schema)),
    ];
    let present = keys.into_iter().filter(|(_, value)| value != "null").map(|(key, value)| format!("{key}: {value}"));
    format!("{{{}}}", present.collect::<Vec<_>>().join(", "))
}

fn text(text: Option<&Text<'_>>) -> String {
    text.map_or_else(|| "null".to_owned(), |text| quoted(text))
}

/// Restores the old reference, if its component still exists: a reference overrules the keys beside it.
fn reference(schemas: &SchemaPair<'_>, new: &LoadedDocument<'_>) -> Option<KeyCorrection> {
    let old = schemas.old.reference.as_ref()?;
    let target = schemas.old.component()?;
    new.document.schemas.iter().find(|component| component.name == target)?;
    key_correction("$ref", quoted(&old.text), text(schemas.new.reference.as_ref().map(|reference| &reference.text)))
}

/// Restores the old type, without a reference.
fn without_reference(schemas: &SchemaPair<'_>) -> Option<Vec<KeyCorrection>> {
    let now = text(schemas.new.reference.as_ref().map(|reference| &reference.text));
    let mut corrections = types(schemas)?;
    corrections.extend(key_correction("$ref", "null".to_owned(), now));
    Some(corrections)
}
