//! An error with all its causes.

use std::error::Error as StdError;
use std::fmt;

/// Prints an error and its causes: on one line, or one below the other.
pub(crate) struct Causes<'a>(pub(crate) &'a (dyn StdError + 'static));

impl Causes<'_> {
    /// The texts, from the error to its first cause. One that repeats its own cause is told once.
    fn texts(&self) -> Vec<String> {
        let mut texts: Vec<String> = Vec::new();
        for error in std::iter::successors(Some(self.0), |&error| error.source()) {
            let text = error.to_string();
            if !texts.last().is_some_and(|last| last.ends_with(&text)) {
                texts.push(text);
            }
        }
        texts
    }

    /// On one line.
    pub(crate) fn line(&self) -> String {
        self.texts().join(": ")
    }

    /// As a program shows it that ends with the error.
    pub(crate) fn report(&self) -> String {
        let mut texts = self.texts().into_iter();
        let mut report = texts.next().unwrap_or_default();
        for (index, cause) in texts.enumerate() {
            report.push_str(if index == 0 { "\n\nCaused by:\n    " } else { "\n    " });
            report.push_str(&cause);
        }
        report
    }
}

impl fmt::Display for Causes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line())
    }
}
