//! What a member may be: limits, default, example, values.

use generator::docs;
use generator::model::{Field, Gone};

use crate::commands::describe::prose;
use crate::commands::describe::style::{ALERT, CODE, QUIET};
use crate::commands::describe::text::{Line, Text, indent, indented};

/// Names of values up to this width stand beside what they mean.
const BESIDE: usize = 24;

/// Limits, default and example.
pub(super) fn facts(field: &Field) -> Text {
    let mut facts = Text::default();
    let part = |facts: &mut Text, label: &str, value: Text| {
        if !facts.is_empty() {
            facts.push(QUIET, "  ");
        }
        *facts = std::mem::take(facts).styled(QUIET, label).and(value);
    };
    for limit in &field.docs.limits {
        // Patterns are code spans.
        let (before, code) = limit.split_once('`').unwrap_or((limit, ""));
        let before = before.get(..1).map_or_else(String::new, str::to_uppercase) + before.get(1..).unwrap_or_default();
        part(&mut facts, "", Text::of(&before).styled(CODE, code.trim_matches('`')));
    }
    let is_telling = |example: &&String| !matches!(example.as_str(), "null" | "None" | "无" | "-" | "." | "\"\"");
    let example = field.docs.example.as_ref().filter(|example| Some(*example) != field.docs.default.as_ref());
    let default = field.docs.default.as_ref();
    for (label, value) in [("Default: ", default), ("Example: ", example.filter(is_telling))] {
        if let Some(value) = value {
            part(&mut facts, label, value_text(value));
        }
    }
    facts
}

/// A value on one line; nothing at all is shown as `""`.
fn value_text(value: &str) -> Text {
    let value = docs::plain(value);
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    let value = Text::in_style(CODE, if value.is_empty() { "\"\"" } else { &value });
    let lines = value.cut(LONGEST_VALUE);
    if value.columns() > LONGEST_VALUE { Text::default().line(&lines) } else { value }
}

/// A value is cut to this many columns.
const LONGEST_VALUE: usize = 160;

/// Values: on one line while they speak for themselves, else a line for each.
pub(super) fn lines(values: &[(&str, &str, Option<&Gone>)], width: usize) -> Vec<Line> {
    if values.is_empty() {
        return Vec::new();
    }
    if values.iter().all(|(_, label, gone)| label.trim().is_empty() && gone.is_none()) {
        let mut text = Text::in_style(QUIET, "Values: ");
        for (at, (wire, ..)) in values.iter().enumerate() {
            text = text.plain(if at == 0 { "" } else { ", " }).and(value_text(wire));
        }
        return text.wrapped(width);
    }
    let mut lines = Text::in_style(QUIET, "Values:").wrapped(width);
    let (by, inner) = indent(width, 2);
    let names: Vec<Text> = values.iter().map(|(wire, ..)| value_text(wire)).collect();
    let column = names.iter().map(Text::columns).filter(|&columns| columns <= BESIDE).max().unwrap_or_default() + 2;
    let mut list = Vec::new();
    for (name, (_, label, gone)) in names.into_iter().zip(values) {
        let mut meaning = prose::sentence(label);
        if let Some(gone) = gone {
            meaning = meaning.plain(" ").styled(ALERT, &gone.to_string());
        }
        list.append(&mut definition(&name, &meaning, column, inner));
    }
    lines.append(&mut indented(list, by));
    lines
}

/// A name, and what it means in a column beside it; below it where the name is long.
pub(crate) fn definition(name: &Text, meaning: &Text, column: usize, width: usize) -> Vec<Line> {
    let (column, inner) = indent(width, column);
    let texts = if meaning.is_empty() { Vec::new() } else { meaning.wrapped(inner) };
    if name.columns() + 2 > column || texts.is_empty() {
        let mut lines = name.wrapped(width);
        lines.append(&mut indented(texts, column));
        return lines;
    }
    let first = name.cut(column);
    let mut texts = texts.into_iter();
    let mut lines = vec![first.beside(column, texts.next().unwrap_or_default())];
    lines.append(&mut indented(texts.collect(), column));
    lines
}
