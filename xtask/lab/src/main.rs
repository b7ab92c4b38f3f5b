//! The commands that measure and judge the project, run as `cargo xtask <command>`. Whoever generates compiles none of it:
//! `xtask` builds this program and becomes it when one of these commands is called.
//!
//! | command | what |
//! |---|---|
//! | `bench` | measures generating, comparing, compiling, reading and calling; compares with `budgets.yaml` |
//! | `catalogue` | generates a crate from each document of a folder, and has cargo judge the crates |
//! | `mutations` | has compilers and cargo-semver-checks judge the verdicts of `diff` |
//! | `import`, `update` | those of `xtask`, where documents are fetched over the network |
//!
//! Exit codes: 0 success, 1 a failed step, 2 wrong usage.

mod bench;
mod catalogue;
mod child;
mod error;
mod mutations;
mod pattern;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tool::commands::{describe, import, update};
use tool::project::Project;
use tool::report::format::MessageFormat;
use tool::{program, terminal};
use tool_network::Network;
use xtask::project;

/// The part of `cargo xtask` that is in this program.
#[derive(Parser)]
#[command(bin_name = "cargo xtask", name = "cargo xtask", version, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// What to do.
#[derive(Subcommand)]
enum Command {
    Catalogue(catalogue::Args),
    Bench(bench::Args),
    Mutations(mutations::Args),
    Import(import::Args),
    Update(update::Args),
    Describe(describe::Args),
}

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    let code = xtask::parse::<Cli>(&arguments).map_or_else(|code| code, |cli| cli.command.run());
    program::finished(code, MessageFormat::default())
}

impl Command {
    /// Runs the command, and prints its results and errors.
    fn run(&self) -> ExitCode {
        match self {
            Self::Catalogue(args) => catalogue::run(args),
            Self::Bench(args) => bench::run(args),
            Self::Mutations(args) => mutations::run(args),
            Self::Import(args) => with_network(|project| import::run(args, project)),
            Self::Update(args) => with_network(|project| update::run(args, project)),
            Self::Describe(args) => with_network(|project| describe::run(args, project)),
        }
    }
}

/// Runs a command of the project that may fetch documents.
fn with_network(run: impl FnOnce(&Project) -> ExitCode) -> ExitCode {
    match Network::new() {
        Ok(network) => run(&project::find().with_network(network)),
        Err(error) => {
            let message = format!("cannot use the network: {error}");
            terminal::err(&MessageFormat::Human.failure("network", "", &message, "fix the cause, then run this again"));
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    /// `cargo xtask --help` is written without this program.
    #[test]
    fn xtask_lists_every_command_with_the_first_line_of_its_help() {
        let xtask = xtask::command();
        for own in Cli::command().get_subcommands() {
            let listed = xtask.find_subcommand(own.get_name()).unwrap();
            let about = |command: &clap::Command| command.get_about().map(ToString::to_string);
            assert_eq!(about(listed), about(own));
        }
    }
}
