//! Repairs lines that only look like Markdown, before a parser sees them.
//!
//! A fence with text beside it would swallow or hide that text, one that is never closed the rest of the page; the
//! bullets of office programs are not list marks.

/// The text with sound fences and list marks.
pub(super) fn repair(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let mut repaired = Vec::with_capacity(lines.len());
    let mut open = None;
    for (at, &line) in lines.iter().enumerate() {
        let (prefix, content) = split_prefix(line);
        if let (None, Some(above)) = (open, at.checked_sub(1).and_then(|above| lines.get(above)))
            && let Some(marks) = column_marks(above.trim(), content)
        {
            repaired.push(format!("{prefix}{marks}"));
            continue;
        }
        let run = content.len() - content.trim_start_matches('`').len();
        let behind = content[run..].trim();
        match open {
            Some(length) if run >= length && behind.is_empty() => {
                open = None;
                repaired.push(line.to_owned());
            }
            // Text right behind a closing fence, as in "```。".
            Some(length) if run >= length && !is_language(behind) => {
                open = None;
                repaired.push(format!("{prefix}{}", &content[..run]));
                repaired.push(format!("{prefix}{behind}"));
            }
            Some(_) => repaired.push(line.to_owned()),
            None if run < 3 || behind.contains('`') => repaired.push(with_bullet(prefix, content)),
            None => {
                let closed = lines[at + 1..].iter().any(|line| closes(line, run));
                if closed {
                    open = Some(run);
                    repaired.push(format!("{prefix}{}", &content[..run]));
                }
                if !is_language(behind) {
                    repaired.push(format!("{}{behind}", continuation(prefix)));
                } else if !closed && lines[at + 1..].iter().any(|line| !line.trim().is_empty()) {
                    open = Some(run);
                    repaired.push(format!("{prefix}{}", &content[..run]));
                }
            }
        }
    }
    repaired.join("\n")
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

/// A line whose bullet, if any, is one that Markdown knows.
fn with_bullet(prefix: &str, content: &str) -> String {
    const BULLETS: [char; 8] = ['●', '•', '·', '○', '▪', '■', '◆', '◦'];
    if let Some(item) = content.strip_prefix(BULLETS) {
        return format!("{prefix}- {}", item.trim_start());
    }
    match content.strip_prefix('-') {
        Some(item) if item.starts_with(char::is_alphabetic) => format!("{prefix}- {item}"),
        _ => format!("{prefix}{content}"),
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
