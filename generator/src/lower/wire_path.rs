//! Wire paths of types: where a type is nested, and the provisional name that it has until names are settled.

use crate::names;

/// Separates the segments in the provisional name of a type; no wire name holds this character.
pub(super) const SEPARATOR: char = '\u{1}';

/// Where a nested type stands: wire names from its owner down.
#[derive(Clone, Debug)]
pub(super) struct WirePath {
    /// The segments, with [`SEPARATOR`] between them.
    id: String,
    /// Whether it is that of the owner itself; elements of a list there need a segment of their own.
    is_root: bool,
}

impl WirePath {
    pub(super) fn root(segments: &[&str]) -> Self {
        Self { id: segments.join(&SEPARATOR.to_string()), is_root: true }
    }

    pub(super) fn child(&self, segment: &str) -> Self {
        let mut id = String::with_capacity(self.id.len() + SEPARATOR.len_utf8() + segment.len());
        id.push_str(&self.id);
        id.push(SEPARATOR);
        id.push_str(segment);
        Self { id, is_root: false }
    }

    /// The path of its elements.
    pub(super) fn element(&self) -> Self {
        if self.is_root { self.child("Item") } else { self.clone() }
    }

    pub(super) fn is_root(&self) -> bool {
        self.is_root
    }

    /// As messages and documentation show it.
    pub(super) fn dotted(&self) -> String {
        self.id.replace(SEPARATOR, ".")
    }

    /// The provisional name of the type.
    pub(super) fn id(&self) -> String {
        self.id.clone()
    }
}

/// The name that a provisional one asks for. An owner that is called like another gives its types a prefix of its own.
pub(super) fn name_of(id: &str, prefix: Option<&str>) -> String {
    let mut segments: Vec<&str> = id.split(SEPARATOR).collect();
    if let (Some(owner), Some(prefix)) = (segments.first_mut(), prefix) {
        *owner = prefix;
    }
    names::nested(&segments)
}
