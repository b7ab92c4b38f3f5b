//! Prints the inlines of a paragraph as Markdown.
//!
//! A character is escaped only where it would mean something, so that the source reads like text.

use super::chars::{ByteSet, is_closing, is_han, is_opening, width};
use super::span::span;
use super::tree::Inline;
use super::wrap::{Cut, guarded, may_begin_line, wrap};

/// The layout of the paragraph.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ParagraphLayout {
    /// On lines of its own.
    Lines,
    /// On one line.
    Line,
    /// In a cell of a table: on one line, without bare `|`.
    Cell,
}

/// The paragraph on lines of at most `columns`, where its words allow it.
pub(super) fn lines(inlines: &[Inline], columns: usize) -> Vec<String> {
    // Most paragraphs fit on a line: places to break are looked for only when they are needed.
    let mut renderer = Renderer::new(inlines, ParagraphLayout::Lines);
    renderer.inlines(inlines);
    if width(&renderer.text) > columns {
        renderer = Renderer { breakable: true, ..Renderer::new(inlines, ParagraphLayout::Lines) };
        renderer.inlines(inlines);
    }
    let Renderer { text, mut cuts, .. } = renderer;
    if cuts.is_empty() {
        return wrap(text, &[], columns);
    }
    cuts.retain(|&(at, cut)| cut == Cut::Forced || may_begin_line(text[at..].trim_start()));
    wrap(text, &cuts, columns)
}

/// The paragraph on one line; breaks become a blank or a semicolon.
pub(super) fn line(inlines: &[Inline]) -> String {
    guarded(Renderer::new(inlines, ParagraphLayout::Line).finish(inlines))
}

/// The paragraph as a table cell.
pub(super) fn cell(inlines: &[Inline]) -> String {
    Renderer::new(inlines, ParagraphLayout::Cell).finish(inlines)
}

struct Renderer {
    text: String,
    /// Where lines may or must end.
    cuts: Vec<(usize, Cut)>,
    place: ParagraphLayout,
    /// Whether the text may need more than one line.
    breakable: bool,
    /// Within the text of a link, which is never broken.
    linked: bool,
    /// Whether there are two tildes that could strike something through.
    tildes: bool,
}

impl Renderer {
    fn new(inlines: &[Inline], place: ParagraphLayout) -> Self {
        let text = String::with_capacity(Inline::length(inlines) + 16);
        let tildes = count_tildes(inlines) > 1;
        Self { text, cuts: Vec::new(), place, breakable: false, linked: false, tildes }
    }

