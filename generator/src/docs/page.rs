//! Tidies the blocks of a page: drops what is empty, lowers headings, and puts a sentence first.

use super::chars::{char_width, has_han, width};
use super::inline;
use super::lists;
use super::parse::parse;
use super::tree::{Block, Inline};

/// A first paragraph wider than this is split behind its first sentence, which rustdoc shows in its lists.
const SUMMARY: usize = 192;

/// A first sentence narrower than this ("Deprecated.") brings the next one along.
const SHORTEST: usize = 10;

/// Headings at the top of a text that only say "this is the text".
const EMPTY_WORDS: &[&str] = &[
    "接口说明",
    "接口描述",
    "功能描述",
    "功能说明",
    "功能介绍",
    "API描述",
    "描述",
    "说明",
    "请求说明",
    "使用说明",
    "Description",
    "Request description",
    "Operation description",
    "Usage notes",
    "Overview",
];

/// The blocks as they should be shown.
pub(super) fn tidy(blocks: Vec<Block>) -> Vec<Block> {
    let mut tidied = Vec::with_capacity(blocks.len());
    tidy_into(blocks, &mut tidied);
    // A note that is all there is needs no frame.
    while let [Block::Quote(inner)] = tidied.as_mut_slice() {
        tidied = std::mem::take(inner);
    }
    put_sentence_first(&mut tidied);
    tidied
}

fn tidy_into(blocks: Vec<Block>, out: &mut Vec<Block>) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) => push_paragraph(inlines, out),
            Block::Heading(inlines) => {
                let inlines = inline::tidy_heading(inlines);
                if !inlines.is_empty() {
                    out.push(Block::Heading(inlines));
                }
            }
            Block::Code { text, fenced } => tidy_code(&text, fenced, out),
            Block::Quote(inner) => {
                let inner = tidied(inner);
                if !inner.is_empty() {
                    out.push(Block::Quote(inner));
                }
            }
            Block::List { start, items } => {
                let items = items.into_iter().map(tidied).filter(|item| !item.is_empty()).collect();
                lists::append(start, items, out);
            }
            Block::Table { columns, rows } => {
                let rows: Vec<Vec<Vec<Inline>>> =
                    rows.into_iter().map(|row| row.into_iter().map(inline::tidy).collect()).collect();
                if rows.iter().flatten().any(|cell: &Vec<Inline>| !cell.is_empty()) {
                    out.push(Block::Table { columns, rows });
                }
            }
        }
    }
    // A heading without anything below it.
    while let Some(Block::Heading(_)) = out.last()
        && out.len() > 1
    {
        out.pop();
    }
}

fn tidied(blocks: Vec<Block>) -> Vec<Block> {
    let mut tidied = Vec::with_capacity(blocks.len());
    tidy_into(blocks, &mut tidied);
    tidied
}

fn push_paragraph(inlines: Vec<Inline>, out: &mut Vec<Block>) {
    let mut inlines = inline::tidy(inlines);
    // What a lost label leaves behind.
    if let Some(Inline::Text(text)) = inlines.first_mut()
        && let rest = text.trim_start_matches([':', '：', ' '])
        && !rest.is_empty()
    {
        *text = rest.to_owned();
    }
    let debris =
        |inline: &Inline| matches!(inline, Inline::Text(text) if text.trim_matches(['*', '_', ' ']).is_empty());
    if !inlines.iter().all(debris) {
        out.push(Block::Paragraph(inlines));
    }
}

fn tidy_code(text: &str, fenced: bool, out: &mut Vec<Block>) {
    let text = text.replace('\t', "    ");
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let first = lines.iter().position(|line| !line.is_empty());
    let last = lines.iter().rposition(|line| !line.is_empty());
    let (Some(first), Some(last)) = (first, last) else { return };
    let lines = &lines[first..=last];
    // Upstream's editors indent prose, too.
    let code = ['{', '}', '"', '=', ';', '<', '&'];
    if !fenced && lines.iter().all(|line| line.is_empty() || (has_han(line) && !line.contains(code))) {
        let prose: Vec<&str> = lines.iter().map(|line| line.trim_start()).collect();
        tidy_into(parse(&prose.join("\n")), out);
        return;
    }
    out.push(Block::Code { text: lines.join("\n"), fenced: true });
}

