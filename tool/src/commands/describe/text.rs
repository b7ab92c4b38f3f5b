//! Styled text, and its lines at some width.
//!
//! Nothing that is added can take over a terminal: control characters become escapes.

use std::fmt::Write as _;

use anstyle::Style;
use unicode_width::UnicodeWidthChar;

use crate::terminal::printable;

/// No text is squeezed into less.
const LEAST: usize = 16;

/// A piece of text in one style, without a line end.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Span {
    style: Style,
    text: String,
}

/// A line as it is printed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line(Vec<Span>);

impl Line {
    /// How many columns it takes.
    pub(super) fn columns(&self) -> usize {
        self.0.iter().map(|span| columns(&span.text)).sum()
    }

    pub(super) fn is_blank(&self) -> bool {
        self.0.iter().all(|span| span.text.trim().is_empty())
    }

    fn push(&mut self, style: Style, text: &str) {
        match self.0.last_mut() {
            Some(last) if last.style == style => last.text.push_str(text),
            _ => self.0.push(Span { style, text: text.to_owned() }),
        }
    }

    /// The line behind some columns of blanks, or behind a mark as wide as that.
    pub(super) fn behind(self, mark: &Text) -> Self {
        let mut line = Self::default();
        for piece in &mark.0 {
            if let Piece::Span(span) = piece {
                line.push(span.style, &span.text);
            }
        }
        for span in self.0 {
            line.push(span.style, &span.text);
        }
        line
    }

    /// The line and another one, which begins in some column.
    pub(super) fn beside(mut self, column: usize, other: Self) -> Self {
        let gap = column.saturating_sub(self.columns());
        self.push(Style::new(), &" ".repeat(gap));
        for span in other.0 {
            self.push(span.style, &span.text);
        }
        self
    }

