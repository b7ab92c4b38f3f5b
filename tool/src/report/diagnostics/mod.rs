//! Diagnostics as `rustc` prints them, and their totals.
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
use generator::{Diagnostic, Severity};

use super::excerpt::{Excerpt, Texts};
use crate::terminal::{BAD, NOTE, WARN, count, printable};

/// More errors and warnings than this are not shown, and of warnings only what errors leave room for: nobody reads them
/// all before the first is put right.
const SHOWN: usize = 100;

/// More refused operations than this are grouped by their reason.
const SHOWN_REFUSALS: usize = 20;

/// More operations than this are counted, where one fault costs them.
const SHOWN_COSTS: usize = 5;

/// How diagnostics are judged and shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Policy {
    /// Warnings count as errors.
    pub deny_warnings: bool,
    /// Everything is shown, and every refused operation by itself, however many there are.
    pub verbose: bool,
}

impl Policy {
    /// How much a diagnostic weighs.
    pub(super) fn severity(self, diagnostic: &Diagnostic) -> Severity {
        match diagnostic.severity {
            Severity::Warning if self.deny_warnings => Severity::Error,
            severity => severity,
        }
    }
}

/// How many diagnostics there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Totals {
    errors: usize,
    warnings: usize,
    refused: usize,
    /// Warnings among the errors.
    denied: usize,
}

impl Totals {
    /// Counts diagnostics; refused operations once each, however many reasons there are.
    pub fn of(diagnostics: &[Diagnostic], policy: Policy) -> Self {
        let errors = diagnostics.iter().filter(|diagnostic| policy.severity(diagnostic) == Severity::Error).count();
        let warnings = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Warning).count();
        let denied = if policy.deny_warnings { warnings } else { 0 };
        let refused = diagnostics.iter().filter(|diagnostic| policy.severity(diagnostic) != Severity::Error);
        let refused: BTreeSet<_> = refused.flat_map(|f| f.refuses.iter().map(|name| (&f.file, name))).collect();
        Self { errors, warnings: warnings - denied, refused: refused.len(), denied }
    }

    /// Whether nothing may be written.
    pub fn failed(self) -> bool {
        self.errors > 0
    }

    /// Operations that were refused.
    pub fn refused(self) -> usize {
        self.refused
    }

    /// One line; empty when there is nothing to say.
    pub fn line(self) -> String {
        let numbers = [(self.errors, "error"), (self.warnings, "warning"), (self.refused, "refused operation")];
        let numbers: Vec<_> =
            numbers.into_iter().filter(|(number, _)| *number > 0).map(|(number, noun)| count(number, noun)).collect();
        if numbers.is_empty() {
            return String::new();
        }
        let (word, style) = if self.failed() { ("error", BAD) } else { ("warning", WARN) };
        let denied = if self.denied > 0 { " (warnings count as errors here)" } else { "" };
        let end = if self.failed() { "; nothing was written" } else { "" };
        format!("{style}{word}{style:#}: {}{denied}{end}\n", numbers.join(", "))
    }
}

/// Why an operation is refused: the message without the operation's name.
pub fn reason(diagnostic: &Diagnostic) -> &str {
    let without = |name: &str| diagnostic.message.strip_prefix(name)?.strip_prefix(": ");
    let name = diagnostic.operation.as_deref();
    name.and_then(|name| without(name).or_else(|| without(&format!("`{name}`")))).unwrap_or(&diagnostic.message)
}

/// All diagnostics as text: refused operations, warnings, and last the errors, which nothing may scroll away.
pub fn render(diagnostics: &[Diagnostic], texts: &Texts<'_>, policy: Policy) -> String {
    let (refused, others): (Vec<_>, Vec<_>) =
        diagnostics.iter().partition(|diagnostic| diagnostic.severity == Severity::Refused);
    let mut blocks = refusals(refused, texts, policy);
    blocks.extend(errors_and_warnings(others, texts, policy));
    // A blank line behind each.
    blocks.iter().flat_map(|block| [block.as_str(), "\n"]).collect()
}

fn refusals(refused: Vec<&Diagnostic>, texts: &Texts<'_>, policy: Policy) -> Vec<String> {
    if policy.verbose || refused.len() <= SHOWN_REFUSALS {
        refused.into_iter().map(|diagnostic| single(diagnostic, texts, policy)).collect()
    } else {
        by_reason(refused).iter().map(|group| grouped(group, texts)).collect()
    }
}

