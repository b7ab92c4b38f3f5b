//! The operations of a product, by the headings of its documentation.

use generator::describe::ContentsEntry;

use super::lookup::Product;
use super::prose;
use super::style::{ALERT, HEADING, NAME, QUIET, REQUIRED};
use super::text::{Line, Text, indent};

/// Stands behind the name of what the project has.
const MARK: &str = "*";

/// The table of contents, one line for each operation. A star marks what the project has, and its meaning follows.
pub(super) fn page(product: &Product, width: usize, step: usize) -> String {
    let Product { contents, own, incomplete } = product;
    let mut out = String::new();
    let entries: Vec<&ContentsEntry> = contents.groups.iter().flat_map(|group| &group.entries).collect();
    let name = Text::in_style(NAME, &contents.product).plain(" ").styled(NAME, &contents.version);
    let title = contents.title.as_ref().map(|title| Text::of("  ").plain(title)).unwrap_or_default();
    let count = crate::terminal::count(entries.len(), "operation");
    let is_own = |entry: &ContentsEntry| own.as_ref().is_some_and(|own| own.contains(&entry.operation));
    let head = name.and(title).styled(QUIET, &format!("  {count}"));
    for line in head.wrapped(width) {
        line.write(&mut out);
    }
    let (by, inner) = indent(width, step);
    let widest = entries.iter().map(|entry| super::text::columns(&entry.operation)).max().unwrap_or_default();
    let marks = if own.is_some() { MARK.len() } else { 0 };
    let column = (widest + marks).min(inner / 2) + 2;
    let mut above: &[String] = &[];
    for group in &contents.groups {
        let same = group.titles.iter().zip(above).take_while(|(title, known)| title == known).count();
        out.push('\n');
        for (depth, title) in group.titles.iter().enumerate().skip(same) {
            let style = if depth == 0 { HEADING } else { NAME };
            let text = Text::blanks(depth.min(3)).and(Text::in_style(style, title.trim()));
            text.cut(width).write(&mut out);
        }
        if group.titles.is_empty() {
            Text::in_style(HEADING, if contents.groups.len() > 1 { "Other operations" } else { "Operations" })
                .cut(width)
                .write(&mut out);
        }
        above = &group.titles;
        let blanks = Text::blanks(by);
        for entry in &group.entries {
            for line in self::entry(entry, if is_own(entry) { MARK } else { "" }, column, inner) {
                line.behind(&blanks).write(&mut out);
            }
        }
    }
    let note = match incomplete {
        Some(reason) => Text::in_style(QUIET, &format!("Only operations of the project are listed: {reason}.")),
        None if own.is_some() => Text::in_style(REQUIRED, MARK).styled(QUIET, " is in the project."),
        None => return out,
    };
    out.push('\n');
    for line in note.wrapped(width) {
        line.write(&mut out);
    }
    out
}

/// The name, and what the operation is for, as far as it fits.
fn entry(entry: &ContentsEntry, mark: &str, column: usize, width: usize) -> Vec<Line> {
    let mut lines = Text::in_style(NAME, &entry.operation).styled(REQUIRED, mark).verbatim(width);
    let status = match entry {
        ContentsEntry { refused: Some(reason), .. } => Text::of(reason),
        ContentsEntry { is_gone: true, .. } => Text::in_style(ALERT, "gone: ").and(prose::sentence(&entry.text)),
        ContentsEntry { is_deprecated: true, .. } => {
            Text::in_style(ALERT, "deprecated: ").and(prose::sentence(&entry.text))
        }
        _ => prose::sentence(&entry.text),
    };
    let Some(last) = lines.pop() else { return lines };
    let column = column.max(last.columns() + 2);
    let has_room = column + 12 <= width && !status.is_empty();
    lines.push(if has_room { last.beside(column, status.cut(width - column)) } else { last });
    lines
}