    fn finish(mut self, inlines: &[Inline]) -> String {
        self.inlines(inlines);
        self.text
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.text(text),
                Inline::Code(code)
                    if self.place == ParagraphLayout::Cell && code.contains('|') && code.contains('\\') =>
                {
                    self.text(code);
                }
                Inline::Code(code) => {
                    let code = span(code);
                    let code = if self.place == ParagraphLayout::Cell { code.replace('|', "\\|") } else { code };
                    self.piece(&code);
                }
                Inline::Address(address) => {
                    let address = format!("<{address}>");
                    self.piece(&if self.place == ParagraphLayout::Cell {
                        address.replace('|', "%7C")
                    } else {
                        address
                    });
                }
                Inline::Link { text, target } => self.link(text, target),
                Inline::Strong(inner) => self.enclose("**", inner),
                Inline::Emphasis(inner) => self.enclose("*", inner),
                Inline::SoftBreak => self.text(" "),
                Inline::Break if self.place == ParagraphLayout::Lines => self.cuts.push((self.text.len(), Cut::Forced)),
                Inline::Break => self.separator(),
            }
        }
    }

    /// Something that is never broken.
    fn piece(&mut self, piece: &str) {
        self.consider_cut('a');
        self.text.push_str(piece);
    }

    fn link(&mut self, text: &[Inline], target: &str) {
        // Between Chinese text and a link there is nothing to keep together; Latin text has a blank there.
        self.consider_cut('字');
        let same_line = self.cuts.last().is_none_or(|&(at, _)| at < self.text.len());
        if self.text.ends_with('!') && same_line {
            self.text.insert(self.text.len() - 1, '\\');
        }
        self.text.push('[');
        self.linked = true;
        self.inlines(text);
        self.linked = false;
        self.text.push_str("](");
        self.text.push_str(target);
        self.text.push(')');
    }

    fn enclose(&mut self, mark: &str, inner: &[Inline]) {
        self.consider_cut('字');
        self.text.push_str(mark);
        self.inlines(inner);
        self.text.push_str(mark);
    }

    /// What stands for a line break on a single line.
    fn separator(&mut self) {
        let separator = match self.text.chars().next_back() {
            None | Some(' ') => "",
            Some(c) if is_closing(c) || is_opening(c) => "",
            Some(c) if is_han(c) => "；",
            Some('.' | ',' | ';' | ':' | '!' | '?') => " ",
            Some(_) => "; ",
        };
        self.text.push_str(separator);
    }

    fn text(&mut self, text: &str) {
        static SPECIAL: ByteSet = ByteSet::new(b"`[]|~\\*_<&");
        let mut rest = text;
        while let Some(at) = rest.bytes().position(|byte| SPECIAL.contains(byte)) {
            self.plain(&rest[..at]);
            let c = char::from(rest.as_bytes()[at]);
            rest = &rest[at + 1..];
            self.consider_cut(c);
            if self.needs_escape(c, rest) {
                self.text.push('\\');
            }
            self.text.push(c);
        }
        self.plain(rest);
    }

    /// Text without a character that could mean something.
    fn plain(&mut self, text: &str) {
        if self.linked || !self.breakable {
            self.text.push_str(text);
            return;
        }
        let start = self.text.len();
        let mut last = self.text.chars().next_back();
        for (at, c) in text.char_indices() {
            let cut = match last {
                _ if c == ' ' => Some(Cut::Blank),
                Some(last) if !last.is_ascii() => Cut::between(last, c),
                _ => None,
            };
            self.note(start + at, cut);
            last = Some(c);
        }
        self.text.push_str(text);
    }

    /// Notes a possible line end before `next`.
    fn consider_cut(&mut self, next: char) {
        if self.linked || !self.breakable {
            return;
        }
        let last = self.text.chars().next_back().filter(|last| !last.is_ascii());
        let cut = last.and_then(|last| Cut::between(last, next));
        self.note(self.text.len(), cut);
    }

    /// Keeps a place to break, unless a break is forced there.
    fn note(&mut self, at: usize, cut: Option<Cut>) {
        if let Some(cut) = cut
            && self.cuts.last().is_none_or(|&(last, _)| last < at)
        {
            self.cuts.push((at, cut));
        }
    }

    /// Whether a character means something here, `after` being the text behind it.
    fn needs_escape(&self, c: char, after: &str) -> bool {
        let before = || self.text.chars().next_back();
        let next = || after.chars().next();
        let apart = || before() == Some(' ') && next() == Some(' ');
        match c {
            '`' | '[' => true,
            ']' => self.linked,
            '|' => self.place == ParagraphLayout::Cell,
            '~' => self.tildes,
            '\\' => !next().is_some_and(char::is_alphanumeric),
            '*' => !apart(),
            '_' => {
                let word = |c: char| c.is_ascii_alphanumeric();
                let inside = before().is_some_and(word) && next().is_some_and(word);
                !inside && !apart()
            }
            '<' => {
                next().is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) || after.contains('@')
            }
            '&' => is_entity(after),
            _ => false,
        }
    }
}

/// Whether the text behind an `&` makes it a character reference.
fn is_entity(after: &str) -> bool {
    let name = after.trim_start_matches('#');
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    length > 0 && name[length..].starts_with(';')
}

fn count_tildes(inlines: &[Inline]) -> usize {
    let count = |inline: &Inline| match inline {
        Inline::Text(text) => text.bytes().filter(|&byte| byte == b'~').count(),
        Inline::Link { text, .. } => count_tildes(text),
        Inline::Strong(inner) | Inline::Emphasis(inner) => count_tildes(inner),
        _ => 0,
    };
    inlines.iter().map(count).sum()
}
