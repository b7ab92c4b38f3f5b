//! Values in a few words.

use crate::spec::document::{Schema, Text};
use crate::spec::shape::Shape;
use std::borrow::Cow;
use std::collections::BTreeSet;

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

/// A list in one line, whole.
pub(super) fn list<'t>(words: impl IntoIterator<Item = &'t str>) -> String {
    let words = words.into_iter().map(|word| if word.is_empty() { "\"\"" } else { word });
    words.collect::<Vec<_>>().join(", ")
}

/// A text as one line.
pub(super) fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A type: `string`, `array of object`, `AIAgentConfig`.
pub(super) fn ty(schema: &Schema<'_>) -> String {
    let (mut said, mut schema) = (String::new(), schema);
    loop {
        let inner = match Shape::of(schema) {
            Shape::Array(items) => Some(("array", items)),
            Shape::Map(values) => Some(("map", Some(values))),
            _ => None,
        };
        let Some((word, inner)) = inner else { break };
        said.push_str(word);
        let Some(inner) = inner else { return said };
        said.push_str(" of ");
        schema = inner;
    }
    said.push_str(Shape::of(schema).name());
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_cut() {
        let long = "x".repeat(300);
        assert_eq!(list(["a", "", &long]), format!("a, \"\", {long}"));
        assert_eq!(line(" one\n two "), "one two");
    }
}
