//! Formats values for a report, in full.

use crate::spec::document::Schema;
use crate::spec::shape::Shape;

/// A list on one line.
pub(super) fn list<'t>(words: impl IntoIterator<Item = &'t str>) -> String {
    let words = words.into_iter().map(|word| if word.is_empty() { "\"\"" } else { word });
    words.collect::<Vec<_>>().join(", ")
}

/// A text as one line.
pub(super) fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A type: `string`, `array of object`, `AIAgentConfig`.
pub(super) fn type_name(schema: &Schema<'_>) -> String {
    let (mut name, mut schema) = (String::new(), schema);
    loop {
        let inner = match Shape::of(schema) {
            Shape::Array(items) => Some(("array", items)),
            Shape::Map(values) => Some(("map", Some(values))),
            _ => None,
        };
        let Some((word, inner)) = inner else { break };
        name.push_str(word);
        let Some(inner) = inner else { return name };
        name.push_str(" of ");
        schema = inner;
    }
    name.push_str(Shape::of(schema).name());
    name
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
