//! The project's commands, run as `cargo xtask <command>`.
//!
//! This crate is the only place that reads and writes the disk; what the files contain is the business of the crate
//! `generator`, which knows no disk. `cargo xtask gen` is four steps, each a module:
//!
//! ```text
//! specs (read) ──▶ generator::generate ──▶ sync (compare, then write) ──▶ report
//! ```
//!
//! `cargo xtask import` takes a document of the vendor over into `specs`: read, `generator::import`, one rename.
//! `cargo xtask diff` compares two editions of documents, in files or in revisions of git.
//! `cargo xtask bench` measures and compares with `budgets.yaml`.
//!
//! `cargo xtask catalogue` generates a crate of each document of a folder, and has cargo judge the crates; `cargo xtask
//! mutations` has compilers judge the verdicts of `diff`.
//!
//! Nothing here depends on the crate `generated`: broken output must not stop the command that repairs it.
//!
//! Exit codes: 0 fine, 1 drift, a faulty document or a failed step, 2 wrong usage.

mod cargo;
mod child;
mod commands;
mod destination;
mod draft;
mod failure;
mod git;
mod pattern;
mod report;
mod revision;
mod specs;
mod sync;
mod terminal;
mod usage;
mod version;
mod workspace;

use std::process::ExitCode;

use clap::Parser;

use crate::git::Git;
use crate::workspace::Workspace;

/// The project's commands.
#[derive(Parser)]
#[command(bin_name = "cargo xtask", name = "cargo xtask", version, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: commands::Command,
}

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    usage::parse::<Cli>(&arguments, version).map_or_else(|code| code, |cli| cli.command.run())
}

/// The version, and the commit that this program was built from: cargo builds it anew whenever its sources differ.
fn version() -> String {
    let commit = Git::of(Workspace::find().root()).described().ok().flatten();
    let commit = commit.map(|commit| format!(" ({commit})")).unwrap_or_default();
    format!("cargo xtask {}{commit}\n", env!("CARGO_PKG_VERSION"))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        super::Cli::command().debug_assert();
    }
}
