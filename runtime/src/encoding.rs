//! Percent-encoding: one encoder for path segments, queries and forms. And hexadecimal digits and Base64.
//!
//! The bytes of the UTF-8 text are taken one by one. The unreserved characters of RFC 3986
//! (`A–Z a–z 0–9 - . _ ~`) stay, everything else becomes `%XX` with upper-case digits. The same
//! text is signed and sent, so there is nothing that could diverge.

use std::borrow::Cow;

use crate::sorting;

/// Percent-encodes a text.
///
/// ```
/// assert_eq!(runtime::codegen::encoding::percent("a b/*~中"), "a%20b%2F%2A~%E4%B8%AD");
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
/// assert_eq!(runtime::codegen::encoding::canonical_query(&pairs), "a=1%20%2B%201&b=2");
/// ```
#[must_use]
pub fn canonical_query(pairs: &[(String, String)]) -> String {
    let mut out = String::new();
    push_canonical_query(&mut out, pairs);
    out
}

/// Appends a [`canonical_query`].
pub(crate) fn push_canonical_query<N: AsRef<str>, V: AsRef<str>>(out: &mut String, pairs: &[(N, V)]) {
    // Equal names stay in the order of their precedence.
    let name = |index: usize| pairs.get(index).map(|(name, _)| name.as_ref());
    let mut order = sorting::order(pairs.len(), &|left, right| name(left).cmp(&name(right)));
    order.dedup_by(|later, earlier| name(*later) == name(*earlier));
    out.reserve(query_room(pairs));
    for (place, (name, value)) in order.into_iter().filter_map(|index| pairs.get(index)).enumerate() {
        if place > 0 {
            out.push('&');
        }
        push_percent(out, name.as_ref());
        out.push('=');
        push_percent(out, value.as_ref());
    }
}

/// About how many bytes a [`canonical_query`] has: what JSON grows to; other texts are short.
pub(crate) fn query_room<N: AsRef<str>, V: AsRef<str>>(pairs: &[(N, V)]) -> usize {
    pairs.iter().map(|(name, value)| name.as_ref().len() + 2 * value.as_ref().len() + 2).sum()
}

/// The text that was percent-encoded. A `%` without two digits stays; what is not UTF-8 is replaced.
pub(crate) fn unpercent(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let escaped = (byte == b'%').then(|| tail.get(..2)).flatten();
        let decoded = escaped.and_then(|digits| u8::from_str_radix(str::from_utf8(digits).ok()?, 16).ok());
        bytes.push(decoded.unwrap_or(byte));
        rest = if decoded.is_some() { tail.get(2..).unwrap_or_default() } else { tail };
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

/// The Base64 form of bytes, with padding (RFC 4648, section 4).
pub(crate) fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let [first, second, third] = std::array::from_fn(|index| u32::from(group.get(index).copied().unwrap_or(0)));
        let bits = first << 16 | second << 8 | third;
        for place in 0..4 {
            let digit = DIGITS.get((bits >> (18 - 6 * place) & 63) as usize).filter(|_| place <= group.len());
            text.push(digit.map_or('=', |digit| char::from(*digit)));
        }
    }
    text
}

/// Appends the percent-encoded form of a text.
pub(crate) fn push_percent(out: &mut String, text: &str) {
    const CHUNK: usize = 32;

    for chunk in text.as_bytes().chunks(CHUNK) {
        // Without a branch on the byte: where JSON needs escaping cannot be predicted.
        let (mut escaped, mut end) = ([0; 3 * CHUNK], 0);
        for &byte in chunk {
            let Escape { bytes, length } = &ESCAPES[usize::from(byte)];
            if let Some(place) = escaped.get_mut(end..end + bytes.len()) {
                place.copy_from_slice(bytes);
            }
            end += usize::from(*length);
        }
        out.push_str(escaped.get(..end).and_then(|escaped| str::from_utf8(escaped).ok()).unwrap_or_default());
    }
}

/// Bytes as lower-case hex digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(2 * bytes.len());
    push_hex(&mut digits, bytes);
    digits
}

/// Appends bytes as lower-case hex digits.
pub(crate) fn push_hex(out: &mut String, bytes: &[u8]) {
    const CHUNK: usize = 32;

    for chunk in bytes.chunks(CHUNK) {
        let mut digits = [0; 2 * CHUNK];
        for (pair, byte) in digits.chunks_exact_mut(2).zip(chunk) {
            pair.copy_from_slice(&HEX_PAIRS[usize::from(*byte)]);
        }
        out.push_str(digits.get(..2 * chunk.len()).and_then(|digits| str::from_utf8(digits).ok()).unwrap_or_default());
    }
}

/// The hex digits of each byte.
static HEX_PAIRS: [[u8; 2]; 256] = {
    const LOWER_HEX: &[u8; 16] = b"0123456789abcdef";

    let mut pairs = [[0; 2]; 256];
    let mut byte = 0;
    while byte < 256 {
        pairs[byte] = [LOWER_HEX[byte >> 4], LOWER_HEX[byte & 0xF]];
        byte += 1;
    }
    pairs
};

/// What stands for a byte: itself, or an escape.
#[derive(Clone, Copy)]
struct Escape {
    bytes: [u8; 3],
    length: u8,
}

static ESCAPES: [Escape; 256] = {
    const UPPER_HEX: &[u8; 16] = b"0123456789ABCDEF";

    let mut escapes = [Escape { bytes: [b'%', 0, 0], length: 3 }; 256];
    let mut byte = 0;
    while byte < 256 {
        escapes[byte].bytes[1] = UPPER_HEX[byte >> 4];
        escapes[byte].bytes[2] = UPPER_HEX[byte & 0xF];
        byte += 1;
    }
    let unreserved = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    let mut index = 0;
    while index < unreserved.len() {
        let byte = unreserved[index];
        escapes[byte as usize] = Escape { bytes: [byte, 0, 0], length: 1 };
        index += 1;
    }
    escapes
};

#[cfg(test)]
mod tests {
    #[test]
    fn bytes_of_every_value_and_number_are_two_digits_each() {
        let all: Vec<u8> = (0..=255).collect();
        let expected = all.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
        for length in [0, 1, 16, 31, 32, 33, 64, 256] {
            assert_eq!(super::hex(&all[..length]), expected[..2 * length]);
        }
    }
}
