//! The project's commands, run as `cargo xtask <command>`.
//!
//! `gen`, `import`, `diff` and `describe` are those of the crate `tool`, which `cargo alibabacloud` runs in other
//! repositories; `cargo xtask ci` runs the checks of continuous integration.
//!
//! The commands that measure and judge the project (`bench`, `catalogue`, `mutations`) are in the package `xtask-lab` in the
//! folder `lab`, which uses both libraries. It is built when one of them is called: `gen` does not wait for it.
//!
//! Nothing here depends on the crate `generated`: broken output must not stop the command that repairs it.
//!
//! Exit codes: 0 success, 1 drift, a faulty document or a failed step, 2 wrong usage.

#![allow(clippy::must_use_candidate, reason = "a library for the programs `xtask` and `xtask-lab` alone")]

mod commands;
pub mod project;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use tool::git::Git;
use tool::report::format::MessageFormat;
use tool::{program, usage};

/// The project's commands.
#[derive(Parser)]
#[command(bin_name = "cargo xtask", name = "cargo xtask", version, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: commands::Command,
}

/// Runs the command of the command line, and prints its results and errors.
pub fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    let code = parse::<Cli>(&arguments).map_or_else(|code| code, |cli| cli.command.run(&project::find()));
    program::finished(code, MessageFormat::default())
}

/// Parses a command line of `cargo xtask`. What is wrong with it, or what it asks for instead of a command (help, the
/// version), is printed.
///
/// # Errors
///
/// There is no command to run; the exit code is given.
pub fn parse<T: Parser>(arguments: &[OsString]) -> Result<T, ExitCode> {
    usage::parse(arguments, version)
}

/// The command line of `cargo xtask`, with all commands, those of `xtask-lab` included.
pub fn command() -> clap::Command {
    Cli::command()
}

/// The version, and the commit that this program was built from: cargo builds it anew whenever its sources differ.
fn version() -> String {
    let commit = Git::of(project::find().root()).described().ok().flatten();
    let commit = commit.map(|commit| format!(" ({commit})")).unwrap_or_default();
    format!("cargo xtask {}{commit}\n", env!("CARGO_PKG_VERSION"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_command_line_is_well_formed() {
        super::command().debug_assert();
    }
}
