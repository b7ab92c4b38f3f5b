//! What goes on, on a terminal: one line that is overwritten. Elsewhere nothing is shown.

use std::io::{self, IsTerminal};

use crate::report::format::MessageFormat;
use crate::terminal;

/// A line on the terminal, which is taken away in the end.
pub(crate) struct Progress {
    is_shown: bool,
    /// How far the command is: `[3/10] `.
    count: String,
}

impl Progress {
    pub(crate) fn new(format: MessageFormat) -> Self {
        Self { is_shown: format.is_human() && io::stderr().is_terminal(), count: String::new() }
    }

    /// One of several documents is next.
    pub(crate) fn count(&mut self, number: usize, all: usize) {
        self.count = format!("[{number}/{all}] ");
    }

    /// Shows what begins.
    pub(crate) fn show(&self, what: &str) {
        if self.is_shown {
            terminal::err(&format!("\r\u{1b}[2K{}{}", self.count, terminal::printable(what)));
        }
    }

    /// Takes the line away, for what is to stay.
    pub(crate) fn clear(&self) {
        if self.is_shown {
            terminal::err("\r\u{1b}[2K");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}
