//! The commands, a file each. A new one (`diff` …) is a file here and a variant of [`Command`].

mod bench;
mod catalogue;
mod ci;
mod generate;
mod import;

use std::process::ExitCode;

use clap::Subcommand;

/// What to do.
#[derive(Subcommand)]
pub(crate) enum Command {
    Gen(generate::Args),
    Import(import::Args),
    Catalogue(catalogue::Args),
    Ci(ci::Args),
    Bench(bench::Args),
}

impl Command {
    /// Does it; everything there is to say is printed.
    pub(crate) fn run(&self) -> ExitCode {
        match self {
            Self::Gen(args) => generate::run(args),
            Self::Import(args) => import::run(args),
            Self::Catalogue(args) => catalogue::run(args),
            Self::Ci(args) => ci::run(args),
            Self::Bench(args) => bench::run(args),
        }
    }
}
