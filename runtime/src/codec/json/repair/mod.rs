//! A second reading of a text that is almost JSON: what one faulty character would lose.
//!
//! | fault | what becomes of it |
//! |---|---|
//! | half of a surrogate pair, an unknown escape | the replacement character `U+FFFD` |
//! | bytes that are not UTF-8 | UTF-16 is read as such; else `U+FFFD` for each |
//! | a control character in a string | stays |
//! | `NaN`, `Infinity`, `01` and other words that are no values | `null` |
//! | lists and objects nested too deep | `null` |
//! | a byte order mark, control characters between tokens, zeros at the end | left out |
//!
//! Whatever was changed is listed with its place, as long as the list is about as long as the text. What has another structure than JSON stays as it is, and fails again.

mod encoding;

use bytes::Bytes;

use super::{super::findings::Kept, reader::DEPTH, writer::write_text};
use crate::encoding::hex;

const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// How long the list of what was repaired may be, besides the length of the text.
const LEAST_ROOM: usize = 4096;

/// A text after repair, and what was repaired.
#[derive(Clone, Debug)]
pub(crate) struct Repaired {
    pub(crate) text: Bytes,
    pub(crate) found: Vec<Kept>,
}

/// Repairs a text in each way that it may have been meant; nothing where there is nothing to repair.
///
/// The second way is that of the double-byte encodings of Chinese, in which the second byte can look like a backslash.
pub(crate) fn repairs(bytes: &[u8]) -> impl Iterator<Item = Repaired> {
    let ways = if str::from_utf8(bytes).is_ok() { &[false][..] } else { &[false, true] };
    let repaired = ways.iter().map(|double_byte| Repair::new(&encoding::decode(bytes, *double_byte)).run());
    repaired.filter(move |repaired| repaired.text != bytes)
}

/// A list or an object that is open.
enum Open<'a> {
    List { index: usize },
    Object { key: &'a str },
}

struct Repair<'a> {
    text: &'a str,
    at: usize,
    out: String,
    open: Vec<Open<'a>>,
    /// Whether the next string is a name.
    names: bool,
    found: Vec<Kept>,
    /// How many bytes may still be listed.
    room: usize,
}

impl<'a> Repair<'a> {
    fn new(text: &'a str) -> Self {
        let out = String::with_capacity(text.len());
        Self { text, at: 0, out, open: Vec::new(), names: false, found: Vec::new(), room: LEAST_ROOM + text.len() }
    }

