//! Markdown to [`Block`]s.
//!
//! Uses the parser that rustdoc uses, but without smart punctuation, strikethrough and footnotes: upstream writes `~`
//! for ranges and `[^1]` for nothing in particular.

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};
use std::ops::Range;

use super::chars::{BREAK, STAR, has_han, restored};
use super::leftovers::undo_in_code;
use super::links::{is_linkable, target};
use super::tree::{Alignment, Block, Inline};

/// Containers nested deeper than this are opened no more; their content stays.
const DEEPEST: usize = 24;

pub(super) fn parse(text: &str) -> Vec<Block> {
    let mut builder = BlockBuilder { source: text, chinese: has_han(text), frames: vec![Frame::default()] };
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        builder.event(event, &range);
    }
    while builder.frames.len() > 1 {
        builder.close();
    }
    builder.frames.pop().map(Frame::into_blocks).unwrap_or_default()
}

struct BlockBuilder<'t> {
    source: &'t str,
    chinese: bool,
    frames: Vec<Frame<'t>>,
}

/// An element whose end has not come yet.
#[derive(Default)]
struct Frame<'t> {
    tag: Option<Tag<'t>>,
    /// Marked with underscores, which upstream uses in names, not for emphasis.
    literal: bool,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
    items: Vec<Vec<Block>>,
    cells: Vec<Vec<Inline>>,
    rows: Vec<Vec<Vec<Inline>>>,
    code: String,
}

impl<'t> Frame<'t> {
    /// Turns inlines that stand in no paragraph (those of tight lists) into one.
    fn flush(&mut self) {
        if !self.inlines.is_empty() {
            self.blocks.push(Block::Paragraph(std::mem::take(&mut self.inlines)));
        }
    }

    fn into_blocks(mut self) -> Vec<Block> {
        self.flush();
        self.blocks
    }

    fn push(&mut self, block: Block) {
        self.flush();
        self.blocks.push(block);
    }

    fn text(&mut self, text: &str) {
        if let Some(Inline::Text(last)) = self.inlines.last_mut() {
            last.push_str(text);
        } else {
            self.inlines.push(Inline::Text(text.to_owned()));
        }
    }

    fn extend(&mut self, inlines: Vec<Inline>) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.text(&text),
                other => self.inlines.push(other),
            }
        }
    }

    /// Takes over what another frame holds, without its element.
    fn absorb(&mut self, other: Frame<'t>) {
        self.extend(other.inlines);
        if !(other.blocks.is_empty() && other.items.is_empty()) {
            self.flush();
            self.blocks.extend(other.blocks);
            self.blocks.extend(other.items.into_iter().flatten());
        }
        self.cells.extend(other.cells);
        self.rows.extend(other.rows);
    }
}

