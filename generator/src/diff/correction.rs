//! What would hold a breaking change back: entries for the corrections file of the document.
//!
//! The entries make the new edition say what the old one said, and allow for it to come and go: `was` lists what both say.
//! Texts are left alone. There are none for what is no matter of a few keys, nor where a correction is at work already.

use super::cause;
use super::report::OwnerChanges;
use super::rules::{Bump, Class, Weight};
use super::wire::{Found, Held, bare, listed};
use crate::Owner;
use crate::import;
use crate::spec::LoadedDocument;
use crate::spec::document::{Located, Schema, Text};
use crate::spec::keys::values;
use crate::spec::path::{ElementPath, Segment};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// A key of a schema that is to say what it said before.
struct Hold {
    key: &'static str,
    /// What it says, and what it said.
    was: Vec<String>,
    is: String,
}

/// The corrections that make the new edition say what the old one said; none where no small ones do.
pub(super) fn of(found: &Found<'_>, new: &LoadedDocument<'_>) -> Option<String> {
    let held = found.held.as_ref()?;
    let (holds, reason) = match found.class {
        Class::BecameRequired => (vec![required(true)], "it became required".to_owned()),
        Class::BecameOptional => (vec![required(false)], "it became optional".to_owned()),
        Class::ValueRemoved => (vec![values_kept(held)], "values were removed from the list".to_owned()),
        Class::ValuesIntroduced => (vec![values(held)], "a list of values was introduced".to_owned()),
        Class::ValuesDropped => (vec![values(held)], "the list of values was dropped".to_owned()),
        Class::TypeChanged => (types(held)?, became(found)),
        Class::ReferenceIntroduced => (without_reference(held)?, became(found)),
        Class::ReferenceInlined | Class::ReferenceChanged => (vec![reference(held, new)?], became(found)),
        _ => return None,
    };
    let schema = held.way.path().filter(|path| is_plain(path, new))?;
    let entries: Option<Vec<String>> = holds.iter().map(|hold| entry(&schema, hold, &reason, new)).collect();
    entries.filter(|entries| !entries.is_empty()).map(|entries| entries.join("\n"))
}

/// Takes away the corrections of what breaks nothing, by itself, with others of its owner or, as components do, elsewhere.
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

/// A text as a scalar in double quotes, whatever is in it. What nobody sees, or what turns others around, is escaped as YAML
/// does, so that no report has to.
fn quoted(text: &str) -> String {
    let is_unseen =
        |c| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}');
    let mut quoted = String::new();
    for c in import::quoted(text).chars() {
        if is_unseen(c) {
            let _ = write!(quoted, "\\u{:04X}", u32::from(c));
        } else {
            quoted.push(c);
        }
    }
    quoted
}

fn became(found: &Found<'_>) -> String {
    format!("the type became {}", found.after.as_deref().unwrap_or("another one"))
}

fn entry(schema: &ElementPath, hold: &Hold, reason: &str, new: &LoadedDocument<'_>) -> Option<String> {
    let path = schema.join(Segment::Key(hold.key.to_owned()));
    if new.corrections.concern(&path) {
        return None;
    }
    let mut entry = format!("- at: {}\n", quoted(&path.to_string()));
    let _ = writeln!(entry, "  was: [{}]", hold.was.join(", "));
    let _ = writeln!(entry, "  is: {}", hold.is);
    let _ = write!(entry, "  reason: {}", quoted(&format!("Held back: {reason}.")));
    Some(entry)
}

/// Whether a path leads to what was compared: it reads as it is written, and no other parameter has the name.
fn is_plain(path: &ElementPath, new: &LoadedDocument<'_>) -> bool {
    let written = path.to_string();
    let is_readable = written.parse::<ElementPath>().is_ok_and(|read| read.to_string() == written);
    let [_, Segment::Key(operation), _, Segment::Name(parameter), ..] = path.steps() else { return is_readable };
    let named = new.document.apis.iter().filter(|api| api.name == *operation);
    let same = named.flat_map(|api| &api.value.parameters).filter(|other| other.name.text == *parameter);
    is_readable && same.count() == 1
}

