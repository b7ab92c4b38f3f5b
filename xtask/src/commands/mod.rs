//! The commands, a file each. A new one is a file here and a variant of [`Command`].

mod ci;
mod lab;

use std::process::ExitCode;

use clap::Subcommand;
use tool::commands::{describe, diff, generate, import, update};
use tool::project::Project;

/// What to do. The commands of `xtask-lab` have their first line of help here, and everything else there.
#[derive(Subcommand)]
pub(crate) enum Command {
    Gen(generate::OwnArgs),
    Import(import::Args),
    Update(update::Args),
    Diff(diff::Args),
    Describe(describe::Args),
    /// Generate a crate from each document, and check the crates with cargo.
    #[command(disable_help_flag = true)]
    Catalogue(lab::Args),
    Ci(ci::Args),
    /// Measure the project's performance, and compare it with the budgets in `xtask/lab/budgets.yaml`.
    #[command(disable_help_flag = true)]
    Bench(lab::Args),
    /// Check the verdicts of `diff` against compilers and cargo-semver-checks, on documents with one change each.
    #[command(disable_help_flag = true)]
    Mutations(lab::Args),
}

impl Command {
    /// Runs the command, and prints its results and errors.
    pub(crate) fn run(&self, project: &Project) -> ExitCode {
        match self {
            Self::Gen(args) => generate::run_own(args, project),
            // What needs the network is compiled for these alone.
            Self::Import(args) if args.is_remote(project) => lab::run(project),
            Self::Update(args) if args.is_remote(project) => lab::run(project),
            Self::Describe(args) if args.is_remote(project) => lab::run(project),
            Self::Import(args) => import::run(args, project),
            Self::Update(args) => update::run(args, project),
            Self::Diff(args) => diff::run(args, project),
            Self::Describe(args) => describe::run(args, project),
            Self::Ci(args) => ci::run(args, project),
            Self::Catalogue(_) | Self::Bench(_) | Self::Mutations(_) => lab::run(project),
        }
    }
}
