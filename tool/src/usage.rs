//! Wrong usage, reported in the requested format.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Parser, ValueEnum};

use crate::report::format::MessageFormat;
use crate::terminal;

/// The exit code of wrong usage.
const WRONG_USAGE: u8 = 2;

/// Parses the command line. Usage errors, and help or the version if requested, are printed.
///
/// # Errors
///
/// There is no command to run; the exit code is given.
pub fn parse<T: Parser>(arguments: &[OsString], version: fn() -> String) -> Result<T, ExitCode> {
    T::try_parse_from(arguments).map_err(|error| {
        if !error.use_stderr() {
            let is_version = error.kind() == ErrorKind::DisplayVersion;
            terminal::out(&if is_version { version() } else { error.render().ansi().to_string() });
            return ExitCode::SUCCESS;
        }
        let format = asked(arguments);
        if format.is_human() {
            terminal::err(&error.render().ansi().to_string());
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(WRONG_USAGE));
        }
        let (message, help) = split(&error.to_string());
        terminal::err(&format.failure("usage", "", &message, &help));
        ExitCode::from(WRONG_USAGE)
    })
}

/// The form of messages that a command line asks for, as far as it can be read: a report for programs asks for such messages.
fn asked(arguments: &[OsString]) -> MessageFormat {
    let own = arguments.iter().take_while(|word| *word != "--");
    let words: Vec<&str> = own.filter_map(|word| word.to_str()).collect();
    let after = |option: &str| {
        let mut formats =
            words.iter().enumerate().rev().filter_map(|(index, word)| match word.strip_prefix(option)? {
                "" => words.get(index + 1).copied(),
                rest => rest.strip_prefix('='),
            });
        formats.find_map(|format| MessageFormat::from_str(format, false).ok())
    };
    let report = || after("--format").filter(|format| *format == MessageFormat::Json);
    after("--message-format").or_else(report).unwrap_or_default()
}

/// The message, and the help that follows it.
fn split(text: &str) -> (String, String) {
    let text = text.strip_prefix("error: ").unwrap_or(text);
    let (message, rest) = text.split_once("\n\n").unwrap_or((text, ""));
    let lines = rest.lines().map(str::trim).filter(|line| !line.is_empty());
    (message.trim().to_owned(), lines.collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &[&str]) -> MessageFormat {
        asked(&words.iter().map(OsString::from).collect::<Vec<_>>())
    }

    #[test]
    fn the_form_is_read_from_what_is_there() {
        assert_eq!(of(&["xtask", "gen", "--message-format", "json", "--wrong"]), MessageFormat::Json);
        assert_eq!(of(&["xtask", "gen", "--wrong", "--message-format=github"]), MessageFormat::Github);
        assert_eq!(of(&["xtask", "diff", "--format", "json"]), MessageFormat::Json);
        assert_eq!(of(&["xtask", "diff", "--format=json", "--message-format", "human"]), MessageFormat::Human);
        assert_eq!(of(&["xtask", "diff", "--format", "markdown", "--message-format"]), MessageFormat::Human);
        assert_eq!(of(&["xtask", "diff", "--", "--format", "json"]), MessageFormat::Human);
    }

    #[test]
    fn a_message_is_separated_from_its_help() {
        let text = "error: unexpected argument '--x' found\n\n  tip: try '--y'\n\nUsage: cargo xtask gen\n";
        let (message, help) = split(text);
        assert_eq!(
            (message.as_str(), help.as_str()),
            ("unexpected argument '--x' found", "tip: try '--y'\nUsage: cargo xtask gen")
        );
    }
}
