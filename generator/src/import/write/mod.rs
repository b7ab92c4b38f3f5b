//! Writes a tree as YAML, always in the same layout.
//!
//! Every string is quoted or a block, so that it keeps its type: `"true"` stays a string. Text that a block would change or hide
//! (trailing blanks, tabs, control characters) is quoted, too. Blank lines separate the parts of a document.

mod scalar;

use super::comments::Comments;
use crate::spec::tree::{Member, Node, Value};
pub(crate) use scalar::quoted;
use scalar::{is_block, key};
use std::fmt::Write as _;

/// Lists that are written on one line.
const ON_ONE_LINE: [&str; 4] = ["consumes", "methods", "produces", "schemes"];

/// Keys of an operation with a blank line before them.
const PARTS: [&str; 4] = ["errorCodes", "parameters", "responseDemo", "responses"];

/// The width of lines, where a line can be broken.
pub(super) const WIDTH: usize = 120;

/// The longest key that YAML allows without a question mark.
const LONGEST_KEY: usize = 1000;

/// The YAML of a document, and the comments whose nodes no longer exist.
pub(super) fn yaml(root: &Node<'_>, comments: Comments) -> (String, Vec<String>) {
    let mut writer = Writer { text: String::new(), comments };
    if let Value::Map(entries) = &root.value {
        writer.map(entries, 0, Level::Document);
    }
    for line in std::mem::take(&mut writer.comments.end) {
        writer.line(0, &line);
    }
    (writer.text, writer.comments.left())
}

/// The level of a map in the document, which decides where blank lines go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Document,
    Operations,
    Operation,
    Components,
    Schemas,
    Inside,
}

impl Level {
    fn below(self, key: &str) -> Self {
        match self {
            Self::Document if key == "apis" => Self::Operations,
            Self::Operations => Self::Operation,
            Self::Document if key == "components" => Self::Components,
            Self::Components => Self::Schemas,
            _ => Self::Inside,
        }
    }

    fn has_blank_before(self, index: usize, key: &str) -> bool {
        match self {
            Self::Document | Self::Operations | Self::Schemas => index > 0,
            Self::Operation => index > 0 && PARTS.contains(&key),
            Self::Components | Self::Inside => false,
        }
    }
}

struct Writer {
    text: String,
    comments: Comments,
}

impl Writer {
    fn line(&mut self, indent: usize, line: &str) {
        let indent = if line.is_empty() { 0 } else { indent };
        let _ = writeln!(self.text, "{:indent$}{line}", "");
    }

