//! The commands of the package `xtask-lab`: this program builds that one and becomes it.

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

use xtask_launcher::{Package, launch};

use tool::project::Project;
use tool::terminal::{self, BAD};

/// Everything behind the command, help included: `xtask-lab` parses the whole command line once more.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[arg(hide = true, trailing_var_arg = true, allow_hyphen_values = true)]
    _words: Vec<OsString>,
}

/// Runs the command of this program's command line.
pub(crate) fn run(project: &Project) -> ExitCode {
    let package = Package { name: "xtask-lab", folder: project.root().join("xtask/lab") };
    launch(&package, env::args_os().skip(1)).unwrap_or_else(|message| {
        terminal::err(&format!("{BAD}error{BAD:#}: {message}\n"));
        ExitCode::FAILURE
    })
}
