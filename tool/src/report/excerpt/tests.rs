use super::*;

/// What is shown of a place, the marker below it.
#[track_caller]
fn shown(text: &str, line: u32, column: u32) -> String {
    let texts = Texts::of([("a", text)]);
    let excerpt = texts.excerpt("a", Position { line, column }).unwrap();
    format!("{}\n{}{}", excerpt.line, " ".repeat(excerpt.before), "^".repeat(excerpt.marked))
}

#[test]
fn tokens_are_marked_whole() {
    let yaml = "a:\r\n  requird: true # no\r\n  'it''s': [x, -1]\r\n  \"a\\\"b\": -\r\n";
    assert_eq!(shown(yaml, 2, 3), "  requird: true # no\n  ^^^^^^^");
    assert_eq!(shown(yaml, 2, 12), "  requird: true # no\n           ^^^^");
    assert_eq!(shown(yaml, 3, 3), "  'it''s': [x, -1]\n  ^^^^^^^");
    assert_eq!(shown(yaml, 3, 12), "  'it''s': [x, -1]\n           ^");
    assert_eq!(shown(yaml, 3, 16), "  'it''s': [x, -1]\n               ^^");
    assert_eq!(shown(yaml, 4, 3), "  \"a\\\"b\": -\n  ^^^^^^");
    assert_eq!(shown(yaml, 4, 11), "  \"a\\\"b\": -\n          ^");
    // Where nothing is: the end of a line, of the text.
    assert_eq!(shown("a: \nb:", 1, 4), "a:\n   ^");
    assert_eq!(shown("a: \nb:", 2, 3), "b:\n  ^");
    assert_eq!(shown("url: https://x/y z", 1, 6), "url: https://x/y z\n     ^^^^^^^^^^^^^");
    // A text that begins here and ends on another line.
    assert_eq!(shown("a: \"b\nc\"", 1, 4), "a: \"b\n   ^^");
}

#[test]
fn characters_have_their_width() {
    assert_eq!(shown("名称: {描述: ｘ}", 1, 6), "名称: {描述: ｘ}\n       ^^^^");
    assert_eq!(shown("e\u{301}t\u{e9}: x", 1, 7), "e\u{301}t\u{e9}: x\n     ^");
}

#[test]
fn what_is_not_seen_is_escaped() {
    assert_eq!(shown("\ta: b", 1, 2), "    a: b\n    ^");
    assert_eq!(shown("  \ta: b", 1, 3), "  \\ta: b\n  ^^");
    assert_eq!(shown("a: \u{1b}[2J\u{202e}\u{feff}", 1, 4), "a: \\u{1b}[2J\\u{202e}\\u{feff}\n   ^^^^^^");
}

/// One line of many members; every position in it is the same distance from its neighbour.
#[test]
fn long_lines_are_cut_to_a_window() {
    let member = "\"名\":\"value\",";
    let text = format!("{{{}\"z\":1}}", member.repeat(20_000));
    let column = |member: u32| 2 + 12 * member;
    let middle = shown(&text, 1, column(10_000));
    let (line, marker) = middle.split_once('\n').unwrap();
    let width = |text: &str| text.chars().map(|c| c.width().unwrap()).sum::<usize>();
    assert!(line.starts_with('…') && line.ends_with('…'), "{line}");
    assert!((WIDTH..=WIDTH + 2).contains(&width(line)), "{line}");
    assert!(marker.trim_start().len() == 4 && marker.len() <= 1 + BEFORE + 4, "{middle}");
    assert!(line.chars().rev().collect::<String>().contains("\"名\""));
    let first = shown(&text, 1, column(0));
    assert!(first.starts_with("{\"名\":") && first.ends_with("\n ^^^^"), "{first}");
    let last = shown(&text, 1, column(20_000));
    assert!(last.starts_with('…') && last.contains("\"z\":1}\n"), "{last}");
    assert_eq!(last.lines().map(width).collect::<Vec<_>>(), [WIDTH + 1, WIDTH + 1 - 3]);
}

#[test]
fn a_long_token_is_cut_too() {
    let text = format!("{{\"key\": \"{}\"}}", "x".repeat(500));
    let shown = shown(&text, 1, 9);
    assert_eq!(shown, format!("{{\"key\": \"{}…\n        {}", "x".repeat(59), "^".repeat(60)));
}

#[test]
fn places_that_do_not_exist_have_no_excerpt() {
    let texts = Texts::of([("a", "é\nb")]);
    for (line, column) in [(0, 1), (1, 0), (1, 3), (2, 3), (3, 1), (u32::MAX, u32::MAX)] {
        assert_eq!(texts.excerpt("a", Position { line, column }), None, "{line}:{column}");
    }
    assert_eq!(texts.excerpt("b", Position { line: 1, column: 1 }), None);
    assert!(texts.excerpt("a", Position { line: 1, column: 2 }).is_some());
}
