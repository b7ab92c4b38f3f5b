//! Pieces of text.

use proc_macro2::Literal;
use std::fmt::Write as _;

/// The width of a line to `prettyplease`.
pub(super) const MARGIN: usize = 89;

/// Appends some pieces.
pub(super) fn put(text: &mut String, pieces: &[&str]) {
    text.reserve(pieces.iter().map(|piece| piece.len()).sum());
    for piece in pieces {
        text.push_str(piece);
    }
}

/// The width of the last line so far, in bytes, as `prettyplease` counts.
pub(super) fn column(text: &str) -> usize {
    text.len() - text.rfind('\n').map_or(0, |end| end + 1)
}

/// Begins a line.
pub(super) fn new_line(text: &mut String, indent: usize) {
    text.push('\n');
    text.extend(std::iter::repeat_n(' ', indent));
}

/// Appends a string literal as tokens print it.
pub(super) fn literal(text: &mut String, value: &str) {
    if is_plain(value) {
        put(text, &["\"", value, "\""]);
    } else {
        text.push_str(&Literal::string(value).to_string());
    }
}

/// Appends a string literal as `{:?}` prints it.
pub(super) fn quoted(text: &mut String, value: &str) {
    if is_plain(value) {
        put(text, &["\"", value, "\""]);
    } else {
        let _ = write!(text, "{value:?}");
    }
}

/// Whether a text stands in a literal as it is.
fn is_plain(value: &str) -> bool {
    value.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\')
}
