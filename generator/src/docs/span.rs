//! Code spans.

use std::borrow::Cow;

use super::chars::{char_width, clean, width};
use super::mask_credentials::mask_credentials;

/// A code span is cut to this many columns.
const WIDEST: usize = 120;

/// Any text, such as a wire value or an example, as a code span: on one line, masked, and cut to 120 columns.
///
/// Line ends and tabs become blanks, blanks at the ends are shown as `␣`, and nothing at all as `""`. In
/// a table it has to pass through [`cell`](super::cell).
#[must_use]
pub fn code(text: &str) -> String {
    if is_simple(text) {
        return ["`", text, "`"].concat();
    }
    let text = clean(text);
    let text = mask_credentials(&text);
    if text.is_empty() {
        return "`\"\"`".to_owned();
    }
    let mut line = if text.contains(['\n', '\t']) {
        Cow::Owned(
            text.split(['\n', '\t']).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "),
        )
    } else {
        show_outer_blanks(&text)
    };
    if line.is_empty() {
        line = Cow::Borrowed("␣");
    }
    if width(&line) > WIDEST {
        line = Cow::Owned(format!("{}…", beginning(&line, WIDEST - 1)));
    }
    span(&line)
}

/// Appends [`code`] of a text.
pub(crate) fn push_code(line: &mut String, text: &str) {
    if is_simple(text) {
        line.extend(["`", text, "`"]);
    } else {
        line.push_str(&code(text));
    }
}

/// Whether a text is one of most names: without a digit there is nothing to mask.
fn is_simple(text: &str) -> bool {
    (1..=WIDEST).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_')
}

/// The text with blanks at its ends made visible.
fn show_outer_blanks(text: &str) -> Cow<'_, str> {
    let inner = text.trim_matches(' ');
    if inner.len() == text.len() {
        return Cow::Borrowed(text);
    }
    let start = text.len() - text.trim_start_matches(' ').len();
    let end = if inner.is_empty() { 0 } else { text.len() - text.trim_end_matches(' ').len() };
    Cow::Owned(format!("{}{inner}{}", "␣".repeat(start), "␣".repeat(end)))
}

/// As much of the beginning as fits.
pub(super) fn beginning(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let end = text.char_indices().find(|&(_, c)| {
        used += char_width(c);
        used > columns
    });
    end.map_or(text, |(at, _)| text[..at].trim_end())
}

/// A text between enough backticks. The text is on one line and not empty.
pub(super) fn span(text: &str) -> String {
    if !text.contains('`') {
        return ["`", text, "`"].concat();
    }
    let fence = "`".repeat(longest_run(text) + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    [&fence, pad, text, pad, &fence].concat()
}

/// How many backticks stand in a row at most.
pub(super) fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn any_text_makes_a_code_span() {
        let table = [
            ("abc", "`abc`"),
            ("", "`\"\"`"),
            (" ", "`␣`"),
            (" a ", "`␣a␣`"),
            ("a`b", "``a`b``"),
            ("`a``b", "``` `a``b ```"),
            ("{\n\t\"a\": 1\n}", "`{ \"a\": 1 }`"),
            ("\n\n", "`␣`"),
            ("a\0b\u{202E}c", "`abc`"),
            ("a|b", "`a|b`"),
            (concat!("LT", "AI0123456789abcdef"), "`LTAI****`"),
        ];
        for (input, expected) in table {
            assert_eq!(code(input), expected, "{input:?}");
        }
        assert_eq!(code(&"x".repeat(121)), format!("`{}…`", "x".repeat(119)));
        assert_eq!(code(&"中".repeat(61)), format!("`{}…`", "中".repeat(59)));
    }
}
