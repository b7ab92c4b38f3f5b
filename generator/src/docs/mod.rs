#![doc = include_str!("README.md")]

mod chars;
mod code_tokens;
mod emphasis;
mod fence;
mod fill;
mod inline;
mod leftovers;
mod links;
mod lists;
mod mask_credentials;
mod page;
mod parse;
mod plain;
mod print_blocks;
mod print_inlines;
mod repair;
#[cfg(test)]
mod roundtrip;
mod sites;
mod spacing;
mod span;
mod summary;
mod tags;
mod tree;
mod verbatim;
mod words;
mod wrap;

use std::borrow::Cow;

pub use tree::{Alignment, Block, Inline};

pub(crate) use fence::fence;
pub use fence::fenced;
pub use fill::fill;
pub(crate) use fill::fits;
pub use mask_credentials::mask_credentials;
pub use span::code;
pub(crate) use span::push_code;

/// The widest line, unless something in it cannot be broken.
const COLUMNS: usize = 96;

/// A text of the vendor as the lines of a doc comment, without the blank in front; none when the text is blank.
///
/// Whatever the text contains, rustdoc neither warns about the lines nor runs anything in them. The first paragraph is
/// short enough for rustdoc's lists where the text allows it.
#[must_use]
pub fn rustdoc(markdown: &str) -> Vec<String> {
    let text = chars::clean(markdown.trim());
    let text = mask_credentials(text.trim());
    match plain::line(&text) {
        Some(line) => vec![line],
        None => print_blocks::lines(&blocks_of(text), COLUMNS),
    }
}

/// The first sentence of a text, without links; empty when there is none.
#[must_use]
pub fn sentence(markdown: &str) -> Vec<Inline> {
    summary::first_sentence(blocks(markdown)).unwrap_or_default()
}

/// The first sentence of a text as Markdown on one line, for lists and tables of contents; empty when there is none.
///
/// It contains no link, so that it can be the text of one. In a table it has to pass through [`cell`].
#[must_use]
pub fn one_line(markdown: &str) -> String {
    // A status of HTTP, by far the most frequent text.
    if (1..=8).contains(&markdown.len()) && markdown.bytes().all(|byte| byte.is_ascii_digit()) {
        return markdown.to_owned();
    }
    let sentence = summary::first_sentence(blocks(markdown)).map(|inlines| print_inlines::line(&inlines));
    sentence.map(|line| line.trim_end().to_owned()).unwrap_or_default()
}

/// A text that is not Markdown, without the characters that a source file must not contain, and masked.
#[must_use]
pub fn plain(text: &str) -> String {
    mask_credentials(&chars::clean(text)).into_owned()
}

/// Whether a text has only characters that a source file may contain.
pub(crate) fn is_clean(text: &str) -> bool {
    matches!(chars::clean(text), Cow::Borrowed(_))
}

/// Markdown on one line (of [`one_line`] or [`code`]) as the content of a table cell.
#[must_use]
pub fn cell(line: &str) -> String {
    if !line.contains('|') {
        return line.to_owned();
    }
    let mut cell = String::with_capacity(line.len() + 8);
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

/// The blocks of a text, tidied, for printers of other forms than Markdown. Control, invisible and bidirectional formatting
/// characters are removed, and credentials masked.
#[must_use]
pub fn blocks(markdown: &str) -> Vec<Block> {
    let text = chars::clean(markdown.trim());
    blocks_of(mask_credentials(text.trim()))
}

/// The blocks of a text that is clean, masked and without blanks at its ends.
fn blocks_of(text: Cow<'_, str>) -> Vec<Block> {
    if text.is_empty() {
        return Vec::new();
    }
    if plain::is_plain(&text) {
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
