//! Maps and lists: constructs with known keys, maps with free names.

use super::reader::{Expected, Reader};
use crate::spec::Fault;
use crate::spec::document::Named;
use crate::spec::keys::{self, Construct, ReadKey, Role};
use crate::spec::tree::{Member, Node, NodeId, Value, short};
use crate::{Owner, Severity};

impl Reader<'_> {
    /// The members of a map with free names, each once.
    pub(super) fn map<'a>(&mut self, node: Node<'a>, what: &str) -> Vec<Member<'a>> {
        let entries = self.entries(node, what);
        for duplicate in duplicates(&entries) {
            self.report_duplicate(&duplicate, what);
        }
        entries
    }

    /// The members of a construct, each key once.
    pub(super) fn members<'a, K: ReadKey>(&mut self, node: Node<'a>) -> Vec<Member<'a>> {
        let construct = K::CONSTRUCT;
        let members = self.entries(node, construct.name);
        for duplicate in duplicates(&members) {
            self.of_key(duplicate.key, construct, |r| r.report_duplicate(&duplicate, construct.name));
        }
        for member in members.iter().filter(|member| K::of(&member.key).is_none()) {
            // Beside the key that it resembles it is another one, of a newer edition.
            let is_another = |known: &str| !member.at.is_correction() && members.iter().any(|m| m.key == known);
            if let Some(known) = keys::misspelt(&member.key, construct).filter(|known| !is_another(known)) {
                self.of_key(known, construct, |r| r.report_misspelt(member, known, construct.name));
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

    pub(super) fn report_duplicate(&mut self, Duplicate { key, at, times }: &Duplicate<'_>, what: &str) {
        let key = short(key);
        let (message, which) = match times {
            2 => (format!("duplicate key `{key}` in {what}"), "one of the two"),
            times => (format!("key `{key}` occurs {times} times in {what}"), "all but one"),
        };
        self.error("duplicate-key", *at, message, Some(&format!("remove or rename {which}")));
    }

    fn report_misspelt(&mut self, entry: &Member<'_>, known: &str, what: &str) {
        let message = format!("unknown key `{}` in {what}", short(&entry.key));
        self.error("misspelt-key", entry.at, message, Some(&format!("did you mean `{known}`?")));
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

    /// A key that the generator does not read.
    fn unread(&mut self, entry: &Member<'_>, construct: &Construct) {
        let is_added = entry.at.is_correction() || entry.value.at.is_correction();
        if is_added && keys::misspelt(&entry.key, construct).is_none() {
            self.report_without_effect(entry, construct.name, construct.names());
        }
        self.each_key_once(entry);
    }

    /// A correction that nothing reads corrects nothing. That is no fault of the document's.
    fn report_without_effect(&mut self, entry: &Member<'_>, what: &str, known: impl Iterator<Item = &'static str>) {
        let key = &entry.key;
        let help = match keys::closest(key, known.filter(|known| known != key)) {
            Some(close) => format!("did you mean `{close}`? If not, remove this correction"),
            None => "it has no effect on generated code: remove this correction".to_owned(),
        };
        let message = format!("the generator does not read `{}` in {what}", short(key));
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
                    for duplicate in duplicates(entries) {
                        self.advisory(|r| r.report_duplicate(&duplicate, &what));
                    }
                    if !node.at.is_correction() {
                        for added in entries.iter().filter(|entry| entry.value.at.is_correction()) {
                            self.report_without_effect(added, &what, std::iter::empty());
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
pub(super) struct Duplicate<'k> {
    pub(super) key: &'k str,
    /// The place of the second one.
    at: NodeId,
    times: usize,
}

/// The keys that a map has several times, in their order.
pub(super) fn duplicates<'k>(entries: &'k [Member<'_>]) -> Vec<Duplicate<'k>> {
    let mut keys: Vec<(&str, NodeId)> = entries.iter().map(|e| (e.key.as_ref(), e.at)).collect();
    keys.sort_unstable();
    let same = keys.chunk_by(|a, b| a.0 == b.0);
    same.filter_map(|same| Some(Duplicate { key: same.first()?.0, at: same.get(1)?.1, times: same.len() })).collect()
}
