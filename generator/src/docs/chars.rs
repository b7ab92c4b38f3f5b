//! What the characters of Chinese and English prose are, seen by a typesetter.

use std::borrow::Cow;

/// Stands for a `<` that begins no tag while the text is being parsed.
pub(super) const LESS: char = '\u{FDD0}';
/// Stands for a `*` that was escaped and marks no emphasis.
pub(super) const STAR: char = '\u{FDD1}';
/// Stands for a line break asked for by a tag.
pub(super) const BREAK: char = '\u{FDD2}';

/// The text with the characters that the stand-ins stand for.
pub(super) fn restored(text: &str) -> Cow<'_, str> {
    if text.contains(LESS) || text.contains(STAR) || text.contains(BREAK) {
        Cow::Owned(text.replace(LESS, "<").replace(STAR, "*").replace(BREAK, " "))
    } else {
        Cow::Borrowed(text)
    }
}

/// A set of bytes; asking it costs one look into a table.
pub(super) struct ByteSet([bool; 256]);

impl ByteSet {
    /// The set of these bytes.
    pub(super) const fn new(bytes: &[u8]) -> Self {
        let mut set = [false; 256];
        let mut at = 0;
        while at < bytes.len() {
            set[bytes[at] as usize] = true;
            at += 1;
        }
        Self(set)
    }

    /// The set with all bytes from the first to the last.
    pub(super) const fn range(mut self, first: u8, last: u8) -> Self {
        let mut byte = first as usize;
        while byte <= last as usize {
            self.0[byte] = true;
            byte += 1;
        }
        self
    }

    pub(super) fn contains(&self, byte: u8) -> bool {
        self.0[usize::from(byte)]
    }
}

/// Written without blanks between words: ideographs and kana.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3005}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFD}')
}

/// Whether a text is Chinese (or holds at least a word of it).
pub(super) fn has_han(text: &str) -> bool {
    text.chars().any(is_han)
}

/// Columns a character takes in a fixed-width font: two from the block of Chinese punctuation on.
pub(super) fn char_width(c: char) -> usize {
    if c < '\u{3000}' { 1 } else { 2 }
}

/// Columns a text takes in a fixed-width font.
pub(super) fn width(text: &str) -> usize {
    // The first byte of a character tells its block well enough.
    let columns = |byte: u8| match byte {
        0x80..=0xBF => 0,
        0..=0xE2 => 1,
        _ => 2,
    };
    text.bytes().map(columns).sum()
}

/// A mark that must not begin a line.
pub(super) fn is_closing(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '）'
            | '》'
            | '〉'
            | '】'
            | '」'
            | '』'
            | '〕'
            | '”'
            | '’'
            | '％'
            | '…'
            | '—'
            | '～'
            | '·'
            | '々'
            | 'ー'
    )
}

/// A mark that must not end a line.
pub(super) fn is_opening(c: char) -> bool {
    matches!(c, '（' | '《' | '〈' | '【' | '「' | '『' | '〔' | '“' | '‘' | '￥')
}

/// Punctuation that brings its own space.
pub(super) fn is_wide_mark(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | '：' | '！' | '？' | '（' | '）' | '《' | '》' | '【' | '】')
}

/// A mark that every version of the Markdown parser takes for punctuation.
pub(super) fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() || (is_closing(c) && c != '々' && c != 'ー' && c != '～') || (is_opening(c) && c != '￥')
}

/// What a character of a raw text becomes; `None` when it goes.
fn cleaned(c: char) -> Option<char> {
    match c {
        '\n' | '\t' | ' '..='~' => Some(c),
        '\r' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => Some(' '),
        _ if is_invisible(c) => None,
        _ => Some(c),
    }
}

/// Controls, writing directions, private use, noncharacters, byte order marks, damaged characters, hidden tags.
fn is_invisible(c: char) -> bool {
    matches!(c, '\0'..='\u{9F}' | '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{E000}'..='\u{F8FF}' | '\u{FDD0}'..='\u{FDEF}'
        | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFF}' | '\u{E0000}'..='\u{10FFFF}')
}

/// The text with `\n` line ends and without characters that are invisible or steer a terminal or the writing
/// direction.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    // Most bytes need no look at the character they belong to: printable ASCII, the inside of a character, ideographs.
    static COMMON: ByteSet = ByteSet::new(b"\n").range(b' ', b'~').range(0x80, 0xBF).range(0xE4, 0xE9);
    let common = |byte| COMMON.contains(byte);
    let clean = |at: usize| text.get(at..).and_then(|rest| rest.chars().next()).is_none_or(|c| cleaned(c) == Some(c));
    if text.bytes().enumerate().all(|(at, byte)| common(byte) || clean(at)) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n");
    Cow::Owned(text.chars().filter_map(cleaned).collect())
}

#[cfg(test)]
mod tests {
    use super::{clean, width};

    #[test]
    fn clean_keeps_what_can_be_seen() {
        let table = [
            ("plain 文字", "plain 文字"),
            ("a\r\nb\rc\u{2028}d", "a\nb\nc\nd"),
            ("a\0b\u{8}c\u{1c}d\u{85}e\u{7f}", "abcde"),
            ("\u{FEFF}a\u{200B}b\u{200D}c\u{AD}", "abc"),
            ("a\u{202E}b\u{2066}c\u{200F}", "abc"),
            ("a\u{A0}b\u{3000}c", "a b c"),
            ("a\u{FDD0}b\u{E000}c\u{FFFD}", "abc"),
        ];
        for (input, expected) in table {
            assert_eq!(clean(input), expected, "{input:?}");
        }
    }

    #[test]
    fn chinese_counts_double() {
        assert_eq!(width("ab"), 2);
        assert_eq!(width("中文，x"), 7);
    }
}
