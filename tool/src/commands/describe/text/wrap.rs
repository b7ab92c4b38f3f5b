//! Paragraphs as lines of some width.

use anstyle::Style;

use super::line::{Line, Span};
use super::{Piece, Text, character_columns, columns};

impl Text {
    /// The lines at some width, however narrow.
    pub(super) fn filled(&self, width: usize) -> Vec<Line> {
        let mut wrapped = Wrapped { lines: vec![Line::default()], used: 0, width };
        for word in self.words() {
            wrapped.word(word);
        }
        wrapped.lines
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
