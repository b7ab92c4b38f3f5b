//! What a reader sees of markup that was meant for a program: found by reading a page as a reader does.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::page;

/// Stands for a code span in prose.
const SPAN: char = '\u{FFFC}';

/// A kind of leftovers.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    /// Whether a paragraph has it.
    pub(crate) shows: fn(&Paragraph) -> bool,
    /// How many paragraphs of the real documents may have it: those where it is meant, or nobody can tell.
    pub(crate) meant: usize,
}

const fn kind(name: &'static str, meant: usize, shows: fn(&Paragraph) -> bool) -> Kind {
    Kind { name, shows, meant }
}

/// All kinds.
pub(crate) const KINDS: [Kind; 8] = [
    kind("a visible escape", 3, |paragraph| has_escape(&paragraph.prose)),
    kind("a visible escape in code", 2, |paragraph| paragraph.code.iter().any(|code| has_needless_escape(code))),
    kind("a link in characters", 1, |paragraph| paragraph.prose.contains("](") || paragraph.prose.contains("]\\(")),
    kind("a page number", 0, |paragraph| paragraph.all().any(|text| text.contains("~~"))),
    kind("stars or underscores around words", 6, |paragraph| has_emphasis(&paragraph.prose)),
    kind("a backtick", 3, |paragraph| paragraph.prose.contains('`')),
    kind("a tag", 2, |paragraph| paragraph.all().any(has_tag)),
    kind("a split code span", 0, |paragraph| paragraph.code.iter().any(|code| is_split(code))),
];

/// What a paragraph, an item or a cell shows.
#[derive(Default)]
pub(crate) struct Paragraph {
    /// The text, with [`SPAN`] for each code span.
    prose: String,
    code: Vec<String>,
}

impl Paragraph {
    /// The text with its code spans behind it.
    pub(crate) fn shown(&self) -> String {
        format!("{} {:?}", self.prose, self.code)
    }

    fn all(&self) -> impl Iterator<Item = &str> {
        self.code.iter().map(String::as_str).chain([self.prose.as_str()])
    }
}

/// What the lines of a page show, code blocks aside.
pub(crate) fn paragraphs(lines: &[String]) -> Vec<Paragraph> {
    let (mut shown, mut block) = (vec![Paragraph::default()], false);
    for event in Parser::new_ext(&lines.join("\n"), page::options()) {
        let paragraph = shown.last_mut().expect("the first one");
        match event {
            Event::Start(Tag::CodeBlock(_)) => block = true,
            Event::End(TagEnd::CodeBlock) => block = false,
            Event::Text(text) if !block => paragraph.prose.push_str(&text),
            Event::SoftBreak | Event::HardBreak => paragraph.prose.push(' '),
            Event::Code(code) => {
                paragraph.prose.push(SPAN);
                paragraph.code.push(code.into_string());
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell) => shown.push(Paragraph::default()),
            _ => {}
        }
    }
    shown
}

/// A backslash before something that Markdown would need one for.
fn has_escape(prose: &str) -> bool {
    prose.match_indices('\\').any(|(at, _)| prose[at + 1..].starts_with(|c: char| c.is_ascii_punctuation()))
}

/// Escapes that mean nothing in code: of marks within words, of stars in a row, of brackets that close nothing.
fn has_needless_escape(code: &str) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric();
    let escapes = code.match_indices('\\').map(|(at, _)| (&code[..at], &code[at + 1..]));
    let mut needless = escapes.map(|(before, after)| {
        let within = after.starts_with(['_', '&', '~', '`'])
            && before.ends_with(|c| word(c) || c == '\\' || c == '!' || c == '~');
        within
            || after.starts_with("***")
            || after.starts_with("*\\*\\*")
            || (after.starts_with('[') && !code.contains(']'))
    });
    needless.any(|needless| needless)
}

/// Two stars beside a word, or underscores around Chinese words: not those of masked samples.
fn has_emphasis(prose: &str) -> bool {
    let bold = prose.match_indices("**").any(|(at, _)| {
        let (before, after) = (&prose[..at], &prose[at + 2..]);
        let letter = |c: char| c.is_alphanumeric() || c == SPAN;
        !before.ends_with('*') && !after.starts_with('*') && (after.starts_with(letter) || before.ends_with(letter))
    });
    let han = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    let between: Vec<&str> = prose.split('_').collect();
    let inner = between.get(1..between.len().saturating_sub(1)).unwrap_or_default();
    bold || inner.iter().any(|inner| inner.starts_with(han) && inner.ends_with(han))
}

/// A tag of HTML or of the vendor's, rather than a placeholder.
fn has_tag(text: &str) -> bool {
    const TAGS: [&str; 14] =
        ["a", "b", "br", "code", "div", "i", "img", "li", "notice", "note", "p", "ph", "props", "warning"];
    text.match_indices('<').any(|(at, _)| {
        let tag = text[at + 1..].trim_start_matches('/');
        let name = &tag[..tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len())];
        TAGS.contains(&name) && tag[name.len()..].starts_with(['>', '=', '/', ' '])
    })
}

/// The end of one thing and the beginning of another, in one word.
fn is_split(code: &str) -> bool {
    let turned =
        code.find('>').is_some_and(|end| code.find('<').is_some_and(|start| end < start)) && !code.contains(' ');
    turned || code.starts_with(['，', '、', '。']) || code.starts_with("\\[")
}
