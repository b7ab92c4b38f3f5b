//! Building blocks: maps, lists, texts and flags, and what is said when something else stands there.

use super::Reader;
use crate::Severity;
use crate::spec::document::{Located, Named, Text};
use crate::spec::tree::{At, Entry, Node, Value};
use crate::spec::{Fault, keys};

impl Reader<'_> {
    pub(super) fn error(&mut self, kind: &'static str, at: At, message: impl Into<String>, help: Option<&str>) {
        self.fault(Severity::Error, kind, at, message.into(), help);
    }

    pub(super) fn fault(
        &mut self,
        severity: Severity,
        kind: &'static str,
        at: At,
        message: String,
        help: Option<&str>,
    ) {
        let fault = Fault {
            operation: self.operation.clone(),
            help: help.map(str::to_owned),
            ..Fault::new(severity, kind, at, message)
        };
        self.faults.push(fault);
    }

    pub(super) fn wrong_type(&mut self, node: &Node<'_>, what: &str, expected: &str) {
        self.error("type", node.at, format!("{what} must be {expected}, this is {}", node.value.kind()), None);
    }

    /// The members of a map, each key once.
    pub(super) fn map<'a>(&mut self, node: Node<'a>, what: &str) -> Vec<Entry<'a>> {
        let Value::Map(entries) = node.value else {
            self.wrong_type(&node, what, "a map");
            return Vec::new();
        };
        self.duplicates(&entries, what);
        entries
    }

    pub(super) fn duplicates(&mut self, entries: &[Entry<'_>], what: &str) {
        let mut keys: Vec<(&str, At)> = entries.iter().map(|e| (e.key.as_ref(), e.at)).collect();
        keys.sort_unstable();
        for pair in keys.windows(2) {
            if pair[0].0 == pair[1].0 {
                let message = format!("`{}` stands a second time in {what}", pair[1].0);
                self.error("duplicate-key", pair[1].1, message, Some("remove or rename one of the two"));
            }
        }
    }

    /// A map from free names to values of one kind.
    pub(super) fn named<'a, T>(
        &mut self,
        node: Node<'a>,
        what: &str,
        read: fn(&mut Self, Node<'a>) -> T,
    ) -> Vec<Named<'a, T>> {
        let entries = self.map(node, what);
        entries.into_iter().map(|e| Named { at: e.at, name: e.key, value: read(self, e.value) }).collect()
    }

    pub(super) fn list<'a, T>(&mut self, node: Node<'a>, what: &str, read: fn(&mut Self, Node<'a>) -> T) -> Vec<T> {
        match node.value {
            Value::List(nodes) => nodes.into_iter().map(|node| read(self, node)).collect(),
            Value::Null => Vec::new(),
            _ => {
                self.wrong_type(&node, &format!("`{what}`"), "a list");
                Vec::new()
            }
        }
    }

    /// A text of the documentation: anything else counts as absent.
    pub(super) fn text<'a>(&mut self, node: Node<'a>, key: &str) -> Option<Text<'a>> {
        match node.value {
            Value::Text(text) | Value::Number(text) => Some(text),
            Value::Bool(value) => Some(if value { "true".into() } else { "false".into() }),
            Value::Null => None,
            Value::List(_) | Value::Map(_) => {
                let message = format!("`{key}` must be a text, this is {}", node.value.kind());
                self.fault(Severity::Warning, "text", node.at, message, Some("it counts as absent"));
                None
            }
        }
    }

    /// A text that structure depends on.
    pub(super) fn located<'a>(&mut self, node: Node<'a>, key: &str) -> Option<Located<'a>> {
        match node.value {
            Value::Text(text) | Value::Number(text) => Some(Located { at: node.at, text }),
            _ => {
                self.wrong_type(&node, &format!("`{key}`"), "a text");
                None
            }
        }
    }

    pub(super) fn flag(&mut self, node: &Node<'_>, key: &str) -> bool {
        match &node.value {
            Value::Bool(value) => *value,
            Value::Null => false,
            Value::Text(text) if matches!(text.as_ref(), "true" | "false") => text == "true",
            _ => {
                self.wrong_type(node, &format!("`{key}`"), "`true` or `false`");
                false
            }
        }
    }

    pub(super) fn texts<'a>(&mut self, node: Node<'a>, key: &'static str) -> Vec<Text<'a>> {
        let nodes = self.list(node, key, |_, node| node);
        nodes.into_iter().filter_map(|node| self.text(node, key)).collect()
    }

    /// A key that means nothing to the generator: fine unless it is a misspelt one.
    pub(super) fn other(&mut self, entry: &Entry<'_>, known: &[&'static str], what: &str) {
        if let Some(meant) = keys::meant(&entry.key, known) {
            let message = format!("unknown key `{}` in {what}", entry.key);
            self.error("misspelt-key", entry.at, message, Some(&format!("did you mean `{meant}`?")));
        }
    }
}
