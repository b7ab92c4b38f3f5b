//! In which form a text reaches the files.

use crate::docs;

/// What becomes of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::diff) enum Form {
    /// It stands there as it is, or nothing of the kind is known.
    Exact,
    /// Documentation: the vendor's Markdown, rendered.
    Prose,
    /// A code span.
    Code,
    /// Lines, of each its first sentence.
    Lines,
}

impl Form {
    /// Whether two texts give the same.
    pub(in crate::diff) fn is_same(self, old: Option<&str>, new: Option<&str>) -> bool {
        match self {
            Self::Exact => false,
            Self::Prose => prose(old) == prose(new) && sentence(old) == sentence(new),
            Self::Code => old.map(docs::code) == new.map(docs::code),
            Self::Lines => lines(old) == lines(new),
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
    use super::Form;

    #[test]
    fn texts_are_the_same_where_they_are_rendered_alike() {
        let same = |form: Form, old, new| form.is_same(Some(old), Some(new));
        assert!(same(Form::Prose, "One.<br>Two.", "One.<br/>Two."));
        assert!(same(Form::Prose, "a &lt; b", "a < b"));
        assert!(!same(Form::Prose, "One.", "Two."));
        assert!(!same(Form::Prose, "One. Two.", "One.\n\nTwo."));
        assert!(same(Form::Code, "a\nb", "a b"));
        assert!(same(Form::Lines, "a: x\nb: &gt;1", "a: x\nb: >1"));
        assert!(!same(Form::Lines, "a: x", "a: x\nb: y"));
        assert!(!same(Form::Exact, "a", "a"));
        assert!(Form::Prose.is_same(None, Some("<br>")));
        assert!(!Form::Code.is_same(None, Some("")));
    }
}
