//! The commands, a file each. A new one is a file here and a variant of [`Command`].

mod bench;
mod catalogue;
mod ci;
mod diff;
mod generate;
mod import;
mod mutations;

use std::process::ExitCode;

use clap::Subcommand;

/// What to do.
#[derive(Subcommand)]
pub(crate) enum Command {
    Gen(generate::Args),
    Import(import::Args),
    Diff(diff::Args),
    Catalogue(catalogue::Args),
    Ci(ci::Args),
    Bench(bench::Args),
    Mutations(mutations::Args),
}

impl Command {
    /// Does it; everything there is to say is printed.
    pub(crate) fn run(&self) -> ExitCode {
        match self {
            Self::Gen(args) => generate::run(args),
            Self::Import(args) => import::run(args),
            Self::Diff(args) => diff::run(args),
            Self::Catalogue(args) => catalogue::run(args),
            Self::Ci(args) => ci::run(args),
            Self::Bench(args) => bench::run(args),
            Self::Mutations(args) => mutations::run(args),
        }
    }
}
