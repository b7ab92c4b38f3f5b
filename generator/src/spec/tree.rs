//! The document as a tree: what JSON and YAML have in common, before any meaning.
//!
//! Every node and every key has a number, counted in document order. Positions are not kept for JSON: they are found by
//! counting again when there is something to report ([`super::json::positions`]).

use std::borrow::Cow;

/// The number of a node or key in document order: a place that can be turned into a [`crate::Position`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct At(pub(super) u32);

/// Hands out [`At`]s.
#[derive(Debug, Default)]
pub(super) struct Counter(u32);

impl Counter {
    pub(super) fn next(&mut self) -> At {
        let at = At(self.0);
        self.0 = self.0.saturating_add(1);
        at
    }
}

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node<'a> {
    pub(super) at: At,
    pub(super) value: Value<'a>,
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value<'a> {
    Null,
    Bool(bool),
    /// A number, as written.
    Number(Cow<'a, str>),
    Text(Cow<'a, str>),
    List(Vec<Node<'a>>),
    Map(Vec<Entry<'a>>),
}

/// A member of a map; equal keys are all kept, in order.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry<'a> {
    pub(super) at: At,
    pub(super) key: Cow<'a, str>,
    pub(super) value: Node<'a>,
}

impl Value<'_> {
    /// Whether this is a text that says nothing.
    pub(super) fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim().is_empty())
    }

    /// What a person calls this kind of value.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "empty",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Map(_) => "a map",
        }
    }
}

/// A text that is not a document at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SyntaxError {
    /// Where.
    pub(super) position: crate::Position,
    /// What is wrong, in words.
    pub(super) message: String,
    /// What to do about it, where the mistake is a common one.
    pub(super) help: Option<&'static str>,
}

impl SyntaxError {
    /// A file without a document.
    pub(super) fn empty() -> Self {
        let position = crate::Position { line: 1, column: 1 };
        Self { position, message: "the file is empty".to_owned(), help: Some("write a document, or remove the file") }
    }
}

/// How deep a document may be nested; real documents reach 53.
pub(super) const DEEPEST: usize = 128;
