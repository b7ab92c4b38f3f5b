use super::*;

fn wrapped(text: &str, width: usize) -> Vec<String> {
    strings(Text::of(text).wrapped(width))
}

fn strings(lines: Vec<Line>) -> Vec<String> {
    let string = |line: Line| {
        let mut text = String::new();
        line.write(&mut text);
        text.trim_end_matches('\n').to_owned()
    };
    lines.into_iter().map(string).collect()
}

#[test]
fn lines_end_between_words() {
    assert_eq!(wrapped("one two three four five", 16), ["one two three", "four five"]);
    assert_eq!(wrapped("https://example.com/path end", 16), ["https://example.", "com/path end"]);
    assert_eq!(wrapped("", 16), [""]);
}

#[test]
fn chinese_text_is_parted_beside_no_mark() {
    assert_eq!(wrapped("一二三四五六七八，九十", 16), ["一二三四五六七", "八，九十"]);
    assert_eq!(wrapped("一二三四五六七（八）", 16), ["一二三四五六七", "（八）"]);
}

#[test]
fn styles_end_with_their_lines() {
    let bold = Style::new().bold();
    let text = Text::of("a ").styled(bold, "bold words here and more");
    assert_eq!(strings(text.wrapped(16)), ["a \u{1b}[1mbold words\u{1b}[0m", "\u{1b}[1mhere and more\u{1b}[0m"]);
}

#[test]
fn what_is_cut_says_so() {
    assert_eq!(strings(vec![Text::of("one two three").cut(9)]), ["one two…"]);
    assert_eq!(strings(vec![Text::of("一二三").cut(5)]), ["一二…"]);
    assert_eq!(strings(vec![Text::of("one").cut(3)]), ["one"]);
}

#[test]
fn control_characters_are_escaped() {
    assert_eq!(wrapped("a\u{1b}[31mb\u{202e}", 40), ["a\\u{1b}[31mb\\u{202e}"]);
    assert_eq!(wrapped("a\u{7}\r\nb", 40), ["a\\u{7}\\r b"]);
}
