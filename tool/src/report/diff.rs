//! A unified diff over many files that never floods a terminal.

use std::fmt::Write;

use anstyle::Style;
use similar::TextDiff;

use crate::project::shown_join;
use crate::sync::FileChange;
use crate::terminal::{BAD, GOOD, NOTE, printable};

/// The diff from what is there to what should be, cut after `limit` lines in total; the rest is only counted.
pub(crate) fn unified(changes: &[FileChange], folder: &str, limit: usize) -> String {
    let mut text = String::new();
    let mut left = 0;
    for (index, line) in changes.iter().flat_map(|change| lines(change, folder)).enumerate() {
        if index < limit {
            let style = style(&line);
            let _ = writeln!(text, "{style}{line}{style:#}");
        } else {
            left += 1;
        }
    }
    if left > 0 {
        let lines = if left == 1 { "line" } else { "lines" };
        let _ = writeln!(text, "{NOTE}… {left} more {lines}{NOTE:#}");
    }
    text
}

/// The lines of one file's diff.
fn lines(change: &FileChange, folder: &str) -> Vec<String> {
    let path = shown_join(folder, &change.path);
    let name = |side: &Option<String>| side.as_ref().map_or("/dev/null", |_| path.as_str()).to_owned();
    let (old, new) = (change.old.as_deref().unwrap_or_default(), change.new.as_deref().unwrap_or_default());
    let diff = TextDiff::from_lines(old, new);
    let text = diff.unified_diff().context_radius(3).header(&name(&change.old), &name(&change.new)).to_string();
    // Not `lines()`, which would hide the difference between line ends.
    text.split_terminator('\n').map(printable).collect()
}

fn style(line: &str) -> Style {
    match line.as_bytes().first() {
        Some(b'+') => GOOD,
        Some(b'-') => BAD,
        Some(b'@') => NOTE,
        _ => Style::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(path: &str, old: Option<&str>, new: Option<&str>) -> FileChange {
        FileChange { path: path.to_owned(), old: old.map(str::to_owned), new: new.map(str::to_owned) }
    }

    fn plain(changes: &[FileChange], limit: usize) -> String {
        anstream::adapter::strip_str(&unified(changes, "out", limit)).to_string()
    }

    #[test]
    fn missing_changed_and_stale_files_are_shown() {
        let changes = [
            change("a.rs", None, Some("new\n")),
            change("b.rs", Some("1\n2\n3\n4\n5\n6\n"), Some("1\n2\n3\n4\n5\nsix\n")),
            change("c.rs", Some("old\n"), None),
        ];
        let expected = "\
--- /dev/null
+++ out/a.rs
@@ -0,0 +1 @@
+new
--- out/b.rs
+++ out/b.rs
@@ -3,4 +3,4 @@
 3
 4
 5
-6
+six
--- out/c.rs
+++ /dev/null
@@ -1 +0,0 @@
-old
";
        assert_eq!(plain(&changes, 100), expected);
    }

    #[test]
    fn all_files_together_are_cut_at_the_limit() {
        let long = "line\n".repeat(60);
        let changes = [change("a.rs", None, Some(&long)), change("b.rs", None, Some(&long))];
        let text = plain(&changes, 100);
        assert_eq!(text.lines().count(), 101);
        assert!(text.ends_with("\n… 26 more lines\n"), "{text}");
        assert!(plain(&changes, 125).ends_with("… 1 more line\n"));
        assert_eq!(plain(&changes, 126).lines().count(), 126);
    }

    #[test]
    fn invisible_differences_are_visible() {
        assert!(plain(&[change("a.rs", Some("x\r\n"), Some("x\n"))], 100).contains("-x\\r\n+x\n"));
        assert!(plain(&[change("a.rs", Some("x"), Some("x\n"))], 100).contains("\\ No newline at end of file"));
    }
}
