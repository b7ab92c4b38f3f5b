//! Which characters a document in whichever encoding says.

/// The text of a document: UTF-16 if it begins like that, else UTF-8 with a replacement character for what is none.
pub(super) fn decode(bytes: &[u8], double_byte: bool) -> String {
    let units = |read: fn([u8; 2]) -> u16| {
        let (pairs, _) = bytes.as_chunks::<2>();
        let text = char::decode_utf16(pairs.iter().copied().map(read));
        text.map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    match bytes {
        [0xFF, 0xFE, ..] | [0x01..=0x7F, 0, ..] => units(u16::from_le_bytes),
        [0xFE, 0xFF, ..] | [0, 0x01..=0x7F, ..] => units(u16::from_be_bytes),
        _ if double_byte => without_double_bytes(bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// The text with a replacement character for every pair of bytes that begins beyond ASCII.
fn without_double_bytes(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    let mut bytes = bytes.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        if byte.is_ascii() {
            text.push(char::from(byte));
        } else {
            text.push(char::REPLACEMENT_CHARACTER);
            bytes.next_if(|byte| *byte >= 0x40);
        }
    }
    text
}
