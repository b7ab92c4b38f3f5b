//! Repairs lines that only look like Markdown, before a parser sees them.
//!
//! A fence with text beside it would swallow or hide that text, one that is never closed the rest of the page; the
//! bullets of office programs are not list marks.

use std::borrow::Cow;

use super::chars::STAR;

/// What office programs put before the items of a list.
const BULLETS: [char; 8] = ['●', '•', '·', '○', '▪', '■', '◆', '◦'];

/// The text with sound fences and list marks.
pub(super) fn repair(text: &str) -> String {
    let out = String::with_capacity(text.len() + 16);
    let mut repairer = Repairer { out, fence: None, images: text.contains("!["), stars: text.contains("****") };
    let mut above = "";
    let mut rest = Some(text);
    while let Some(now) = rest {
        let (line, below) = now.split_once('\n').map_or((now, None), |(line, below)| (line, Some(below)));
        repairer.line(above, line, below.unwrap_or_default());
        above = line;
        rest = below;
    }
    repairer.out.pop();
    repairer.out
}

struct Repairer {
    out: String,
    /// How many backticks opened the code block that we are in.
    fence: Option<usize>,
    /// Whether there are images at all.
    images: bool,
    /// Whether there are masked samples at all.
    stars: bool,
}

impl Repairer {
    fn add(&mut self, parts: &[&str]) {
        self.out.extend(parts.iter().copied());
        self.out.push('\n');
    }

    fn line(&mut self, above: &str, line: &str, below: &str) {
        let (prefix, content) = split_prefix(line);
        let run = content.len() - content.trim_start_matches('`').len();
        let (ticks, behind) = (&content[..run], content[run..].trim());
        match self.fence {
            Some(length) if length < 3 => {
                let closes = run == length && behind.is_empty();
                self.fence = if closes { None } else { Some(length) };
                self.add(&if closes { [prefix, "```"] } else { [line, ""] });
            }
            Some(length) if run >= length && !is_language(behind) => {
                // Text right behind a closing fence, as in "```。".
                self.fence = None;
                self.add(&[prefix, ticks]);
                self.add(&[prefix, behind]);
            }
            Some(length) => {
                let closes = run >= length && behind.is_empty();
                self.fence = if closes { None } else { Some(length) };
                self.add(&[line]);
            }
            None if run >= 3 && !behind.contains('`') => self.open(prefix, ticks, behind, below),
            None if run > 0 && behind.is_empty() && is_short_fence(ticks, below) => {
                self.fence = Some(run);
                self.add(&[prefix, "```"]);
            }
            None => {
                if let Some(marks) = column_marks(above.trim(), content) {
                    self.add(&[prefix, &marks]);
                } else {
                    let (mark, item) = bullet(content).unwrap_or_else(|| heading(content));
                    let item = if self.images { without_images(item) } else { Cow::Borrowed(item) };
                    let item = if self.stars { Cow::Owned(literal_stars(&item)) } else { item };
                    self.add(&[prefix, mark, &item]);
                }
            }
        }
    }

    /// An opening fence with perhaps words behind it. Without a closing one it counts if it stands alone and something
    /// follows.
    fn open(&mut self, prefix: &str, ticks: &str, behind: &str, below: &str) {
        let closed = below.lines().any(|line| closes(line, ticks.len()));
        let language = is_language(behind);
        if closed || (language && !below.trim().is_empty()) {
            self.fence = Some(ticks.len());
            self.add(&[prefix, ticks]);
        }
        if !language {
            self.add(&[&continuation(prefix), behind]);
        }
    }
}

/// What stands before a line's own text: blanks, quote marks, list marks.
pub(super) fn split_prefix(line: &str) -> (&str, &str) {
    let mut content = line;
    loop {
        let before = content.len();
        content = content.trim_start_matches([' ', '\t', '>']);
        let digits = content.trim_start_matches(|c: char| c.is_ascii_digit());
        for mark in ["- ", "* ", "+ ", ". ", ") "] {
            let body = if mark.starts_with(['.', ')']) { digits } else { content };
            let numbered = digits.len() < content.len();
            if mark.starts_with(['.', ')']) && !numbered {
                continue;
            }
            content = body.strip_prefix(mark).unwrap_or(content);
        }
        if content.len() == before {
            return line.split_at(line.len() - content.len());
        }
    }
}

/// The prefix of the next line of the same block: list marks become blanks.
fn continuation(prefix: &str) -> String {
    prefix.chars().map(|c| if c == '>' { c } else { ' ' }).collect()
}

fn closes(line: &str, length: usize) -> bool {
    let (_, content) = split_prefix(line);
    content.len() - content.trim_start_matches('`').len() >= length
}

/// Whether the words behind a fence name a language (or nothing) rather than being part of the text.
fn is_language(words: &str) -> bool {
    words.len() <= 16 && words.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '-' | '_'))
}

