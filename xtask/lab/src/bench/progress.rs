//! Progress on the standard error: on a terminal one line that is overwritten, elsewhere a
//! line for each group that is done.

use std::cell::Cell;
use std::io::{self, IsTerminal};

use tool::terminal::{self, count};

/// The width of a terminal that does not report one.
const USUAL_WIDTH: usize = 80;

/// How far the work is.
pub(super) struct Progress {
    total: usize,
    done: usize,
    /// How many columns the line on the terminal takes; none when there is no terminal.
    line: Option<Cell<usize>>,
}

impl Progress {
    /// Nothing is done yet.
    pub(super) fn new(total: usize) -> Self {
        let line = io::stderr().is_terminal().then(Cell::default);
        Self { total, done: 0, line }
    }

    /// Something begins.
    pub(super) fn begins(&self, group: &str, stage: &str) {
        let Some(old) = &self.line else { return };
        let width = terminal_size::terminal_size_of(io::stderr()).map_or(USUAL_WIDTH, |(width, _)| width.0.into());
        // A line that is full to the last column begins a new one on some terminals.
        let line: String = self.text(group, stage).chars().take(width.saturating_sub(1)).collect();
        let new = line.chars().count();
        terminal::err(&format!("\r{line}{}", " ".repeat(old.get().saturating_sub(new))));
        old.set(new);
    }

    /// A group was measured.
    pub(super) fn done(&self, group: &str, figures: usize) {
        if self.line.is_none() {
            terminal::err(&format!("{}\n", self.text(group, &count(figures, "figure"))));
        }
    }

    /// Says something that stays.
    pub(super) fn say(&self, text: &str) {
        self.clear();
        terminal::err(text);
    }

    /// A group has come to its end, well or badly.
    pub(super) fn ends(&mut self) {
        self.clear();
        self.done += 1;
    }

    fn clear(&self) {
        if let Some(line) = self.line.as_ref().filter(|line| line.get() > 0) {
            terminal::err(&format!("\r{}\r", " ".repeat(line.replace(0))));
        }
    }

    fn text(&self, group: &str, stage: &str) -> String {
        format!("[{}/{}] {group}: {stage}", self.done + 1, self.total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_far_the_work_is() {
        let mut progress = Progress { line: None, ..Progress::new(12) };
        assert_eq!(progress.text("call/sign", "building"), "[1/12] call/sign: building");
        progress.ends();
        assert_eq!(progress.text("call/sign", "building"), "[2/12] call/sign: building");
    }
}
