//! Building blocks: maps, lists, texts and flags, and what is said when something else stands there.

use super::Reader;
use crate::Owner;
use crate::Severity;
use crate::spec::document::{Located, Named, Text};
use crate::spec::keys::{self, Construct, ReadKey, Role};
use crate::spec::tree::{Member, Node, NodeId, Value, short};
use crate::spec::{Fault, corrections};

/// Longer texts are not worth the time: each becomes documentation or a name. The longest real one, a sample, has 0.1 million
/// bytes.
const LONGEST_TEXT: usize = 1 << 20;

/// What should stand at a place.
#[derive(Clone, Copy)]
pub(super) enum Expected {
    Map,
    List,
    Text,
    Flag,
}

impl Expected {
    fn said(self) -> &'static str {
        match self {
            Self::Map => "a map",
            Self::List => "a list",
            Self::Text => "a text",
            Self::Flag => "`true` or `false`",
        }
    }

    fn help(self) -> &'static str {
        match self {
            Self::Map => "a map is written `{key: value}`, or with a key on each line",
            Self::List => "a list is written `[first, second]`, or with a dash before each element",
            Self::Text => "write a text in quotes",
            Self::Flag => "write `true` or `false`, or leave the key out",
        }
    }
}

impl Reader<'_> {
    /// What cannot be read: an error of the part of the document that is being read.
    pub(super) fn error(&mut self, kind: &'static str, at: NodeId, message: impl Into<String>, help: Option<&str>) {
        let is_advisory = self.is_advisory && !corrections::holds(at);
        let severity = if is_advisory { Severity::Warning } else { Severity::Error };
        self.fault(severity, kind, at, message.into(), help);
    }

    pub(super) fn fault(
        &mut self,
        severity: Severity,
        kind: &'static str,
        at: NodeId,
        message: String,
        help: Option<&str>,
    ) {
        let fault = Fault { help: help.map(str::to_owned), ..Fault::new(severity, kind, at, message) };
        self.faults.push(fault.within(&self.owner));
    }

    /// Reads something inside a part of the document, which alone is unusable when it is faulty.
    pub(super) fn within<T>(&mut self, owner: Owner, read: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.owner, owner);
        let read = read(self);
        self.owner = outer;
        read
    }

    /// Reads something that no request or response is made from: what is wrong with it is worth a warning.
    pub(super) fn advisory<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.is_advisory, true);
        let read = read(self);
        self.is_advisory = outer;
        read
    }

    pub(super) fn wrong_type(&mut self, node: &Node<'_>, what: &str, expected: Expected) {
        let message = format!("{what} must be {}, this is {}", expected.said(), node.value.said());
        let help = match self.is_advisory {
            true => format!("it counts as absent; {}", expected.help()),
            false => expected.help().to_owned(),
        };
        self.error("type", node.at, message, Some(&help));
    }

    /// The members of a map with free names, each once.
    pub(super) fn map<'a>(&mut self, node: Node<'a>, what: &str) -> Vec<Member<'a>> {
        let entries = self.entries(node, what);
        for repeated in repeated(&entries) {
            self.key_repeated(&repeated, what);
        }
        entries
    }

    /// The members of a construct, each key once.
    pub(super) fn members<'a, K: ReadKey>(&mut self, node: Node<'a>) -> Vec<Member<'a>> {
        let construct = K::CONSTRUCT;
        let members = self.entries(node, construct.name);
        for repeated in repeated(&members) {
            self.of_key(repeated.key, construct, |r| r.key_repeated(&repeated, construct.name));
        }
        for member in members.iter().filter(|member| K::of(&member.key).is_none()) {
            // Beside the key that it resembles it is another one, of a newer edition.
            let is_another = |known: &str| !corrections::holds(member.at) && members.iter().any(|m| m.key == known);
            if let Some(known) = keys::misspelt(&member.key, construct).filter(|known| !is_another(known)) {
                self.of_key(known, construct, |r| r.misspelt(member, known, construct.name));
            }
        }
        members
    }

    /// Reads the members of a construct: those that the table of keys marks as read. A fault in one that is advisory is
    /// worth a warning.
    pub(super) fn each<'a, K: ReadKey>(
        &mut self,
        members: Vec<Member<'a>>,
        mut read: impl FnMut(&mut Self, K, Member<'a>),
    ) {
        for member in members {
            match K::of(&member.key) {
                Some(key) if key.role() == Role::Structure => read(self, key, member),
                Some(key) => self.advisory(|r| read(r, key, member)),
                None => self.unread(&member, K::CONSTRUCT),
            }
        }
    }

    /// The same for a node.
    pub(super) fn construct<'a, K: ReadKey>(&mut self, node: Node<'a>, read: impl FnMut(&mut Self, K, Member<'a>)) {
        let members = self.members::<K>(node);
        self.each(members, read);
    }

    pub(super) fn entries<'a>(&mut self, node: Node<'a>, what: &str) -> Vec<Member<'a>> {
        let Value::Map(entries) = node.value else {
            self.wrong_type(&node, what, Expected::Map);
            return Vec::new();
        };
        entries
    }

    /// Reports what is wrong with a key by what the key contributes to.
    fn of_key(&mut self, key: &str, construct: &Construct, report: impl FnOnce(&mut Self)) {
        if construct.is_structure(key) { report(self) } else { self.advisory(report) }
    }

    pub(super) fn key_repeated(&mut self, Repeated { key, at, times }: &Repeated<'_>, what: &str) {
        let (times, which) = match times {
            2 => ("a second time".to_owned(), "one of the two"),
            times => (format!("{times} times"), "all but one"),
        };
        let message = format!("`{}` stands {times} in {what}", short(key));
        self.error("duplicate-key", *at, message, Some(&format!("remove or rename {which}")));
    }

    fn misspelt(&mut self, entry: &Member<'_>, meant: &str, what: &str) {
        let message = format!("unknown key `{}` in {what}", short(&entry.key));
        self.error("misspelt-key", entry.at, message, Some(&format!("did you mean `{meant}`?")));
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
                self.wrong_type(&node, &format!("`{what}`"), Expected::List);
                Vec::new()
            }
        }
    }

    /// A text of the documentation: anything else counts as absent.
    pub(super) fn text<'a>(&mut self, node: Node<'a>, key: &str) -> Option<Text<'a>> {
        match node.value {
            Value::Text(text) | Value::Number(text) if text.len() > LONGEST_TEXT => {
                let message = format!("`{key}` is longer than {LONGEST_TEXT} bytes: `{}`", short(&text));
                self.fault(Severity::Warning, "text", node.at, message, Some("it counts as absent"));
                None
            }
            Value::Text(text) | Value::Number(text) => Some(text),
            Value::Bool(value) => Some(if value { "true".into() } else { "false".into() }),
            Value::Null => None,
            Value::List(_) | Value::Map(_) => {
                let message = format!("`{key}` must be a text, this is {}", node.value.said());
                self.fault(Severity::Warning, "text", node.at, message, Some("it counts as absent"));
                None
            }
        }
    }

    /// The same with its place.
    pub(super) fn placed<'a>(&mut self, node: Node<'a>, key: &str) -> Option<Located<'a>> {
        let at = node.at;
        self.text(node, key).map(|text| Located { at, text })
    }

    /// A text that structure depends on.
    pub(super) fn located<'a>(&mut self, node: Node<'a>, key: &str) -> Option<Located<'a>> {
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
    pub(super) fn word(&mut self, word: Option<&Located<'_>>, known: &[&'static str], key: &str, instead: &str) {
        let Some(Located { at, text }) = word.filter(|word| !known.contains(&word.text.as_ref())) else { return };
        if let Some(close) = keys::closest(text, known.iter().copied()) {
            let message = format!("unknown `{key}: {}`", short(text));
            let help = format!("did you mean `{close}`? As it is, {instead}");
            self.fault(Severity::Warning, "misspelt-value", *at, message, Some(&help));
        }
    }

    /// A key that the generator does not read.
    fn unread(&mut self, entry: &Member<'_>, construct: &Construct) {
        let is_added = corrections::holds(entry.at) || corrections::holds(entry.value.at);
        if is_added && keys::misspelt(&entry.key, construct).is_none() {
            self.without_effect(entry, construct.name, construct.names());
        }
        self.each_key_once(entry);
    }

    /// A correction that nothing reads corrects nothing. That is no fault of the document's.
    fn without_effect(&mut self, entry: &Member<'_>, what: &str, known: impl Iterator<Item = &'static str>) {
        let key = &entry.key;
        let help = match keys::closest(key, known.filter(|known| known != key)) {
            Some(close) => format!("did you mean `{close}`? If not, remove this correction"),
            None => "it has no effect on generated code: remove this correction".to_owned(),
        };
        let message = format!("nothing reads `{}` in {what}", short(key));
        let fault = Fault::new(Severity::Error, "correction", entry.at, message).help(help);
        self.faults.push(match &self.owner {
            Owner::Operation(name) => fault.operation(name),
            Owner::Document | Owner::Component(_) => fault,
        });
    }

    /// What nobody reads may be anything, but not ambiguous.
    fn each_key_once(&mut self, entry: &Member<'_>) {
        let mut open = vec![(entry.key.as_ref(), &entry.value)];
        while let Some((key, node)) = open.pop() {
            match &node.value {
                Value::List(list) => open.extend(list.iter().map(|element| (key, element))),
                Value::Map(entries) => {
                    let what = format!("`{}`", short(key));
                    for repeated in repeated(entries) {
                        self.advisory(|r| r.key_repeated(&repeated, &what));
                    }
                    if !corrections::holds(node.at) {
                        for added in entries.iter().filter(|entry| corrections::holds(entry.value.at)) {
                            self.without_effect(added, &what, std::iter::empty());
                        }
                    }
                    open.extend(entries.iter().map(|entry| (entry.key.as_ref(), &entry.value)));
                }
                _ => {}
            }
        }
    }
}

/// A key that a map has several times.
pub(super) struct Repeated<'k> {
    pub(super) key: &'k str,
    /// The place of the second one.
    at: NodeId,
    times: usize,
}

/// The keys that a map has several times, in their order.
pub(super) fn repeated<'k>(entries: &'k [Member<'_>]) -> Vec<Repeated<'k>> {
    let mut keys: Vec<(&str, NodeId)> = entries.iter().map(|e| (e.key.as_ref(), e.at)).collect();
    keys.sort_unstable();
    let same = keys.chunk_by(|a, b| a.0 == b.0);
    same.filter_map(|same| Some(Repeated { key: same.first()?.0, at: same.get(1)?.1, times: same.len() })).collect()
}
