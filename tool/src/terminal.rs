//! Printing. Texts are built with colours in them; these are taken out here where nobody would see them: when the
//! output is no terminal, or when `NO_COLOR` is set.

use std::env;
use std::io::{self, ErrorKind, Write};
use std::sync::OnceLock;

use anstyle::{AnsiColor, Style};

/// Errors, removed lines, failed steps.
pub const BAD: Style = AnsiColor::Red.on_default().bold();
/// Warnings, changed files.
pub const WARN: Style = AnsiColor::Yellow.on_default().bold();
/// Added lines, passed steps.
pub const GOOD: Style = AnsiColor::Green.on_default().bold();
/// Positions, notes, frames.
pub const NOTE: Style = AnsiColor::Blue.on_default().bold();

/// Why the standard output could not be written, the first time.
static LOST: OnceLock<io::Error> = OnceLock::new();

/// Prints what the user asked for. What cannot be written is known to `lost`.
pub fn out(text: &str) {
    if let Err(error) = print(anstream::stdout().lock(), text) {
        // The first error is the cause of the others.
        let _ = LOST.set(error);
    }
}

/// Prints what went wrong.
pub fn err(text: &str) {
    // Nobody is left to tell.
    let _ = print(anstream::stderr().lock(), text);
}

/// Why a part of the output is lost, if it is: on a full disk, for example. Programs end with [`finished`].
///
/// [`finished`]: crate::program::finished
pub(crate) fn lost() -> Option<&'static io::Error> {
    LOST.get()
}

/// A reader that went away (`| head`) is no failure of the command.
fn print(mut stream: impl Write, text: &str) -> io::Result<()> {
    match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// No text is squeezed into fewer columns.
pub(crate) const NARROWEST: usize = 40;

/// How many columns the standard output has: `COLUMNS` if that is a usable number, else those of the terminal; `None` if
/// nothing is known.
pub(crate) fn columns() -> Option<usize> {
    let set = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    set.filter(|columns| *columns >= NARROWEST).or_else(of_terminal).map(|columns| columns.max(NARROWEST))
}

/// The columns of the terminal, however many rows it says that it has.
#[cfg(unix)]
fn of_terminal() -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(io::stdout()).ok()?;
    Some(usize::from(size.ws_col)).filter(|columns| *columns > 0)
}

#[cfg(not(unix))]
fn of_terminal() -> Option<usize> {
    terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0))
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
