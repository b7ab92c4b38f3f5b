//! What was concluded from the document, and why.

use generator::Diagnostic;
use generator::describe::{Description, EffectReport, Evidence};
use generator::model::Effect;

use super::page::place;
use super::style::QUIET;
use super::table;
use super::text::{Line, Text, indent, indented};
use crate::report::diagnostics::{self, Policy};
use crate::report::excerpt::Texts;
use crate::terminal::{WARN, count};

/// In short, or with all evidence.
pub(super) fn lines(description: &Description, others: &[String], is_full: bool, width: usize) -> Vec<Line> {
    let mut rows = vec![row("document", &place(&description.file, description.position))];
    rows.extend(others.iter().map(|other| row("also in", other)));
    rows.push(row("effect", conclusion(&description.effect)));
    if let Ok(generated) = &description.outcome {
        if let Err(reason) = &generated.operation().paging {
            rows.push(row("pages", &format!("none: {reason}")));
        } else if let Ok(paging) = &generated.operation().paging {
            rows.push(row("pages", &format!("items in `{}`: {}", paging.items_path(), paging.evidence)));
        }
        let token = generated.operation().call.token.as_ref();
        let token = token.map_or_else(
            || "none".to_owned(),
            |token| format!("{token}: the service carries out calls with the same token once"),
        );
        rows.push(row("token", &token));
    }
    let remarks = description.diagnostics.len();
    if remarks > 0 && !is_full {
        rows.push(row("remarks", &format!("{}: --section why", count(remarks, "remark"))));
    }
    let mut lines = definitions(&rows, width);
    if is_full {
        let (by, inner) = indent(width, 2);
        lines.push(Line::default());
        lines.append(&mut Text::of("What speaks for the effect:").wrapped(width));
        let evidence: Vec<Vec<Text>> = description.effect.evidence.iter().map(evidence).collect();
        lines.append(&mut indented(table::plain(&evidence, inner), by));
    }
    lines
}

/// The warnings about an operation, with the places in the document.
pub(super) fn diagnostics(all: &[Diagnostic], texts: &Texts<'_>) -> String {
    match all {
        [] => String::new(),
        all => format!("\n{WARN}Diagnostics:{WARN:#}\n\n{}", diagnostics::render(all, texts, Policy::default())),
    }
}

fn row(label: &str, text: &str) -> (Text, Text) {
    (Text::in_style(QUIET, label), Text::of(text))
}

fn definitions(rows: &[(Text, Text)], width: usize) -> Vec<Line> {
    let column = rows.iter().map(|(label, _)| label.columns()).max().unwrap_or_default() + 2;
    let lines = rows.iter().flat_map(|(label, text)| super::members::definition(label, text, column, width));
    lines.collect()
}

fn conclusion(report: &EffectReport) -> &'static str {
    match (report.effect, report.is_corrected()) {
        (Effect::Read, true) => "read: a correction says so",
        (Effect::Write, true) => "write: a correction says so",
        (Effect::Read, false) => "read: the name and a field say so",
        (Effect::Write, false) => "write: a read needs a name that reads and a field that agrees",
    }
}

/// Where something stands, what it is, and its place.
fn evidence(evidence: &Evidence) -> Vec<Text> {
    let value = match (&evidence.value, evidence.source) {
        (Some(word), "name") => format!("begins with `{word}`"),
        (None, "name") => "does not begin with a word that reads".to_owned(),
        (Some(value), _) => value.clone(),
        (None, _) => "not given".to_owned(),
    };
    let at = evidence.place.as_ref().map(|(file, position)| place(file, Some(*position)));
    vec![Text::in_style(QUIET, evidence.source), Text::of(&value), Text::in_style(QUIET, &at.unwrap_or_default())]
}