/// Makes the page begin with a paragraph whose first line sums it up, where there is one.
fn put_sentence_first(blocks: &mut Vec<Block>) {
    if let [Block::Heading(heading), Block::Paragraph(_), ..] = blocks.as_slice()
        && is_empty_heading(heading)
    {
        blocks.remove(0);
    }
    let Some(Block::Paragraph(inlines)) = blocks.first_mut() else { return };
    let rest = if let Some(at) = inlines.iter().position(|inline| *inline == Inline::Break) {
        let rest = inlines.split_off(at + 1);
        inlines.truncate(at);
        rest
    } else if Inline::length(inlines) > SUMMARY && text_width(inlines) > SUMMARY {
        split_sentence(inlines)
    } else {
        Vec::new()
    };
    if !rest.is_empty() {
        blocks.insert(1, Block::Paragraph(rest));
    }
}

fn is_empty_heading(inlines: &[Inline]) -> bool {
    let mut text = String::new();
    Inline::collect_text(inlines, &mut text);
    EMPTY_WORDS.contains(&text.trim_end_matches([':', '：']).replace("API ", "API").as_str())
}

fn text_width(inlines: &[Inline]) -> usize {
    let mut text = String::new();
    Inline::collect_text(inlines, &mut text);
    width(&text)
}

/// Takes everything behind the first sentence off the paragraph. Sentences within emphasis, links or brackets are not
/// told apart.
pub(super) fn split_sentence(inlines: &mut Vec<Inline>) -> Vec<Inline> {
    let mut depth = 0;
    let mut before = 0;
    for (at, inline) in inlines.iter().enumerate() {
        before += text_width(&inlines[at.saturating_sub(1)..at]);
        let Inline::Text(text) = inline else { continue };
        let Some(end) = sentence_end(text, before, &mut depth) else { continue };
        let (head, tail) = (text[..end].to_owned(), text[end..].trim_start().to_owned());
        let mut rest = inlines.split_off(at);
        inlines.push(Inline::Text(head));
        if tail.is_empty() {
            rest.remove(0)
        } else {
            std::mem::replace(&mut rest[0], Inline::Text(tail))
        };
        while let Some(Inline::Break) = rest.first() {
            rest.remove(0);
        }
        return rest;
    }
    Vec::new()
}

/// Where the first sentence of a text ends, `before` being the columns in front of it; `depth` counts open brackets
/// across texts.
fn sentence_end(text: &str, before: usize, depth: &mut usize) -> Option<usize> {
    let mut columns = before;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match c {
            '（' | '(' | '“' | '【' => *depth += 1,
            '）' | ')' | '”' | '】' => *depth = depth.saturating_sub(1),
            '。' | '！' | '？' | '.' | '!' | '?' if *depth > 0 || columns < SHORTEST => {}
            '。' | '！' | '？' => return Some(end),
            '.' | '!' | '?' if ends_english_sentence(&text[..at], &text[end..]) => return Some(end),
            _ => {}
        }
        columns += char_width(c);
    }
    None
}

/// Whether a full stop between these texts ends a sentence and no abbreviation.
fn ends_english_sentence(before: &str, after: &str) -> bool {
    const ABBREVIATIONS: [&str; 8] = ["e.g", "i.e", "etc", "vs", "No", "no", "Inc", "Ltd"];
    let shortened = ABBREVIATIONS
        .iter()
        .any(|word| before.strip_suffix(word).is_some_and(|rest| rest.is_empty() || rest.ends_with([' ', '('])));
    // An initial or an enumeration.
    let single = before.chars().rev().nth(1).is_none_or(|c| c == ' ');
    let next = after.strip_prefix(' ').and_then(|after| after.chars().next());
    !shortened && !single && next.is_some_and(|c| !c.is_lowercase())
}
