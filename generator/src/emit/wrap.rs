//! Wraps our own inline Markdown; code spans and links stay whole.

const WIDTH: usize = 96;

/// Breaks a paragraph into lines.
pub(super) fn lines(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in words(text) {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Words between blanks that stand neither in a code span nor in the text of a link.
fn words(text: &str) -> Vec<&str> {
    let (mut words, mut start, mut ticks, mut brackets) = (Vec::new(), 0, false, 0_usize);
    for (i, c) in text.char_indices() {
        match c {
            '`' => ticks = !ticks,
            '[' if !ticks => brackets += 1,
            ']' if !ticks => brackets = brackets.saturating_sub(1),
            ' ' if !ticks && brackets == 0 => {
                words.push(&text[start..i]);
                start = i + 1;
            }
            _ => {}
        }
    }
    words.push(&text[start..]);
    words.retain(|word| !word.is_empty());
    words
}
