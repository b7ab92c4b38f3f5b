//! The commands, a file each. A new one (`import`, `diff`, `bench` …) is a file here and a variant of [`Command`].

mod catalogue;
mod ci;
mod generate;

use std::process::ExitCode;

use clap::Subcommand;

/// What to do.
#[derive(Subcommand)]
pub(crate) enum Command {
    Gen(generate::Args),
    Catalogue(catalogue::Args),
    Ci(ci::Args),
}

impl Command {
    /// Does it; everything there is to say is printed.
    pub(crate) fn run(&self) -> ExitCode {
        match self {
            Self::Gen(args) => generate::run(args),
            Self::Catalogue(args) => catalogue::run(args),
            Self::Ci(args) => ci::run(args),
        }
    }
}
