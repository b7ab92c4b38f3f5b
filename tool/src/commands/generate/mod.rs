//! `cargo xtask gen`: documents in, a crate out. (`gen` itself is a keyword and cannot name a module.)

mod bump;
mod layout;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use generator::{Flavour, Input, Options, Outcome, Summary};

use self::layout::Layout;
use super::diff::short;
use crate::destination;
use crate::draft;
use crate::project::{Project, real};
use crate::report::diagnostics::{Policy, Totals};
use crate::report::excerpt::Texts;
use crate::report::failure::Failure;
use crate::report::format::MessageFormat;
use crate::report::{diff, file_changes};
use crate::specs::Specs;
use crate::sync::{self, FolderComparison, Mode, sync};
use crate::terminal;

/// A diff is cut after this many lines.
const DIFF_LINES: usize = 100;

/// Generate a crate from documents.
///
/// Nothing is written when a document is faulty, and files that are up to date are left alone. A folder outside the project
/// gets a complete crate that builds by itself.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
#[derive(clap::Args)]
pub struct Args {
    /// Write nothing; fail with a diff when the output is out of date.
    #[arg(long)]
    check: bool,
    /// A tree of .yaml, .yml or .json documents, or one document; may be repeated [default: the project's specs].
    #[arg(long, value_name = "DIR")]
    specs: Vec<PathBuf>,
    /// The folder of the crate: one that is empty, does not exist yet, or holds a crate that was generated before
    /// [default: the project's generated].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The division of the output into crates [default: that of the folder, else modules].
    #[arg(long, value_name = "LAYOUT", value_enum, requires = "out")]
    layout: Option<Layout>,
    /// Replace a crate that was generated from other documents; product versions without a document are removed.
    #[arg(long)]
    replace: bool,
    /// Raise the version of `generated` as far as the changes since the last release require, and list them in the
    /// changelog; without a tag like `v1.2.3`, the changes since the last commit.
    #[arg(long, conflicts_with_all = ["specs", "out"])]
    bump: bool,
    /// Treat warnings about documents as errors; always on for the project's own documents.
    #[arg(long)]
    deny_warnings: bool,
    /// Show all errors, warnings and refused operations, without limits or groups.
    #[arg(long)]
    verbose: bool,
    /// The format of messages on standard error.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    message_format: MessageFormat,
}

