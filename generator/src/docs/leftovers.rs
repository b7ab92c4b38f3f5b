//! Undoes what a row of editors left in a text: escapes of escapes, escaped links, code spans without content.
//!
//! Texts pass through several editors, and some escape what the one before had escaped already, until a reader sees
//! `\*\*token\*\*` or `\[How to](\~\~12345\~\~)`. A backslash stays wherever it may be meant, as in regular expressions,
//! paths of Windows and samples: only patterns that are markup beyond doubt are restored, and code blocks are left alone.

use std::borrow::Cow;

use super::verbatim::{code_length, is_fresh_line};

/// No piece of markup is longer.
const LONGEST: usize = 1000;

/// What the beginning of a text is meant to be, and how much of the text that replaces.
type Replacement = (String, usize);

/// The text with its leftovers undone.
pub(super) fn undo(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') && !text.contains("``") && !text.trim_end().ends_with('`') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let fresh = is_fresh_line(&out);
        let length = match first {
            '`' | '~' if let Some(length) = code_length(rest, fresh) => {
                if is_debris(rest, length, &out) {
                    rest = &rest[length..];
                    continue;
                }
                length
            }
            '\\' | '[' => {
                if let Some((replaced, length)) = replacement(rest, &out) {
                    out.push_str(&replaced);
                    rest = &rest[length..];
                    continue;
                }
                escaped_length(rest)
            }
            _ => plain_length(rest),
        };
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    Cow::Owned(out)
}

/// The length up to the next character that could be of interest.
fn plain_length(text: &str) -> usize {
    let first = text.chars().next().map_or(0, char::len_utf8);
    text[first..].find(['\\', '[', '`', '~', '\n']).map_or(text.len(), |at| first + at)
}

/// The length of backslashes with what they escape, or of a bracket.
fn escaped_length(text: &str) -> usize {
    let run = backslashes(text);
    let escaped = text[run..].chars().next().filter(|_| run % 2 == 1 || run == 0);
    run + escaped.map_or(0, char::len_utf8)
}

fn backslashes(text: &str) -> usize {
    text.len() - text.trim_start_matches('\\').len()
}

/// Whether backticks that open no code span are what is left of an empty one, or of an editor's mistake behind the last
/// sentence.
fn is_debris(text: &str, length: usize, before: &str) -> bool {
    let ticks = text.len() - text.trim_start_matches('`').len();
    if ticks != length {
        return false;
    }
    let sentence =
        || before.trim_end().strip_suffix(['.', '。']).is_some_and(|words| words.ends_with(char::is_alphabetic));
    ticks.is_multiple_of(2)
        || (ticks == 1 && text[1..].trim().is_empty() && before.ends_with([' ', '\n']) && sentence())
}

/// What the backslashes or the bracket at the beginning of a text are meant to be, `before` being the text before them;
/// `None` when they may be meant as they are.
fn replacement(text: &str, before: &str) -> Option<Replacement> {
    link(text)
        .or_else(|| list_mark(text, before))
        .or_else(|| emphasis(text))
        .or_else(|| ampersand(text, before))
        .or_else(|| anchor(text))
        .or_else(|| code_mark(text))
}

/// As much of a text as one piece of markup may take: hostile texts must not make every mark look at all that follows.
fn window(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST)]
}

/// `\[text]\(~~123~~)`: a link to a page or an address, escaped wherever and however often.
fn link(text: &str) -> Option<Replacement> {
    let inner = window(text.trim_start_matches('\\').strip_prefix('[')?);
    let end = inner.find(['[', ']', '\n', '`']).filter(|&end| inner[end..].starts_with(']'))?;
    let (words, behind) = (&inner[..end], &inner[end + 1..]);
    let (target, rest) = behind.trim_start_matches('\\').strip_prefix('(')?.split_once(')')?;
    let escaped = text.starts_with('\\') || words.ends_with('\\') || behind.starts_with('\\');
    let bare = target.replace('\\', "");
    let leads = ["~~", "http://", "https://"].iter().any(|scheme| bare.starts_with(scheme));
    if !escaped || !leads || target.contains(['\n', '(']) {
        return None;
    }
    let marks = backslashes(text) + "[".len();
    Some((format!("[{}]({bare})", words.trim_end_matches('\\')), marks + inner.len() - rest.len()))
}

/// `\\* ` at the beginning of a line: an item of a list. Escaped once, it is a mark that is meant to be seen.
fn list_mark(text: &str, before: &str) -> Option<Replacement> {
    let run = backslashes(text);
    let mark = text[run..].chars().next().filter(|mark| matches!(mark, '*' | '-' | '+'))?;
    let item = run > 1 && text[run + 1..].starts_with(' ') && is_fresh_line(before);
    item.then(|| (mark.to_string(), run + 1))
}

/// `\\*\\*words\\*\\*`: emphasis whose stars were escaped more than once, on both sides.
fn emphasis(text: &str) -> Option<Replacement> {
    let (count, opening) = stars(text);
    let (inner, _) = window(&text[opening..]).split_once('\\').filter(|_| count > 0)?;
    let (closing_count, closing) = stars(&text[opening + inner.len()..]);
    let word = |c: char| c.is_alphanumeric();
    let words = inner.starts_with(word) && inner.ends_with(word) && !inner.contains(['\n', '*', '`']);
    let mark = &"**"[..count];
    (count == closing_count && words).then(|| ([mark, inner, mark].concat(), opening + inner.len() + closing))
}

/// How many stars, up to two, a text begins with that have more than one backslash before each, and the length of all that.
fn stars(text: &str) -> (usize, usize) {
    let (mut count, mut length) = (0, 0);
    while count < 2 {
        let run = backslashes(&text[length..]);
        if run < 2 || !text[length + run..].starts_with('*') {
            break;
        }
        count += 1;
        length += run + 1;
    }
    (count, length)
}

