//! Vendor prose to safe rustdoc.
//!
//! Upstream's texts are Markdown with extensions, written by many hands: tags, site-dependent passages, links to page
//! numbers, fences without a language, placeholders in angle brackets. Pasted into a doc comment they make rustdoc
//! warn, compile samples as tests, or show something else than what was meant. Here they become clean Markdown.
//!
//! ```text
//! clean characters, mask keys ─▶ merge sites ─▶ undo leftovers ─▶ repair lines ─▶ translate tags ─▶ parse ─▶ tidy ─▶ print
//! ```
//!
//! Safety does not depend on how well the first steps understand a text: whatever reaches the last one is a tree of
//! known elements, and its texts are escaped when they are printed. What is decided on the way:
//!
//! * Text for one of the vendor's sites: both stand there, labelled, where they differ.
//! * Links to pages of the documentation lead to the help site in the language of the text; other relative links become
//!   text, and images the words that stand for them.
//! * Headings become bold paragraphs: a field's documentation must not add to the page's outline. A heading that only
//!   says "description" goes.
//! * Code blocks are `text`, whatever they were: none is compiled.
//! * Identifiers and sample values in prose become code spans; see `words`.
//! * Line ends in Chinese text are kept, since its authors break lines on purpose.
//! * Lines hold up to 96 columns; links, code spans and tables are never broken. The generator's own paragraphs, which hold
//!   texts as code spans or single lines, are broken by [`fill`].

mod chars;
mod emphasis;
mod fence;
mod fill;
mod inline;
mod leftovers;
mod links;
mod lists;
mod mask;
mod page;
mod parse;
mod print;
mod render;
mod repair;
#[cfg(test)]
mod roundtrip;
mod sites;
mod spacing;
mod span;
mod summary;
mod tags;
mod tokens;
mod tree;
mod verbatim;
mod words;
mod wrap;

use tree::{Block, Inline};

pub use fence::fenced;
pub use fill::fill;
pub use mask::mask;
pub use span::code;

/// Lines are at most this wide where their words allow it.
const COLUMNS: usize = 96;

/// The text as lines of a doc comment, without leading blank; none when it says nothing.
///
/// Whatever the text holds, rustdoc neither warns about the lines nor runs anything in them. The first paragraph is
/// short enough for rustdoc's lists where upstream's text allows it.
#[must_use]
pub fn rustdoc(markdown: &str) -> Vec<String> {
    print::lines(&blocks(markdown), COLUMNS)
}

/// The first sentence as Markdown on one line, for lists and tables of contents; empty when there is none.
///
/// It holds no link, so that it can stand in one. In a table it still has to pass through [`cell`].
#[must_use]
pub fn one_line(markdown: &str) -> String {
    let sentence = summary::first_sentence(blocks(markdown)).map(|inlines| render::line(&inlines));
    sentence.map(|line| line.trim_end().to_owned()).unwrap_or_default()
}

/// A text that is no Markdown, without what may not stand in a source file, and masked.
#[must_use]
pub fn plain(text: &str) -> String {
    mask(&chars::clean(text)).into_owned()
}

/// Markdown on one line (of [`one_line`] or [`code`]) as the content of a table cell.
#[must_use]
pub fn cell(line: &str) -> String {
    let mut cell = String::with_capacity(line.len());
    let mut backslashes = 0;
    for c in line.chars() {
        if c == '|' && backslashes % 2 == 0 {
            cell.push('\\');
        }
        backslashes = if c == '\\' { backslashes + 1 } else { 0 };
        cell.push(c);
    }
    cell
}

fn blocks(markdown: &str) -> Vec<Block> {
    let text = chars::clean(markdown.trim());
    let text = mask(text.trim());
    if text.is_empty() {
        return Vec::new();
    }
    if is_plain(&text) {
        return page::tidy(vec![Block::Paragraph(vec![Inline::Text(text.into_owned())])]);
    }
    let mut text = text.into_owned();
    let tags = text.contains('<');
    if tags && (text.contains("<props") || text.contains("</props")) {
        text = sites::merge_sites(&text);
    }
    text = repair::repair(&leftovers::undo(&text));
    if tags {
        text = tags::translate_tags(&text);
    }
    page::tidy(parse::parse(&text))
}

/// Whether a text is one paragraph without any mark: most are, and need no parser.
fn is_plain(text: &str) -> bool {
    let begins_block = text.starts_with(|c: char| c.is_ascii_digit() || "#>-+*=|~:●•·○▪■◆◦".contains(c));
    let emphasised = || text.match_indices('_').any(|(at, _)| text[at + 1..].starts_with(chars::is_han));
    !begins_block
        && !emphasised()
        && !text.bytes().any(|byte| matches!(byte, b'\n' | b'*' | b'`' | b'<' | b'\\' | b'&'))
        && !text.contains("](")
}
