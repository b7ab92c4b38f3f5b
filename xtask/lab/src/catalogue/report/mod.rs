//! Entries as text, in the order in which one reads: all documents, the worst of them, what was left out and what was
//! odd, the samples, and in the end what went wrong.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::time::Duration;

use generator::Diagnostic;

use super::command::CargoCommand;
use super::metrics::{self, CHECK, GENERATION, Metric, SIZE};
use super::result::{DocumentFailure, DocumentResult, GeneratedOutput};
use super::samples::{Class, SampleResult};
use super::table::TextTable;
use tool::report::diagnostics::reason;
use tool::terminal::{BAD, GOOD, NOTE, count, printable};

/// How many of the worst are named.
const WORST: usize = 5;

/// How many documents are named as examples.
const EXAMPLES: usize = 3;

/// The whole report.
pub(super) fn all(entries: &[DocumentResult], steps: &[CargoCommand], folder: &str, time: Duration) -> String {
    let sections = [
        documents(entries, steps),
        worst(entries, &GENERATION, "slowest to generate"),
        worst(entries, &CHECK, "slowest to check"),
        worst(entries, &SIZE, "largest libraries"),
        refusals(entries),
        warnings(entries),
        samples(entries, steps),
        odd_samples(entries),
        failures(entries),
        summary(entries, folder, time),
    ];
    sections.into_iter().filter(|section| !section.is_empty()).collect::<Vec<_>>().join("\n")
}

/// What went wrong with a document, or with whatever `name` is.
pub(super) fn failure(name: &str, failure: &DocumentFailure) -> String {
    let DocumentFailure { stage, message, excerpt, log, .. } = failure;
    let mut text = format!("{BAD}error{BAD:#}: {name}: {stage}: {}\n", printable(message));
    for line in excerpt.lines() {
        // Diagnostics come with colors of their own.
        let _ = writeln!(text, "{}", format!("  {line}").trim_end());
    }
    if let Some(log) = log {
        let _ = writeln!(text, "  {NOTE}= note:{NOTE:#} the full output is in {log}");
    }
    text
}

fn documents(entries: &[DocumentResult], steps: &[CargoCommand]) -> String {
    let figures = metrics::of(steps);
    let table = TextTable::new().text("document");
    let mut table = figures.clone().fold(table, |table, figure| table.number(figure.title)).text("result");
    for entry in entries {
        let result = entry.failure.as_ref().map_or("ok".to_owned(), |failure| format!("FAILED ({})", failure.stage));
        let cells = figures.clone().map(|figure| figure.show(entry));
        table.row([entry.name.clone()].into_iter().chain(cells).chain([result]));
    }
    table.rule();
    let totals = figures.map(|figure| figure.total(entries));
    table.row([count(entries.len(), "document")].into_iter().chain(totals));
    table.render()
}

/// The documents with the highest figures; nothing when there are not two to compare.
fn worst(entries: &[DocumentResult], figure: &Metric, title: &str) -> String {
    let mut found: Vec<_> = entries.iter().filter_map(|entry| Some((figure.value(entry)?, entry))).collect();
    if found.len() < 2 {
        return String::new();
    }
    found.sort_by_key(|(value, _)| Reverse(*value));
    let mut table = TextTable::new().number(figure.title).text(title);
    for (_, entry) in found.into_iter().take(WORST) {
        table.row([figure.show(entry), entry.name.clone()]);
    }
    table.render()
}

fn refusals(entries: &[DocumentResult]) -> String {
    let groups = groups(entries, |generated| &generated.refused, reason);
    let mut table = TextTable::new().number("operations").number("documents").text("refused because").text("in");
    for group in &groups {
        let refused =
            group.diagnostics.iter().flat_map(|(name, diagnostic)| diagnostic.refuses.iter().map(move |o| (*name, o)));
        let operations: BTreeSet<_> = refused.collect();
        let names = examples(&group.documents());
        table.row([operations.len().to_string(), group.documents().len().to_string(), group.title.to_owned(), names]);
    }
    if groups.is_empty() { String::new() } else { table.render() }
}

fn warnings(entries: &[DocumentResult]) -> String {
    let groups = groups(entries, |generated| &generated.warnings, |diagnostic| diagnostic.kind);
    let mut table = TextTable::new().number("warnings").number("documents").text("kind").text("for example");
    for group in &groups {
        let example = group.diagnostics.first().map(|(name, diagnostic)| format!("{name}: {}", diagnostic.message));
        let numbers = [group.diagnostics.len().to_string(), group.documents().len().to_string()];
        table.row(numbers.into_iter().chain([group.title.to_owned(), example.unwrap_or_default()]));
    }
    if groups.is_empty() { String::new() } else { table.render() }
}

