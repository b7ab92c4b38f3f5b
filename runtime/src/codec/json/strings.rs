//! The inside of JSON strings.

/// Where the first halves of UTF-16 surrogate pairs lie.
const LEADING: std::ops::RangeInclusive<u32> = 0xD800..=0xDBFF;
/// Where the second halves lie.
const TRAILING: std::ops::RangeInclusive<u32> = 0xDC00..=0xDFFF;

/// Whether a text stands for itself in a string: no byte of it is a quote, a backslash or a control character.
#[inline]
pub(super) fn is_plain(bytes: &[u8]) -> bool {
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    if blocks.iter().any(has_special) {
        return false;
    }
    if let Some(last) = bytes.last_chunk::<BLOCK>() {
        // It may repeat a part of the block before it.
        return !has_special(last);
    }
    let word = match (rest.first_chunk(), rest.last_chunk(), rest.first_chunk(), rest.last_chunk()) {
        (Some(first), Some(last), ..) => {
            special_bytes(u64::from_le_bytes(*first)) | special_bytes(u64::from_le_bytes(*last))
        }
        (.., Some(first), Some(last)) => {
            let [first, last] = [first, last].map(|half| u64::from(u32::from_le_bytes(*half)));
            special_bytes(first << 32 | last)
        }
        _ => return rest.iter().all(|byte| !is_special(*byte)),
    };
    word == 0
}

/// Whether `byte` cannot stand for itself in a string.
#[inline]
#[expect(clippy::needless_bitwise_bool, reason = "only without branches does the compiler look at many bytes at once")]
const fn is_special(byte: u8) -> bool {
    (byte == b'"') | (byte == b'\\') | (byte < 0x20)
}

/// The first position from `start` on from which on a block is special or not whole: most texts are short, so this is not
/// where a search begins.
#[inline(never)]
fn plain_blocks_end(bytes: &[u8], start: usize) -> usize {
    let (blocks, _) = bytes.get(start..).unwrap_or_default().as_chunks::<BLOCK>();
    start + BLOCK * blocks.iter().take_while(|block| !has_special(block)).count()
}

/// How many bytes [`has_special`] looks at: as many as fit a register.
const BLOCK: usize = 16;

/// Whether a byte of `block` is special.
#[inline]
fn has_special(block: &[u8; BLOCK]) -> bool {
    block.iter().fold(false, |found, byte| found | is_special(*byte))
}

/// The first position from `start` on that holds a quote, a backslash or a control character, or the end.
///
/// These are also the bytes that cannot stand for themselves in a string.
#[inline]
pub(super) fn plain_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(word) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let special = special_bytes(u64::from_le_bytes(*word));
        if special != 0 {
            return at + special.trailing_zeros() as usize / 8;
        }
        at += 8;
        if at - start == BLOCK {
            at = plain_blocks_end(bytes, at);
        }
    }
    while bytes.get(at).is_some_and(|byte| !is_special(*byte)) {
        at += 1;
    }
    at
}

/// Sets the high bit of every byte of `word` that is a quote, a backslash or a control character.
///
/// Bits above the lowest one set may be wrong, for subtraction borrows.
const fn special_bytes(word: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    let quote = word ^ (ONES * b'"' as u64);
    let quote = quote.wrapping_sub(ONES) & !quote;
    let backslash = word ^ (ONES * b'\\' as u64);
    let backslash = backslash.wrapping_sub(ONES) & !backslash;
    (control | quote | backslash) & HIGH
}

/// Reads the escape sequence after a backslash at the start of `bytes`: the character and how many bytes say it.
#[inline]
pub(super) fn unescape(bytes: &[u8]) -> Result<(char, usize), &'static str> {
    let character = match bytes.first() {
        Some(byte @ (b'"' | b'\\' | b'/')) => char::from(*byte),
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{C}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unescape_unicode(bytes),
        _ => return Err("expected an escape sequence"),
    };
    Ok((character, 1))
}

/// Reads `uXXXX`, and `\uXXXX` after it where the two are the halves of one character.
#[inline(never)]
fn unescape_unicode(bytes: &[u8]) -> Result<(char, usize), &'static str> {
    const ONE: usize = "uXXXX".len();
    const BOTH: usize = r"uXXXX\uXXXX".len();
    const LONE: &str = "expected both halves of a surrogate pair";
    let first = hex(bytes.get(1..ONE))?;
    if let Some(character) = char::from_u32(first) {
        return Ok((character, ONE));
    }
    if !LEADING.contains(&first) || bytes.get(ONE..ONE + 2) != Some(br"\u") {
        return Err(LONE);
    }
    let second = hex(bytes.get(ONE + 2..BOTH))?;
    if !TRAILING.contains(&second) {
        return Err(LONE);
    }
    let joined = 0x1_0000 + ((first - LEADING.start()) << 10) + (second - TRAILING.start());
    char::from_u32(joined).map(|character| (character, BOTH)).ok_or(LONE)
}

fn hex(digits: Option<&[u8]>) -> Result<u32, &'static str> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    digits
        .and_then(|digits| digits.iter().try_fold(0, |value, byte| Some(value << 4 | digit(byte)?)))
        .ok_or("expected four hexadecimal digits")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_special_byte_is_found_at_every_position() {
        for length in 0..=40 {
            assert!(is_plain(&vec![b'a'; length]));
            for position in 0..length {
                for byte in 0..=u8::MAX {
                    let mut text = vec![b'a'; length];
                    text[position] = byte;
                    let special = byte < 0x20 || byte == b'"' || byte == b'\\';
                    assert_eq!(plain_end(&text, 0), if special { position } else { length }, "{byte} at {position}");
                    assert_eq!(is_plain(&text), !special, "{byte} at {position} of {length}");
                }
            }
        }
    }

    #[test]
    fn the_first_of_two_special_bytes_is_found() {
        for first in 0..16 {
            for second in first + 1..17 {
                for byte in [b' ', b'!', b'#', 0x80, 0xFF] {
                    let mut text = [byte; 17];
                    text[first] = b'"';
                    text[second] = 0;
                    assert_eq!(plain_end(&text, 0), first);
                }
            }
        }
    }

    #[test]
    fn escapes() {
        let table: [(&str, Option<char>); 12] = [
            ("n", Some('\n')),
            ("/", Some('/')),
            ("u0000", Some('\0')),
            ("u4f60", Some('你')),
            (r"uD83D\uDE00", Some('😀')),
            (r"ud83d\uD83D", None),
            (r"ud83d\n", None),
            ("ud83d", None),
            ("ude00", None),
            ("u12", None),
            ("u+123", None),
            ("x", None),
        ];
        for (text, character) in table {
            let expected = character.map(|character| (character, text.len()));
            assert_eq!(unescape(text.as_bytes()).ok(), expected, "{text}");
        }
    }
}
