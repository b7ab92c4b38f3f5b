//! The commands, a file each. A new one is a file here and a variant of [`Command`].

mod ci;
mod describe;
mod diff;
mod generate;
mod import;
mod lab;

use std::process::ExitCode;

use clap::Subcommand;

/// What to do. The commands of `xtask-lab` have their first line of help here, and everything else there.
#[derive(Subcommand)]
pub(crate) enum Command {
    Gen(generate::Args),
    Import(import::Args),
    Diff(diff::Args),
    Describe(describe::Args),
    /// Generates a crate from every document by itself, and lets cargo judge the crates.
    #[command(disable_help_flag = true)]
    Catalogue(lab::Args),
    Ci(ci::Args),
    /// Measures what the project promises, and compares it with the budgets in `xtask/lab/budgets.yaml`.
    #[command(disable_help_flag = true)]
    Bench(lab::Args),
    /// Checks the verdicts of `diff` against compilers and cargo-semver-checks, on documents changed in one place.
    #[command(disable_help_flag = true)]
    Mutations(lab::Args),
}

impl Command {
    /// Runs the command; everything that it has to say is printed.
    pub(crate) fn run(&self) -> ExitCode {
        match self {
            Self::Gen(args) => generate::run(args),
            Self::Import(args) => import::run(args),
            Self::Diff(args) => diff::run(args),
            Self::Describe(args) => describe::run(args),
            Self::Ci(args) => ci::run(args),
            Self::Catalogue(_) | Self::Bench(_) | Self::Mutations(_) => lab::run(),
        }
    }
}