/// Diagnostics that have something in common, each with the name of its document.
struct DiagnosticGroup<'a> {
    title: &'a str,
    diagnostics: Vec<(&'a str, &'a Diagnostic)>,
}

impl<'a> DiagnosticGroup<'a> {
    fn documents(&self) -> BTreeSet<&'a str> {
        self.diagnostics.iter().map(|(name, _)| *name).collect()
    }
}

/// Diagnostics by what they have in common, the largest group first.
fn groups(
    entries: &[DocumentResult],
    diagnostics: fn(&GeneratedOutput) -> &[Diagnostic],
    title: fn(&Diagnostic) -> &str,
) -> Vec<DiagnosticGroup<'_>> {
    let mut groups: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for entry in entries {
        for diagnostic in entry.generated.iter().flat_map(diagnostics) {
            groups.entry(title(diagnostic)).or_default().push((entry.name.as_str(), diagnostic));
        }
    }
    let mut groups: Vec<_> =
        groups.into_iter().map(|(title, diagnostics)| DiagnosticGroup { title, diagnostics }).collect();
    groups.sort_by_key(|group| Reverse(group.diagnostics.len()));
    groups
}

fn examples(names: &BTreeSet<&str>) -> String {
    let shown: Vec<_> = names.iter().take(EXAMPLES).copied().collect();
    let more = names.len().saturating_sub(EXAMPLES);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    shown.join(", ") + &more
}

/// How the samples were decoded, each counted by its worst finding.
fn samples(entries: &[DocumentResult], steps: &[CargoCommand]) -> String {
    if !steps.contains(&CargoCommand::Test) {
        return String::new();
    }
    let all: Vec<_> = entries.iter().flat_map(|entry| &entry.samples).collect();
    let mut table = TextTable::new().text("samples").number("operations").number("values");
    for class in Class::ALL {
        let operations = all.iter().filter(|sample| sample.class == class).count();
        let values = class.values().map(|values| all.iter().map(|sample| values(sample)).sum::<usize>());
        table.row([class.title().to_owned(), operations.to_string(), values.map_or("-".to_owned(), |n| n.to_string())]);
    }
    table.rule();
    table.row(["all".to_owned(), all.len().to_string()]);
    table.render()
}

/// The operations whose samples are not as declared, by name.
fn odd_samples(entries: &[DocumentResult]) -> String {
    let mut text = String::new();
    for class in Class::ALL.into_iter().filter(|class| *class > Class::Converted) {
        let mut lines = String::new();
        for entry in entries {
            let found = entry.samples.iter().filter(|sample| sample.class == class);
            let names: Vec<_> = found.map(|sample| format!("{}{}", sample.operation, remark(sample))).collect();
            if !names.is_empty() {
                let _ = writeln!(lines, "  {}: {}", entry.name, printable(&names.join(", ")));
            }
        }
        if !lines.is_empty() {
            let _ = write!(text, "{NOTE}{}{NOTE:#}\n{lines}", class.title());
        }
    }
    text
}

/// How much of a sample is not as declared.
fn remark(sample: &SampleResult) -> String {
    let numbers = [(sample.unknown, "unknown"), (sample.mismatched, "mismatched")];
    let numbers =
        numbers.into_iter().filter(|(number, _)| *number > 0).map(|(number, word)| format!("{number} {word}"));
    let remarks: Vec<_> = numbers.chain(sample.fault.clone()).collect();
    if remarks.is_empty() { String::new() } else { format!(" ({})", remarks.join(", ")) }
}

fn failures(entries: &[DocumentResult]) -> String {
    let failed = entries.iter().filter_map(|entry| Some(failure(&entry.document, entry.failure.as_ref()?)));
    failed.collect::<Vec<_>>().join("\n")
}

/// The last line.
fn summary(entries: &[DocumentResult], folder: &str, time: Duration) -> String {
    let generated = || entries.iter().filter_map(|entry| entry.generated.as_ref());
    let operations = generated().map(|generated| generated.summary.operations).sum();
    let refused: usize = generated().map(|generated| generated.summary.refused).sum();
    let failed = entries.iter().filter(|entry| entry.failure.is_some()).count();
    let (word, style) = if failed > 0 { ("FAILED", BAD) } else { ("ok", GOOD) };
    let failed = if failed > 0 { format!(", {failed} failed") } else { String::new() };
    format!(
        "{style}{word}{style:#}: {}, {} ({refused} refused){failed}; crates in {folder} ({:.1} s)\n",
        count(entries.len(), "document"),
        count(operations, "operation"),
        time.as_secs_f64(),
    )
}

#[cfg(test)]
mod tests;
