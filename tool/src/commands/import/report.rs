//! What an import did, for people.
//!
//! ```text
//! + operation ListTags
//! operation GetJob
//!   + parameters[Kind]
//!   - parameters[Sort]: kept, marked `goneSince: 2025-05-16`
//!   ~ responses["200"].schema.properties.Count: type: string → integer
//! 1 came, 1 went, 1 changed
//! ```

use generator::Owner;
use std::collections::BTreeMap;
use std::fmt::Write;

use anstyle::Style;
use generator::Diagnostic;
use generator::import::{ElementChange, ElementChangeKind, Options, Outcome, Report};

use crate::program;
use crate::specs::faults::fault;
use crate::terminal::{BAD, GOOD, NOTE, WARN, count, printable};

/// More lines than this of a kind are counted.
const SHOWN: usize = 12;

/// More parts of a document than this are counted.
const SHOWN_OWNERS: usize = 40;

/// How a report names what shows or takes more.
#[derive(Clone, Copy, Debug)]
pub(super) enum Advice {
    /// Options of `import`.
    Import,
    /// `add` has none of them.
    Add,
}

impl Advice {
    /// What shows the changes that are only counted.
    fn of_changes(self) -> &'static str {
        match self {
            Self::Import => "; `--verbose` shows them",
            Self::Add => "",
        }
    }

    /// What takes the texts of the document.
    fn of_texts(self) -> String {
        match self {
            Self::Import => "`--update-texts` takes them".to_owned(),
            Self::Add => format!("`{} import --update-texts` takes them", program::name()),
        }
    }

    /// What takes more operations.
    fn of_operations(self) -> &'static str {
        match self {
            Self::Import => "`--operation NAME` or `--all` takes them",
            Self::Add => "name those that you need, too",
        }
    }
}

/// Everything that happened, then the sums.
pub(super) fn text(report: &Report, options: &Options, advice: Advice, verbose: bool) -> String {
    let limits = if verbose { (usize::MAX, usize::MAX) } else { (SHOWN, SHOWN_OWNERS) };
    let date = options.date.as_deref().unwrap_or("unknown");
    let is_whole = |note: &&ElementChange| note.path.is_empty() && note.kind != ElementChangeKind::Changed;
    let (wholes, parts): (Vec<&ElementChange>, Vec<&ElementChange>) = report.changes.iter().partition(is_whole);
    let mut text = String::new();
    let mut kinds: BTreeMap<(ElementChangeKind, bool), Vec<&ElementChange>> = BTreeMap::new();
    for note in wholes {
        kinds.entry((note.kind, matches!(note.owner, Owner::Component(_)))).or_default().push(note);
    }
    for ((kind, _), notes) in kinds {
        wholes_of(&mut text, kind, &notes, date, limits.0);
    }
    let mut owners: BTreeMap<&Owner, Vec<&ElementChange>> = BTreeMap::new();
    for note in parts {
        owners.entry(&note.owner).or_default().push(note);
    }
    let hidden: Vec<&ElementChange> = owners.values().skip(limits.1).flatten().copied().collect();
    for (owner, notes) in owners.iter().take(limits.1) {
        parts_of(&mut text, (owner, notes), date, limits.0, advice);
    }
    if !hidden.is_empty() {
        let rest = owners.len() - limits.1;
        let _ = writeln!(text, "… and {rest} more: {}{}", sums(&hidden), advice.of_changes());
    }
    if report.is_variant {
        let _ = writeln!(
            text,
            "this document of {date} differs from the one imported last: the vendor serves several a day"
        );
    }
    text + &totals(report, advice)
}

/// Whole operations or components.
fn wholes_of(text: &mut String, kind: ElementChangeKind, notes: &[&ElementChange], date: &str, limit: usize) {
    if notes.len() > limit {
        let Some(first) = notes.first() else { return };
        let (sign, style) = sign(kind);
        let what = count(notes.len(), what(&first.owner));
        let _ = writeln!(text, "{style}{sign}{style:#} {what}{}", remark(kind, "", date));
        return;
    }
    for note in notes {
        let (sign, style) = sign(kind);
        let name = format!("{} {}", what(&note.owner), name(&note.owner));
        let _ = writeln!(text, "{style}{sign}{style:#} {}{}", printable(&name), remark(kind, &note.detail, date));
    }
}

/// What happened inside an operation, a component, or the document.
fn parts_of(text: &mut String, (owner, notes): (&Owner, &[&ElementChange]), date: &str, limit: usize, advice: Advice) {
    let _ = writeln!(text, "{NOTE}{} {}{NOTE:#}", what(owner), printable(name(owner)));
    // Changes of one element share a line.
    let is_same = |a: &&ElementChange, b: &&ElementChange| {
        [a.kind, b.kind] == [ElementChangeKind::Changed; 2] && a.path == b.path
    };
    let lines: Vec<&[&ElementChange]> = notes.chunk_by(is_same).collect();
    for (line, first) in lines.iter().take(limit).filter_map(|line| Some((line, line.first()?))) {
        let (sign, style) = sign(first.kind);
        let details: Vec<&str> = line.iter().map(|note| note.detail.as_str()).collect();
        let remark = remark(first.kind, &details.join(", "), date);
        let text_of_line = format!("{}{remark}", first.path);
        let _ = writeln!(text, "  {style}{sign}{style:#} {}", printable(text_of_line.trim_start_matches(": ")));
    }
    let rest: Vec<&ElementChange> = lines.iter().skip(limit).flat_map(|line| line.iter()).copied().collect();
    if !rest.is_empty() {
        let _ = writeln!(text, "  … and {}{}", sums(&rest), advice.of_changes());
    }
}