/// A flag that is absent is not set.
fn required(is_now: bool) -> Hold {
    let [now, before] = if is_now { ["true", "null, false"] } else { ["null, false", "true"] };
    Hold { key: "required", was: vec![now.to_owned(), before.to_owned()], is: (!is_now).to_string() }
}

/// The list of values as it was.
fn values(held: &Held<'_>) -> Hold {
    let [old, new] = [held.old, held.new].map(list);
    Hold { key: "enum", was: vec![new, old.clone()], is: old }
}

/// The list of values as it is, and what was removed from it.
fn values_kept(held: &Held<'_>) -> Hold {
    let known: BTreeSet<&str> = listed(held.new).into_iter().flat_map(BTreeMap::into_keys).collect();
    let is_gone = |value: &&Located<'_>| !known.contains(bare(&value.text));
    let old = held.old.values.iter().flatten().filter(is_gone);
    let all = held.new.values.iter().flatten().chain(old);
    Hold { is: flow(all.map(|value| value.text.as_ref())), ..values(held) }
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

/// The keys that make the type, where the old one is small: no fields, and no map.
fn types(held: &Held<'_>) -> Option<Vec<Hold>> {
    let (old, new) = (held.old, held.new);
    let is_said = old.kind.as_ref().is_some_and(|kind| values::TYPES.contains(&kind.text.as_ref()));
    if !is_said || !is_small(old) || (has_members(new) && is_object(old) && is_object(new)) {
        return None;
    }
    let kind = |schema: &Schema<'_>| text(schema.kind.as_ref().map(|kind| &kind.text));
    let format = |schema: &Schema<'_>| text(schema.format.as_ref());
    let mut holds = vec![hold("type", kind(old), kind(new)), hold("format", format(old), format(new))];
    holds.push(Some(values(held)).filter(|_| !same_values(old, new)));
    // What is no array has no elements, whatever stands there.
    if is_array(old) {
        let items = |schema: &Schema<'_>| schema.items.as_deref().map_or_else(|| "null".to_owned(), small);
        holds.push(hold("items", items(old), items(new)));
    }
    Some(holds.into_iter().flatten().collect())
}

/// What makes a key say what it said; nothing where it does.
fn hold(key: &'static str, old: String, new: String) -> Option<Hold> {
    (old != new).then(|| Hold { key, was: vec![new, old.clone()], is: old })
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

/// Whether a type is a matter of a few keys.
fn is_small(schema: &Schema<'_>) -> bool {
    let is_leaf = |items: &Schema<'_>| items.items.is_none() && !has_members(items);
    !has_members(schema) && schema.items.as_deref().is_none_or(|items| is_array(schema) && is_leaf(items))
}

/// What makes the type of a small schema. As what may be there, it allows for more beside.
fn small(schema: &Schema<'_>) -> String {
    let located = |located: &Option<Located<'_>>| text(located.as_ref().map(|located| &located.text));
    let keys = [
        ("$ref", located(&schema.reference)),
        ("type", located(&schema.kind)),
        ("format", text(schema.format.as_ref())),
        ("enum", list(schema)),
    ];
    let said = keys.into_iter().filter(|(_, value)| value != "null").map(|(key, value)| format!("{key}: {value}"));
    format!("{{{}}}", said.collect::<Vec<_>>().join(", "))
}

fn text(text: Option<&Text<'_>>) -> String {
    text.map_or_else(|| "null".to_owned(), |text| quoted(text))
}

/// The reference as it was, if its component is still there: it overrules what stands beside it.
fn reference(held: &Held<'_>, new: &LoadedDocument<'_>) -> Option<Hold> {
    let old = held.old.reference.as_ref()?;
    let target = held.old.component()?;
    new.document.schemas.iter().find(|component| component.name == target)?;
    hold("$ref", quoted(&old.text), text(held.new.reference.as_ref().map(|reference| &reference.text)))
}

/// The type as it was, and no reference.
fn without_reference(held: &Held<'_>) -> Option<Vec<Hold>> {
    let now = text(held.new.reference.as_ref().map(|reference| &reference.text));
    let mut holds = types(held)?;
    holds.extend(hold("$ref", "null".to_owned(), now));
    Some(holds)
}
