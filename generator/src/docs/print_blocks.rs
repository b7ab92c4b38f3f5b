//! Prints blocks as lines of Markdown.

use super::fence::fenced;
use super::print_inlines;
use super::tree::{Alignment, Block, Inline};

/// Lines are never wrapped narrower than this, however deep a list is.
const NARROWEST: usize = 40;

/// The lines of a page, with a blank line between blocks.
pub(super) fn lines(blocks: &[Block], columns: usize) -> Vec<String> {
    let columns = columns.max(NARROWEST);
    let mut lines = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        if at > 0 {
            lines.push(String::new());
        }
        block_lines(block, columns, &mut lines);
    }
    lines
}

fn block_lines(block: &Block, columns: usize, lines: &mut Vec<String>) {
    match block {
        Block::Paragraph(inlines) => lines.append(&mut print_inlines::lines(inlines, columns)),
        Block::Heading(inlines) => {
            lines.append(&mut print_inlines::lines(&[Inline::Strong(inlines.clone())], columns));
        }
        Block::Code { text, .. } => lines.append(&mut fenced("text", text)),
        Block::Quote(inner) => lines.extend(self::lines(inner, columns - 2).iter().map(|line| prefixed("> ", line))),
        Block::List { start, items } => list_lines(*start, items, columns, lines),
        Block::Table { columns: alignments, rows } => table_lines(alignments, rows, lines),
    }
}

fn prefixed(prefix: &str, line: &str) -> String {
    if line.is_empty() { prefix.trim_end().to_owned() } else { [prefix, line].concat() }
}

fn list_lines(start: Option<u64>, items: &[Vec<Block>], columns: usize, lines: &mut Vec<String>) {
    let loose = !items.iter().all(|item| is_tight(item));
    for (at, item) in items.iter().enumerate() {
        if loose && at > 0 {
            lines.push(String::new());
        }
        let marker = match start {
            Some(start) => format!("{}. ", start.saturating_add(at as u64) % 1_000_000_000),
            None => "- ".to_owned(),
        };
        let indent = " ".repeat(marker.len());
        let inner = item_lines(item, loose, columns.saturating_sub(marker.len()));
        for (at, line) in inner.iter().enumerate() {
            lines.push(prefixed(if at == 0 { &marker } else { &indent }, line));
        }
    }
}

/// Whether an item can stand without blank lines: a paragraph, perhaps with a tight list below it.
fn is_tight(item: &[Block]) -> bool {
    match item {
        [Block::Paragraph(_) | Block::Heading(_)] => true,
        [Block::Paragraph(_) | Block::Heading(_), Block::List { start: None, items }]
        | [Block::List { start: None, items }] => items.iter().all(|item| is_tight(item)),
        _ => false,
    }
}

fn item_lines(item: &[Block], loose: bool, columns: usize) -> Vec<String> {
    if loose {
        return lines(item, columns);
    }
    let columns = columns.max(NARROWEST);
    let mut lines = Vec::new();
    for block in item {
        block_lines(block, columns, &mut lines);
    }
    lines
}

fn table_lines(alignments: &[Alignment], rows: &[Vec<Vec<Inline>>], lines: &mut Vec<String>) {
    for (at, row) in rows.iter().enumerate() {
        let cells: Vec<String> = row.iter().map(|cell| print_inlines::cell(cell)).collect();
        let blanks = alignments.len().saturating_sub(cells.len());
        lines.push(format!("| {} |{}", cells.join(" | "), "  |".repeat(blanks)));
        if at == 0 {
            let marks: Vec<&str> = alignments.iter().map(|&alignment| mark(alignment)).collect();
            lines.push(format!("| {} |", marks.join(" | ")));
        }
    }
}

fn mark(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::None => "---",
        Alignment::Left => ":---",
        Alignment::Center => ":---:",
        Alignment::Right => "---:",
    }
}
