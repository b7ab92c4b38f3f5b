//! Findings as `rustc` prints them, and their totals.
//!
//! ```text
//! error: unknown key `requird` in a schema
//!   --> specs/ice/2020-11-09.yaml:12:7
//!    |
//! 12 |       requird: true
//!    |       ^^^^^^^
//!    = in: apis.StartAIAgentInstance.parameters[RuntimeConfig].schema.requird
//!    = help: did you mean `required`?
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use anstyle::Style;
use generator::{Finding, Severity};

use super::excerpt::{Excerpt, Texts};
use crate::terminal::{BAD, NOTE, WARN, count, printable};

/// More errors and warnings than this are not shown, and of warnings only what errors leave room for: nobody reads them
/// all before the first is put right.
const SHOWN: usize = 100;

/// More refused operations than this are grouped by their reason.
const SHOWN_REFUSALS: usize = 20;

/// More operations than this are counted, where one fault costs them.
const SHOWN_COSTS: usize = 5;

/// How findings are judged and shown.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Policy {
    /// Warnings count as errors.
    pub(crate) deny_warnings: bool,
    /// Everything is shown, and every refused operation by itself, however many there are.
    pub(crate) verbose: bool,
}

impl Policy {
    /// How much a finding weighs.
    pub(super) fn severity(self, finding: &Finding) -> Severity {
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
    /// Counts findings; refused operations once each, however many reasons there are.
    pub(crate) fn of(findings: &[Finding], policy: Policy) -> Self {
        let errors = findings.iter().filter(|finding| policy.severity(finding) == Severity::Error).count();
        let warnings = findings.iter().filter(|finding| finding.severity == Severity::Warning).count();
        let denied = if policy.deny_warnings { warnings } else { 0 };
        let refused = findings.iter().filter(|finding| policy.severity(finding) != Severity::Error);
        let refused: BTreeSet<_> = refused.flat_map(|f| f.refuses.iter().map(|name| (&f.file, name))).collect();
        Self { errors, warnings: warnings - denied, refused: refused.len(), denied }
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

/// All findings as text: refused operations, warnings, and last the errors, which nothing may scroll away.
pub(crate) fn render(findings: &[Finding], texts: &Texts<'_>, policy: Policy) -> String {
    let (refused, others): (Vec<_>, Vec<_>) =
        findings.iter().partition(|finding| finding.severity == Severity::Refused);
    let mut blocks = refusals(refused, texts, policy);
    blocks.extend(errors_and_warnings(others, texts, policy));
    // A blank line behind each.
    blocks.iter().flat_map(|block| [block.as_str(), "\n"]).collect()
}

fn refusals(refused: Vec<&Finding>, texts: &Texts<'_>, policy: Policy) -> Vec<String> {
    if policy.verbose || refused.len() <= SHOWN_REFUSALS {
        refused.into_iter().map(|finding| single(finding, texts, policy)).collect()
    } else {
        by_reason(refused).iter().map(|group| grouped(group, texts)).collect()
    }
}

/// Warnings before errors. Where not all are shown, warnings are left out first, and a note says how many stand between.
fn errors_and_warnings(mut findings: Vec<&Finding>, texts: &Texts<'_>, policy: Policy) -> Vec<String> {
    findings.sort_by_key(|finding| finding.severity);
    let shown = if policy.verbose { findings.len() } else { findings.len().min(SHOWN) };
    let hidden = findings.split_off(shown);
    let (errors, warnings): (Vec<_>, Vec<_>) =
        findings.into_iter().partition(|finding| finding.severity == Severity::Error);
    let single = |finding| single(finding, texts, policy);
    let mut blocks: Vec<_> = warnings.into_iter().map(single).collect();
    blocks.extend(left_out(&hidden, policy));
    blocks.extend(errors.into_iter().map(single));
    blocks
}

/// How many errors and warnings are not shown, if there are any.
fn left_out(hidden: &[&Finding], policy: Policy) -> Option<String> {
    let of = |wanted| hidden.iter().filter(|finding| policy.severity(finding) == wanted).count();
    let numbers = [(of(Severity::Error), "more error"), (of(Severity::Warning), "more warning")];
    let numbers = numbers.into_iter().filter(|(number, _)| *number > 0).map(|(number, noun)| count(number, noun));
    let numbers: Vec<_> = numbers.collect();
    let note = || format!("{NOTE}note{NOTE:#}: {}; `--verbose` shows all\n", numbers.join(", "));
    (!hidden.is_empty()).then(note)
}

/// One finding.
fn single(finding: &Finding, texts: &Texts<'_>, policy: Policy) -> String {
    let operation = match (&finding.operation, finding.severity) {
        (Some(name), Severity::Refused) if !finding.message.contains(name) => format!("`{name}`: "),
        _ => String::new(),
    };
    let severity = policy.severity(finding);
    // A correction accepts a warning by its kind.
    let kind = Some(finding.kind).filter(|_| finding.severity == Severity::Warning && finding.path.is_some());
    let mut block = Block::of(severity, kind, &format!("{operation}{}", finding.message));
    block.place(finding, "", texts, style(severity));
    if let Some(path) = &finding.path {
        block.note("= in:", path);
    }
    if let Some(help) = &finding.help {
        block.note("= help:", help);
    }
    if severity == Severity::Warning && !finding.refuses.is_empty() {
        block.note("= note:", &cost(&finding.refuses, policy));
    }
    block.text
}

/// What a fault costs.
fn cost(refused: &[String], policy: Policy) -> String {
    let shown = if policy.verbose { refused.len() } else { SHOWN_COSTS };
    let names: Vec<String> = refused.iter().take(shown).map(|name| format!("`{name}`")).collect();
    let rest = match refused.len().saturating_sub(shown) {
        0 => String::new(),
        rest => format!(" and {rest} more (`--verbose` shows all)"),
    };
    let (of, are) = if let [_] = refused { ("operation", "is") } else { ("operations", "are") };
    format!("the {of} {}{rest} {are} refused for it", names.join(", "))
}

/// Many operations refused for one reason, the first in full.
fn grouped(group: &[&Finding], texts: &Texts<'_>) -> String {
    let Some(first) = group.first() else { return String::new() };
    let message = format!("{}: {}", count(group.len(), "operation"), reason(first));
    let mut block = Block::of(Severity::Refused, None, &message);
    let more = format!(" and {} more; `--verbose` shows each", group.len() - 1);
    block.place(first, &more, texts, style(Severity::Refused));
    if let Some(help) = &first.help {
        block.note("= help:", help);
    }
    let names: BTreeSet<_> = group.iter().filter_map(|finding| finding.operation.as_deref()).collect();
    if !names.is_empty() {
        block.note("= note:", &names.into_iter().collect::<Vec<_>>().join(", "));
    }
    block.text
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

fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => BAD,
        Severity::Warning | Severity::Refused => WARN,
    }
}

/// A message and what stands below it, indented as far as the number of the line that is shown.
struct Block {
    text: String,
    indent: usize,
}

impl Block {
    fn of(severity: Severity, kind: Option<&str>, message: &str) -> Self {
        let (style, bold) = (style(severity), Style::new().bold());
        let kind = kind.map(|kind| format!("[{kind}]")).unwrap_or_default();
        Self { text: format!("{style}{severity}{kind}{style:#}{bold}: {}{bold:#}\n", printable(message)), indent: 2 }
    }

    /// Where it is, with the excerpt if there is one.
    fn place(&mut self, finding: &Finding, more: &str, texts: &Texts<'_>, style: Style) {
        let found = finding.position.and_then(|position| Some((position, texts.excerpt(&finding.file, position)?)));
        let digits = found.as_ref().map(|(position, _)| position.line.to_string().len());
        self.indent = digits.unwrap_or(self.indent);
        self.note("-->", &format!("{}{more}", position(finding)));
        let Some((position, Excerpt { line, before, marked })) = found else { return };
        let (blank, marker) = (" ".repeat(self.indent), "^".repeat(marked));
        let _ = writeln!(self.text, "{NOTE}{blank} |{NOTE:#}");
        let _ = writeln!(self.text, "{NOTE}{} |{NOTE:#} {line}", position.line);
        let _ = writeln!(self.text, "{NOTE}{blank} |{NOTE:#} {}{style}{marker}{style:#}", " ".repeat(before));
        self.indent += 1;
    }

    /// A line below; the following lines of a longer text stand below its first.
    fn note(&mut self, label: &str, note: &str) {
        let indent = format!("\n{}", " ".repeat(self.indent + label.chars().count() + 1));
        let blank = " ".repeat(self.indent);
        let note = printable(note).replace('\n', &indent);
        let _ = writeln!(self.text, "{blank}{NOTE}{label}{NOTE:#} {note}");
    }
}

fn position(finding: &Finding) -> String {
    match finding.position {
        Some(position) => format!("{}:{}:{}", finding.file, position.line, position.column),
        None => finding.file.clone(),
    }
}

#[cfg(test)]
mod tests;
