//! Dotted paths: how messages and corrections name an element of a document.
//!
//! ```text
//! apis.StartAIAgentInstance.parameters[RuntimeConfig].schema.properties["Chat.Url"].type
//! ```
//!
//! A key follows a dot, or stands in quotes in brackets when it is no plain word. An element of a list stands in brackets:
//! by its name where it has one that no element before it has, so that a path outlives a change of the order; else by its
//! index, counted from 0. A parameter is known by its `name`, a host by its `regionId`, an error by its `errorCode`, a text
//! by what it says.

use super::tree::{Member, Node, NodeId, Value};
use std::fmt;
use std::str::FromStr;

/// The path from the root of a document to a node.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ElementPath(Vec<Segment>);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Segment {
    /// A member of a map.
    Key(String),
    /// An element of a list, by its `name`.
    Name(String),
    /// An element of a list.
    Index(usize),
}

impl FromIterator<Segment> for ElementPath {
    fn from_iter<I: IntoIterator<Item = Segment>>(steps: I) -> Self {
        Self(steps.into_iter().collect())
    }
}

impl ElementPath {
    /// The segments from the root.
    pub(crate) fn steps(&self) -> &[Segment] {
        &self.0
    }

    /// This path with one more segment.
    pub(crate) fn join(&self, step: Segment) -> Self {
        Self(self.0.iter().cloned().chain([step]).collect())
    }
}

impl fmt::Display for ElementPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, step) in self.0.iter().enumerate() {
            match step {
                Segment::Key(key) if is_word(key) => write!(f, "{}{key}", if i == 0 { "" } else { "." })?,
                Segment::Name(name) if is_word(name) && !is_index(name) => write!(f, "[{name}]")?,
                Segment::Key(name) | Segment::Name(name) => write!(f, "[{name:?}]")?,
                Segment::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "_-$".contains(c))
}

fn is_index(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// Why a text is not a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct InvalidPath(pub(crate) &'static str);

impl FromStr for ElementPath {
    type Err = InvalidPath;

    fn from_str(text: &str) -> Result<Self, InvalidPath> {
        let (mut steps, mut rest) = (Vec::new(), text.trim());
        if rest.is_empty() {
            return Err(InvalidPath("it is empty"));
        }
        while !rest.is_empty() {
            let (step, after) = match rest.strip_prefix('[') {
                Some(inner) => bracket(inner)?,
                None => word(rest, steps.is_empty())?,
            };
            steps.push(step);
            rest = after;
        }
        Ok(Self(steps))
    }
}

fn word(text: &str, first: bool) -> Result<(Segment, &str), InvalidPath> {
    let inner = match text.strip_prefix('.') {
        Some(inner) => inner,
        None if first => text,
        None => return Err(InvalidPath("expected `.` or `[` after `]`")),
    };
    let end = inner.find(['.', '[']).unwrap_or(inner.len());
    let (word, after) = inner.split_at(end);
    if word.is_empty() {
        return Err(InvalidPath("expected a key after `.`"));
    }
    Ok((Segment::Key(word.to_owned()), after))
}

/// What stands in brackets: an index, a name, or either in quotes.
fn bracket(inner: &str) -> Result<(Segment, &str), InvalidPath> {
    if inner.starts_with('"') {
        let mut stream = serde_json::Deserializer::from_str(inner).into_iter::<String>();
        let Some(Ok(name)) = stream.next() else { return Err(InvalidPath("unclosed quote")) };
        let after = inner.get(stream.byte_offset()..).and_then(|rest| rest.strip_prefix(']'));
        return after.map(|after| (Segment::Key(name), after)).ok_or(InvalidPath("expected `]`"));
    }
    let (name, after) = inner.split_once(']').ok_or(InvalidPath("expected `]`"))?;
    let step = match name.parse() {
        Ok(index) if is_index(name) => Segment::Index(index),
        _ if name.is_empty() => return Err(InvalidPath("empty brackets")),
        _ => Segment::Name(name.to_owned()),
    };
    Ok((step, after))
}

/// The keys that name an element of a list; the first that it has counts.
const NAMES: [&str; 3] = ["name", "regionId", "errorCode"];

/// The name by which an element of a list is known.
pub(crate) fn name_of<'n>(element: &'n Node<'_>) -> Option<&'n str> {
    let entries = match &element.value {
        Value::Map(entries) => entries,
        Value::Text(text) => return Some(text),
        _ => return None,
    };
    NAMES.iter().find_map(|key| {
        let named = entries.iter().find(|entry| entry.key == *key)?;
        if let Value::Text(name) = &named.value.value { Some(&**name) } else { None }
    })
}

/// The key that names the elements of the list that a path leads to.
pub(crate) fn naming_key(list: &[Segment]) -> &'static str {
    match list {
        [Segment::Key(endpoints)] if endpoints == "endpoints" => "regionId",
        [.., Segment::Key(codes), _] if codes == "errorCodes" => "errorCode",
        _ => "name",
    }
}

