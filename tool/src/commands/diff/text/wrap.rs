//! Lines that fit a terminal.

use unicode_width::UnicodeWidthStr;

use crate::terminal;

/// The width where there is no terminal.
const USUAL: usize = 100;

/// How many columns the standard output has.
pub(crate) fn width() -> usize {
    terminal::columns().unwrap_or(USUAL)
}

/// How many columns a text takes.
pub(super) fn columns(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// The lines of a text that begins in some column and goes on below in the same one. Words stay whole: one copies paths.
pub(super) fn lines(text: &str, column: usize, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if column + columns(line) + 1 + columns(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_between_words() {
        assert_eq!(lines("one two three", 0, 7), ["one two", "three"]);
        assert_eq!(lines("one two three", 3, 7), ["one", "two", "three"]);
        assert_eq!(lines("a::very::long::path is", 2, 8), ["a::very::long::path", "is"]);
        assert_eq!(lines("参数 参数", 0, 8), ["参数", "参数"]);
        assert_eq!(lines("", 0, 8), [""]);
    }
}