/// Runs the command.
pub fn run(args: &Args, project: &Project) -> ExitCode {
    let started = Instant::now();
    let job = Job::new(args, project);
    let layout = match job.check_destination() {
        Ok(layout) => layout,
        Err(Failure { kind, message, help }) => {
            job.fail(kind, &message, &help);
            return ExitCode::FAILURE;
        }
    };
    job.tidy_up();
    let Some((inputs, files, summary)) = job.generated(layout) else { return ExitCode::FAILURE };
    let is_done = match sync(&job.out, &files, job.mode) {
        Ok(comparison) => {
            let last = file_changes::summary(&summary, &comparison, started.elapsed());
            let is_done = job.report(&comparison, &last);
            if is_done && !comparison.is_clean() {
                job.print_changes(&inputs);
            }
            is_done
        }
        Err(error) => {
            job.fail("output", &error.to_string(), &job.advice(&error));
            false
        }
    };
    // A check tells everything that is out of date.
    let is_bumped = !args.bump || (!is_done && job.writes()) || job.bumped(&inputs);
    if is_done && is_bumped { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The command line with its defaults filled in.
struct Job<'a> {
    args: &'a Args,
    project: &'a Project,
    specs: Vec<PathBuf>,
    out: PathBuf,
    /// Whether the project's own crate is made from its own documents.
    is_own: bool,
    /// `out` as messages name it.
    shown: String,
    mode: Mode,
    policy: Policy,
}

impl<'a> Job<'a> {
    fn new(args: &'a Args, project: &'a Project) -> Self {
        let specs = if args.specs.is_empty() { vec![project.specs()] } else { args.specs.clone() };
        let out = args.out.clone().unwrap_or_else(|| project.generated());
        // Which documents the project has is for those to judge who review its changes.
        let is_own = args.specs.is_empty() && real(&out) == real(&project.generated());
        let deny_warnings = args.deny_warnings || specs.iter().any(|path| project.owns_specs(path));
        Self {
            shown: project.shown(&out),
            mode: match (args.check, args.replace || is_own) {
                (true, _) => Mode::Check,
                (false, true) => Mode::Replace,
                (false, false) => Mode::Write,
            },
            policy: Policy { deny_warnings, verbose: args.verbose },
            args,
            project,
            specs,
            out,
            is_own,
        }
    }

    /// Whether it does more than check.
    fn writes(&self) -> bool {
        self.mode != Mode::Check
    }

    /// Makes sure that crates may be written there; says in which layout.
    fn check_destination(&self) -> Result<Layout, Failure> {
        destination::check_place(&self.out, &self.specs, self.project)?;
        // The project's own crate is repaired, whatever is missing in it.
        if !self.is_member() {
            destination::check_content(&self.out, &self.shown)?;
        }
        Layout::choose(self.args.layout, &self.out, &self.shown, self.args.replace && !self.is_member())
    }

    /// Removes what commands left behind that were killed while they wrote there.
    fn tidy_up(&self) {
        if self.writes() {
            draft::remove_left_behind(&self.out);
        }
        if self.writes() && self.is_own {
            draft::remove_left_behind(self.project.root());
        }
    }

    /// The documents and the files to be written, or none when the documents are faulty; diagnostics are printed in any case.
    fn generated(&self, layout: Layout) -> Option<(Vec<Input>, Vec<generator::File>, Summary)> {
        let specs = Specs::read(&self.specs, self.project);
        let options = Options { flavour: self.flavour(layout) };
        let Outcome { files, diagnostics, summary } = generator::generate(&specs.inputs, &options);
        // What could be read is judged even when something else could not: all diagnostics in one run.
        let all = [specs.faults, diagnostics].concat();
        let texts = Texts::of(specs.inputs.iter().flat_map(Input::files));
        terminal::err(&self.args.message_format.diagnostics(&all, &texts, self.policy));
        let is_fine = !Totals::of(&all, self.policy).failed();
        is_fine.then_some((specs.inputs, files, summary))
    }

    fn flavour(&self, layout: Layout) -> Flavour {
        if self.is_member() { Flavour::Member } else { layout.flavour(&self.out, self.project.runtime_for(&self.out)) }
    }

    /// Whether the crate is the project's own, a member of its workspace.
    fn is_member(&self) -> bool {
        real(&self.out) == real(&self.project.generated())
    }

    /// What changed since the last commit, in short, where the project's own crate was written from its own documents.
    fn print_changes(&self, inputs: &[Input]) {
        if self.is_own && self.writes() && self.args.message_format.is_human() {
            terminal::out(&short::since_head(inputs, self.project));
        }
    }

    /// Raises the version, or reports that it has to be raised; whether it is up to date.
    fn bumped(&self, inputs: &[Input]) -> bool {
        let result = bump::run(inputs, self.project, self.mode);
        if let Err(Failure { kind, message, help }) = &result {
            terminal::err(&self.args.message_format.failure(kind, "Cargo.toml", message, help));
        }
        result.is_ok()
    }

    /// Shows what was written, or what keeps the folder from being as it should be; whether it is now.
    fn report(&self, comparison: &FolderComparison, summary: &str) -> bool {
        let foreign = file_changes::foreign(&comparison.foreign, &self.shown, self.args.message_format);
        if self.writes() && !foreign.is_empty() {
            terminal::err(&foreign);
            let message = "files that are not generated are in the way; nothing was written";
            self.fail("foreign-files", message, "move or delete them");
            return false;
        }
        if self.mode == Mode::Write && !comparison.lost.is_empty() {
            let message = format!("{}; nothing was written", file_changes::lost(&comparison.lost, &self.shown));
            let help = format!("name another folder, or replace the crate: `{}`", self.repair(Some("--replace")));
            self.fail("lost-documents", &message, &help);
            return false;
        }
        terminal::out(&file_changes::lines(comparison, &self.shown));
        if self.writes() || comparison.is_clean() {
            terminal::out(summary);
            return true;
        }
        terminal::out(&diff::unified(&comparison.changes, &self.shown, DIFF_LINES));
        terminal::out(summary);
        terminal::err(&foreign);
        let first = if foreign.is_empty() { "" } else { "move or delete the files marked with `!`, then " };
        let is_replaced = !self.is_own && !comparison.lost.is_empty();
        let (message, option) = if is_replaced {
            (file_changes::lost(&comparison.lost, &self.shown), Some("--replace"))
        } else {
            (format!("`{}` is out of date", self.shown), None)
        };
        self.fail("out-of-date", &message, &format!("{first}run `{}`", self.repair(option)));
        false
    }

    fn advice(&self, error: &sync::Error) -> String {
        match error {
            sync::Error::Io { .. } => {
                let option = (self.args.replace).then_some("--replace");
                format!("fix the cause, then run `{}` again", self.repair(option))
            }
            sync::Error::Path(_) => "please report this defect of the generator".to_owned(),
        }
    }

    /// Prints that the output is not as it should be.
    fn fail(&self, kind: &'static str, message: &str, help: &str) {
        terminal::err(&self.args.message_format.failure(kind, &self.shown, message, help));
    }

    /// The command that writes what this one checks.
    fn repair(&self, option: Option<&str>) -> String {
        let specs = self.args.specs.iter().map(|path| format!(" --specs {}", quoted(path)));
        let out = self.args.out.iter().map(|path| format!(" --out {}", quoted(path)));
        let option = option.into_iter().map(|option| format!(" {option}"));
        specs.chain(out).chain(option).fold("cargo xtask gen".to_owned(), |command, option| command + &option)
    }
}

/// The path as a shell takes it.
fn quoted(path: &Path) -> String {
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
