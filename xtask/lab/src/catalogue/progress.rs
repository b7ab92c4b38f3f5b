//! Progress on the standard error: on a terminal one line that is overwritten, elsewhere a
//! line for each document that is done.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use super::result::{DocumentResult, GeneratedOutput};
use tool::report::format::MessageFormat;
use tool::terminal::{self, BAD, count};

/// The width of a terminal that does not report one.
const USUAL_WIDTH: usize = 80;

/// How far the work is.
pub(super) struct Progress {
    total: usize,
    done: usize,
    failed: usize,
    /// What each worker does, and since when.
    running: BTreeMap<usize, (String, &'static str, Instant)>,
    /// How many columns the line on the terminal takes; none when there is no terminal.
    line: Option<usize>,
    /// Whether programs read the standard error, which is for messages alone then.
    is_quiet: bool,
}

impl Progress {
    /// Nothing is done yet.
    pub(super) fn new(total: usize, format: MessageFormat) -> Self {
        let is_quiet = !format.is_human();
        let line = (io::stderr().is_terminal() && !is_quiet).then_some(0);
        Self { total, done: 0, failed: 0, running: BTreeMap::new(), line, is_quiet }
    }

    /// A worker begins something with a document.
    pub(super) fn begins(&mut self, worker: usize, name: &str, stage: &'static str) {
        self.running.insert(worker, (name.to_owned(), stage, Instant::now()));
        self.tick();
    }

    /// A worker is through with a document.
    pub(super) fn ends(&mut self, worker: usize, entry: &DocumentResult) {
        self.count(worker, entry);
        if self.is_quiet {
            return;
        }
        if self.line.is_none() {
            terminal::err(&format!("[{}/{}] {}", self.done, self.total, done(entry)));
        } else if entry.failure.is_some() {
            self.clear();
            terminal::err(&done(entry));
        }
        self.tick();
    }

    fn count(&mut self, worker: usize, entry: &DocumentResult) {
        self.running.remove(&worker);
        self.done += 1;
        self.failed += usize::from(entry.failure.is_some());
    }

    /// Shows the line as it is now.
    pub(super) fn tick(&mut self) {
        let Some(old) = self.line else { return };
        let width = terminal_size::terminal_size_of(io::stderr()).map_or(USUAL_WIDTH, |(width, _)| width.0.into());
        // A line that is full to the last column begins a new one on some terminals.
        let line = cut(&self.text(), width.saturating_sub(1));
        let new = line.chars().count();
        terminal::err(&format!("\r{line}{}", " ".repeat(old.saturating_sub(new))));
        self.line = Some(new);
    }

    /// Takes the line away.
    pub(super) fn finish(&mut self) {
        self.clear();
    }

    fn clear(&mut self) {
        if let Some(old) = self.line.filter(|old| *old > 0) {
            terminal::err(&format!("\r{}\r", " ".repeat(old)));
            self.line = Some(0);
        }
    }

    fn text(&self) -> String {
        let failed = if self.failed > 0 { format!(", {} failed", self.failed) } else { String::new() };
        let running = self.running.values().map(|(name, stage, since)| running(name, stage, since.elapsed()));
        format!("[{}/{}{failed}] {}", self.done, self.total, running.collect::<Vec<_>>().join(" · "))
    }
}

fn running(name: &str, stage: &str, time: Duration) -> String {
    match time.as_secs() {
        0 => format!("{name}: {stage}"),
        seconds => format!("{name}: {stage} {seconds} s"),
    }
}

/// A line about a document that is done.
fn done(entry: &DocumentResult) -> String {
    let mut parts = Vec::new();
    if let Some(failure) = &entry.failure {
        parts.push(format!("{BAD}FAILED{BAD:#} ({})", failure.message));
    }
    if let Some(GeneratedOutput { summary, time, .. }) = &entry.generated {
        parts.push(format!("{} in {} ms", count(summary.operations, "operation"), time.as_millis()));
    }
    parts.extend(entry.ran.iter().map(|ran| format!("{} {:.1} s", ran.step.name(), ran.wall.as_secs_f64())));
    format!("{}: {}\n", entry.name, parts.join(", "))
}

/// The text, or as much of it as there is room for.
fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    text.chars().take(width.saturating_sub(1)).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::super::command::CargoCommand;
    use super::super::result::{CommandResult, DocumentFailure};
    use super::*;

    #[test]
    fn the_line_says_what_is_done_and_what_is_going_on() {
        let mut progress = Progress { line: None, ..Progress::new(12, MessageFormat::Human) };
        progress.begins(1, "b", "check");
        progress.begins(0, "a", "generate");
        assert_eq!(progress.text(), "[0/12] a: generate · b: check");
        progress.count(0, &DocumentResult { failure: Some(DocumentFailure::default()), ..DocumentResult::default() });
        assert_eq!(progress.text(), "[1/12, 1 failed] b: check");
        assert_eq!(running("b", "check", Duration::from_millis(2900)), "b: check 2 s");
    }

    #[test]
    fn a_document_that_is_done_has_its_line() {
        let time = Duration::from_millis(1234);
        let ran = CommandResult {
            step: CargoCommand::Check,
            cpu: time,
            wall: time,
            rmeta: None,
            rlib: None,
            log: String::new(),
        };
        let generated = Some(GeneratedOutput { time, ..GeneratedOutput::default() });
        let mut entry = DocumentResult { name: "a".to_owned(), generated, ran: vec![ran], ..DocumentResult::default() };
        assert_eq!(done(&entry), "a: 0 operations in 1234 ms, check 1.2 s\n");
        entry.failure =
            Some(DocumentFailure { message: "cargo check failed".to_owned(), ..DocumentFailure::default() });
        let line = anstream::adapter::strip_str(&done(&entry)).to_string();
        assert_eq!(line, "a: FAILED (cargo check failed), 0 operations in 1234 ms, check 1.2 s\n");
    }

    #[test]
    fn a_line_never_breaks() {
        assert_eq!(cut("äöü", 3), "äöü");
        assert_eq!(cut("äöüß", 3), "äö…");
        assert_eq!(cut("ab", 0), "…");
    }
}