    fn run(mut self) -> Repaired {
        while let Some(char) = self.rest().chars().next() {
            match char {
                ' ' | '\t' | '\n' | '\r' => self.copy(1),
                '"' => self.string(),
                '[' | '{' if self.open.len() + 2 > usize::from(DEPTH) => self.too_deep(),
                '[' | '{' => self.enter(char),
                ']' | '}' => self.leave(),
                ',' => self.comma(),
                ':' => {
                    self.names = false;
                    self.copy(1);
                }
                char if char.is_control() || char == BYTE_ORDER_MARK => self.leave_out(),
                _ => self.word(),
            }
        }
        Repaired { text: self.out.into(), found: self.found }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn copy(&mut self, length: usize) {
        let rest = self.rest();
        self.out.push_str(rest.get(..length).unwrap_or_default());
        self.at += length;
    }

    fn enter(&mut self, bracket: char) {
        let list = bracket == '[';
        self.open.push(if list { Open::List { index: 0 } } else { Open::Object { key: "" } });
        self.names = !list;
        self.copy(1);
    }

    fn leave(&mut self) {
        self.open.pop();
        self.names = false;
        self.copy(1);
    }

    fn comma(&mut self) {
        match self.open.last_mut() {
            Some(Open::List { index }) => *index += 1,
            Some(Open::Object { .. }) => self.names = true,
            None => {}
        }
        self.copy(1);
    }

    /// Leaves out characters that may stand nowhere between tokens.
    fn leave_out(&mut self) {
        let rest = self.rest();
        let end = rest.find(|char: char| !char.is_control() && char != BYTE_ORDER_MARK).unwrap_or(rest.len());
        self.at += end;
        let left_out = rest.get(..end).unwrap_or_default();
        self.note_text(left_out);
    }

    /// Copies a string with everything repaired in it.
    fn string(&mut self) {
        let (begin, start) = (self.at, self.out.len());
        self.copy(1);
        let mut faulty = false;
        loop {
            let rest = self.rest();
            let plain = rest.find(|char| matches!(char, '"' | '\\' | '\0'..='\x1F' | char::REPLACEMENT_CHARACTER));
            self.copy(plain.unwrap_or(rest.len()));
            match self.rest().chars().next() {
                None => return,
                Some('"') => break self.copy(1),
                Some('\\') => faulty |= self.escape(),
                Some(control @ '\0'..='\x1F') => {
                    faulty = true;
                    self.at += 1;
                    self.out.extend([r"\u00", &hex(&[u8::try_from(control).unwrap_or_default()])]);
                }
                Some(other) => {
                    faulty = true;
                    self.copy(other.len_utf8());
                }
            }
        }
        let quoted = self.text.get(begin + 1..self.at - 1).unwrap_or_default();
        if self.names
            && let Some(Open::Object { key }) = self.open.last_mut()
        {
            *key = quoted;
        }
        if faulty {
            let repaired = self.out.get(start..).unwrap_or_default().to_owned();
            self.note(repaired);
        }
    }

    /// Copies an escape; whether it had to be repaired.
    fn escape(&mut self) -> bool {
        let rest = self.rest();
        let length = match rest.as_bytes().get(1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => 2,
            Some(b'u') => match surrogates(rest) {
                Escaped::Whole(length) => length,
                Escaped::Faulty(length) => return self.replace(length),
            },
            // Whatever is escaped stays behind the replacement character.
            _ => return self.replace(1),
        };
        self.copy(length);
        false
    }

    fn replace(&mut self, length: usize) -> bool {
        self.out.push(char::REPLACEMENT_CHARACTER);
        self.at += length;
        true
    }

    /// Copies a number, `true`, `false` or `null`; whatever else is no value.
    fn word(&mut self) {
        let rest = self.rest();
        let is_end = |char: char| char.is_control() || " ,:[]{}\"".contains(char);
        let word = rest.get(..rest.find(is_end).unwrap_or(rest.len())).unwrap_or_default();
        // A word alone is no document: whatever that is, it is no answer.
        if self.open.is_empty() || is_value(word) {
            return self.copy(word.len());
        }
        self.at += word.len();
        self.out.push_str("null");
        self.note_text(word);
    }

    /// Passes a list or an object that is nested too deep.
    fn too_deep(&mut self) {
        let rest = self.rest();
        let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
        let end = rest.bytes().position(|byte| {
            match byte {
                _ if escaped => escaped = false,
                b'\\' if quoted => escaped = true,
                b'"' => quoted = !quoted,
                b'[' | b'{' if !quoted => depth += 1,
                b']' | b'}' if !quoted => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        let passed = rest.get(..end.map_or(rest.len(), |end| end + 1)).unwrap_or_default();
        self.at += passed.len();
        self.out.push_str("null");
        self.note_text(passed);
    }

    /// Lists a text that is not JSON.
    fn note_text(&mut self, text: &str) {
        let mut json = String::new();
        write_text(text, &mut json);
        self.note(json);
    }

    /// Lists something at the place that is read now, unless the list is full.
    fn note(&mut self, json: String) {
        if self.room == 0 {
            return;
        }
        let path = self.path();
        self.room = self.room.saturating_sub(path.len() + json.len() + size_of::<Kept>());
        if self.room > 0 {
            self.found.push(Kept::confidential(path, json));
        }
    }

    fn path(&self) -> String {
        let mut path = String::new();
        for open in &self.open {
            match open {
                Open::List { index } => path.extend(["[", &index.to_string(), "]"]),
                Open::Object { key } if path.is_empty() => path.push_str(key),
                Open::Object { key } => path.extend([".", key]),
            }
        }
        path
    }
}

/// An escape of code units.
enum Escaped {
    /// That says characters, in so many bytes.
    Whole(usize),
    Faulty(usize),
}

/// What the escape `\uXXXX` at the beginning, with another one behind it, says.
fn surrogates(text: &str) -> Escaped {
    const ONE: usize = r"\uXXXX".len();
    let unit = |text: Option<&str>| {
        let digits = text?.strip_prefix("\\u")?.get(..4)?;
        digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())?
    };
    match unit(Some(text)) {
        Some(0xD800..=0xDBFF) if matches!(unit(text.get(ONE..)), Some(0xDC00..=0xDFFF)) => Escaped::Whole(2 * ONE),
        Some(0xD800..=0xDFFF) => Escaped::Faulty(ONE),
        Some(_) => Escaped::Whole(ONE),
        None => Escaped::Faulty(r"\u".len()),
    }
}

/// Whether a word is a number, `true`, `false` or `null`.
fn is_value(word: &str) -> bool {
    matches!(word, "true" | "false" | "null") || {
        let scan = super::super::number::scan(word.as_bytes(), 0);
        scan.is_ok_and(|scan| scan.end == word.len())
    }
}

#[cfg(test)]
mod tests;
