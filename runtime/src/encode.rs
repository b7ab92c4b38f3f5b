//! Percent-encoding: one encoder for path segments, queries and forms.
//!
//! The bytes of the UTF-8 text are taken one by one. The unreserved characters of RFC 3986
//! (`A–Z a–z 0–9 - . _ ~`) stay, everything else becomes `%XX` with upper-case digits. The same
//! text is signed and sent, so there is nothing that could diverge.

const UPPER_HEX: &[u8; 16] = b"0123456789ABCDEF";
const LOWER_HEX: &[u8; 16] = b"0123456789abcdef";

/// Percent-encodes a text.
///
/// ```
/// assert_eq!(runtime::encode::percent("a b/*~中"), "a%20b%2F%2A~%E4%B8%AD");
/// ```
#[must_use]
pub fn percent(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_percent(&mut out, text);
    out
}

/// Joins name-value pairs to a canonical query: sorted by name, both parts encoded.
///
/// Of several pairs with one name the first counts, so callers list the strongest source first.
/// This is also the text of a form body.
///
/// ```
/// let pairs = [("b", "2"), ("a", "1 + 1"), ("b", "ignored")];
/// let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
/// assert_eq!(runtime::encode::canonical_query(pairs.to_vec()), "a=1%20%2B%201&b=2");
/// ```
#[must_use]
pub fn canonical_query(mut pairs: Vec<(String, String)>) -> String {
    // The sort is stable: equal names stay in the order of their precedence.
    pairs.sort_by(|left, right| left.0.cmp(&right.0));
    pairs.dedup_by(|later, earlier| later.0 == earlier.0);
    let mut out = String::with_capacity(pairs.iter().map(|(name, value)| name.len() + value.len() + 2).sum());
    for (name, value) in &pairs {
        if !out.is_empty() {
            out.push('&');
        }
        push_percent(&mut out, name);
        out.push('=');
        push_percent(&mut out, value);
    }
    out
}

/// Appends the percent-encoded form of a text.
pub(crate) fn push_percent(out: &mut String, text: &str) {
    let mut plain_from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if is_unreserved(byte) {
            continue;
        }
        // Every byte of a multi-byte character is escaped, so the cuts are at character bounds.
        out.push_str(text.get(plain_from..at).unwrap_or_default());
        out.push('%');
        push_hex_digit(out, UPPER_HEX, byte >> 4);
        push_hex_digit(out, UPPER_HEX, byte);
        plain_from = at + 1;
    }
    out.push_str(text.get(plain_from..).unwrap_or_default());
}

/// Appends bytes as lower-case hex digits.
pub(crate) fn push_hex(out: &mut String, bytes: &[u8]) {
    for &byte in bytes {
        push_hex_digit(out, LOWER_HEX, byte >> 4);
        push_hex_digit(out, LOWER_HEX, byte);
    }
}

/// Bytes as lower-case hex digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 2);
    push_hex(&mut out, bytes);
    out
}

/// Appends the digit of the low four bits.
fn push_hex_digit(out: &mut String, digits: &[u8; 16], bits: u8) {
    out.push(char::from(digits[usize::from(bits & 0xF)]));
}

const fn is_unreserved(byte: u8) -> bool {
    matches!(byte, b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~')
}
