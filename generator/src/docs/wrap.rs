//! Breaks a paragraph into lines.

use super::chars::{is_closing, is_han, is_opening, width};

/// A place where a line may end, and how good it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// At a blank, which goes.
    Blank,
    /// Beside Chinese punctuation, where the blank that a line end is shown as is hardly seen.
    Mark,
    /// Between two ideographs.
    Letter,
    /// A break the author asked for.
    Forced,
}

impl Cut {
    /// The cut between two characters that are no blanks.
    pub(super) fn between(last: char, next: char) -> Option<Self> {
        if let ('\u{4E00}'..='\u{9FFF}', '\u{4E00}'..='\u{9FFF}') = (last, next) {
            return Some(Self::Letter);
        }
        let hugs = next.is_ascii_punctuation() && !matches!(next, '[' | '(' | '{' | '<' | '"' | '/' | '$');
        if is_closing(next) || is_opening(last) || hugs {
            return None;
        }
        match last {
            '。' | '，' | '、' | '；' | '：' | '！' | '？' | '）' | '》' | '】' | '”' => Some(Self::Mark),
            _ if is_han(last) && is_opening(next) => Some(Self::Mark),
            _ if is_han(last) && is_han(next) => Some(Self::Letter),
            _ => None,
        }
    }
}

/// A stretch of text without a place to break.
struct Stretch {
    start: usize,
    end: usize,
    width: usize,
    /// Where it ends.
    cut: Cut,
}

/// The text on lines of at most `columns`, unless a stretch is wider. Forced breaks get a backslash.
pub(super) fn wrap(text: String, cuts: &[(usize, Cut)], columns: usize) -> Vec<String> {
    if cuts.is_empty() {
        return vec![guarded(text)];
    }
    let mut lines = Vec::new();
    let mut stretches = Vec::with_capacity(cuts.len() + 1);
    let mut start = 0;
    for &(end, cut) in cuts.iter().chain([&(text.len(), Cut::Forced)]) {
        stretches.push(Stretch { start, end, width: width(&text[start..end]), cut });
        start = if cut == Cut::Blank { end + 1 } else { end };
    }
    let paragraphs = stretches.split_inclusive(|stretch| stretch.cut == Cut::Forced);
    let count = paragraphs.clone().count();
    for (at, paragraph) in paragraphs.enumerate() {
        let broken = at + 1 < count;
        let first = lines.len();
        // Room for the backslashes.
        let guard = paragraph.first().and_then(|stretch| block_mark(&text[stretch.start..]));
        let columns = columns - usize::from(broken) - usize::from(guard.is_some());
        fill(&text, paragraph, columns, &mut lines);
        if let Some(line) = lines.get_mut(first).filter(|_| guard.is_some()) {
            *line = guarded(std::mem::take(line));
        }
        if let Some(line) = lines.last_mut().filter(|_| broken) {
            line.push('\\');
        }
    }
    lines
}

/// The line, escaped where it would begin a block.
pub(super) fn guarded(mut line: String) -> String {
    if let Some(at) = block_mark(&line) {
        line.insert(at, '\\');
    }
    line
}

fn fill(text: &str, mut stretches: &[Stretch], columns: usize, lines: &mut Vec<String>) {
    while let Some(first) = stretches.first() {
        let (line, rest) = stretches.split_at(fitting(stretches, columns));
        let end = line.last().map_or(first.end, |last| last.end);
        lines.push(text[first.start..end].to_owned());
        stretches = rest;
    }
}

/// How many stretches make up the next line: as many as fit, but a blank or a mark in its last third ends it rather
/// than the middle of a word.
fn fitting(stretches: &[Stretch], columns: usize) -> usize {
    let mut used = 0;
    let mut good = None;
    for (at, stretch) in stretches.iter().enumerate() {
        used += stretch.width;
        if used > columns && at > 0 {
            return good.unwrap_or(at);
        }
        if stretch.cut != Cut::Letter && used * 3 >= columns * 2 {
            good = Some(at + 1);
        }
        used += usize::from(stretch.cut == Cut::Blank);
    }
    stretches.len()
}

/// Whether a line of a paragraph can begin with this text without becoming something else.
pub(super) fn may_begin_line(text: &str) -> bool {
    block_mark(text).is_none()
}

/// Where a backslash must go for the text not to begin a heading, a quote, a list, a table, a rule or a fence.
fn block_mark(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    let ends = |text: &str| text.is_empty() || text.starts_with(' ');
    if digits > 0 {
        return (rest.starts_with(['.', ')']) && ends(&rest[1..])).then_some(digits);
    }
    let risky = match text.bytes().next()? {
        b'#' => ends(text.trim_start_matches('#')),
        b'>' | b'|' | b'=' => true,
        b'-' | b'+' => ends(&text[1..]) || text[1..].starts_with(['-', '|', ':']),
        b'*' => ends(&text[1..]),
        b':' => text[1..].trim_start().starts_with('-'),
        b'~' => text.starts_with("~~~"),
        _ => false,
    };
    risky.then_some(0)
}

#[cfg(test)]
mod tests {
    use super::{Cut, block_mark, wrap};

    #[test]
    fn lines_end_at_good_places() {
        let text = "aa bb cc dd";
        let cuts = [(2, Cut::Blank), (5, Cut::Blank), (8, Cut::Blank)];
        let wrap = |text: &str, cuts: &[_], columns| wrap(text.to_owned(), cuts, columns);
        assert_eq!(wrap(text, &cuts, 5), ["aa bb", "cc dd"]);
        assert_eq!(wrap(text, &cuts, 1), ["aa", "bb", "cc", "dd"]);
        assert_eq!(wrap(text, &[(5, Cut::Forced)], 20), ["aa bb\\", " cc dd"]);
        // A mark in the last third beats a later letter.
        assert_eq!(wrap("甲乙，丙丁", &[(9, Cut::Mark), (12, Cut::Letter)], 8), ["甲乙，", "丙丁"]);
        assert_eq!(wrap("甲乙丙丁", &[(3, Cut::Letter), (6, Cut::Letter)], 4), ["甲乙", "丙丁"]);
    }

    #[test]
    fn what_would_begin_a_block_is_escaped() {
        let table = [
            ("# a", Some(0)),
            ("#a", None),
            ("12. a", Some(2)),
            ("1.5", None),
            ("2024", None),
            ("- a", Some(0)),
            ("-1", None),
            ("--- ", Some(0)),
            ("> a", Some(0)),
            ("| a", Some(0)),
            ("* a", Some(0)),
            ("**a**", None),
            ("=", Some(0)),
            (":-", Some(0)),
            ("~~~", Some(0)),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(block_mark(text), expected, "{text:?}");
        }
    }
}
