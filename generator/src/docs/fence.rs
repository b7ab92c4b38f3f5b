//! Code blocks.

use super::chars::clean;
use super::span::longest_run;

/// Any text as a code block in a language: without the characters that a source file must not contain, and between fences
/// that are longer than any in it.
///
/// Only `\n` ends a line, since a string in a JSON sample may contain other separators.
#[must_use]
pub fn fenced(language: &str, text: &str) -> Vec<String> {
    let fence = fence(text);
    let mut lines = vec![format!("{fence}{language}")];
    lines.extend(text.lines().map(|line| clean(line).trim_end().replace('\t', "  ").replace('\n', " ")));
    lines.push(fence);
    lines
}

/// Backticks that begin and end a code block: more than any text in it has in a row.
pub(crate) fn fence(text: &str) -> String {
    "`".repeat((longest_run(text) + 1).max(3))
}

#[cfg(test)]
mod tests {
    use super::fenced;

    #[test]
    fn nothing_ends_a_code_block_but_its_fence() {
        let table = [
            ("a\n\tb ", vec!["```text", "a", "  b", "```"]),
            ("```\n~~~~\n<b>", vec!["````text", "```", "~~~~", "<b>", "````"]),
            ("{\"a\":\r\"b\u{2028}\u{202e}\"}\r\n{}", vec!["```text", "{\"a\": \"b \"}", "{}", "```"]),
        ];
        for (text, expected) in table {
            assert_eq!(fenced("text", text), expected, "{text:?}");
        }
    }
}
