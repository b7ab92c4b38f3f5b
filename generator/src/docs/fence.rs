//! Code blocks.

use super::chars::clean;

/// A text as a code block in a language, whatever it holds: without what may not stand in a source file, and between fences
/// longer than any in it.
#[must_use]
pub fn fenced(language: &str, text: &str) -> Vec<String> {
    let text = clean(text);
    let mut fence = "```".to_owned();
    while text.contains(&fence) {
        fence.push('`');
    }
    let mut lines = vec![format!("{fence}{language}")];
    lines.extend(text.lines().map(|line| line.trim_end().replace('\t', "  ")));
    lines.push(fence);
    lines
}

#[cfg(test)]
mod tests {
    use super::fenced;

    #[test]
    fn nothing_ends_a_code_block_but_its_fence() {
        let table = [
            ("a\n\tb ", vec!["```text", "a", "  b", "```"]),
            ("```\n~~~~\n<b>", vec!["````text", "```", "~~~~", "<b>", "````"]),
            ("a\rb\u{202e}c", vec!["```text", "a", "bc", "```"]),
        ];
        for (text, expected) in table {
            assert_eq!(fenced("text", text), expected, "{text:?}");
        }
    }
}
