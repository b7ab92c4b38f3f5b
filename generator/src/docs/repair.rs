//! Repairs lines that only look like Markdown, before a parser sees them.
//!
//! A fence with text beside it would swallow or hide that text, one that is never closed the rest of the page; the
//! bullets of office programs are not list marks.

/// What office programs put before the items of a list.
const BULLETS: [char; 8] = ['●', '•', '·', '○', '▪', '■', '◆', '◦'];

/// The text with sound fences and list marks.
pub(super) fn repair(text: &str) -> String {
    let mut repaired = String::with_capacity(text.len() + 16);
    let mut open = None;
    let mut above = "";
    let mut rest = Some(text);
    while let Some(now) = rest {
        let (line, below) = now.split_once('\n').map_or((now, None), |(line, below)| (line, Some(below)));
        rest = below;
        let (prefix, content) = split_prefix(line);
        let run = content.len() - content.trim_start_matches('`').len();
        let behind = content[run..].trim();
        let marks = if open.is_none() { column_marks(above.trim(), content) } else { None };
        above = line;
        let mut add = |parts: &[&str]| {
            parts.iter().for_each(|part| repaired.push_str(part));
            repaired.push('\n');
        };
        match open {
            Some(length) if run >= length && !is_language(behind) => {
                // Text right behind a closing fence, as in "```。".
                open = None;
                add(&[prefix, &content[..run]]);
                add(&[prefix, behind]);
            }
            Some(length) => {
                open = Some(length).filter(|&length| run < length || !behind.is_empty());
                add(&[line]);
            }
            None if run < 3 || behind.contains('`') => match marks {
                Some(marks) => add(&[prefix, &marks]),
                None => {
                    let (mark, item) = bullet(content);
                    add(&[prefix, mark, item]);
                }
            },
            None => {
                let below = below.unwrap_or_default();
                let closed = below.lines().any(|line| closes(line, run));
                let language = is_language(behind);
                // A fence without an end is one if it stands alone and something follows.
                if closed || (language && !below.trim().is_empty()) {
                    open = Some(run);
                    add(&[prefix, &content[..run]]);
                }
                if !language {
                    add(&[&continuation(prefix), behind]);
                }
            }
        }
    }
    repaired.pop();
    repaired
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
    let marks = line.contains('-') && line.contains('|') && line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' '));
    if !marks || !head.starts_with('|') {
        return None;
    }
    let columns = |row: &str| row.trim().trim_matches('|').replace("\\|", "").split('|').count();
    let wanted = columns(head);
    (wanted != columns(line)).then(|| format!("|{}", " --- |".repeat(wanted)))
}

/// The list mark for a line that begins with a bullet, or with a dash and no blank behind it, and the rest of the line.
fn bullet(content: &str) -> (&'static str, &str) {
    if let Some(item) = content.strip_prefix(BULLETS) {
        return ("- ", item.trim_start());
    }
    match content.strip_prefix('-') {
        Some(item) if item.starts_with(char::is_alphabetic) => ("- ", item),
        _ => ("", content),
    }
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
            ("a\n\n``````", "a\n"),
            ("```a``` b", "```a``` b"),
            ("● a\n•b\n-c：d\n-1 e", "- a\n- b\n- c：d\n-1 e"),
            ("> ● a", "> - a"),
            ("```\n● a\n```", "```\n● a\n```"),
            ("| a | b |\n| --- |\n| c | d |", "| a | b |\n| --- | --- |\n| c | d |"),
            ("| a | b |\n|:-|--|", "| a | b |\n|:-|--|"),
        ];
        for (input, expected) in table {
            assert_eq!(repair(input), expected, "{input:?}");
        }
    }
}
