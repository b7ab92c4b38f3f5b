//! Values in a few words.

use super::shape::Shape;
use crate::spec::document::{Schema, Text};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The longest text that is told, in characters.
const LONGEST: usize = 60;

/// How a reference to a component begins.
const COMPONENT: &str = "#/components/schemas/";

/// Words without an order.
pub(super) type Words<'t> = BTreeSet<Cow<'t, str>>;

/// Words as they are compared: blank ones are none, and case means nothing.
pub(super) fn words<'t>(words: impl IntoIterator<Item = &'t str>) -> Words<'t> {
    let words = words.into_iter().map(str::trim).filter(|word| !word.is_empty());
    words.map(|word| word.to_ascii_lowercase().into()).collect()
}

/// A text as it is compared: trimmed, a blank one is none.
pub(super) fn trimmed<'t>(text: Option<&'t Text<'_>>) -> Option<&'t str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

/// A text in one line, cut where it is long.
pub(super) fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    if line.len() == text.len() && line.chars().nth(LONGEST).is_none() {
        return line.to_owned();
    }
    line.chars().take(LONGEST - 1).chain(['…']).collect()
}

/// A list in one line.
pub(super) fn list<'t>(words: impl IntoIterator<Item = &'t str>) -> String {
    let mut said = String::new();
    for word in words {
        said.push_str(if said.is_empty() { "" } else { ", " });
        said.push_str(if word.is_empty() { "\"\"" } else { word });
        if said.len() > 4 * LONGEST {
            break;
        }
    }
    short(&said)
}

/// The component that a reference names, or the whole reference.
pub(super) fn target(reference: &str) -> &str {
    reference.strip_prefix(COMPONENT).unwrap_or(reference)
}

/// A type: `string`, `array of object`, `AIAgentConfig`.
pub(super) fn ty(schema: &Schema<'_>) -> String {
    let (mut said, mut schema) = (String::new(), schema);
    loop {
        let inner = match Shape::of(schema) {
            Shape::List(items) => Some(("array", items)),
            Shape::Map(values) => Some(("map", Some(values))),
            _ => None,
        };
        let Some((word, inner)) = inner else { break };
        said.push_str(word);
        let Some(inner) = inner else { return short(&said) };
        said.push_str(" of ");
        schema = inner;
    }
    said.push_str(Shape::of(schema).name());
    short(&said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut() {
        assert_eq!(short("one\ntwo"), "one…");
        assert_eq!(short(&"x".repeat(60)).chars().count(), 60);
        assert_eq!(short(&"ü".repeat(61)), format!("{}…", "ü".repeat(59)));
        assert_eq!(list(["a", "", "b"]), "a, \"\", b");
    }
}
