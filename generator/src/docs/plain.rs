//! Texts without any markup. Most are, and need no parser; most of these make one line, and need no tree.

use super::chars::{self, ByteSet, width};
use super::tree::Inline;
use super::wrap::guarded;
use super::{COLUMNS, words};

/// Whether a text is one paragraph without any markup. Most are, and need no parser.
pub(super) fn is_plain(text: &str) -> bool {
    let begins_block = text.starts_with(|c: char| c.is_ascii_digit() || "#>-+*=|~:●•·○▪■◆◦".contains(c));
    let emphasised = || text.match_indices('_').any(|(at, _)| text[at + 1..].starts_with(chars::is_han));
    !begins_block
        && !emphasised()
        && !text.bytes().any(|byte| matches!(byte, b'\n' | b'*' | b'`' | b'<' | b'\\' | b'&'))
        && !text.contains("](")
}

/// The one line that a text makes, the same as by way of a tree; `None` where the tree is needed.
///
/// The text is clean, masked and without blanks at its ends.
pub(super) fn line(text: &str) -> Option<String> {
    static SPECIAL: ByteSet = ByteSet::new(b"[]|~_");
    // What a lost label leaves behind, markup, more than a line, and marks of stand-ins or addresses.
    if text.is_empty()
        || text.starts_with([':', '：'])
        || width(text) > COLUMNS
        || text.bytes().any(|byte| SPECIAL.contains(byte))
        || !is_plain(text)
        || text.contains("://")
    {
        return None;
    }
    let mut pieces = Vec::with_capacity(1);
    words::split(text, false, &mut pieces);
    match pieces.pop()? {
        Inline::Text(line) if pieces.is_empty() && width(&line) <= COLUMNS => {
            let trimmed = line.trim();
            let line = if trimmed.len() == line.len() { line } else { trimmed.to_owned() };
            (!line.is_empty()).then(|| guarded(line))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::{Block, Inline};
    use super::super::{COLUMNS, mask_credentials, page, print_blocks};
    use super::{chars, is_plain, line};

    fn by_way_of_a_tree(text: &str) -> Vec<String> {
        let paragraph = Block::Paragraph(vec![Inline::Text(text.to_owned())]);
        print_blocks::lines(&page::tidy(vec![paragraph]), COLUMNS)
    }

    #[test]
    fn a_line_is_what_the_tree_makes_of_it() {
        let pieces = [
            "实例",
            "ID",
            "名称",
            "，",
            "。",
            "：",
            "（",
            "）",
            " ",
            "  ",
            "\t",
            "the name",
            "Id",
            "ImageId",
            "1",
            "10.",
            ".",
            ":",
            "-",
            "--",
            "+",
            "=",
            ">",
            "#",
            "|",
            "~",
            "~~~",
            "!",
            "(",
            ")",
            "()",
            "[",
            "]",
            "{",
            "}",
            "\"",
            "'",
            "$",
            "/",
            "://",
            "https://a.b",
            "@",
            "%",
            "_",
            "a_b",
            "e.g.",
            "VPCs",
            "IPv4",
            "、",
            "·",
            "字",
            "\u{3000}",
            "é",
        ];
        let (mut seed, mut lines) = (7_u64, 0);
        let mut random = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(seed >> 33).unwrap() % below
        };
        for _ in 0..20_000 {
            let count = random(9) + 1;
            let text: String = (0..count).map(|_| pieces[random(pieces.len())]).collect();
            let text = chars::clean(text.trim());
            let text = mask_credentials(text.trim());
            if let Some(line) = line(&text) {
                assert!(is_plain(&text));
                assert_eq!([line], *by_way_of_a_tree(&text), "{text:?}");
                lines += 1;
            }
        }
        assert!(lines > 2_000, "{lines}");
    }
}
