//! What rustdoc and readers would complain about, found by reading the lines with rustdoc's parser and settings.

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Parser, Tag, TagEnd};
use std::cell::Cell;
use std::ops::Range;

use crate::page;

/// The widest a line may be that can be broken.
const COLUMNS: usize = 96;

/// All that is wrong with the lines.
pub(crate) fn faults(lines: &[String]) -> Vec<String> {
    let text = lines.join("\n");
    let mut faults = Vec::new();
    if lines.first().is_some_and(String::is_empty) || lines.last().is_some_and(String::is_empty) {
        faults.push("a blank line at an end".to_owned());
    }
    faults.extend(text.chars().find(|&c| c.is_control() && c != '\n').map(|c| format!("the character {c:?}")));
    let shortcut = Cell::new(false);
    let mut callback = |_: BrokenLink<'_>| -> Option<(CowStr<'_>, CowStr<'_>)> {
        shortcut.set(true);
        None
    };
    let options = page::options();
    let events = Parser::new_with_broken_link_callback(&text, options, Some(&mut callback)).into_offset_iter();
    let mut reader = Reader { text: &text, unbroken: false, verbatim: Vec::new() };
    for (event, range) in events {
        faults.extend(reader.fault(&event, range).map(str::to_owned));
    }
    if shortcut.get() {
        faults.push("something that could be an intra-doc link".to_owned());
    }
    faults.extend(too_wide(&text, &reader.verbatim));
    faults
}

struct Reader<'t> {
    text: &'t str,
    /// Within a link or a code block, where addresses may stand.
    unbroken: bool,
    /// What cannot be broken into lines.
    verbatim: Vec<Range<usize>>,
}

impl Reader<'_> {
    fn fault(&mut self, event: &Event<'_>, range: Range<usize>) -> Option<&'static str> {
        match event {
            Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock) => return Some("HTML"),
            Event::Start(Tag::CodeBlock(kind)) => {
                self.unbroken = true;
                self.verbatim.push(range);
                return (*kind != CodeBlockKind::Fenced("text".into())).then_some("a code block that is not text");
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                self.unbroken = true;
                self.verbatim.push(range);
                return (!dest_url.starts_with("http")).then_some("a link that leads nowhere");
            }
            Event::End(TagEnd::Link | TagEnd::CodeBlock) => self.unbroken = false,
            Event::Code(_) | Event::Start(Tag::Table(_)) => self.verbatim.push(range),
            Event::Start(Tag::Image { .. }) => return Some("an image"),
            Event::Start(Tag::Heading { .. }) => return Some("a heading"),
            Event::Start(Tag::Strikethrough) => return Some("struck out text"),
            Event::FootnoteReference(_) | Event::Start(Tag::FootnoteDefinition(_)) => return Some("a footnote"),
            Event::TaskListMarker(_) => return Some("a task list"),
            Event::Rule => return Some("a rule"),
            Event::Text(text) if !self.unbroken => return self.text_fault(text, range),
            _ => {}
        }
        None
    }

    fn text_fault(&self, text: &str, range: Range<usize>) -> Option<&'static str> {
        if text.contains("http://") || text.contains("https://") {
            return Some("a bare address");
        }
        let escaped = self.text[..range.start].ends_with('\\');
        (text.contains('`') && !escaped).then_some("an unescaped backtick")
    }
}

/// The first line that is wider than allowed without what cannot be broken.
fn too_wide(text: &str, verbatim: &[Range<usize>]) -> Option<String> {
    let mut start = 0;
    for line in text.split('\n') {
        let end = start + line.len();
        let breakable = verbatim.iter().all(|range| range.end <= start || range.start >= end);
        let longest_word = line.split(' ').map(width).max().unwrap_or_default();
        if breakable && width(line) > COLUMNS && longest_word < COLUMNS / 2 {
            return Some(format!("a wide line: {line}"));
        }
        start = end + 1;
    }
    None
}

fn width(text: &str) -> usize {
    text.chars().map(|c| if ('\u{2E80}'..='\u{FFEF}').contains(&c) { 2 } else { 1 }).sum()
}
