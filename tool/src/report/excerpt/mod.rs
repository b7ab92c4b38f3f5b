//! The place in a document that a diagnostic is about: a window of its line, and a marker below the token that begins there.
//!
//! The vendor's documents are one line of up to three megabytes, so that a line is never shown whole because it is a line.
//!
//! ```text
//! 1 | …"name":"InstanceId","schema":{"requird":true,"type":"string"}},{"name":"Config","schema":{"type":"obj…
//!   |                                ^^^^^^^^^
//! ```

use std::cell::OnceCell;
use std::collections::BTreeMap;

use generator::Position;
use unicode_width::UnicodeWidthChar;

use crate::terminal::escaped;

/// How many columns of a line are shown.
const WIDTH: usize = 100;

/// How many of them stand before the marker, where there are as many on both sides.
const BEFORE: usize = 40;

/// The texts that diagnostics are about, by the names of their files.
#[derive(Default)]
pub struct Texts<'a>(BTreeMap<&'a str, IndexedText<'a>>);

/// A text, and where its lines are once somebody asked.
struct IndexedText<'a> {
    text: &'a str,
    index: OnceCell<Index>,
}

/// A line, or what is shown of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Excerpt {
    /// Printable, with `…` where it is cut.
    pub(crate) line: String,
    /// How many columns stand before the marker.
    pub(crate) before: usize,
    /// How many columns are marked.
    pub(crate) marked: usize,
}

impl<'a> Texts<'a> {
    /// The texts of some files, each with its name: [`generator::Input::files`].
    pub fn of(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        Self(files.into_iter().map(|(file, text)| (file, IndexedText { text, index: OnceCell::new() })).collect())
    }

    /// What stands at a place; none when there is no such text or no such place in it.
    pub(crate) fn excerpt(&self, file: &str, position: Position) -> Option<Excerpt> {
        let IndexedText { text, index } = self.0.get(file)?;
        let (start, at) = index.get_or_init(|| Index::of(text)).offset(text, position)?;
        let line = text.get(start..)?;
        let line = line.split_once('\n').map_or(line, |(line, _)| line);
        excerpt(line.strip_suffix('\r').unwrap_or(line), at - start)
    }
}

/// Where lines and characters are: counting three megabytes once for each diagnostic would take too long.
struct Index {
    /// The byte at which each line begins.
    lines: Vec<usize>,
    /// How many characters begin before each block of bytes.
    blocks: Vec<usize>,
}

/// The size of a block in bytes.
const BLOCK: usize = 4096;

impl Index {
    fn of(text: &str) -> Self {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let counts = text.as_bytes().chunks(BLOCK).scan(0, |before, block| {
            let here = *before;
            *before += characters(block);
            Some(here)
        });
        Self { lines, blocks: counts.collect() }
    }

    /// The bytes at which the line of a position, and the position itself, begin.
    fn offset(&self, text: &str, position: Position) -> Option<(usize, usize)> {
        let line = usize::try_from(position.line).ok()?.checked_sub(1)?;
        let column = usize::try_from(position.column).ok()?.checked_sub(1)?;
        let start = *self.lines.get(line)?;
        let end = self.lines.get(line + 1).map_or(text.len(), |next| next - 1);
        let wanted = self.characters_before(text, start)? + column;
        let block = self.blocks.partition_point(|before| *before <= wanted).saturating_sub(1) * BLOCK;
        let mut left = wanted - self.characters_before(text, block)?;
        let mut at = block;
        for byte in text.as_bytes().get(block..)? {
            if begins_character(*byte) {
                if left == 0 {
                    break;
                }
                left -= 1;
            }
            at += 1;
        }
        (left == 0 && at <= end).then_some((start, at))
    }

    fn characters_before(&self, text: &str, at: usize) -> Option<usize> {
        let block = at / BLOCK;
        let before = self.blocks.get(block).copied().unwrap_or_default();
        Some(before + characters(text.as_bytes().get(block * BLOCK..at)?))
    }
}

fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| begins_character(**byte)).count()
}

fn begins_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

/// The window of a line around the token that begins at a byte.
fn excerpt(line: &str, at: usize) -> Option<Excerpt> {
    let (before, rest) = line.split_at_checked(at)?;
    let (token, after) = rest.split_at_checked(token_length(rest))?;
    // Whatever one side leaves free is the other side's.
    let marked = Shown::of(token.chars(), WIDTH - BEFORE, true);
    let right = Shown::of(after.chars(), WIDTH - BEFORE - marked.columns, false);
    let left = Shown::of(before.chars().rev(), WIDTH - marked.columns - right.columns, false);
    let right = Shown::of(after.chars(), WIDTH - marked.columns - left.columns, false);
    let (left_cut, right_cut) = (cut(left.is_cut), cut(right.is_cut || marked.is_cut));
    let middle = marked.pieces.into_iter().chain(right.pieces.into_iter().filter(|_| !marked.is_cut));
    let pieces: String = left.pieces.into_iter().rev().chain(middle).collect();
    Some(Excerpt {
        line: format!("{left_cut}{pieces}{right_cut}").trim_end().to_owned(),
        before: usize::from(left.is_cut) + left.columns,
        marked: marked.columns.max(1),
    })
}

fn cut(is_cut: bool) -> &'static str {
    if is_cut { "…" } else { "" }
}

/// Characters as they are printed.
struct Shown {
    pieces: Vec<String>,
    columns: usize,
    is_cut: bool,
}

impl Shown {
    /// As many as fit. A tab is an escape where it is meant itself, and blanks where it only moves what is.
    fn of(characters: impl Iterator<Item = char>, room: usize, is_meant: bool) -> Self {
        let mut shown = Self { pieces: Vec::new(), columns: 0, is_cut: false };
        for character in characters {
            let piece = match character {
                '\t' if is_meant => "\\t".to_owned(),
                '\t' => " ".repeat(4),
                _ => escaped(character),
            };
            let columns = piece.chars().map(|c| c.width().unwrap_or_default()).sum::<usize>();
            if shown.columns + columns > room {
                shown.is_cut = true;
                break;
            }
            shown.columns += columns;
            shown.pieces.push(piece);
        }
        shown
    }
}

/// How many bytes the token has that a text begins with: a JSON or YAML scalar, or one bracket or dash.
fn token_length(text: &str) -> usize {
    let Some(first) = text.chars().next() else { return 0 };
    match first {
        '"' => quoted(text, |rest| rest.starts_with('\\')),
        '\'' => quoted(text, |rest| rest.starts_with("''")),
        '-' if text[1..].is_empty() || text[1..].starts_with(' ') => 1,
        _ if first.is_whitespace() || first.is_control() || "{}[],:".contains(first) => first.len_utf8(),
        _ => plain(text),
    }
}

/// A text in quotes; where `is_pair` holds, two characters stand for one.
fn quoted(text: &str, is_pair: fn(&str) -> bool) -> usize {
    let quote = text.chars().next();
    let mut characters = text.char_indices().skip(1);
    while let Some((at, character)) = characters.next() {
        if is_pair(&text[at..]) {
            characters.next();
        } else if Some(character) == quote {
            return at + character.len_utf8();
        }
    }
    text.len()
}

fn plain(text: &str) -> usize {
    let ends = |(at, character): &(usize, char)| {
        let next = text[at + character.len_utf8()..].chars().next();
        match character {
            ',' | '[' | ']' | '{' | '}' => true,
            ':' => next.is_none_or(char::is_whitespace),
            ' ' | '\t' => next.is_none_or(|next| next == '#' || next.is_whitespace()),
            _ => false,
        }
    };
    text.char_indices().find(ends).map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests;