    /// Appends the line with its styles.
    pub(super) fn write(&self, out: &mut String) {
        let last = self.0.iter().rposition(|span| !span.text.trim_end().is_empty());
        for (index, Span { style, text }) in self.0.iter().enumerate().take(last.map_or(0, |last| last + 1)) {
            let text = if Some(index) == last { text.trim_end() } else { text };
            let _ = write!(out, "{style}{text}{style:#}");
        }
        out.push('\n');
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Piece {
    Span(Span),
    Break,
}

/// A paragraph of styled text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Text(Vec<Piece>);

impl Text {
    /// A text without a style.
    pub(super) fn of(text: &str) -> Self {
        Self::default().plain(text)
    }

    /// A text in one style.
    pub(super) fn in_style(style: Style, text: &str) -> Self {
        Self::default().styled(style, text)
    }

    /// Blanks.
    pub(super) fn blanks(columns: usize) -> Self {
        Self::of(&" ".repeat(columns))
    }

    #[must_use]
    pub(super) fn plain(self, text: &str) -> Self {
        self.styled(Style::new(), text)
    }

    #[must_use]
    pub(super) fn styled(mut self, style: Style, text: &str) -> Self {
        self.push(style, text);
        self
    }

    pub(super) fn push(&mut self, style: Style, text: &str) {
        if !text.is_empty() {
            let text = printable(text).replace(['\n', '\t'], " ");
            self.0.push(Piece::Span(Span { style, text }));
        }
    }

    /// Ends the line.
    pub(super) fn push_break(&mut self) {
        self.0.push(Piece::Break);
    }

    #[must_use]
    pub(super) fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The pieces of a line behind the others.
    #[must_use]
    pub(super) fn line(mut self, line: &Line) -> Self {
        self.0.extend(line.0.iter().cloned().map(Piece::Span));
        self
    }

    /// Whether it begins with a word, in brackets or not, upper or lower case alike.
    pub(super) fn begins_with(&self, word: &str) -> bool {
        let mut text = String::new();
        for piece in &self.0 {
            if let Piece::Span(span) = piece {
                text.push_str(&span.text);
            }
        }
        text.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase().starts_with(word)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many columns it takes on one line.
    pub(super) fn columns(&self) -> usize {
        let width = |piece: &Piece| if let Piece::Span(span) = piece { columns(&span.text) } else { 1 };
        self.0.iter().map(width).sum()
    }

    /// As much of it as fits on one line; what is cut ends with `…`.
    pub(super) fn cut(&self, width: usize) -> Line {
        let mut line = Line::default();
        let is_cut = self.columns() > width;
        let mut left = if is_cut { width.saturating_sub(1) } else { width };
        for piece in &self.0 {
            let (style, text) = match piece {
                Piece::Span(Span { style, text }) => (*style, text.as_str()),
                Piece::Break => (Style::new(), " "),
            };
            for character in text.chars() {
                let columns = character_columns(character);
                if columns > left {
                    line.trim_end();
                    line.push(style, "…");
                    return line;
                }
                left -= columns;
                line.push(style, character.encode_utf8(&mut [0; 4]));
            }
        }
        line
    }

    /// The text as it is, in lines that are cut where they are too long.
    pub(super) fn verbatim(&self, width: usize) -> Vec<Line> {
        let width = width.max(LEAST);
        let mut lines = vec![Line::default()];
        let mut used = 0;
        for piece in &self.0 {
            let Piece::Span(Span { style, text }) = piece else { continue };
            for character in text.chars() {
                let columns = character_columns(character);
                if used + columns > width {
                    lines.push(Line::default());
                    used = 0;
                }
                used += columns;
                if let Some(line) = lines.last_mut() {
                    line.push(*style, character.encode_utf8(&mut [0; 4]));
                }
            }
        }
        lines
    }

    /// The lines in a column of a table, which may be narrower than any other text.
    pub(super) fn narrowed(&self, width: usize) -> Vec<Line> {
        let mut wrapped = Wrapped { lines: vec![Line::default()], used: 0, width: width.max(2) };
        for word in self.words() {
            wrapped.word(word);
        }
        wrapped.lines
    }

    /// The lines at some width. They end between words; in Chinese text, between characters that may be parted.
    pub(super) fn wrapped(&self, width: usize) -> Vec<Line> {
        self.narrowed(width.max(LEAST))
    }

    fn words(&self) -> Vec<Word> {
        let mut words = vec![Word::default()];
        let mut last: Option<char> = None;
        for piece in &self.0 {
            let Piece::Span(Span { style, text }) = piece else {
                words.push(Word { before: Before::Break, ..Word::default() });
                last = None;
                continue;
            };
            for character in text.chars() {
                if character == ' ' {
                    match words.last_mut() {
                        Some(word) if word.line.0.is_empty() => word.before = word.before.and_blank(*style),
                        _ => words.push(Word { before: Before::Blank(*style, 1), ..Word::default() }),
                    }
                    last = None;
                    continue;
                }
                if last.is_some_and(|last| may_part(last, character)) {
                    words.push(Word::default());
                }
                if let Some(word) = words.last_mut() {
                    word.columns += character_columns(character);
                    word.line.push(*style, character.encode_utf8(&mut [0; 4]));
                }
                last = Some(character);
            }
        }
        words
    }
}

impl Line {
    fn trim_end(&mut self) {
        if let Some(span) = self.0.last_mut() {
            span.text.truncate(span.text.trim_end().len());
        }
    }
}

/// What stands before a word.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Before {
    #[default]
    Nothing,
    /// One blank, or two.
    Blank(Style, usize),
    Break,
}

impl Before {
    fn and_blank(self, style: Style) -> Self {
        match self {
            Self::Nothing => Self::Blank(style, 1),
            Self::Blank(style, _) => Self::Blank(style, 2),
            Self::Break => Self::Break,
        }
    }
}

/// Text that is not parted.
#[derive(Default)]
struct Word {
    before: Before,
    line: Line,
    columns: usize,
}

struct Wrapped {
    lines: Vec<Line>,
    used: usize,
    width: usize,
}

impl Wrapped {
    fn word(&mut self, word: Word) {
        let is_first = self.used == 0;
        let blanks = if let Before::Blank(_, count) = word.before { count } else { 0 };
        if word.before == Before::Break || (!is_first && self.used + blanks + word.columns > self.width) {
            self.end();
        } else if let (Before::Blank(style, count), false) = (word.before, is_first) {
            self.push(style, &" ".repeat(count), count);
        }
        let is_wide = word.columns > self.width;
        for Span { style, text } in word.line.0 {
            // A word that is wider than a line is parted behind a mark, or else anywhere.
            let parts = if is_wide { text.split_inclusive(is_mark).collect() } else { vec![text.as_str()] };
            for part in parts {
                if self.used > 0 && self.used + columns(part) > self.width {
                    self.end();
                }
                for character in part.chars() {
                    let columns = character_columns(character);
                    if self.used + columns > self.width {
                        self.end();
                    }
                    self.push(style, character.encode_utf8(&mut [0; 4]), columns);
                }
            }
        }
    }

    fn push(&mut self, style: Style, text: &str, columns: usize) {
        if let Some(line) = self.lines.last_mut() {
            line.push(style, text);
        }
        self.used += columns;
    }

    fn end(&mut self) {
        self.lines.push(Line::default());
        self.used = 0;
    }
}

/// Whether an address or a name may be parted behind a character.
fn is_mark(character: char) -> bool {
    "./_-:,;=&?#".contains(character)
}

/// Whether a line may end between two characters that are no blanks: beside a wide one, unless a mark belongs to the other.
fn may_part(last: char, next: char) -> bool {
    let is_wide = |character: char| character_columns(character) == 2;
    let closes = "，。、；：！？）》〉】」』〕”’％…—～·々ー".contains(next)
        || (next.is_ascii_punctuation() && !"[({<\"/$`".contains(next));
    let opens = "（《〈【「『〔“‘￥".contains(last) || "[({<".contains(last);
    (is_wide(last) || is_wide(next)) && !closes && !opens
}

/// How many columns a text takes.
pub(super) fn columns(text: &str) -> usize {
    text.chars().map(character_columns).sum()
}

/// How many columns a character takes. The one that asks for a picture makes the one before it wider.
fn character_columns(character: char) -> usize {
    if character == '\u{fe0f}' { 1 } else { character.width().unwrap_or_default() }
}

/// How far something is indented, and what width is left. In too narrow a place nothing is.
pub(super) fn indent(width: usize, by: usize) -> (usize, usize) {
    if width >= by + LEAST { (by, width - by) } else { (0, width) }
}

/// Lines behind blanks.
pub(super) fn indented(lines: Vec<Line>, by: usize) -> Vec<Line> {
    let blanks = Text::blanks(by);
    lines.into_iter().map(|line| if line.0.is_empty() { line } else { line.behind(&blanks) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, width: usize) -> Vec<String> {
        strings(Text::of(text).wrapped(width))
    }

    fn strings(lines: Vec<Line>) -> Vec<String> {
        let string = |line: Line| {
            let mut text = String::new();
            line.write(&mut text);
            text.trim_end_matches('\n').to_owned()
        };
        lines.into_iter().map(string).collect()
    }

    #[test]
    fn lines_end_between_words() {
        assert_eq!(wrapped("one two three four five", 16), ["one two three", "four five"]);
        assert_eq!(wrapped("https://example.com/path end", 16), ["https://example.", "com/path end"]);
        assert_eq!(wrapped("", 16), [""]);
    }

    #[test]
    fn chinese_text_is_parted_beside_no_mark() {
        assert_eq!(wrapped("一二三四五六七八，九十", 16), ["一二三四五六七", "八，九十"]);
        assert_eq!(wrapped("一二三四五六七（八）", 16), ["一二三四五六七", "（八）"]);
    }

    #[test]
    fn styles_end_with_their_lines() {
        let bold = Style::new().bold();
        let text = Text::of("a ").styled(bold, "bold words here and more");
        assert_eq!(strings(text.wrapped(16)), ["a \u{1b}[1mbold words\u{1b}[0m", "\u{1b}[1mhere and more\u{1b}[0m"]);
    }

    #[test]
    fn what_is_cut_says_so() {
        assert_eq!(strings(vec![Text::of("one two three").cut(9)]), ["one two…"]);
        assert_eq!(strings(vec![Text::of("一二三").cut(5)]), ["一二…"]);
        assert_eq!(strings(vec![Text::of("one").cut(3)]), ["one"]);
    }

    #[test]
    fn control_characters_are_escaped() {
        assert_eq!(wrapped("a\u{1b}[31mb\u{202e}", 40), ["a\\u{1b}[31mb\\u{202e}"]);
        assert_eq!(wrapped("a\u{7}\r\nb", 40), ["a\\u{7}\\r b"]);
    }
}
