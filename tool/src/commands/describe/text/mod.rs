//! Styled text, and its lines at some width.
//!
//! Nothing that is added can take over a terminal: control characters become escapes.

mod line;
#[cfg(test)]
mod tests;
mod wrap;

use anstyle::Style;
use unicode_width::UnicodeWidthChar;

pub(super) use self::line::Line;
use self::line::Span;
use crate::terminal::printable;

/// No text is squeezed into less.
const LEAST: usize = 16;

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
        self.filled(width.max(2))
    }

    /// The lines at some width. They end between words; in Chinese text, between characters that may be parted.
    pub(super) fn wrapped(&self, width: usize) -> Vec<Line> {
        self.narrowed(width.max(LEAST))
    }
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
