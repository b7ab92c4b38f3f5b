//! The operations of a product, by the headings of its documentation.

use generator::describe::{Contents, ContentsEntry};

use super::prose;
use super::style::{ALERT, HEADING, NAME, QUIET};
use super::text::{Line, Text, indent};

/// The table of contents, one line for each operation.
pub(super) fn page(contents: &Contents, width: usize, step: usize) -> String {
    let mut out = String::new();
    let entries: Vec<&ContentsEntry> = contents.groups.iter().flat_map(|group| &group.entries).collect();
    let name = Text::in_style(NAME, &contents.product).plain(" ").styled(NAME, &contents.version);
    let title = contents.title.as_ref().map(|title| Text::of("  ").plain(title)).unwrap_or_default();
    let count = crate::terminal::count(entries.len(), "operation");
    let head = name.and(title).styled(QUIET, &format!("  {count}"));
    for line in head.wrapped(width) {
        line.write(&mut out);
    }
    let (by, inner) = indent(width, step);
    let widest = entries.iter().map(|entry| super::text::columns(&entry.operation)).max().unwrap_or_default();
    let column = widest.min(inner / 2) + 2;
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
            for line in self::entry(entry, column, inner) {
                line.behind(&blanks).write(&mut out);
            }
        }
    }
    out
}

/// The name, and what the operation is for, as far as it fits.
fn entry(entry: &ContentsEntry, column: usize, width: usize) -> Vec<Line> {
    let mut lines = Text::in_style(NAME, &entry.operation).verbatim(width);
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
