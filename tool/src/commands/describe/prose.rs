//! The vendor's Markdown as lines for a terminal.

use anstyle::Style;
use generator::docs::{Block, Inline};

use super::style;
use super::table;
use super::text::{Line, Text, indent, indented};

/// The lines of a text, with a blank line between its blocks.
pub(super) fn lines(markdown: &str, width: usize) -> Vec<Line> {
    blocks(&generator::docs::blocks(markdown), width)
}

/// The first sentence of a text.
pub(super) fn sentence(markdown: &str) -> Text {
    inlines(&generator::docs::sentence(markdown))
}

/// The pieces of a paragraph.
pub(super) fn inlines(inlines: &[Inline]) -> Text {
    let mut text = Text::default();
    push(inlines, Style::new(), &mut text);
    text
}

fn push(inlines: &[Inline], outer: Style, text: &mut Text) {
    for inline in inlines {
        match inline {
            Inline::Text(words) => text.push(outer, words),
            Inline::Code(code) => text.push(style::CODE, code),
            Inline::Address(address) => text.push(style::LINK, address),
            // The page of another operation is shown by this command.
            Inline::Link { text: words, .. } if is_operation(words) => push(words, outer, text),
            Inline::Link { text: words, target } => {
                push(words, outer, text);
                text.push(Style::new(), " (");
                text.push(style::LINK, target);
                text.push(Style::new(), ")");
            }
            Inline::Strong(inner) => push(inner, outer.bold(), text),
            Inline::Emphasis(inner) => push(inner, outer.italic(), text),
            Inline::SoftBreak => text.push(outer, " "),
            Inline::Break => text.push_break(),
        }
    }
}

/// Whether the text of a link is the name of an operation: one word with a second capital letter in it.
fn is_operation(words: &[Inline]) -> bool {
    let [Inline::Code(word) | Inline::Text(word)] = words else { return false };
    let is_capital = |c: char| c.is_ascii_uppercase();
    word.starts_with(is_capital)
        && word.chars().all(|c| c.is_ascii_alphanumeric())
        && word.contains(|c: char| c.is_ascii_lowercase())
        && word.chars().filter(|c| is_capital(*c)).count() > 1
}

fn blocks(all: &[Block], width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    for (at, block) in all.iter().enumerate() {
        let follows_heading = at > 0 && matches!(all[at - 1], Block::Heading(_));
        if at > 0 && !follows_heading {
            lines.push(Line::default());
        }
        lines.append(&mut self::block(block, width));
    }
    lines
}

fn block(block: &Block, width: usize) -> Vec<Line> {
    match block {
        Block::Paragraph(pieces) => inlines(pieces).wrapped(width),
        Block::Heading(pieces) => {
            let mut text = Text::default();
            push(pieces, style::STRONG, &mut text);
            text.wrapped(width)
        }
        Block::Code { text, .. } => code(text, width),
        Block::Quote(inner) => {
            let (by, width) = indent(width, 2);
            let mark = if by > 0 { Text::in_style(style::QUIET, "│ ") } else { Text::default() };
            blocks(inner, width).into_iter().map(|line| line.behind(&mark)).collect()
        }
        Block::List { start, items } => list(*start, items, width),
        Block::Table { rows, .. } => {
            let cells = |row: &Vec<Vec<Inline>>| row.iter().map(|cell| inlines(cell)).collect();
            table::lines(&rows.iter().map(cells).collect::<Vec<_>>(), width)
        }
    }
}

/// Code, line by line.
pub(super) fn code(text: &str, width: usize) -> Vec<Line> {
    let (by, width) = indent(width, 2);
    let lines = text.lines().map(|line| line.replace('\t', "    "));
    indented(lines.flat_map(|line| Text::in_style(style::CODE, line.trim_end()).verbatim(width)).collect(), by)
}

fn list(start: Option<u64>, items: &[Vec<Block>], width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let mark = match start {
            Some(start) => format!("{}. ", start.saturating_add(at as u64)),
            None => "• ".to_owned(),
        };
        let mark = Text::of(&mark);
        let (by, inner) = indent(width, mark.columns());
        let blanks = Text::blanks(by);
        for (at, line) in item_lines(item, inner).into_iter().enumerate() {
            let prefix = match at {
                _ if by == 0 => &Text::default(),
                0 => &mark,
                _ => &blanks,
            };
            lines.push(line.behind(prefix));
        }
    }
    lines
}

/// An item: a list below its paragraph follows without a blank line.
fn item_lines(item: &[Block], width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    for (at, block) in item.iter().enumerate() {
        let is_list = matches!(block, Block::List { .. });
        if at > 0 && !is_list {
            lines.push(Line::default());
        }
        lines.append(&mut self::block(block, width));
    }
    lines
}
