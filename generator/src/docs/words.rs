//! Finds the parts of prose that are code or addresses: identifiers, sample values, addresses, snippets of JSON.
//!
//! They become code spans and links. That reads better than escaped punctuation, keeps smart quotes and dashes away
//! from wire values, and is what Rust documentation does with identifiers. Chinese text gets a blank beside Latin words,
//! as its typesetters do, which also gives lines a place to break.

use super::chars::{ByteSet, is_han, is_wide_mark};
use super::code_tokens::{core, find_address, is_code, is_separator};
use super::links::{is_linkable, without_tracking};
use super::tree::Inline;

/// Splits plain text into text, code and addresses. `linked`: whether the text is already inside a link.
pub(super) fn split(text: &str, linked: bool, out: &mut Vec<Inline>) {
    let mut splitter = Splitter { text: String::with_capacity(text.len() + 8), out, linked, latin: false };
    let mut rest = text;
    while !rest.is_empty() {
        let chunk = Chunk::scan(rest.as_bytes());
        let begin = if chunk.brackets { find_snippet(rest, chunk.length) } else { None };
        let (head, tail) = match begin {
            Some((0, length)) => rest.split_at(length),
            Some((start, _)) => rest.split_at(start),
            None => rest.split_at(chunk.length),
        };
        match begin {
            Some((0, _)) => splitter.code(head),
            _ if !chunk.graphic => splitter.plain(head),
            _ if chunk.odd => splitter.chunk(head),
            _ => splitter.word(head),
        }
        rest = tail;
    }
    splitter.flush();
}

struct Splitter<'o> {
    /// Text not handed on yet.
    text: String,
    out: &'o mut Vec<Inline>,
    linked: bool,
    /// Whether the text ends in a Latin word.
    latin: bool,
}

impl Splitter<'_> {
    fn flush(&mut self) {
        if !self.text.is_empty() {
            self.out.push(Inline::Text(std::mem::take(&mut self.text)));
        }
    }

    fn code(&mut self, code: &str) {
        self.flush();
        self.latin = false;
        self.out.push(Inline::Code(code.replace('\t', " ")));
    }

    /// Blanks and characters beyond ASCII.
    fn plain(&mut self, text: &str) {
        if self.latin && text.starts_with(is_han) {
            self.text.push(' ');
        }
        self.latin = false;
        for (at, words) in text.split([' ', '\t', '\n']).enumerate() {
            if at > 0 && !self.text.ends_with(|c: char| c == ' ' || is_wide_mark(c)) {
                self.text.push(' ');
            }
            if words.starts_with(is_wide_mark) && self.text.ends_with(' ') {
                self.text.pop();
            }
            self.text.push_str(words);
        }
    }

    /// A run of ASCII characters without blanks.
    fn chunk(&mut self, chunk: &str) {
        if let Some(address) = find_address(chunk) {
            let (start, end) = address;
            self.tokens(&chunk[..start]);
            self.address(&chunk[start..end]);
            self.chunk(&chunk[end..]);
            return;
        }
        self.tokens(chunk);
    }

    fn address(&mut self, address: &str) {
        if is_linkable(address) && !self.linked {
            self.flush();
            self.latin = false;
            self.out.push(Inline::Address(without_tracking(address)));
        } else {
            self.code(address);
        }
    }

    /// A word of prose, punctuation included.
    fn word(&mut self, word: &str) {
        let latin = word.bytes().any(|byte| byte.is_ascii_alphabetic());
        if latin && word.starts_with(|c: char| c.is_ascii_alphanumeric()) && self.text.ends_with(is_han) {
            self.text.push(' ');
        }
        self.text.push_str(word);
        self.latin = latin && word.ends_with(|c: char| c.is_ascii_alphanumeric());
    }

    /// A chunk with something odd in it: each of its parts is judged for itself.
    fn tokens(&mut self, chunk: &str) {
        let mut rest = chunk;
        while !rest.is_empty() {
            let mut length = rest.find(is_separator).unwrap_or(rest.len());
            if length > 0 && rest[length..].starts_with("()") {
                length += 2;
            }
            let (token, tail) = rest.split_at(length.max(1));
            let (start, end) = core(token);
            let inner = &token[start..end];
            if is_code(inner) {
                self.word(&token[..start]);
                self.code(inner);
                self.word(&token[end..]);
            } else {
                self.word(token);
            }
            rest = tail;
        }
    }
}

/// A run of ASCII characters without blanks, or of everything else.
struct Chunk {
    length: usize,
    graphic: bool,
    /// Whether it could hold anything but plain words.
    odd: bool,
    /// Whether a snippet of JSON could begin in it.
    brackets: bool,
}

