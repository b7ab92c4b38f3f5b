//! `gen`: documents in, crates out. (`gen` itself is a keyword and cannot name a module.)

mod bump;
mod job;
mod layout;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::project::Project;
use crate::report::format::MessageFormat;
use crate::terminal;
use job::Job;
use layout::Layout;

/// Generate the crates of the configuration.
///
/// Nothing is written when a document is faulty, and files that are up to date are left alone. In a manifest, only the part
/// between the marks is generated.
#[derive(clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Args {
    /// Write nothing; fail with a diff when the output is out of date.
    #[arg(long)]
    check: bool,
    /// Raise the version of the crate as far as the changes since the last release require, and list them in the changelog.
    /// A release is a tag like `v1.2.3`, or `my-cloud-v1.2.3` for a crate of a configuration; without one, the changes since
    /// the last commit.
    #[arg(long)]
    bump: bool,
    /// Treat warnings about documents as errors.
    #[arg(long)]
    deny_warnings: bool,
    /// Show all errors, warnings and refused operations, without limits or groups.
    #[arg(long)]
    verbose: bool,
    /// The format of messages on standard error.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    message_format: MessageFormat,
}

/// Generate a crate from documents.
///
/// Nothing is written when a document is faulty, and files that are up to date are left alone. A folder outside the project
/// gets a complete crate that builds by itself.
#[derive(clap::Args)]
pub struct OwnArgs {
    #[command(flatten)]
    common: Args,
    /// A tree of .yaml, .yml or .json documents, or one document; may be repeated [default: the project's specs, of which
    /// warnings are errors].
    #[arg(long, value_name = "DIR", conflicts_with = "bump")]
    specs: Vec<PathBuf>,
    /// The folder of the crate: one that is empty, does not exist yet, or holds a crate that was generated before
    /// [default: the project's generated].
    #[arg(long, value_name = "DIR", conflicts_with = "bump")]
    out: Option<PathBuf>,
    /// The division of the output into crates [default: that of the folder, else modules].
    #[arg(long, value_name = "LAYOUT", value_enum, requires = "out")]
    layout: Option<Layout>,
    /// Replace a crate that was generated from other documents; product versions without a document are removed.
    #[arg(long)]
    replace: bool,
}

/// Check that the crates of the configuration are up to date; write nothing.
#[derive(clap::Args)]
pub struct CheckArgs {
    /// Treat warnings about documents as errors.
    #[arg(long)]
    deny_warnings: bool,
    /// Show all errors, warnings and refused operations, without limits or groups.
    #[arg(long)]
    verbose: bool,
    /// The format of messages on standard error.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    message_format: MessageFormat,
}

impl Args {
    /// The format of messages.
    pub fn message_format(&self) -> MessageFormat {
        self.message_format
    }
}

impl CheckArgs {
    /// The format of messages.
    pub fn message_format(&self) -> MessageFormat {
        self.message_format
    }
}

/// Runs `gen` for the crates of a project.
pub fn run(args: &Args, project: &Project) -> ExitCode {
    let targets = project.targets();
    if targets.is_empty() {
        let help = "add one under `crates`: `- name: \"my-cloud\"`";
        let failure = args.message_format.failure("configuration", "", "the configuration lists no crate", help);
        terminal::err(&failure);
        return ExitCode::FAILURE;
    }
    // What is wrong with one crate says nothing about the others.
    let failed = targets.iter().filter(|target| !Job::of(args, project, target).run()).count();
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Runs `gen` in this repository.
pub fn run_own(args: &OwnArgs, project: &Project) -> ExitCode {
    let targets = project.targets();
    let done = targets.iter().all(|target| Job::own(args, project, target).run());
    if done { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Runs `check`.
pub fn check(args: &CheckArgs, project: &Project) -> ExitCode {
    let &CheckArgs { deny_warnings, verbose, message_format } = args;
    run(&Args { check: true, bump: false, deny_warnings, verbose, message_format }, project)
}

/// The path as a shell takes it.
pub(crate) fn quoted(path: &Path) -> String {
    let path = path.to_string_lossy();
    let is_plain = |character: char| character.is_alphanumeric() || "/\\._-+,:@=".contains(character);
    if !path.is_empty() && path.chars().all(is_plain) {
        path.into_owned()
    } else {
        format!("'{}'", path.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_quoted_only_where_a_shell_needs_it() {
        assert_eq!(quoted(Path::new("../their-specs/2025-12")), "../their-specs/2025-12");
        assert_eq!(quoted(Path::new("my specs")), "'my specs'");
        assert_eq!(quoted(Path::new("it's")), r"'it'\''s'");
    }
}
