//! Tables that fit some width.

use super::style;
use super::text::{Line, Text, indent, indented};

/// Columns between two columns of a table.
const GAP: usize = 2;

/// A column is not narrower than this; a table that would need it is shown row by row.
const NARROWEST: usize = 8;

/// The lines of a table whose first row is its head.
pub(super) fn lines(rows: &[Vec<Text>], width: usize) -> Vec<Line> {
    laid_out(rows, width, true)
}

/// The lines of a table without a head.
pub(super) fn plain(rows: &[Vec<Text>], width: usize) -> Vec<Line> {
    laid_out(rows, width, false)
}

fn laid_out(rows: &[Vec<Text>], width: usize, has_head: bool) -> Vec<Line> {
    let count = rows.iter().map(Vec::len).max().unwrap_or_default();
    let natural = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(Text::columns).max();
    let natural: Vec<usize> = (0..count).map(|column| natural(column).unwrap_or_default()).collect();
    match widths(&natural, width) {
        Some(widths) => side_by_side(rows, &widths, has_head),
        None if has_head => row_by_row(rows, width),
        None => rows.iter().flatten().flat_map(|cell| cell.wrapped(width)).collect(),
    }
}

/// The widths of the columns: what is narrow keeps its width, the others share the rest.
fn widths(natural: &[usize], width: usize) -> Option<Vec<usize>> {
    let mut left = width.checked_sub(GAP * natural.len().saturating_sub(1))?;
    let mut widths = vec![0; natural.len()];
    let mut open: Vec<usize> = (0..natural.len()).collect();
    while !open.is_empty() {
        let share = left / open.len();
        let (narrow, wide): (Vec<usize>, Vec<usize>) = open.iter().partition(|&&column| natural[column] <= share);
        if narrow.is_empty() {
            if share < NARROWEST {
                return None;
            }
            for column in wide {
                widths[column] = share;
            }
            break;
        }
        for column in narrow {
            widths[column] = natural[column];
            left -= natural[column];
        }
        open = wide;
    }
    Some(widths)
}

fn side_by_side(rows: &[Vec<Text>], widths: &[usize], has_head: bool) -> Vec<Line> {
    let mut lines = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let cells: Vec<Vec<Line>> = row.iter().zip(widths).map(|(cell, &width)| cell_lines(cell, width)).collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or_default();
        for index in 0..height {
            let mut line = Line::default();
            let mut column = 0;
            for (cell, width) in cells.iter().zip(widths) {
                line = line.beside(column, cell.get(index).cloned().unwrap_or_default());
                column += width + GAP;
            }
            lines.push(line);
        }
        if at == 0 && has_head {
            let rule = widths.iter().map(|width| "─".repeat(*width)).collect::<Vec<_>>().join(&" ".repeat(GAP));
            lines.push(Text::in_style(style::QUIET, &rule).verbatim(rule.len()).remove(0));
        }
    }
    lines
}

/// A cell; one that is narrower than any text may be is not wrapped, because it fits.
fn cell_lines(cell: &Text, width: usize) -> Vec<Line> {
    if cell.columns() <= width { vec![cell.cut(width)] } else { cell.narrowed(width) }
}

/// Each row as a list of its cells, behind the head of each.
fn row_by_row(rows: &[Vec<Text>], width: usize) -> Vec<Line> {
    let Some((head, rows)) = rows.split_first() else { return Vec::new() };
    let rows = if rows.is_empty() { std::slice::from_ref(head) } else { rows };
    let (by, inner) = indent(width, 2);
    let mut lines = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        if at > 0 {
            lines.push(Line::default());
        }
        for (index, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let label = head.get(index).cloned().unwrap_or_default();
            if index == 0 || std::ptr::eq(row, head) {
                lines.append(&mut cell.wrapped(width));
            } else {
                let text = label.plain(": ").and(cell.clone());
                lines.append(&mut indented(text.wrapped(inner), by));
            }
        }
    }
    lines
}