impl<'t> BlockBuilder<'t> {
    fn top(&mut self) -> &mut Frame<'t> {
        if self.frames.is_empty() {
            self.frames.push(Frame::default());
        }
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }

    fn event(&mut self, event: Event<'t>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.open(tag, range),
            Event::End(TagEnd::HtmlBlock) | Event::Rule => self.top().flush(),
            Event::End(_) => self.close(),
            Event::Text(text) => self.text(&text, range),
            Event::Code(code) | Event::InlineMath(code) | Event::DisplayMath(code) => {
                self.top().inlines.push(Inline::Code(tidy_code(&code)));
            }
            // The tags that mean something are gone by now.
            Event::Html(html) | Event::InlineHtml(html) => {
                for (at, line) in html.lines().enumerate() {
                    if at > 0 {
                        self.top().inlines.push(Inline::SoftBreak);
                    }
                    self.top().text(&line.replace(BREAK, " "));
                }
            }
            Event::SoftBreak => self.top().inlines.push(Inline::SoftBreak),
            Event::HardBreak => self.top().inlines.push(Inline::Break),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn open(&mut self, tag: Tag<'t>, range: &Range<usize>) {
        let begin = self.source.as_bytes().get(range.start).copied();
        let inline = matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. });
        if !inline {
            self.top().flush();
        }
        if tag == Tag::HtmlBlock {
            return;
        }
        // An underlined heading is a paragraph above a line of dashes.
        let heading = matches!(tag, Tag::Heading { .. });
        let tag = if heading && begin != Some(b'#') { Tag::Paragraph } else { tag };
        let literal = matches!(tag, Tag::Emphasis | Tag::Strong) && begin == Some(b'_');
        self.frames.push(Frame { tag: Some(tag), literal, ..Frame::default() });
    }

    fn text(&mut self, text: &str, range: &Range<usize>) {
        let frame = self.top();
        if let Some(Tag::CodeBlock(_)) = frame.tag {
            frame.code.push_str(text);
            return;
        }
        let escaped = text.starts_with('*') && self.source[..range.start].ends_with('\\');
        let frame = self.top();
        if escaped {
            frame.text(STAR.encode_utf8(&mut [0; 4]));
        }
        let text = if escaped { &text[1..] } else { text };
        for (at, line) in text.split(BREAK).enumerate() {
            if at > 0 {
                frame.inlines.push(Inline::Break);
            }
            if !line.is_empty() {
                frame.text(line);
            }
        }
    }

    fn close(&mut self) {
        let Some(mut frame) = self.frames.pop() else { return };
        let deep = self.frames.len() > DEEPEST;
        let chinese = self.chinese;
        let parent = self.top();
        let Some(tag) = frame.tag.take().filter(|_| !deep) else { return parent.absorb(frame) };
        match tag {
            Tag::Paragraph => parent.push(Block::Paragraph(frame.inlines)),
            Tag::Heading { .. } => parent.push(Block::Heading(frame.inlines)),
            Tag::CodeBlock(kind) => {
                let fenced = matches!(kind, CodeBlockKind::Fenced(_));
                parent.push(Block::Code { text: restored(&frame.code).into_owned(), fenced });
            }
            Tag::BlockQuote(_) => parent.push(Block::Quote(frame.into_blocks())),
            Tag::List(start) => parent.push(Block::List { start, items: frame.items }),
            Tag::Item => parent.items.push(frame.into_blocks()),
            Tag::Table(columns) => {
                let columns = columns.into_iter().map(alignment).collect();
                parent.push(Block::Table { columns, rows: frame.rows });
            }
            Tag::TableHead | Tag::TableRow => parent.rows.push(frame.cells),
            Tag::TableCell => parent.cells.push(frame.inlines),
            Tag::Emphasis | Tag::Strong if frame.literal && !is_prose(&frame.inlines) => {
                let mark = if tag == Tag::Emphasis { "_" } else { "__" };
                parent.text(mark);
                parent.absorb(frame);
                parent.text(mark);
            }
            Tag::Emphasis => parent.inlines.push(Inline::Emphasis(frame.inlines)),
            Tag::Strong => parent.inlines.push(Inline::Strong(frame.inlines)),
            Tag::Link { link_type, dest_url, .. } => parent.extend(link(link_type, &dest_url, frame.inlines, chinese)),
            // Of an image, the words that stand for it.
            _ => parent.absorb(frame),
        }
    }
}

/// Whether what underscores enclose is no name: Chinese words, but not what lies between two mentions of `（_）`.
fn is_prose(inlines: &[Inline]) -> bool {
    let mut words = String::new();
    Inline::collect_text(inlines, &mut words);
    has_han(&words) && words.starts_with(char::is_alphanumeric) && words.ends_with(char::is_alphanumeric)
}

/// A link, or its text when it leads nowhere.
fn link(kind: LinkType, destination: &str, text: Vec<Inline>, chinese: bool) -> Vec<Inline> {
    let destination = restored(destination);
    let destination = destination.trim();
    let mut words = String::new();
    Inline::collect_text(&text, &mut words);
    if kind == LinkType::Autolink || words.trim() == destination {
        let itself = if is_linkable(destination) { Inline::Address } else { Inline::Text };
        return vec![itself(destination.to_owned())];
    }
    match target(destination, chinese) {
        Some(_) if words.trim().is_empty() => Vec::new(),
        Some(target) => vec![Inline::Link { text, target }],
        None => text,
    }
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::None,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}

/// The inside of a code span: one line, no outer blanks, no stand-ins.
fn tidy_code(code: &str) -> String {
    let code = restored(code).replace(['\n', '\t'], " ");
    undo_in_code(code.trim()).into_owned()
}
