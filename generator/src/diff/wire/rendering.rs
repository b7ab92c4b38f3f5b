//! How generated files render a text.

use crate::{docs, rustdoc};

/// What generated files make of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::diff) enum Rendering {
    /// It is written as it is, or not at all.
    Verbatim,
    /// The vendor's Markdown becomes documentation.
    Markdown,
    /// It becomes a code span.
    Code,
    /// Of each line, the first sentence is written.
    Lines,
    /// It becomes a sample.
    Sample,
}

impl Rendering {
    /// Whether two texts are rendered alike.
    pub(in crate::diff) fn is_alike(self, old: Option<&str>, new: Option<&str>) -> bool {
        match self {
            Self::Verbatim => false,
            Self::Markdown => prose(old) == prose(new) && sentence(old) == sentence(new),
            Self::Code => old.map(docs::code) == new.map(docs::code),
            Self::Lines => lines(old) == lines(new),
            Self::Sample => old.map(rustdoc::sample_text) == new.map(rustdoc::sample_text),
        }
    }
}

fn prose(text: Option<&str>) -> Vec<String> {
    text.map(docs::rustdoc).unwrap_or_default()
}

fn sentence(text: Option<&str>) -> String {
    text.map(docs::one_line).unwrap_or_default()
}

fn lines(text: Option<&str>) -> Vec<String> {
    text.unwrap_or_default().lines().map(docs::one_line).collect()
}

#[cfg(test)]
mod tests {
    use super::Rendering;

    #[test]
    fn texts_are_the_same_where_they_are_rendered_alike() {
        let same = |rendering: Rendering, old, new| rendering.is_alike(Some(old), Some(new));
        assert!(same(Rendering::Markdown, "One.<br>Two.", "One.<br/>Two."));
        assert!(same(Rendering::Markdown, "a &lt; b", "a < b"));
        assert!(!same(Rendering::Markdown, "One.", "Two."));
        assert!(!same(Rendering::Markdown, "One. Two.", "One.\n\nTwo."));
        assert!(same(Rendering::Code, "a\nb", "a b"));
        assert!(same(Rendering::Lines, "a: x\nb: &gt;1", "a: x\nb: >1"));
        assert!(!same(Rendering::Lines, "a: x", "a: x\nb: y"));
        assert!(!same(Rendering::Verbatim, "a", "a"));
        assert!(same(Rendering::Sample, "{\r\n\t\"A\": 1\r\n}", "{\n  \"A\": 1 \n}"));
        assert!(!same(Rendering::Sample, "{\"A\": 1}", "{\"A\": 2}"));
        assert!(!Rendering::Sample.is_alike(None, Some("{}")));
        assert!(Rendering::Markdown.is_alike(None, Some("<br>")));
        assert!(!Rendering::Code.is_alike(None, Some("")));
    }
}
