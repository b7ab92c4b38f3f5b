//! Where a text is code, for the steps before the parser: they leave it alone.

use super::repair::split_prefix;

/// Whether nothing but blanks and marks of quotes and lists stands on the last line of a text.
pub(super) fn is_fresh_line(text: &str) -> bool {
    text.bytes().rev().find(|byte| !b" \t>-*+".contains(byte)).is_none_or(|byte| byte == b'\n')
}

/// The length of the code span or fenced block that the text begins with, or of backticks that open none. `fresh` says that
/// nothing but marks stands before it on its line.
pub(super) fn code_length(text: &str, fresh: bool) -> Option<usize> {
    let mark = text.chars().next().filter(|&c| c == '`' || (c == '~' && fresh))?;
    let run = text.len() - text.trim_start_matches(mark).len();
    if fresh && run >= 3 {
        let opening = text.find('\n').unwrap_or(text.len());
        if !text[run..opening].contains('`') {
            return Some(block_length(text, opening, run));
        }
    }
    let span = || if mark == '`' { span_length(text, run) } else { None };
    Some(span().unwrap_or(run))
}

/// The length of a fenced block, up to the end of the text when nothing closes it. `opening` is the length of its first line.
fn block_length(text: &str, opening: usize, run: usize) -> usize {
    let fence = &text[..run];
    let mut at = opening;
    for line in text[opening..].split_inclusive('\n') {
        at += line.len();
        let line = line.trim_matches([' ', '\t', '>', '\n']);
        if line.strip_prefix(fence).is_some_and(|rest| rest.bytes().all(|byte| fence.as_bytes()[0] == byte)) {
            return at;
        }
    }
    text.len()
}

/// The length of a code span within its paragraph, if the backticks open one.
fn span_length(text: &str, run: usize) -> Option<usize> {
    let mut at = run;
    while let Some(found) = text[at..].find(['`', '\n']) {
        at += found;
        let ticks = text[at..].len() - text[at..].trim_start_matches('`').len();
        if ticks == 0 && begins_block(&text[at + 1..]) {
            return None;
        }
        at += ticks.max(1);
        if ticks == run {
            return Some(at);
        }
    }
    None
}

/// Whether the first line of a text ends the paragraph above: blank, an item of a list, a heading, a row of a table.
fn begins_block(text: &str) -> bool {
    let line = text.split('\n').next().unwrap_or_default();
    let (prefix, content) = split_prefix(line);
    prefix.contains(|c: char| !c.is_whitespace()) || content.is_empty() || content.starts_with(['#', '|'])
}

#[cfg(test)]
mod tests {
    use super::code_length;

    #[test]
    fn code_ends_with_what_closes_it() {
        let table = [
            ("`a` b", true, 3),
            ("``a ` b`` c", false, 9),
            ("`a\nb` c", false, 5),
            ("`a", false, 1),
            ("`a\n\nb`", false, 1),
            ("`a\n- b`", false, 1),
            ("```\na\n```\nb", true, 10),
            ("```", true, 3),
            ("```a``` b", true, 7),
            ("~~~\na\n~~~~\nb", true, 11),
            ("~~", true, 2),
        ];
        for (text, fresh, expected) in table {
            assert_eq!(code_length(text, fresh), Some(expected), "{text:?}");
        }
        assert_eq!(code_length("~~~", false), None);
    }
}
