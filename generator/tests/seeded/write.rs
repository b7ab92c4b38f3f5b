//! Three forms of a document, each with the places of what is marked. Lines and columns are counted here anew, and in
//! the simplest way, so that nothing is taken on trust from what is tested.

use crate::tree::{Mark, Node, Value};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Yaml,
    Line,
    Pretty,
}

impl Form {
    pub(crate) const ALL: [Self; 3] = [Self::Yaml, Self::Line, Self::Pretty];

    pub(crate) fn ending(self) -> &'static str {
        if self == Self::Yaml { "yaml" } else { "json" }
    }
}

/// A text, and line and column of every mark in it, by number.
pub(crate) struct Written {
    pub(crate) text: String,
    pub(crate) places: Vec<(usize, (u32, u32))>,
}

pub(crate) fn written(root: &Node, form: Form) -> Written {
    let mut writer = Writer { text: String::new(), marks: Vec::new() };
    match form {
        Form::Yaml => writer.yaml(root, 0),
        Form::Line => writer.json(root, None),
        Form::Pretty => writer.json(root, Some(0)),
    }
    let places = writer.marks.iter().map(|(number, at)| (*number, place(&writer.text, *at))).collect();
    Written { text: writer.text, places }
}

/// Line and column of a byte.
pub(crate) fn place(text: &str, at: usize) -> (u32, u32) {
    let before = &text[..at];
    let line = before.rsplit('\n').next().unwrap();
    let number = |count: usize| u32::try_from(count).unwrap();
    (number(before.matches('\n').count() + 1), number(line.chars().count() + 1))
}

struct Writer {
    text: String,
    /// The bytes at which marked tokens begin.
    marks: Vec<(usize, usize)>,
}

impl Writer {
    fn mark(&mut self, mark: Mark) {
        self.marks.extend(mark.map(|number| (number, self.text.len())));
    }

    fn quoted(&mut self, text: &str) {
        self.text.push_str(&serde_json::to_string(text).unwrap());
    }

    /// The end of a line, when there are lines.
    fn line(&mut self, indent: Option<usize>) {
        if let Some(indent) = indent {
            self.text.push('\n');
            self.text.push_str(&"  ".repeat(indent));
        }
    }

    fn json(&mut self, node: &Node, indent: Option<usize>) {
        self.mark(node.mark);
        let inner = indent.map(|indent| indent + 1);
        let is_empty = node.map().is_empty() && node.list().is_empty();
        match &node.value {
            Value::Bare(bare) => self.text.push_str(bare),
            Value::Text(text) => self.quoted(text),
            Value::List(list) => {
                self.text.push('[');
                for (i, element) in list.iter().enumerate() {
                    self.text.push_str(if i > 0 { "," } else { "" });
                    self.line(inner);
                    self.json(element, inner);
                }
                self.line(indent.filter(|_| !is_empty));
                self.text.push(']');
            }
            Value::Map(map) => {
                self.text.push('{');
                for (i, entry) in map.iter().enumerate() {
                    self.text.push_str(if i > 0 { "," } else { "" });
                    self.line(inner);
                    self.mark(entry.mark);
                    self.quoted(&entry.key);
                    self.text.push_str(if indent.is_some() { ": " } else { ":" });
                    self.json(&entry.node, inner);
                }
                self.line(indent.filter(|_| !is_empty));
                self.text.push('}');
            }
        }
    }

    /// Block style, the texts in quotes; the first line continues the one that is begun.
    fn yaml(&mut self, node: &Node, indent: usize) {
        match &node.value {
            Value::List(list) if !list.is_empty() => {
                self.mark(node.mark);
                for (i, element) in list.iter().enumerate() {
                    self.line(Some(indent).filter(|_| i > 0));
                    self.text.push_str("- ");
                    self.yaml(element, indent + 1);
                }
            }
            Value::Map(map) if !map.is_empty() => {
                self.mark(node.mark);
                for (i, entry) in map.iter().enumerate() {
                    self.line(Some(indent).filter(|_| i > 0));
                    self.mark(entry.mark);
                    self.yaml_key(&entry.key);
                    match &entry.node {
                        inner if inner.map().is_empty() && inner.list().is_empty() => self.text.push(' '),
                        _ => self.line(Some(indent + 1)),
                    }
                    self.yaml(&entry.node, indent + 1);
                }
            }
            _ => self.json(node, None),
        }
    }

    fn yaml_key(&mut self, key: &str) {
        let is_plain =
            key.starts_with(|c: char| c.is_ascii_alphabetic()) && key.chars().all(|c| c.is_ascii_alphanumeric());
        if is_plain && key.len() > 1 {
            self.text.push_str(key);
        } else {
            self.quoted(key);
        }
        self.text.push(':');
    }
}
