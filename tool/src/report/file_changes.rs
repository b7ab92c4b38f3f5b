//! Renders the changes of generated files, and the summary of a run.

use std::fmt::Write;
use std::time::Duration;

use generator::Summary;

use super::format::MessageFormat;
use crate::project::shown_join;
use crate::sync::{FileChange, FolderComparison, Foreign, Reason};
use crate::terminal::{BAD, GOOD, WARN, count};

/// A line for each file: `+` missing, `~` changed, `-` stale.
pub(crate) fn lines(comparison: &FolderComparison, folder: &str) -> String {
    let mut text = String::new();
    for change in &comparison.changes {
        let (sign, style) = match kind(change) {
            FileChangeKind::Added => ('+', GOOD),
            FileChangeKind::Changed => ('~', WARN),
            FileChangeKind::Removed => ('-', BAD),
        };
        let _ = writeln!(text, "{style}{sign}{style:#} {}", shown_join(folder, &change.path));
    }
    text
}

/// A line for each file in a place reserved for generated files.
pub fn foreign_lines(foreign: &[Foreign], folder: &str) -> String {
    let line =
        |foreign: &Foreign| format!("{BAD}!{BAD:#} {}: {}\n", shown_join(folder, &foreign.path), reason(foreign));
    foreign.iter().map(line).collect()
}

/// The foreign files in the chosen message format.
pub(crate) fn foreign(foreign: &[Foreign], folder: &str, format: MessageFormat) -> String {
    if format.is_human() {
        return foreign_lines(foreign, folder);
    }
    let message = |foreign: &Foreign| {
        format.failure("foreign-file", &shown_join(folder, &foreign.path), reason(foreign), "move or delete it")
    };
    foreign.iter().map(message).collect()
}

/// The message that product versions would be lost.
pub(crate) fn lost(modules: &[String], folder: &str) -> String {
    let names: Vec<_> = modules.iter().map(|module| format!("`{module}`")).collect();
    let (names, is) = (names.join(", "), if modules.len() == 1 { "is" } else { "are" });
    format!("the crate in `{folder}` was generated from other documents: {names} {is} not among these")
}

fn reason(foreign: &Foreign) -> &'static str {
    match foreign.reason {
        Reason::InSrc => "not generated, but only generated files may be below src/",
        Reason::InTheWay => "not generated, but in the place of a generated file",
    }
}

/// The last line: the numbers of generated items and of changed files.
pub(crate) fn summary(summary: &Summary, comparison: &FolderComparison, time: Duration) -> String {
    let of = |wanted: FileChangeKind| comparison.changes.iter().filter(|change| kind(change) == wanted).count();
    let (added, changed, removed) =
        (of(FileChangeKind::Added), of(FileChangeKind::Changed), of(FileChangeKind::Removed));
    let in_the_way = comparison.foreign.iter().filter(|foreign| foreign.reason == Reason::InTheWay).count();
    let parts = [
        (added, "added"),
        (changed, "changed"),
        (removed, "removed"),
        (in_the_way, "blocked"),
        (comparison.unchanged, "unchanged"),
    ];
    let parts: Vec<_> =
        parts.into_iter().filter(|(number, _)| *number > 0).map(|(number, word)| format!("{number} {word}")).collect();
    let accepted = match summary.accepted {
        0 => String::new(),
        number => format!(", {} accepted", count(number, "warning")),
    };
    let refused = if summary.refused > 0 { format!(" ({} refused)", summary.refused) } else { String::new() };
    format!(
        "{}{refused}, {}{accepted}, {}: {} ({} ms)\n",
        count(summary.operations, "operation"),
        count(summary.types, "type"),
        count(added + changed + in_the_way + comparison.unchanged, "file"),
        if parts.is_empty() { "nothing to do".to_owned() } else { parts.join(", ") },
        time.as_millis(),
    )
}

#[derive(PartialEq, Eq)]
enum FileChangeKind {
    Added,
    Changed,
    Removed,
}

fn kind(change: &FileChange) -> FileChangeKind {
    match (&change.old, &change.new) {
        (None, _) => FileChangeKind::Added,
        (_, None) => FileChangeKind::Removed,
        _ => FileChangeKind::Changed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(path: &str, old: Option<&str>, new: Option<&str>) -> FileChange {
        FileChange { path: path.to_owned(), old: old.map(str::to_owned), new: new.map(str::to_owned) }
    }

    fn comparison() -> FolderComparison {
        let changes = vec![
            change("a.rs", None, Some("")),
            change("b.rs", Some(""), Some("b")),
            change("c.rs", Some(""), None),
            change("d.rs", None, Some("")),
        ];
        FolderComparison { changes, unchanged: 7, ..FolderComparison::default() }
    }

    #[test]
    fn every_file_has_its_line() {
        let text = anstream::adapter::strip_str(&lines(&comparison(), "generated")).to_string();
        assert_eq!(text, "+ generated/a.rs\n~ generated/b.rs\n- generated/c.rs\n+ generated/d.rs\n");
    }

    #[test]
    fn the_summary_counts_what_should_be_there() {
        let counts = Summary { operations: 2, types: 24, ..Summary::default() };
        let time = Duration::from_micros(12_900);
        let text = summary(&counts, &comparison(), time);
        assert_eq!(text, "2 operations, 24 types, 10 files: 2 added, 1 changed, 1 removed, 7 unchanged (12 ms)\n");
        let clean = FolderComparison { unchanged: 1, ..FolderComparison::default() };
        let counts = Summary { operations: 1, refused: 3, accepted: 1, ..Summary::default() };
        let expected = "1 operation (3 refused), 0 types, 1 warning accepted, 1 file: 1 unchanged (12 ms)\n";
        assert_eq!(summary(&counts, &clean, time), expected);
    }
}
