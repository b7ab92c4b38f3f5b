//! The documentation of a schema.

use super::changes::{Changes, NodePair};
use super::normalize::trimmed;
use super::rendering::Rendering;
use super::value_display;
use crate::diff::rules::Class;
use crate::lower::texts;
use crate::spec::document::{Schema, Text};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn compare<'d>(changes: &mut Changes<'d>, old: &'d Schema<'d>, new: &'d Schema<'d>, nodes: NodePair) {
    prose(changes, Class::Description, nodes, old.description.as_ref(), new.description.as_ref());
    prose(changes, Class::Title, nodes, old.title.as_ref(), new.title.as_ref());
    text(changes, Class::Example, Rendering::Code, nodes, trimmed(old.example.as_ref()), trimmed(new.example.as_ref()));
    if labels_differ(old, new) {
        lists(changes, Class::ValueLabels, Rendering::Lines, nodes, &labels(old), &labels(new));
    }
    changes.record_if(old.read_only != new.read_only, Class::ReadOnly, nodes);
}

/// Compares two texts in the vendor's Markdown.
pub(super) fn prose(
    changes: &mut Changes<'_>,
    class: Class,
    nodes: NodePair,
    old: Option<&Text<'_>>,
    new: Option<&Text<'_>>,
) {
    text(changes, class, Rendering::Markdown, nodes, trimmed(old), trimmed(new));
}

/// Compares two texts that generated files render.
pub(super) fn text(
    changes: &mut Changes<'_>,
    class: Class,
    rendering: Rendering,
    nodes: NodePair,
    old: Option<&str>,
    new: Option<&str>,
) {
    if old != new {
        changes.record_rendered(class, rendering, nodes, old.map(str::to_owned), new.map(str::to_owned));
    }
}

/// Records two sets of lines that differ, of each the lines that the other does not have.
pub(super) fn lists(
    changes: &mut Changes<'_>,
    class: Class,
    rendering: Rendering,
    nodes: NodePair,
    old: &BTreeSet<String>,
    new: &BTreeSet<String>,
) {
    let only = |side: &BTreeSet<String>, other: &BTreeSet<String>| {
        let lines: Vec<&str> = side.difference(other).map(String::as_str).collect();
        Some(lines.join("\n")).filter(|text| !text.is_empty())
    };
    changes.record_rendered(class, rendering, nodes, only(old, new), only(new, old));
}

/// Whether values have other labels, in `enumValueTitles` or behind a colon in the list itself.
fn labels_differ(old: &Schema<'_>, new: &Schema<'_>) -> bool {
    let (before, after) = (in_list(old), in_list(new));
    let differs = |(value, prose): (&&str, &&str)| after.get(*value).is_some_and(|other| other != prose);
    titles(old) != titles(new) || before.iter().any(differs)
}

/// A line for each value that has a label.
fn labels(schema: &Schema<'_>) -> BTreeSet<String> {
    let labels = titles(schema).into_iter().chain(in_list(schema)).filter(|(_, label)| !label.is_empty());
    labels.map(|(value, label)| format!("{value}: {}", value_display::line(label))).collect()
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