/// The index of the element that a step names.
pub(crate) fn index_of(list: &[Node<'_>], step: &Segment) -> Option<usize> {
    match step {
        Segment::Index(index) => Some(*index).filter(|index| *index < list.len()),
        Segment::Name(name) | Segment::Key(name) => list.iter().position(|element| name_of(element) == Some(name)),
    }
}

/// The index of the member that a step names; of equal keys the first.
pub(crate) fn key_of(map: &[Member<'_>], step: &Segment) -> Option<usize> {
    match step {
        Segment::Key(name) | Segment::Name(name) => map.iter().position(|entry| entry.key == *name),
        Segment::Index(index) => map.iter().position(|entry| entry.key == index.to_string()),
    }
}

/// The paths of some nodes or keys, sorted by number. A key has the path of its value.
pub(crate) fn paths(root: &Node<'_>, wanted: &[NodeId]) -> Vec<ElementPath> {
    let mut search = Search { wanted, current: Vec::new(), paths: Vec::new() };
    search.node(root);
    search.paths
}

struct Search<'w> {
    wanted: &'w [NodeId],
    current: Vec<Segment>,
    paths: Vec<ElementPath>,
}

impl Search<'_> {
    /// Numbers grow in document order, so that what is wanted next is never behind.
    fn visit(&mut self, at: NodeId) {
        while let Some((_, rest)) = self.wanted.split_first().filter(|(first, _)| **first == at) {
            self.paths.push(ElementPath(self.current.clone()));
            self.wanted = rest;
        }
    }

    /// Whether the next one is behind what begins at `next`, so that nothing before needs a look.
    fn is_beyond(&self, next: Option<NodeId>) -> bool {
        self.wanted.first().is_none_or(|wanted| next.is_some_and(|next| *wanted >= next))
    }

    fn node(&mut self, node: &Node<'_>) {
        self.visit(node.at);
        match &node.value {
            Value::List(list) => {
                for (index, element) in list.iter().enumerate() {
                    if !self.is_beyond(list.get(index + 1).map(|next| next.at)) {
                        self.current.push(step_to(list, index));
                        self.node(element);
                        self.current.pop();
                    }
                }
            }
            Value::Map(map) => {
                for (index, entry) in map.iter().enumerate() {
                    if !self.is_beyond(map.get(index + 1).map(|next| next.at)) {
                        self.current.push(Segment::Key(entry.key.to_string()));
                        self.visit(entry.at);
                        self.node(&entry.value);
                        self.current.pop();
                    }
                }
            }
            _ => {}
        }
    }
}

/// By name, unless an element before has the same.
pub(super) fn step_to(list: &[Node<'_>], index: usize) -> Segment {
    match list.get(index).and_then(name_of) {
        Some(name) if list.iter().position(|other| name_of(other) == Some(name)) == Some(index) => {
            Segment::Name(name.to_owned())
        }
        _ => Segment::Index(index),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::json;

    const TEXT: &str =
        r#"{"apis": {"a.b": {"parameters": [{"name": "Id"}, {"name": "Id"}, {"name": "0"}, {"in": "x"}]}}}"#;

    #[test]
    fn every_node_has_a_path_that_leads_back() {
        let root = json::parse(TEXT).unwrap();
        let mut count = 0;
        while !paths(&root, &[NodeId(count)]).is_empty() {
            count += 1;
        }
        let all: Vec<NodeId> = (0..count).map(NodeId).collect();
        let shown: Vec<String> = paths(&root, &all).iter().map(ToString::to_string).collect();
        let expected = [
            "",
            "apis",
            "apis[\"a.b\"]",
            "apis[\"a.b\"].parameters",
            "apis[\"a.b\"].parameters[Id]",
            "apis[\"a.b\"].parameters[Id].name",
            "apis[\"a.b\"].parameters[1]",
            "apis[\"a.b\"].parameters[1].name",
            "apis[\"a.b\"].parameters[\"0\"]",
            "apis[\"a.b\"].parameters[\"0\"].name",
            "apis[\"a.b\"].parameters[3]",
            "apis[\"a.b\"].parameters[3].in",
        ];
        // Keys and their values share a path.
        let mut unique = shown.clone();
        unique.dedup();
        assert_eq!(unique, expected);
        for path in &expected[1..] {
            // In a list, a key is a name.
            assert_eq!(path.parse::<ElementPath>().unwrap().to_string(), path.replace("[\"0\"]", ".0"));
        }
    }

    #[test]
    fn what_is_no_path() {
        for text in ["", ".", "a.", "a..b", "a[", "a[]", "a[\"x]", "a[x]b", "a[\"x\"b"] {
            assert!(text.parse::<ElementPath>().is_err(), "{text}");
        }
        let path: ElementPath = "parameters[Instance.Id].schema".parse().unwrap();
        assert_eq!(path.to_string(), "parameters[\"Instance.Id\"].schema");
    }
}
