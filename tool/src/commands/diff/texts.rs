//! Compares two texts line by line, and long lines word by word.

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices, group_diff_ops};

/// The number of characters above which a line is shown only around its differences.
const LONG: usize = 80;

/// The number of tokens shown around a difference.
const AROUND: usize = 14;

/// A line that only one side has: `-` or `+`, and the line.
pub(super) type Line = (char, String);

/// The lines that differ. A side that has no text has no lines.
pub(super) fn lines(before: Option<&str>, after: Option<&str>) -> Vec<Line> {
    let [old, new] = [before, after].map(|text| text.unwrap_or_default().lines().collect::<Vec<_>>());
    let mut lines = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (tag, was, is) = op.as_tag_tuple();
        let (was, is) = (&old[was], &new[is]);
        match tag {
            DiffTag::Equal => {}
            _ if was.len() == is.len() => lines.extend(was.iter().zip(is).flat_map(|(was, is)| words(was, is))),
            _ => {
                lines.extend(was.iter().map(|line| ('-', (*line).to_owned())));
                lines.extend(is.iter().map(|line| ('+', (*line).to_owned())));
            }
        }
    }
    lines
}

/// What differs in a line; the whole line where it is short.
fn words(before: &str, after: &str) -> Vec<Line> {
    if [before, after].iter().all(|line| line.chars().nth(LONG).is_none()) {
        return vec![('-', before.to_owned()), ('+', after.to_owned())];
    }
    let (old, new) = (tokens(before), tokens(after));
    let groups = group_diff_ops(capture_diff_slices(Algorithm::Myers, &old, &new), AROUND);
    groups
        .iter()
        .flat_map(|group| [('-', part(&old, group, DiffOp::old_range)), ('+', part(&new, group, DiffOp::new_range))])
        .collect()
}

/// The part of a line that a group of differences is in, with marks where there is more.
fn part(tokens: &[&str], group: &[DiffOp], range: impl Fn(&DiffOp) -> std::ops::Range<usize>) -> String {
    let (Some(first), Some(last)) = (group.first().map(&range), group.last().map(&range)) else { return String::new() };
    let text = tokens[first.start..last.end].concat();
    let [head, tail] = [first.start > 0, last.end < tokens.len()].map(|is_cut| if is_cut { "…" } else { "" });
    format!("{head}{}{tail}", text.trim())
}

/// Words of Latin letters and digits; every other character by itself, as one word of Chinese may be one.
fn tokens(line: &str) -> Vec<&str> {
    let in_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut tokens = Vec::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let end = if in_word(first) { rest.find(|c| !in_word(c)).unwrap_or(rest.len()) } else { first.len_utf8() };
        let (token, behind) = rest.split_at(end);
        tokens.push(token);
        rest = behind;
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(before: Option<&str>, after: Option<&str>) -> Vec<String> {
        lines(before, after).into_iter().map(|(sign, line)| format!("{sign} {line}")).collect()
    }

    #[test]
    fn short_lines_are_shown_whole() {
        assert_eq!(shown(Some("Which job."), Some("The job.")), ["- Which job.", "+ The job."]);
        assert_eq!(shown(None, Some("One.\n\nTwo.")), ["+ One.", "+ ", "+ Two."]);
        assert_eq!(shown(Some("a\nb\nc"), Some("a\nB\nc\nd")), ["- b", "+ B", "+ d"]);
        assert_eq!(shown(Some("a"), None), ["- a"]);
    }

    #[test]
    fn long_lines_are_shown_where_they_differ() {
        let text = |most: &str| {
            format!("{}The size is {most} GiB at most, whatever the kind is. {}", "word ".repeat(40), "end ".repeat(40))
        };
        let lines = shown(Some(&text("100")), Some(&text("2000")));
        let expected = [
            "- …word word word word The size is 100 GiB at most, whatever the kind…",
            "+ …word word word word The size is 2000 GiB at most, whatever the kind…",
        ];
        assert_eq!(lines, expected);
        let chinese = |number: &str| format!("{}最多{number}个。{}", "参数".repeat(60), "结束".repeat(60));
        assert_eq!(shown(Some(&chinese("五")), Some(&chinese("六"))).len(), 2);
        assert!(shown(Some(&chinese("五")), Some(&chinese("六")))[0].chars().count() < 40);
    }
}