/// Warnings before errors. Where not all are shown, warnings are left out first, and a note says how many stand between.
fn errors_and_warnings(mut diagnostics: Vec<&Diagnostic>, texts: &Texts<'_>, policy: Policy) -> Vec<String> {
    diagnostics.sort_by_key(|diagnostic| diagnostic.severity);
    let shown = if policy.verbose { diagnostics.len() } else { diagnostics.len().min(SHOWN) };
    let hidden = diagnostics.split_off(shown);
    let (errors, warnings): (Vec<_>, Vec<_>) =
        diagnostics.into_iter().partition(|diagnostic| diagnostic.severity == Severity::Error);
    let single = |diagnostic| single(diagnostic, texts, policy);
    let mut blocks: Vec<_> = warnings.into_iter().map(single).collect();
    blocks.extend(left_out(&hidden, policy));
    blocks.extend(errors.into_iter().map(single));
    blocks
}

/// How many errors and warnings are not shown, if there are any.
fn left_out(hidden: &[&Diagnostic], policy: Policy) -> Option<String> {
    let of = |wanted| hidden.iter().filter(|diagnostic| policy.severity(diagnostic) == wanted).count();
    let numbers = [(of(Severity::Error), "more error"), (of(Severity::Warning), "more warning")];
    let numbers = numbers.into_iter().filter(|(number, _)| *number > 0).map(|(number, noun)| count(number, noun));
    let numbers: Vec<_> = numbers.collect();
    let note = || format!("{NOTE}note{NOTE:#}: {}; `--verbose` shows all\n", numbers.join(", "));
    (!hidden.is_empty()).then(note)
}

/// One diagnostic.
fn single(diagnostic: &Diagnostic, texts: &Texts<'_>, policy: Policy) -> String {
    let operation = match (&diagnostic.operation, diagnostic.severity) {
        (Some(name), Severity::Refused) if !diagnostic.message.contains(name) => format!("`{name}`: "),
        _ => String::new(),
    };
    let severity = policy.severity(diagnostic);
    // A correction accepts a warning by its kind.
    let kind = Some(diagnostic.kind).filter(|_| diagnostic.severity == Severity::Warning && diagnostic.path.is_some());
    let mut block = DiagnosticBlock::of(severity, kind, &format!("{operation}{}", diagnostic.message));
    block.place(diagnostic, "", texts, style(severity));
    if let Some(path) = &diagnostic.path {
        block.note("= in:", path);
    }
    if let Some(help) = &diagnostic.help {
        block.note("= help:", help);
    }
    if severity == Severity::Warning && !diagnostic.refuses.is_empty() {
        block.note("= note:", &cost(&diagnostic.refuses, policy));
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
fn grouped(group: &[&Diagnostic], texts: &Texts<'_>) -> String {
    let Some(first) = group.first() else { return String::new() };
    let message = format!("{}: {}", count(group.len(), "operation"), reason(first));
    let mut block = DiagnosticBlock::of(Severity::Refused, None, &message);
    let more = format!(" and {} more; `--verbose` shows each", group.len() - 1);
    block.place(first, &more, texts, style(Severity::Refused));
    if let Some(help) = &first.help {
        block.note("= help:", help);
    }
    let names: BTreeSet<_> = group.iter().filter_map(|diagnostic| diagnostic.operation.as_deref()).collect();
    if !names.is_empty() {
        block.note("= note:", &names.into_iter().collect::<Vec<_>>().join(", "));
    }
    block.text
}

/// Groups of one kind and reason, the largest first.
fn by_reason(diagnostics: Vec<&Diagnostic>) -> Vec<Vec<&Diagnostic>> {
    let mut groups: BTreeMap<(&str, &str), Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics {
        groups.entry((diagnostic.kind, reason(diagnostic))).or_default().push(diagnostic);
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
struct DiagnosticBlock {
    text: String,
    indent: usize,
}

impl DiagnosticBlock {
    fn of(severity: Severity, kind: Option<&str>, message: &str) -> Self {
        let (style, bold) = (style(severity), Style::new().bold());
        let kind = kind.map(|kind| format!("[{kind}]")).unwrap_or_default();
        Self { text: format!("{style}{severity}{kind}{style:#}{bold}: {}{bold:#}\n", printable(message)), indent: 2 }
    }

    /// Where it is, with the excerpt if there is one.
    fn place(&mut self, diagnostic: &Diagnostic, more: &str, texts: &Texts<'_>, style: Style) {
        let found =
            diagnostic.position.and_then(|position| Some((position, texts.excerpt(&diagnostic.file, position)?)));
        let digits = found.as_ref().map(|(position, _)| position.line.to_string().len());
        self.indent = digits.unwrap_or(self.indent);
        self.note("-->", &format!("{}{more}", position(diagnostic)));
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

fn position(diagnostic: &Diagnostic) -> String {
    match diagnostic.position {
        Some(position) => format!("{}:{}:{}", diagnostic.file, position.line, position.column),
        None => diagnostic.file.clone(),
    }
}

#[cfg(test)]
mod tests;
