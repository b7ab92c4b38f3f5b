//! Breaks the generator's own paragraphs into lines.
//!
//! Code spans and links stay whole: rustdoc's parser decides what is plain text. A line end within a code span would let a line
//! begin with whatever the span contains, and a line that begins with a tag is HTML for rustdoc, code span or not.

use pulldown_cmark::{BrokenLink, CowStr, Event, Options, Parser, Tag, TagEnd};

use super::COLUMNS;
use super::chars::{ByteSet, width};
use super::wrap::{Cut, may_begin_line, wrap};

/// Breaks a paragraph of safe Markdown into lines of at most 96 columns, where its words allow it.
///
/// Code spans and links are never broken, nor is anything that is not a paragraph, such as a heading.
#[must_use]
pub fn fill(markdown: &str) -> Vec<String> {
    if markdown.is_empty() {
        return Vec::new();
    }
    if fits(markdown) {
        return vec![markdown.to_owned()];
    }
    match simple_blanks(markdown).or_else(|| blanks(markdown)) {
        Some(cuts) => wrap(markdown.to_owned(), &cuts, COLUMNS),
        None => vec![markdown.to_owned()],
    }
}

/// Whether a paragraph is one line.
pub(crate) fn fits(markdown: &str) -> bool {
    markdown.len() <= COLUMNS || width(markdown) <= COLUMNS
}

/// [`blanks`] of what most paragraphs are: words, code spans and links. `None` where a parser has to look.
fn simple_blanks(markdown: &str) -> Option<Vec<(usize, Cut)>> {
    static PLAIN: ByteSet =
        ByteSet::new(b" .,:;()/'\"?%-").range(b'a', b'z').range(b'A', b'Z').range(b'0', b'9').range(0x80, 0xFF);
    let bytes = markdown.as_bytes();
    if !matches!(bytes, [b'a'..=b'z' | b'A'..=b'Z' | b'[' | b'`', .., b'!'..=b'~']) {
        return None;
    }
    let (mut cuts, mut at) = (Vec::new(), 0);
    while let Some(&byte) = bytes.get(at) {
        at = match byte {
            b'`' => code_end(bytes, at)?,
            b'[' => link_end(bytes, at)?,
            b' ' if may_break(markdown, at) => {
                cuts.push((at, Cut::Blank));
                at + 1
            }
            byte if PLAIN.contains(byte) => at + 1,
            _ => return None,
        };
    }
    Some(cuts)
}

/// The end of the code span between single backticks that begins here.
fn code_end(bytes: &[u8], start: usize) -> Option<usize> {
    let length = bytes[start + 1..].iter().position(|byte| *byte == b'`').filter(|length| *length > 0)?;
    let end = start + length + 2;
    (bytes.get(end) != Some(&b'`')).then_some(end)
}

/// The end of the link that begins here, `[words](target)`.
fn link_end(bytes: &[u8], start: usize) -> Option<usize> {
    static WORDS: ByteSet = ByteSet::new(b" ").range(b'a', b'z').range(b'A', b'Z').range(b'0', b'9');
    static TARGET: ByteSet = ByteSet::new(b":/._-").range(b'a', b'z').range(b'A', b'Z').range(b'0', b'9');
    let mut at = start + 1;
    while *bytes.get(at)? != b']' {
        at = match bytes[at] {
            b'`' => code_end(bytes, at)?,
            byte if WORDS.contains(byte) => at + 1,
            _ => return None,
        };
    }
    let target = bytes.get(at + 1..)?.strip_prefix(b"(")?;
    let length = target.iter().position(|byte| !TARGET.contains(*byte)).filter(|length| *length > 0)?;
    (target[length] == b')').then_some(at + length + 3)
}

/// The blanks of plain text at which a line may end; `None` when this is no paragraph.
fn blanks(markdown: &str) -> Option<Vec<(usize, Cut)>> {
    let mut resolve = |link: BrokenLink<'_>| Some((CowStr::from(link.reference.into_string()), CowStr::from("")));
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut events = Parser::new_with_broken_link_callback(markdown, options, Some(&mut resolve)).into_offset_iter();
    let (first, _) = events.next()?;
    if first != Event::Start(Tag::Paragraph) {
        return None;
    }
    let (mut cuts, mut linked) = (Vec::new(), false);
    for (event, range) in events {
        match event {
            Event::Start(Tag::Link { .. }) => linked = true,
            Event::End(TagEnd::Link) => linked = false,
            Event::Text(_) if !linked => {
                let blanks = markdown[range.clone()].match_indices(' ').map(|(at, _)| range.start + at);
                cuts.extend(blanks.filter(|&at| may_break(markdown, at)).map(|at| (at, Cut::Blank)));
            }
            _ => {}
        }
    }
    Some(cuts)
}

/// Whether a line may end at a blank: a single one, before what begins no block.
fn may_break(markdown: &str, at: usize) -> bool {
    let (before, after) = (&markdown[..at], &markdown[at + 1..]);
    !before.ends_with(' ') && !after.starts_with(' ') && may_begin_line(after)
}

#[cfg(test)]
mod tests {
    use super::{blanks, fill, simple_blanks};

    #[test]
    fn code_spans_and_links_stay_whole() {
        let filler = "word ".repeat(17);
        let table = [
            ("`<script> a b`", "a span"),
            ("``a ` <script> b``", "a span of two backticks"),
            ("```` ``` <script> b ````", "a span of four"),
            ("[`a b` and c](https://x.test)", "a link"),
            ("[`a b`]", "a link to an item"),
            ("\\`a <b", "an escaped backtick, which opens nothing"),
        ];
        for (piece, what) in table {
            let lines = fill(&format!("{filler}{piece} {filler}."));
            assert!(lines.iter().any(|line| line.contains(piece)), "{what}: {lines:?}");
            assert!(lines.len() > 1, "{what}: {lines:?}");
        }
    }

    /// What is found without a parser is what the parser finds.
    #[test]
    fn simple_paragraphs_are_those_of_the_parser() {
        let common = ["word", " ", "`code`", "`a b`", "[`a`](Self::a)", "[b c](https://x.test/d)", ", ", ": ", "字"];
        let odd = "  |``|`|[|](|)|(|- |1. |# |\\|*|_|<|&amp;|!|[e]|'".split('|').collect::<Vec<_>>();
        let (mut seed, mut simple) = (7_u64, 0);
        let mut random = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(seed >> 33).unwrap() % below
        };
        for _ in 0..10_000 {
            let text: String = (0..random(8) + 2)
                .map(|_| if random(8) > 0 { common[random(9)] } else { odd[random(odd.len())] })
                .collect();
            if let Some(cuts) = simple_blanks(&text) {
                assert_eq!(Some(cuts), blanks(&text), "{text:?}");
                simple += 1;
            }
        }
        assert!(simple > 1_000, "{simple}");
    }

    #[test]
    fn no_line_begins_a_block() {
        let filler = "word ".repeat(19);
        for mark in ["# a", "- a", "1. a", "> a", "= a", "--- a"] {
            let lines = fill(&format!("{filler}{mark} {filler}"));
            assert!(lines.len() > 1 && lines.iter().all(|line| !line.starts_with(mark)), "{mark}: {lines:?}");
        }
    }

    #[test]
    fn a_heading_stays_on_its_line() {
        let heading = format!("## {}", "word ".repeat(30).trim_end());
        assert_eq!(fill(&heading), [heading]);
        assert_eq!(fill(""), Vec::<String>::new());
        assert_eq!(fill("# Permissions"), ["# Permissions"]);
    }
}