/// `O\\&M`: an ampersand within a word.
fn ampersand(text: &str, before: &str) -> Option<Replacement> {
    let run = backslashes(text);
    let word = |c: char| c.is_ascii_alphanumeric();
    let within = before.ends_with(word) && text[run..].strip_prefix('&')?.starts_with(word);
    (run > 1 && within).then(|| ("&".to_owned(), run + 1))
}

/// `\<a href="…">words\</a>`: a link of HTML.
fn anchor(text: &str) -> Option<Replacement> {
    let run = backslashes(text);
    let tag = window(&text[run..]);
    let close = tag.find("\\</a>").filter(|_| run > 0 && tag.starts_with("<a href="))?;
    Some((format!("{}</a>", tag[..close].trim_end_matches('\\')), run + close + "\\</a>".len()))
}

/// ``\`word` ``: the mark that begins the first code span of a paragraph, when the others do not pair without it.
fn code_mark(text: &str) -> Option<Replacement> {
    let inner = text.strip_prefix("\\`").filter(|inner| inner.starts_with(char::is_alphanumeric))?;
    let near = window(inner);
    let paragraph = match near.find("\n\n") {
        Some(end) => &near[..end],
        None if near.len() < inner.len() => return None,
        None => near,
    };
    let pairs = paragraph.matches('`').count().is_multiple_of(2);
    if pairs || paragraph.contains("\\`") || paragraph.contains("``") {
        return None;
    }
    // The span goes with its mark, which would be looked at as any other now.
    let (code, _) = paragraph.split_once('`')?;
    Some((["`", code, "`"].concat(), code.len() + 3))
}

/// The inside of a code span without escapes that a code span does not need: of underscores within words, and of the stars
/// of a masked sample. Any other backslash in it says that backslashes are meant.
pub(super) fn undo_in_code(code: &str) -> Cow<'_, str> {
    if !code.contains('\\') {
        return Cow::Borrowed(code);
    }
    let masked = unescape_masks(code);
    let word = |c: char| c.is_ascii_alphanumeric();
    let names = masked.match_indices('\\').all(|(at, _)| {
        masked[..at].ends_with(word) && masked[at + 1..].strip_prefix('_').is_some_and(|rest| rest.starts_with(word))
    });
    Cow::Owned(if names { masked.replace('\\', "") } else { masked })
}

/// The text with `\*\*\*\*` and `\****` as the stars of a masked sample: no regular expression repeats a star so often.
fn unescape_masks(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(at) = rest.find("\\*") {
        let (before, stars) = rest.split_at(at);
        let behind = stars.trim_start_matches("\\*").trim_start_matches('*');
        let stars = &stars[..stars.len() - behind.len()];
        let count = stars.matches('*').count();
        out.push_str(before);
        match count > 3 {
            true => out.extend(std::iter::repeat_n('*', count)),
            false => out.push_str(stars),
        }
        rest = behind;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::{undo, undo_in_code};

    #[test]
    fn escapes_of_escapes_are_undone() {
        let table = [
            (r"see \\[How to]\\(~~123~~).", "see [How to](~~123~~)."),
            (r"see \[How to]\(\~\~123\~\~).", "see [How to](~~123~~)."),
            (r"see \[How to\](https://x.test/a\_b).", "see [How to](https://x.test/a_b)."),
            (r"[a]\(~~1~~)", "[a](~~1~~)"),
            (r"the \\*\\*token\\*\\* is", "the **token** is"),
            (r"the \\\\*token\\\\* is", "the *token* is"),
            ("\\\\*   a\n\\\\* b", "*   a\n* b"),
            (r"O\\\&M and O\\\\\\&M", "O&M and O&M"),
            (r#"\<a href="https://x.test">t\</a>"#, r#"<a href="https://x.test">t</a>"#),
            (r"not \`a`, `b` or `c`", "not `a`, `b` or `c`"),
            ("a state.``\n\nb.````", "a state.\n\nb."),
            ("* a.``\n* b.``", "* a.\n* b."),
            ("precedence. `\n", "precedence. \n"),
        ];
        for (input, expected) in table {
            assert_eq!(undo(input), expected, "{input:?}");
        }
    }

    #[test]
    fn what_may_be_meant_stays() {
        let texts = [
            r"\* a note",
            r"\[a](b) and \[x, y] and \[t]\(u)",
            r"C:\\*.txt and D:\\*.log, \\server\share\*",
            r"`\\*\\*a\\*\\*` and `\[a]\(~~1~~)`",
            "```\n\\\\* a\n\\\\[b]\\\\(~~1~~)\n```",
            r"^\d+\.\\*$ a\&b",
            r"\<b> \</b> \<a>",
            r"a \` b, \`c` and `d` \`e",
            "( ) ` ~ ! `",
            "use ``` or ``a ` b``",
            r"a \\",
        ];
        for text in texts {
            assert_eq!(undo(text), text);
        }
    }

    #[test]
    fn code_keeps_its_backslashes_unless_it_needs_none() {
        let table = [
            (r"app: k8s\_label\_app", "app: k8s_label_app"),
            (r"url=\*\*\*\*", "url=****"),
            (r"i-1\*****", "i-1*****"),
            (r"C:\_a\b_c", r"C:\_a\b_c"),
            (r"a\_b\.c", r"a\_b\.c"),
            (r"^\*+\_?\[a\]$", r"^\*+\_?\[a\]$"),
            (r"\*\**a\*", r"\*\**a\*"),
            (r#"{\"a\":\"b\"}"#, r#"{\"a\":\"b\"}"#),
        ];
        for (input, expected) in table {
            assert_eq!(undo_in_code(input), expected, "{input:?}");
        }
    }
}
