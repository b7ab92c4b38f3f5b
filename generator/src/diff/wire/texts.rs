//! What is told about an element.

use super::changes::{Changes, Places};
use super::form::Form;
use super::said::{self, trimmed};
use crate::diff::rules::Class;
use crate::lower::texts;
use crate::spec::document::{Schema, Text};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn compare<'d>(changes: &mut Changes<'d>, old: &'d Schema<'d>, new: &'d Schema<'d>, places: Places) {
    prose(changes, Class::Description, places, old.description.as_ref(), new.description.as_ref());
    prose(changes, Class::Title, places, old.title.as_ref(), new.title.as_ref());
    text(changes, Class::Example, Form::Code, places, trimmed(old.example.as_ref()), trimmed(new.example.as_ref()));
    if labels_differ(old, new) {
        lists(changes, Class::ValueLabels, Form::Lines, places, &labels(old), &labels(new));
    }
    changes.tell_if(old.read_only != new.read_only, Class::ReadOnly, places);
}

/// A text of the vendor's Markdown.
pub(super) fn prose(
    changes: &mut Changes<'_>,
    class: Class,
    places: Places,
    old: Option<&Text<'_>>,
    new: Option<&Text<'_>>,
) {
    text(changes, class, Form::Prose, places, trimmed(old), trimmed(new));
}

/// A text that reaches the files in some form.
pub(super) fn text(
    changes: &mut Changes<'_>,
    class: Class,
    form: Form,
    places: Places,
    old: Option<&str>,
    new: Option<&str>,
) {
    if old != new {
        changes.tell_told(class, form, places, old.map(str::to_owned), new.map(str::to_owned));
    }
}

/// Lines without an order that differ somehow: those that only one side has.
pub(super) fn lists(
    changes: &mut Changes<'_>,
    class: Class,
    form: Form,
    places: Places,
    old: &BTreeSet<String>,
    new: &BTreeSet<String>,
) {
    let only = |side: &BTreeSet<String>, other: &BTreeSet<String>| {
        let lines: Vec<&str> = side.difference(other).map(String::as_str).collect();
        Some(lines.join("\n")).filter(|text| !text.is_empty())
    };
    changes.tell_told(class, form, places, only(old, new), only(new, old));
}

/// Whether something else is said about values, in `enumValueTitles` or behind a colon in the list itself.
fn labels_differ(old: &Schema<'_>, new: &Schema<'_>) -> bool {
    let (before, after) = (in_list(old), in_list(new));
    let differs = |(value, prose): (&&str, &&str)| after.get(*value).is_some_and(|other| other != prose);
    titles(old) != titles(new) || before.iter().any(differs)
}

/// A line for each value that something is said about.
fn labels(schema: &Schema<'_>) -> BTreeSet<String> {
    let said = titles(schema).into_iter().chain(in_list(schema)).filter(|(_, label)| !label.is_empty());
    said.map(|(value, label)| format!("{value}: {}", said::line(label))).collect()
}

fn titles<'d>(schema: &'d Schema<'_>) -> BTreeMap<&'d str, &'d str> {
    let titles = schema.value_titles.iter().map(|(value, label)| (value.trim(), label.trim()));
    titles.filter(|(_, label)| !label.is_empty()).collect()
}

fn in_list<'d>(schema: &'d Schema<'_>) -> BTreeMap<&'d str, &'d str> {
    let mut values: Vec<(&str, &str)> =
        schema.values.iter().flatten().map(|value| texts::split_prose(&value.text)).collect();
    values.sort_unstable();
    values.into_iter().collect()
}
