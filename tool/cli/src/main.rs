//! The program `cargo-alibabacloud`: the commands for the project that the current folder is in, as `cargo alibabacloud`.

mod completions;

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};
use tool::commands::{add, describe, diff, generate, import, init, update};
use tool::program::{self, Program};
use tool::project::{Project, Unusable};
use tool::report::format::MessageFormat;
use tool::{terminal, usage};

/// Generate Rust clients of Alibaba Cloud products, from the vendor's API metadata.
///
/// The file `alibabacloud.yaml` of the current folder, or of one above it, says which crates to generate.
#[derive(Parser)]
#[command(bin_name = "cargo alibabacloud", name = "cargo alibabacloud", version, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// What to do.
#[derive(Subcommand)]
enum Command {
    Init(init::Args),
    Add(add::Args),
    Gen(generate::Args),
    Check(generate::CheckArgs),
    Import(import::Args),
    Update(update::Args),
    Diff(diff::Args),
    Describe(describe::Args),
    #[cfg(feature = "network")]
    Call(explorer::command::Args),
    Completions(completions::Args),
}

impl Command {
    /// The format of messages that the command line asks for.
    fn message_format(&self) -> MessageFormat {
        match self {
            Self::Init(args) => args.message_format(),
            Self::Add(args) => args.message_format(),
            Self::Gen(args) => args.message_format(),
            Self::Check(args) => args.message_format(),
            Self::Import(args) => args.message_format(),
            Self::Update(args) => args.message_format(),
            Self::Diff(args) => args.message_format(),
            Self::Describe(args) => args.message_format(),
            #[cfg(feature = "network")]
            Self::Call(args) => args.message_format(),
            Self::Completions(_) => MessageFormat::default(),
        }
    }
}

fn main() -> ExitCode {
    let revision = Some(env!("SOURCE_REVISION")).filter(|revision| !revision.is_empty());
    program::set(Program { name: "cargo alibabacloud", revision });
    match usage::parse::<Cli>(&arguments(env::args_os().collect()), version) {
        Ok(cli) => program::finished(run(&cli.command), cli.command.message_format()),
        Err(code) => program::finished(code, MessageFormat::default()),
    }
}

/// The command line without the word that cargo adds: `cargo alibabacloud gen` becomes `cargo-alibabacloud alibabacloud gen`.
fn arguments(mut words: Vec<OsString>) -> Vec<OsString> {
    if words.get(1).is_some_and(|word| word == "alibabacloud") {
        words.remove(1);
    }
    words
}

fn run(command: &Command) -> ExitCode {
    if let Command::Init(args) = command {
        return init::run(args);
    }
    #[cfg(feature = "network")]
    if let Command::Call(args) = command {
        return call(args);
    }
    if let Command::Completions(args) = command {
        return completions::run(args, Cli::command());
    }
    let project = match Project::find(Path::new(".")) {
        Ok(project) => with_network(project),
        // To look at an operation, no project is needed.
        Err(Unusable::Missing) if matches!(command, Command::Describe(_)) => with_network(Project::at(Path::new("."))),
        Err(unusable) => {
            terminal::err(&unusable.render(command.message_format()));
            return ExitCode::FAILURE;
        }
    };
    match command {
        Command::Init(_) | Command::Completions(_) => ExitCode::SUCCESS,
        Command::Add(args) => add::run(args, &project),
        Command::Gen(args) => generate::run(args, &project),
        Command::Check(args) => generate::check(args, &project),
        Command::Import(args) => import::run(args, &project),
        Command::Update(args) => update::run(args, &project),
        Command::Diff(args) => diff::run(args, &project),
        Command::Describe(args) => describe::run(args, &project),
        #[cfg(feature = "network")]
        Command::Call(_) => ExitCode::SUCCESS,
    }
}

/// Calls an operation, in a project or without one.
#[cfg(feature = "network")]
fn call(args: &explorer::command::Args) -> ExitCode {
    match Project::find(Path::new(".")) {
        Ok(project) => explorer::command::run(args, Some(project)),
        Err(Unusable::Missing) => explorer::command::run(args, None),
        Err(unusable) => {
            terminal::err(&unusable.render(args.message_format()));
            ExitCode::FAILURE
        }
    }
}

/// The project, where documents can be fetched.
#[cfg(feature = "network")]
fn with_network(project: Project) -> Project {
    // Without an event loop there is no network; a command that needs it says so.
    match tool_network::Network::new() {
        Ok(network) => project.with_network(network),
        Err(_) => project,
    }
}

#[cfg(not(feature = "network"))]
fn with_network(project: Project) -> Project {
    project
}

/// The version, and the commit that this program was built from.
fn version() -> String {
    let commit = env!("SOURCE_REVISION").get(..10).map(|commit| format!(" ({commit})")).unwrap_or_default();
    format!("cargo alibabacloud {}{commit}\n", env!("CARGO_PKG_VERSION"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn cargo_adds_the_name_of_the_command() {
        let of = |words: &[&str]| arguments(words.iter().map(OsString::from).collect());
        assert_eq!(of(&["cargo-alibabacloud", "alibabacloud", "gen"]), ["cargo-alibabacloud", "gen"]);
        assert_eq!(of(&["cargo-alibabacloud", "gen"]), ["cargo-alibabacloud", "gen"]);
        assert_eq!(of(&["cargo-alibabacloud"]), ["cargo-alibabacloud"]);
    }
}
