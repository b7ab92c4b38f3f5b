//! Something that keeps the command from judging.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use crate::terminal::{BAD, NOTE, printable};

/// What went wrong, and what to do.
#[derive(Debug)]
pub(super) struct Failure {
    message: String,
    help: Option<String>,
}

impl Failure {
    /// What went wrong.
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    /// That a file cannot be read, or written.
    pub(super) fn io(action: &str, path: &Path, error: &io::Error) -> Self {
        Self::new(format!("cannot {action} `{}`: {error}", path.display()))
    }

    /// Adds what to do.
    pub(super) fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// Says about what it is.
    pub(super) fn within(self, name: &str) -> Self {
        Self { message: format!("`{name}`: {}", self.message), ..self }
    }

    /// As the user sees it.
    pub(super) fn render(&self) -> String {
        let mut text = format!("{BAD}error{BAD:#}: {}\n", printable(&self.message));
        if let Some(help) = &self.help {
            let _ = writeln!(text, "  {NOTE}= help:{NOTE:#} {}", printable(help));
        }
        text
    }
}
