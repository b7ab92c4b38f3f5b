//! Scalars: quoted in one line, or laid out as a block.

use std::fmt::Write as _;

/// Words that some reader of YAML takes for something else than a text.
const RESERVED: [&str; 9] = ["false", "n", "no", "null", "off", "on", "true", "y", "yes"];

/// A key; plain where every reader takes it for a text.
pub(super) fn key(name: &str) -> String {
    let begins = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == '$');
    let is_plain = begins && name.chars().all(|c| c.is_ascii_alphanumeric() || "_-.$".contains(c));
    let is_word = RESERVED.contains(&name.to_ascii_lowercase().as_str());
    if is_plain && !is_word { name.to_owned() } else { quoted(name) }
}

/// Between double quotes, on one line.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if is_hidden(c) => {
                let _ = write!(quoted, "\\U{:08X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether a text is laid out as a block: several lines, or one that is too long for the room that there is.
pub(super) fn is_block(text: &str, room: usize) -> bool {
    let (body, has_end) = text.strip_suffix('\n').map_or((text, false), |body| (body, true));
    let is_long = || !has_end && quoted(text).chars().count() > room;
    !body.is_empty()
        && (body.contains('\n') || is_long())
        && !body.starts_with([' ', '\n'])
        && !body.ends_with('\n')
        && !body.contains(" \n")
        && !body.ends_with(' ')
        && !body.chars().any(|c| c != '\n' && (c == '\t' || c == '\r' || is_hidden(c)))
}

/// Characters that YAML does not take as they are, or that nobody sees.
fn is_hidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}
