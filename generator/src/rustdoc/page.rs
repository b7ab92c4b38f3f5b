//! Lines of documentation, put together.

use crate::docs;
use crate::model::{Gone, Prose};

/// Lines of documentation, put together paragraph by paragraph, as they stand in a file or on their own.
#[derive(Default)]
pub(super) struct Page {
    /// What stands above in the file, then each line with its end.
    text: String,
    /// Where the page begins.
    start: usize,
    /// What each line begins with.
    mark: &'static str,
}

impl Page {
    /// A page behind the text of a file, as comments: each line is set off from the mark by a blank.
    pub(super) fn within(text: String, mark: &'static str) -> Self {
        Self { start: text.len(), text, mark }
    }

    /// The text with the page.
    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// A paragraph or heading of our own, already safe.
    pub(super) fn paragraph(&mut self, text: impl AsRef<str>) -> &mut Self {
        let text = text.as_ref();
        match docs::fits(text) {
            true => self.block(Some(text).filter(|text| !text.is_empty())),
            false => self.block(docs::fill(text)),
        }
    }

    /// The vendor's prose.
    pub(super) fn prose(&mut self, prose: &Prose) -> &mut Self {
        self.block(prose.lines().iter())
    }

    /// That the vendor's document does not have it any more.
    pub(super) fn gone(&mut self, gone: Option<&Gone>) -> &mut Self {
        self.paragraph(gone.map(sentence).unwrap_or_default())
    }

    /// [`Self::block`] as a statement.
    pub(super) fn add(&mut self, lines: impl IntoIterator<Item: AsRef<str>>) {
        self.block(lines);
    }

    /// Lines that belong together.
    pub(super) fn block<L: AsRef<str>>(&mut self, lines: impl IntoIterator<Item = L>) -> &mut Self {
        let mut lines = lines.into_iter().peekable();
        if lines.peek().is_some() && !self.is_empty() {
            self.line("");
        }
        lines.for_each(|line| self.line(line.as_ref()));
        self
    }

    fn line(&mut self, line: &str) {
        let blank = if line.is_empty() || self.mark.is_empty() { "" } else { " " };
        self.text.reserve(self.mark.len() + blank.len() + line.len() + 1);
        for piece in [self.mark, blank, line, "\n"] {
            self.text.push_str(piece);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.len() == self.start
    }

    /// The lines of a page that stands on its own.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.text.split_terminator('\n')
    }

    pub(super) fn lines(self) -> Vec<String> {
        self.iter().map(str::to_owned).collect()
    }
}

/// Blocks of lines, one below the other.
pub(crate) fn stacked(blocks: impl IntoIterator<Item = Vec<String>>) -> Vec<String> {
    let mut page = Page::default();
    for block in blocks {
        page.block(block);
    }
    page.lines()
}

/// That something is gone, in one line: the day may be written by hand.
pub(super) fn sentence(gone: &Gone) -> String {
    docs::one_line(&gone.to_string())
}

/// Whether a text only repeats the name, as many do.
pub(crate) fn repeats(text: &str, name: &str) -> bool {
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    text.len() < 2 * name.len() && letters(text) == letters(name)
}

/// Lines that are shown when the reader opens them.
pub(super) fn folded(summary: &str, lines: Vec<String>) -> Vec<String> {
    let mut folded = vec![format!("<details><summary>{summary}</summary>"), String::new()];
    folded.extend(lines);
    folded.extend([String::new(), "</details>".to_owned()]);
    folded
}

/// `a, b and c`
pub(super) fn listed(names: &[String]) -> String {
    joined(names, "and")
}

/// `a, b or c`
pub(super) fn either(names: &[String]) -> String {
    joined(names, "or")
}

fn joined(names: &[String], word: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::repeats;

    #[test]
    fn a_text_that_only_says_the_name_is_left_out() {
        let cases = [
            ("City", "City", true),
            ("address line.", "AddressLine", true),
            ("City of birth", "City", false),
            ("", "City", false),
            ("ID", "Id", true),
        ];
        for (text, name, expected) in cases {
            assert_eq!(repeats(text, name), expected, "{text}");
        }
    }
}
