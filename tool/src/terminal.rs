//! Printing. Texts are built with colours in them; these are taken out here where nobody would see them: when the
//! output is no terminal, or when `NO_COLOR` is set.

use std::io::Write;

use anstyle::{AnsiColor, Style};

/// Errors, removed lines, failed steps.
pub const BAD: Style = AnsiColor::Red.on_default().bold();
/// Warnings, changed files.
pub const WARN: Style = AnsiColor::Yellow.on_default().bold();
/// Added lines, passed steps.
pub const GOOD: Style = AnsiColor::Green.on_default().bold();
/// Positions, notes, frames.
pub const NOTE: Style = AnsiColor::Blue.on_default().bold();

/// Prints what the user asked for.
pub fn out(text: &str) {
    print(anstream::stdout().lock(), text);
}

/// Prints what went wrong.
pub fn err(text: &str) {
    print(anstream::stderr().lock(), text);
}

/// A reader that went away (`| head`) is no failure of the command, so write errors are dropped.
fn print(mut stream: impl Write, text: &str) {
    let _ = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
}

/// `1 file`, `2 files`.
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// The text without what could take over a terminal: it quotes documents, and these come from anywhere.
pub fn printable(text: &str) -> String {
    text.chars()
        .map(|character| if "\n\t".contains(character) { character.into() } else { escaped(character) })
        .collect()
}

/// A character as it is printed: an escape where it is none that shows itself, or turns others around.
pub(crate) fn escaped(character: char) -> String {
    let is_unseen = character.is_control() || character == '\u{feff}' || ('\u{200b}'..='\u{200f}').contains(&character);
    let is_turning = ('\u{2028}'..='\u{202e}').contains(&character) || ('\u{2066}'..='\u{2069}').contains(&character);
    if is_unseen || is_turning { character.escape_default().collect() } else { character.into() }
}