/// The line below a table's head with as many columns as the head has, when upstream wrote fewer or more: the parser
/// would see no table.
fn column_marks(head: &str, line: &str) -> Option<String> {
    let marks =
        line.contains('-') && line.contains('|') && line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' '));
    if !marks || !head.starts_with('|') {
        return None;
    }
    let columns = |row: &str| row.trim().trim_matches('|').replace("\\|", "").split('|').count();
    let wanted = columns(head);
    (wanted != columns(line)).then(|| format!("|{}", " --- |".repeat(wanted)))
}

/// The line with the words that stand for its images instead of these. Upstream puts more than an address into them,
/// which the parser refuses.
fn without_images(line: &str) -> Cow<'_, str> {
    let mut out = Cow::Borrowed("");
    let mut rest = line;
    while let Some((before, image)) = rest.split_once("![") {
        let Some((words, address)) = image.split_once("](") else { break };
        let Some((_, after)) = address.split_once(')') else { break };
        out.to_mut().extend([before, words]);
        rest = after;
    }
    if out.is_empty() { Cow::Borrowed(rest) } else { Cow::Owned([&out, rest].concat()) }
}

/// The line with the stars of masked samples (`i-1a2b****`) marked as text: they emphasise nothing.
fn literal_stars(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 16);
    let mut rest = line;
    while let Some(at) = rest.find("****") {
        let (before, stars) = rest.split_at(at);
        let after = stars.trim_start_matches('*');
        let run = stars.len() - after.len();
        out.push_str(before);
        // An escape of the first star is one of them all.
        let escaped = (out.len() - out.trim_end_matches('\\').len()) % 2;
        out.truncate(out.len() - escaped);
        let sample =
            escaped + run > 4 || out.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
        out.extend(std::iter::repeat_n(if sample { STAR } else { '*' }, run));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The list mark for a line that begins with a bullet, or with a dash and no blank behind it, and the rest of the line.
fn bullet(content: &str) -> Option<(&'static str, &str)> {
    if let Some(item) = content.strip_prefix(BULLETS) {
        return Some(("- ", item.trim_start()));
    }
    let item = content.strip_prefix('-').filter(|item| item.starts_with(char::is_alphabetic))?;
    Some(("- ", item))
}

/// The mark for a line that begins like a heading without the blank behind its mark, and the rest of the line. A single `#`
/// also begins colours and numbers.
fn heading(content: &str) -> (&'static str, &str) {
    let words = content.trim_start_matches('#');
    let lacks_blank = (2..=6).contains(&(content.len() - words.len())) && words.starts_with(char::is_alphabetic);
    if lacks_blank { ("## ", words) } else { ("", content) }
}

/// Whether one or two backticks alone on a line open a code block: when the same stand alone on a line below, before the next
/// longer fence.
fn is_short_fence(ticks: &str, below: &str) -> bool {
    let lines = below.lines().map(|line| split_prefix(line).1.trim_end());
    let mut fences = lines.filter(|line| line.starts_with(ticks) && line.trim_matches('`').is_empty());
    fences.next() == Some(ticks)
}

#[cfg(test)]
mod tests {
    use super::repair;

    #[test]
    fn fences_and_bullets_become_sound() {
        let table = [
            ("```\na\n```", "```\na\n```"),
            ("```json\na\n```", "```\na\n```"),
            ("```{\"a\":1}\n```", "```\n{\"a\":1}\n```"),
            ("- ```x = 1;\n  ```", "- ```\n  x = 1;\n  ```"),
            ("```\na\n```。完", "```\na\n```\n。完"),
            ("````````When it starts", "When it starts"),
            ("a：\n`\nb: `c`\n  - d\n`\ne", "a：\n```\nb: `c`\n  - d\n```\ne"),
            ("a\n`\nb", "a\n`\nb"),
            ("###a\n##1\n#F1 b", "## a\n##1\n#F1 b"),
            ("a\n\n``````", "a\n"),
            ("```a``` b", "```a``` b"),
            ("● a\n•b\n-c：d\n-1 e", "- a\n- b\n- c：d\n-1 e"),
            ("> ● a", "> - a"),
            ("a ![b](c.png\" width=\"5) d![](e)", "a b d"),
            ("![a](b", "![a](b"),
            (
                "a-****b ****c**** *****",
                "a-\u{FDD1}\u{FDD1}\u{FDD1}\u{FDD1}b ****c\u{FDD1}\u{FDD1}\u{FDD1}\u{FDD1} \u{FDD1}\u{FDD1}\u{FDD1}\u{FDD1}\u{FDD1}",
            ),
            ("a\\**** b\\*****", "a\u{FDD1}\u{FDD1}\u{FDD1}\u{FDD1} b\u{FDD1}\u{FDD1}\u{FDD1}\u{FDD1}\u{FDD1}"),
            ("```\n● a\n```", "```\n● a\n```"),
            ("| a | b |\n| --- |\n| c | d |", "| a | b |\n| --- | --- |\n| c | d |"),
            ("| a | b |\n|:-|--|", "| a | b |\n|:-|--|"),
        ];
        for (input, expected) in table {
            assert_eq!(repair(input), expected, "{input:?}");
        }
    }
}