    fn map(&mut self, entries: &[Member<'_>], indent: usize, level: Level) {
        for (index, entry) in entries.iter().enumerate() {
            if level.has_blank_before(index, &entry.key) {
                self.line(0, "");
            }
            for comment in self.comments.take(entry.at) {
                self.line(indent, &comment);
            }
            let _ = write!(self.text, "{:indent$}", "");
            self.member(entry, indent, level);
        }
    }

    /// Writes a member; its indentation has been written.
    fn member(&mut self, entry: &Member<'_>, indent: usize, level: Level) {
        let key = key(&entry.key);
        if key.len() > LONGEST_KEY {
            let _ = write!(self.text, "? {key}\n{:indent$}:", "");
        } else {
            let _ = write!(self.text, "{key}:");
        }
        match &entry.value.value {
            Value::Map(entries) if !entries.is_empty() => {
                self.text.push('\n');
                self.map(entries, indent + 2, level.below(&entry.key));
            }
            Value::List(elements) if !elements.is_empty() => match self.on_one_line(&entry.key, elements) {
                Some(line) => {
                    let _ = writeln!(self.text, " {line}");
                }
                None => {
                    self.text.push('\n');
                    self.list(elements, indent + 2);
                }
            },
            value => self.scalar(value, indent, indent + key.chars().count() + 2),
        }
    }

    fn on_one_line(&self, key: &str, elements: &[Node<'_>]) -> Option<String> {
        let is_short = ON_ONE_LINE.contains(&key) && !elements.iter().any(|element| self.comments.has(element.at));
        let word = |element: &Node<'_>| if let Value::Text(word) = &element.value { Some(quoted(word)) } else { None };
        let words = elements.iter().map(word).collect::<Option<Vec<_>>>();
        words.filter(|_| is_short).map(|words| format!("[{}]", words.join(", ")))
    }

    fn list(&mut self, elements: &[Node<'_>], indent: usize) {
        for element in elements {
            for comment in self.comments.take(element.at) {
                self.line(indent, &comment);
            }
            let _ = write!(self.text, "{:indent$}-", "");
            match &element.value {
                Value::Map(entries) if !entries.is_empty() => self.element(entries, indent),
                Value::List(elements) if !elements.is_empty() => {
                    self.text.push('\n');
                    self.list(elements, indent + 2);
                }
                value => self.scalar(value, indent, indent + 2),
            }
        }
    }

    /// Writes a map in a list: its first key is on the line of the dash.
    fn element(&mut self, entries: &[Member<'_>], indent: usize) {
        if let Some((first, rest)) = entries.split_first() {
            self.text.push(' ');
            self.member(first, indent + 2, Level::Inside);
            self.map(rest, indent + 2, Level::Inside);
        }
    }

    /// Writes the value after `key:` or `-`, which begins in `column`.
    fn scalar(&mut self, value: &Value<'_>, indent: usize, column: usize) {
        let text = match value {
            Value::Null => "null".to_owned(),
            Value::Bool(flag) => flag.to_string(),
            Value::Number(number) => number.to_string(),
            Value::List(_) => "[]".to_owned(),
            Value::Map(_) => "{}".to_owned(),
            Value::Text(text) if is_block(text, WIDTH.saturating_sub(column)) => return self.block(text, indent + 2),
            Value::Text(text) => quoted(text),
        };
        let _ = writeln!(self.text, " {text}");
    }

    fn block(&mut self, text: &str, indent: usize) {
        self.text.push_str(if text.ends_with('\n') { " |\n" } else { " |-\n" });
        for line in text.lines() {
            self.line(indent, line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::is_identical;
    use super::*;
    use crate::spec::yaml;

    /// Parses the text and writes it again, with its comments.
    fn rewritten(text: &str) -> (String, Vec<String>) {
        let (root, positions) = yaml::parse(text).unwrap();
        yaml(&root, Comments::of(text, &root, &positions))
    }

    #[test]
    fn a_document_is_laid_out_like_this() {
        let text = include_str!("layout.yaml");
        let (written, lost) = rewritten(text);
        assert_eq!(written, text, "{written}");
        assert_eq!(lost, [] as [&str; 0]);
    }

    #[test]
    fn comments_are_found_everywhere() {
        let text = "a: x # behind\n# before b\nb: # at b\n  - 'it''s # none'\n  - \"y\" # at y\nc: |\n  # none\n  z\n# before d\nd: {e: 1,\n  # inside\n  f: [2]}\n\n# end\n";
        let expected = "# behind\na: \"x\"\n\n# before b\n# at b\nb:\n  - \"it's # none\"\n  # at y\n  - \"y\"\n\nc: \"# none\\nz\\n\"\n";
        let (written, lost) = rewritten(text);
        assert!(written.starts_with(&expected.replace("\"# none\\nz\\n\"", "|\n  # none\n  z")), "{written}");
        assert!(written.ends_with("# before d\nd:\n  e: 1\n  # inside\n  f:\n    - 2\n# end\n"), "{written}");
        assert_eq!(lost, [] as [&str; 0]);
    }

    /// Fragments that YAML parsers are known to misread.
    const PIECES: [&str; 36] = [
        "a", "word", " ", "  ", "\n", "\n\n", "\t", "\r", "\r\n", "#", " # ", ": ", ":", "- ", "---", "...", "\"", "'",
        "\\", "\\n", "|", ">", "&a", "*a", "!t", "%", "@", "`", "{", "]", "是", "😀", "\u{85}", "\u{2028}", "\u{feff}",
        "\u{7}",
    ];

    #[test]
    fn every_text_survives_a_round_trip() {
        let mut seed = 1_u32;
        let mut next = || {
            seed ^= seed << 13;
            seed ^= seed >> 17;
            seed ^= seed << 5;
            seed as usize
        };
        for round in 0..20_000 {
            let pieces: Vec<&str> = (0..next() % 8).map(|_| PIECES[next() % PIECES.len()]).collect();
            let text = if round % 5 == 0 { pieces.concat().repeat(20) } else { pieces.concat() };
            let node = |value| Node { at: super::super::tree::NOWHERE, value };
            let value = node(Value::Text(text.as_str().into()));
            let inner = node(Value::List(vec![value.clone(), node(Value::List(vec![value.clone()]))]));
            let key = if text.trim().is_empty() { "k" } else { &text };
            let entry = |key: &str, value| super::super::tree::entry(key.to_owned(), value);
            let root = node(Value::Map(vec![entry(key, value), entry("list", inner)]));
            let (written, _) = yaml(&root, Comments::default());
            match yaml::parse(&written) {
                Ok((read, _)) => assert!(is_identical(&read, &root), "{text:?}\n{written}"),
                Err(error) => panic!("{text:?}\n{written}\n{error:?}"),
            }
            assert!(!written.contains(['\t', '\r']) && !written.contains(" \n"), "{text:?}\n{written}");
        }
    }
}
