//! Findings as `rustc` prints them, and their totals.
//!
//! ```text
//! error: unknown key `requird`
//!   --> specs/ice/2020-11-09.yaml:12:7
//!   = help: did you mean `required`?
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use anstyle::Style;
use generator::{Finding, Severity};

use crate::terminal::{BAD, NOTE, WARN, count, printable};

/// More refused operations than this are grouped by their reason.
const SHOWN_REFUSALS: usize = 20;

/// How findings are judged and shown.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Policy {
    /// Warnings count as errors.
    pub(crate) deny_warnings: bool,
    /// Every refused operation is shown by itself, however many there are.
    pub(crate) verbose: bool,
}

impl Policy {
    fn severity(self, finding: &Finding) -> Severity {
        match finding.severity {
            Severity::Warning if self.deny_warnings => Severity::Error,
            severity => severity,
        }
    }
}

/// How many findings there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Totals {
    errors: usize,
    warnings: usize,
    refused: usize,
    /// Warnings among the errors.
    denied: usize,
}

impl Totals {
    /// Counts findings; refused ones by operation, however many reasons each has.
    pub(crate) fn of(findings: &[Finding], policy: Policy) -> Self {
        let of = |wanted| findings.iter().filter(move |finding| policy.severity(finding) == wanted);
        let refused: BTreeSet<_> =
            of(Severity::Refused).map(|finding| (&finding.file, &finding.operation, place(finding))).collect();
        let warnings = findings.iter().filter(|finding| finding.severity == Severity::Warning).count();
        let denied = if policy.deny_warnings { warnings } else { 0 };
        Self { errors: of(Severity::Error).count(), warnings: warnings - denied, refused: refused.len(), denied }
    }

    /// Whether nothing may be written.
    pub(crate) fn failed(self) -> bool {
        self.errors > 0
    }

    /// Operations that were refused.
    pub(crate) fn refused(self) -> usize {
        self.refused
    }

    /// One line; empty when there is nothing to say.
    pub(crate) fn line(self) -> String {
        let numbers = [(self.errors, "error"), (self.warnings, "warning"), (self.refused, "refused operation")];
        let numbers: Vec<_> =
            numbers.into_iter().filter(|(number, _)| *number > 0).map(|(number, noun)| count(number, noun)).collect();
        if numbers.is_empty() {
            return String::new();
        }
        let (word, style) = if self.failed() { ("error", BAD) } else { ("warning", WARN) };
        let denied = if self.denied > 0 { " (warnings count as errors here)" } else { "" };
        let end = if self.failed() { "; nothing is written" } else { "" };
        format!("{style}{word}{style:#}: {}{denied}{end}\n", numbers.join(", "))
    }
}

/// Why an operation is refused: the message without the operation's name.
pub(crate) fn reason(finding: &Finding) -> &str {
    let without = |name: &str| finding.message.strip_prefix(name)?.strip_prefix(": ");
    let name = finding.operation.as_deref();
    name.and_then(|name| without(name).or_else(|| without(&format!("`{name}`")))).unwrap_or(&finding.message)
}

/// What tells refusals without an operation apart.
fn place(finding: &Finding) -> Option<generator::Position> {
    if finding.operation.is_some() { None } else { finding.position }
}

/// All findings as text: errors and warnings as they come, refused operations behind them.
pub(crate) fn render(findings: &[Finding], policy: Policy) -> String {
    let (refused, others): (Vec<_>, Vec<_>) =
        findings.iter().partition(|finding| finding.severity == Severity::Refused);
    let mut text: String = others.into_iter().map(|finding| single(finding, policy)).collect();
    if policy.verbose || refused.len() <= SHOWN_REFUSALS {
        text.extend(refused.into_iter().map(|finding| single(finding, policy)));
    } else {
        text.extend(by_reason(refused).into_iter().map(|group| grouped(&group)));
    }
    text
}

/// One finding.
fn single(finding: &Finding, policy: Policy) -> String {
    let operation = match (&finding.operation, finding.severity) {
        (Some(name), Severity::Refused) if !finding.message.contains(name) => format!("`{name}`: "),
        _ => String::new(),
    };
    let mut text = head(policy.severity(finding), &format!("{operation}{}", finding.message));
    note(&mut text, "-->", &position(finding));
    if let Some(help) = &finding.help {
        note(&mut text, "= help:", help);
    }
    text
}

/// Many operations refused for one reason, the first in full.
fn grouped(group: &[&Finding]) -> String {
    let Some(first) = group.first() else { return String::new() };
    let mut text = head(Severity::Refused, &format!("{}: {}", count(group.len(), "operation"), reason(first)));
    note(&mut text, "-->", &format!("{} and {} more; `--verbose` shows each", position(first), group.len() - 1));
    if let Some(help) = &first.help {
        note(&mut text, "= help:", help);
    }
    let names: BTreeSet<_> = group.iter().filter_map(|finding| finding.operation.as_deref()).collect();
    if !names.is_empty() {
        note(&mut text, "= note:", &names.into_iter().collect::<Vec<_>>().join(", "));
    }
    text
}

/// Groups of one kind and reason, the largest first.
fn by_reason(findings: Vec<&Finding>) -> Vec<Vec<&Finding>> {
    let mut groups: BTreeMap<(&str, &str), Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        groups.entry((finding.kind, reason(finding))).or_default().push(finding);
    }
    let mut groups: Vec<_> = groups.into_values().collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    groups
}

fn head(severity: Severity, message: &str) -> String {
    let style = match severity {
        Severity::Error => BAD,
        Severity::Warning | Severity::Refused => WARN,
    };
    let bold = Style::new().bold();
    format!("{style}{severity}{style:#}{bold}: {}{bold:#}\n", printable(message))
}

/// A line below the message; the following lines of a longer text stand below its first.
fn note(text: &mut String, label: &str, note: &str) {
    let indent = format!("\n{}", " ".repeat(label.chars().count() + 3));
    let _ = writeln!(text, "  {NOTE}{label}{NOTE:#} {}", printable(note).replace('\n', &indent));
}

fn position(finding: &Finding) -> String {
    match finding.position {
        Some(position) => format!("{}:{}:{}", finding.file, position.line, position.column),
        None => finding.file.clone(),
    }
}

#[cfg(test)]
mod tests;
