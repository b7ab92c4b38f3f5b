//! Why a command failed, apart from faults in documents.

use std::fmt::Write;
use std::io;
use std::path::Path;

use tool::terminal::{BAD, NOTE, printable};

/// What went wrong, and what to do about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Error {
    message: String,
    /// The beginning of what was printed about it.
    excerpt: String,
    /// What to do, or where to read on.
    help: Option<String>,
}

impl Error {
    /// What went wrong, in one line.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), ..Self::default() }
    }

    /// That a file cannot be read, or written.
    pub(crate) fn io(action: &str, path: &Path, error: &io::Error) -> Self {
        Self::new(format!("cannot {action} `{}`: {error}", path.display()))
    }

    /// Adds what was printed about it.
    pub(crate) fn excerpt(self, excerpt: impl Into<String>) -> Self {
        Self { excerpt: excerpt.into(), ..self }
    }

    /// Adds what to do.
    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// Says where it went wrong, or about what.
    pub(crate) fn within(self, place: &str) -> Self {
        Self { message: format!("{place}: {}", self.message), ..self }
    }

    /// As the user sees it.
    pub(crate) fn render(&self) -> String {
        let mut text = format!("{BAD}error{BAD:#}: {}\n", printable(&self.message));
        for line in self.excerpt.lines() {
            let _ = writeln!(text, "  {}", printable(line));
        }
        if let Some(help) = &self.help {
            let _ = writeln!(text, "  {NOTE}= help:{NOTE:#} {}", printable(help));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_where_what_and_what_to_do() {
        let failure = Error::new("cargo failed").excerpt("error: a\n\u{1b}b").help("look").within("call/sign");
        let text = anstream::adapter::strip_str(&failure.render()).to_string();
        assert_eq!(text, "error: call/sign: cargo failed\n  error: a\n  \\u{1b}b\n  = help: look\n");
    }
}