impl Chunk {
    fn scan(text: &[u8]) -> Self {
        static GRAPHIC: ByteSet = ByteSet::new(b"").range(b'!', b'~');
        static PLAIN: ByteSet = ByteSet::new(b",.;").range(b'a', b'z').range(b'0', b'9');
        let graphic = text.first().is_some_and(|&byte| GRAPHIC.contains(byte));
        let mut plain = true;
        let length = text.iter().position(|&byte| {
            let ends = GRAPHIC.contains(byte) != graphic;
            plain &= ends || PLAIN.contains(byte);
            ends
        });
        let mut chunk = Self { length: length.unwrap_or(text.len()), graphic, odd: false, brackets: false };
        if graphic && !plain {
            chunk.look_closely(&text[..chunk.length]);
        }
        chunk
    }

    fn look_closely(&mut self, text: &[u8]) {
        let (mut previous, mut upper, mut lower) = (b' ', 0_u32, false);
        for &byte in text {
            match byte {
                b'a'..=b'z' => lower = true,
                b'A'..=b'Z' => upper += if previous.is_ascii_lowercase() { 2 } else { 1 },
                b'{' | b'[' => self.brackets = true,
                b'_' | b'*' | b'<' | b'>' | b'\\' | b'/' | b'$' => self.odd = true,
                _ => {}
            }
            self.odd |= matches!((previous, byte), (b'(', b')') | (b':', b':') | (b'-', b'-') | (b'.', b'N'));
            previous = byte;
        }
        self.odd |= self.brackets || (upper > 1 && lower);
    }
}

/// Where the first snippet of JSON begins within the next `length` bytes, and how long it is.
fn find_snippet(text: &str, length: usize) -> Option<(usize, usize)> {
    let begins = text[..length].match_indices(['{', '[']);
    begins.map(|(at, _)| at).find_map(|at| Some((at, snippet(&text[at..])?)))
}

/// The length of the JSON text that begins here, if one does and ends soon.
fn snippet(text: &str) -> Option<usize> {
    const LONGEST: usize = 300;
    let first = text.bytes().take(LONGEST).skip(1).find(|byte| !matches!(byte, b' ' | b'[' | b'{'));
    if first != Some(b'"') {
        return None;
    }
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate().take(LONGEST) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => quoted = !quoted,
            b'`' => return None,
            b'{' | b'[' if !quoted => depth += 1,
            b'}' | b']' if !quoted => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Inline, split};

    /// The pieces in one line: code in backticks, addresses in angle brackets.
    fn shown(text: &str) -> String {
        let mut out = Vec::new();
        split(text, false, &mut out);
        out.iter()
            .map(|inline| match inline {
                Inline::Code(code) => format!("`{code}`"),
                Inline::Address(address) => format!("<{address}>"),
                Inline::Text(text) => text.clone(),
                other => format!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn identifiers_values_and_addresses_are_distinguished_from_prose() {
        let table = [
            ("plain words, 1.5 GiB and VPCs.", "plain words, 1.5 GiB and VPCs."),
            ("an ImageId, e.g. img_1.", "an `ImageId`, e.g. `img_1`."),
            ("[ImageId] or (a_b), c::d and run().", "[`ImageId`] or (`a_b`), `c::d` and `run()`."),
            ("第1页的ID和IPv4地址", "第1页的 ID 和 IPv4 地址"),
            ("实例ImageId：x", "实例`ImageId`：x"),
            ("List<Map> <region-id> a < b", "`List<Map>` `<region-id>` a < b"),
            ("<Start port number>/<End port number>", "<Start port number>/<End port number>"),
            ("i-bp1**** x-meta-* 2*3 *.x.test", "`i-bp1****` `x-meta-*` 2*3 `*.x.test`"),
            ("**ImageId", "**`ImageId`"),
            ("use --force and /api/v1, and/or a -- b", "use `--force` and `/api/v1`, and/or a -- b"),
            ("imageId vSwitch macOS Tag.N.Key ISO", "`imageId` vSwitch macOS `Tag.N.Key` ISO"),
            ("甲 ， 乙： c", "甲，乙：c"),
            ("DryRun=true PageSize:10.", "`DryRun=true` `PageSize:10`."),
            ("like {\"a\": [1, \"b\"]}, yes", "like `{\"a\": [1, \"b\"]}`, yes"),
            ("[1, 63] {\"a\" [\"b", "[1, 63] {\"a\" [\"b"),
            ("see https://x.test/a_b?c=d. Or", "see <https://x.test/a_b?c=d>. Or"),
            ("(https://x.test/a),https://y.test", "(<https://x.test/a>),<https://y.test>"),
            ("到https://x.test/a。", "到<https://x.test/a>。"),
            ("http(s)://a.b/c", "`http(s)://a.b/c`"),
            ("以http://或acs::开头", "以`http://`或`acs::`开头"),
            ("http://<host>/a oss://b/c {url}", "`http://<host>/a` `oss://b/c` {url}"),
            ("C:\\a\\b ${x} a:", "`C:\\a\\b` `${x}` a:"),
            ("a  \t b", "a b"),
        ];
        for (input, expected) in table {
            assert_eq!(shown(input), expected, "{input:?}");
        }
    }
}
