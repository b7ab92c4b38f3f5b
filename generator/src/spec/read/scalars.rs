//! Texts, flags and words, and what is reported when something else stands there.

use super::reader::{Expected, Reader};
use crate::Severity;
use crate::spec::document::{Located, Text};
use crate::spec::keys;
use crate::spec::tree::{Node, Value, short};

/// Longer texts are not worth the time: each becomes documentation or a name. The longest real one, a sample, has 0.1 million
/// bytes.
const LONGEST_TEXT: usize = 1 << 20;

impl Reader<'_> {
    /// A text of the documentation: anything else counts as absent.
    pub(super) fn text<'a>(&mut self, node: Node<'a>, key: &str) -> Option<Text<'a>> {
        match node.value {
            Value::Text(text) | Value::Number(text) if text.len() > LONGEST_TEXT => {
                let message = format!("`{key}` is longer than {LONGEST_TEXT} bytes: `{}`", short(&text));
                self.fault(Severity::Warning, "text", node.at, message, Some("it is ignored"));
                None
            }
            Value::Text(text) | Value::Number(text) => Some(text),
            Value::Bool(value) => Some(if value { "true".into() } else { "false".into() }),
            Value::Null => None,
            Value::List(_) | Value::Map(_) => {
                let message = format!("expected a string for `{key}`, found {}", node.value.describe());
                self.fault(Severity::Warning, "text", node.at, message, Some("it is ignored"));
                None
            }
        }
    }

    /// The same with its place.
    pub(super) fn located_text<'a>(&mut self, node: Node<'a>, key: &str) -> Option<Located<'a>> {
        let at = node.at;
        self.text(node, key).map(|text| Located { at, text })
    }

    /// A text that structure depends on.
    pub(super) fn structural_text<'a>(&mut self, node: Node<'a>, key: &str) -> Option<Located<'a>> {
        match node.value {
            Value::Text(text) | Value::Number(text) if text.len() > LONGEST_TEXT => {
                let message = format!("`{key}` is longer than {LONGEST_TEXT} bytes: `{}`", short(&text));
                self.error("text", node.at, message, Some("shorten it"));
                None
            }
            Value::Text(text) | Value::Number(text) => Some(Located { at: node.at, text }),
            _ => {
                self.wrong_type(&node, &format!("`{key}`"), Expected::Text);
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
                self.wrong_type(node, &format!("`{key}`"), Expected::Flag);
                false
            }
        }
    }

    pub(super) fn texts<'a>(&mut self, node: Node<'a>, key: &'static str) -> Vec<Text<'a>> {
        let nodes = self.list(node, key, |_, node| node);
        nodes.into_iter().filter_map(|node| self.text(node, key)).collect()
    }

    /// A word out of a list that may grow: fine unless it is a misspelt one. `instead` says what it counts as.
    pub(super) fn check_word(&mut self, word: Option<&Located<'_>>, known: &[&'static str], key: &str, instead: &str) {
        let Some(Located { at, text }) = word.filter(|word| !known.contains(&word.text.as_ref())) else { return };
        if let Some(close) = keys::closest(text, known.iter().copied()) {
            let message = format!("unknown `{key}: {}`", short(text));
            let help = format!("did you mean `{close}`? As it is, {instead}");
            self.fault(Severity::Warning, "misspelt-value", *at, message, Some(&help));
        }
    }
}