fn remark(kind: ElementChangeKind, detail: &str, date: &str) -> String {
    match kind {
        ElementChangeKind::Gone => format!(": kept, marked `goneSince: {date}`"),
        ElementChangeKind::Back if !detail.is_empty() => format!(": came back ({detail})"),
        ElementChangeKind::Back => ": came back".to_owned(),
        ElementChangeKind::Removed => ": removed".to_owned(),
        _ if detail.is_empty() => String::new(),
        _ => format!(": {detail}"),
    }
}

fn sign(kind: ElementChangeKind) -> (char, Style) {
    match kind {
        ElementChangeKind::Added | ElementChangeKind::Back => ('+', GOOD),
        ElementChangeKind::Gone | ElementChangeKind::Removed => ('-', BAD),
        ElementChangeKind::Changed => ('~', WARN),
    }
}

fn what(owner: &Owner) -> &'static str {
    match owner {
        Owner::Document => "the",
        Owner::Operation(_) => "operation",
        Owner::Component(_) => "component",
    }
}

fn name(owner: &Owner) -> &str {
    match owner {
        Owner::Document => "document",
        Owner::Operation(name) | Owner::Component(name) => name,
    }
}

/// What happened, in one line; empty if nothing did.
pub(crate) fn summary(report: &Report) -> String {
    sums(&report.changes.iter().collect::<Vec<_>>())
}

/// How many of each kind.
fn sums(notes: &[&ElementChange]) -> String {
    let kinds = [
        (ElementChangeKind::Added, "came"),
        (ElementChangeKind::Back, "came back"),
        (ElementChangeKind::Gone, "went"),
        (ElementChangeKind::Removed, "removed"),
        (ElementChangeKind::Changed, "changed"),
    ];
    let sums = kinds.map(|(kind, word)| (notes.iter().filter(|note| note.kind == kind).count(), word));
    let sums: Vec<String> =
        sums.iter().filter(|(number, _)| *number > 0).map(|(number, word)| format!("{number} {word}")).collect();
    sums.join(", ")
}

fn totals(report: &Report, advice: Advice) -> String {
    let texts = format!("worded differently in the document: as in the file ({})", advice.of_texts());
    let operations = format!("not taken ({})", advice.of_operations());
    let mut lines = Vec::new();
    let notes: Vec<&ElementChange> = report.changes.iter().collect();
    if !notes.is_empty() {
        lines.push(sums(&notes));
    }
    let numbers = [
        (report.texts_taken, "text", "taken from the document"),
        (report.texts_removed, "text", "removed: not in the document"),
        (report.texts_kept, "text", texts.as_str()),
        (report.hints_kept, "default or limit", "not in the document: as in the file"),
        (report.still_gone, "element", "still gone"),
        (report.not_taken, "operation", operations.as_str()),
    ];
    for (number, noun, rest) in numbers.into_iter().filter(|(number, ..)| *number > 0) {
        let noun = if noun == "default or limit" && number > 1 { "defaults or limit" } else { noun };
        lines.push(format!("{} {rest}", count(number, noun)));
    }
    lines.into_iter().map(|line| line + "\n").collect()
}

/// New elements without a text, if people describe them, and comments that were lost, the first of many.
pub(crate) fn warnings(report: &Report, describes: bool, verbose: bool) -> Vec<Diagnostic> {
    let undescribed = if describes { report.undescribed.as_slice() } else { &[] };
    let shown = if verbose { usize::MAX } else { SHOWN };
    let mut warnings: Vec<Diagnostic> = undescribed.iter().take(shown).cloned().collect();
    let rest = undescribed.len() - warnings.len();
    if let Some(last) = warnings.last_mut().filter(|_| rest > 0) {
        last.message = format!("{}, and {rest} more (`--verbose` shows them)", last.message);
    }
    let lost = report.lost_comments.iter().map(|comment| {
        let message = format!("a comment is lost with the element that it preceded: {comment}");
        Diagnostic {
            severity: generator::Severity::Warning,
            kind: "lost-comment",
            ..fault("", &message, "add it elsewhere if it still applies")
        }
    });
    warnings.extend(lost);
    warnings
}

/// The last line: what was done.
pub(super) fn last(outcome: &Outcome, shown: &str, is_changed: bool, dry_run: bool) -> String {
    let (operations, components) = (count(outcome.operations, "operation"), count(outcome.components, "component"));
    match (is_changed, dry_run) {
        (false, _) => "unchanged\n".to_owned(),
        (true, false) => format!("wrote {shown} ({operations}, {components})\n"),
        (true, true) => format!("would write {shown} ({operations}, {components})\n"),
    }
}
