//! Documents as trees that keep equal keys, and where a mark says which token a fault was put into.

use serde_json::Value as Json;

/// The number of a fault.
pub(crate) type Mark = Option<usize>;

#[derive(Clone)]
pub(crate) struct Node {
    pub(crate) mark: Mark,
    pub(crate) value: Value,
}

#[derive(Clone)]
pub(crate) enum Value {
    /// Anything that JSON and YAML write the same way: numbers, `true`, `null`.
    Bare(String),
    Text(String),
    List(Vec<Node>),
    Map(Vec<Entry>),
}

#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) mark: Mark,
    pub(crate) key: String,
    pub(crate) node: Node,
}

impl From<Json> for Node {
    fn from(json: Json) -> Self {
        let value = match json {
            Json::String(text) => Value::Text(text),
            Json::Array(list) => Value::List(list.into_iter().map(Self::from).collect()),
            Json::Object(map) => Value::Map(map.into_iter().map(|(key, json)| Entry::new(&key, json.into())).collect()),
            bare => Value::Bare(bare.to_string()),
        };
        Self { mark: None, value }
    }
}

impl Entry {
    pub(crate) fn new(key: &str, node: Node) -> Self {
        Self { mark: None, key: key.to_owned(), node }
    }
}

impl Node {
    pub(crate) fn marked(self, mark: Mark) -> Self {
        Self { mark, ..self }
    }

    pub(crate) fn map(&self) -> &[Entry] {
        if let Value::Map(entries) = &self.value { entries } else { &[] }
    }

    pub(crate) fn map_mut(&mut self) -> &mut Vec<Entry> {
        if let Value::Map(entries) = &mut self.value { entries } else { panic!("a map was expected") }
    }

    pub(crate) fn list(&self) -> &[Self] {
        if let Value::List(nodes) = &self.value { nodes } else { &[] }
    }

    pub(crate) fn text(&self) -> &str {
        if let Value::Text(text) = &self.value { text } else { "" }
    }

    /// The index of a member.
    pub(crate) fn index(&self, key: &str) -> Option<usize> {
        self.map().iter().position(|entry| entry.key == key)
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        self.index(key).map(|index| &self.map()[index].node)
    }

    /// Puts a member in the place of the one with its key, or behind all others.
    pub(crate) fn put(&mut self, key: &str, node: Self) {
        match self.index(key) {
            Some(index) => self.map_mut()[index].node = node,
            None => self.map_mut().push(Entry::new(key, node)),
        }
    }

    /// The node that some indices lead to, of members and elements.
    pub(crate) fn at_mut(&mut self, way: &[usize]) -> &mut Self {
        way.iter().fold(self, |node, index| match &mut node.value {
            Value::List(list) => &mut list[*index],
            Value::Map(map) => &mut map[*index].node,
            _ => panic!("nothing is in a scalar"),
        })
    }

    pub(crate) fn at(&self, way: &[usize]) -> &Self {
        way.iter().fold(self, |node, index| match &node.value {
            Value::List(list) => &list[*index],
            Value::Map(map) => &map[*index].node,
            _ => panic!("nothing is in a scalar"),
        })
    }
}
