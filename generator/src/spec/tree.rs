//! The document as a tree: what JSON and YAML have in common, before any meaning.
//!
//! Every node and every key has a number, counted in document order. Positions are not kept for JSON: they are found by
//! counting again when there is something to report ([`super::json::positions`]).

use std::borrow::Cow;

/// The number of a node or key in document order: a place that can be turned into a [`crate::Position`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct NodeId(pub(crate) u32);

impl NodeId {
    /// Set in the nodes that come from a file of corrections.
    const CORRECTION: u32 = 1 << 31;

    /// The same node, as one of the corrections.
    pub(crate) fn as_correction(self) -> Self {
        Self(self.0 | Self::CORRECTION)
    }

    /// Whether it comes from the corrections: what they put into the document does.
    pub(crate) fn is_correction(self) -> bool {
        self.0 & Self::CORRECTION != 0
    }

    /// Its number in the file that it comes from.
    pub(crate) fn in_file(self) -> Self {
        Self(self.0 & !Self::CORRECTION)
    }
}

/// Hands out [`NodeId`]s.
#[derive(Debug, Default)]
pub(crate) struct Counter(u32);

impl Counter {
    pub(crate) fn next(&mut self) -> NodeId {
        let at = NodeId(self.0);
        self.0 = self.0.saturating_add(1);
        at
    }
}

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node<'a> {
    pub(crate) at: NodeId,
    pub(crate) value: Value<'a>,
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value<'a> {
    Null,
    Bool(bool),
    /// A number, as written.
    Number(Cow<'a, str>),
    Text(Cow<'a, str>),
    List(Vec<Node<'a>>),
    Map(Vec<Member<'a>>),
}

/// A member of a map; equal keys are all kept, in order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Member<'a> {
    pub(crate) at: NodeId,
    pub(crate) key: Cow<'a, str>,
    pub(crate) value: Node<'a>,
}

impl Value<'_> {
    /// Whether this is a text that says nothing.
    pub(crate) fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim().is_empty())
    }

    /// The kind of value, in words.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::Text(_) => "a string",
            Self::List(_) => "a list",
            Self::Map(_) => "a map",
        }
    }

    /// The kind of value, and a short value itself, as messages name it.
    pub(crate) fn describe(&self) -> String {
        match self {
            Self::Bool(value) => format!("`{value}`"),
            Self::Number(text) => format!("the number {}", short(text)),
            Self::Text(text) => format!("the string `{}`", short(text)),
            _ => self.kind().to_owned(),
        }
    }
}

/// A text as it is quoted in a message: its beginning, as much of the first line as one reads.
pub(crate) fn short(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 60;
    let end = text.char_indices().enumerate().find(|(count, (_, c))| *count == LONGEST || *c == '\n');
    match end {
        Some((_, (end, _))) => format!("{}…", text.get(..end).unwrap_or_default()).into(),
        None => text.into(),
    }
}

/// A text that is not a document at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    /// Where.
    pub(crate) position: crate::Position,
    /// What is wrong, in words.
    pub(crate) message: String,
    /// What to do about it, where the mistake is a common one.
    pub(crate) help: Option<&'static str>,
}

impl SyntaxError {
    /// A document that is nested too deep.
    pub(crate) fn too_deep(position: crate::Position) -> Self {
        let help = "no real document is nested deeper than 53 levels: look for unclosed brackets";
        Self { position, message: format!("nested deeper than {DEEPEST} levels"), help: Some(help) }
    }

    /// A file without a document.
    pub(crate) fn empty() -> Self {
        let position = crate::Position { line: 1, column: 1 };
        Self { position, message: "the file is empty".to_owned(), help: Some("write a document, or remove the file") }
    }
}

/// How many commas and lines a document may have; real documents reach 0.1 million.
///
/// There are about as many values. The size of a text is no measure: a value takes two characters of it, and up to four
/// hundred bytes of memory while it is read.
const MOST: usize = 1_000_000;

/// Refuses a text that would fill the memory.
pub(crate) fn weigh(text: &str) -> Result<(), SyntaxError> {
    if text.bytes().filter(|byte| matches!(byte, b',' | b'\n')).count() <= MOST {
        return Ok(());
    }
    Err(SyntaxError {
        position: crate::Position { line: 1, column: 1 },
        message: format!("the document is too large: it has more than {MOST} commas and lines"),
        help: Some("no real document has a tenth of that: look for repeated content"),
    })
}

/// How deep a document may be nested; real documents reach 53.
pub(crate) const DEEPEST: usize = 128;
