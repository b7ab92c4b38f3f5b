//! The generation of one crate.

use std::path::PathBuf;
use std::time::Instant;

use generator::{File, Flavour, Input, Options, Outcome, Package, Summary};

use super::layout::Layout;
use super::{Args, OwnArgs, bump, quoted};
use crate::commands::diff::short;
use crate::destination;
use crate::draft;
use crate::package::{self, manifest};
use crate::program;
use crate::project::{Project, Target, documents, real, shown_join};
use crate::report::diagnostics::{Policy, Totals};
use crate::report::excerpt::Texts;
use crate::report::failure::Failure;
use crate::report::{diff, file_changes};
use crate::specs::Specs;
use crate::sync::{self, FolderComparison, Mode, sync};
use crate::terminal::{self, NOTE};

/// A diff is cut after this many lines.
const DIFF_LINES: usize = 100;

/// The manifest of a crate.
const MANIFEST: &str = "Cargo.toml";

/// The generation of one crate: the command line with its defaults filled in.
pub(super) struct Job<'a> {
    args: &'a Args,
    project: &'a Project,
    target: &'a Target<'a>,
    specs: Vec<PathBuf>,
    out: PathBuf,
    /// Whether the project's own crate is made from its own documents.
    is_own: bool,
    /// `out` as messages name it.
    shown: String,
    mode: Mode,
    policy: Policy,
    /// The command without the options that a message adds.
    command: String,
    /// Whether the command line asks to replace a crate.
    is_replaced: bool,
    /// The layout that the command line asks for.
    layout: Option<Layout>,
}

impl<'a> Job<'a> {
    /// A crate of the configuration.
    pub(super) fn of(args: &'a Args, project: &'a Project, target: &'a Target<'a>) -> Self {
        Self {
            shown: project.shown(&target.folder),
            mode: if args.check { Mode::Check } else { Mode::Replace },
            policy: Policy { deny_warnings: args.deny_warnings, verbose: args.verbose },
            args,
            project,
            target,
            specs: vec![project.specs()],
            out: target.folder.clone(),
            // Which documents the project has is for those to judge who review its changes.
            is_own: true,
            command: format!("{} gen", program::name()),
            is_replaced: false,
            layout: None,
        }
    }

    /// A crate of this repository, or one beside it from other documents.
    pub(super) fn own(args: &'a OwnArgs, project: &'a Project, target: &'a Target<'a>) -> Self {
        let OwnArgs { common, specs, out, replace, layout } = args;
        let options = specs.iter().map(|path| format!(" --specs {}", quoted(path)));
        let options = options.chain(out.iter().map(|path| format!(" --out {}", quoted(path))));
        let job = Self::of(common, project, target);
        let command = options.fold(job.command, |command, option| command + &option);
        let specs = if specs.is_empty() { job.specs } else { specs.clone() };
        let out = out.clone().unwrap_or(job.out);
        let is_own = args.specs.is_empty() && real(&out) == real(&target.folder);
        let deny_warnings = common.deny_warnings || specs.iter().any(|path| project.owns_specs(path));
        let mode = if common.check || is_own || *replace { job.mode } else { Mode::Write };
        let policy = Policy { deny_warnings, ..job.policy };
        let (shown, is_replaced, layout) = (project.shown(&out), *replace, *layout);
        Self { specs, out, is_own, shown, mode, policy, command, is_replaced, layout, ..job }
    }

    /// Generates the crate; whether that went well.
    pub(super) fn run(&self) -> bool {
        let started = Instant::now();
        let flavour = match self.flavour() {
            Ok(flavour) => flavour,
            Err(Failure { kind, message, help }) => {
                self.fail(kind, &message, &help);
                return false;
            }
        };
        self.tidy_up();
        let is_new = !self.out.join(MANIFEST).exists();
        let Some((inputs, files, summary)) = self.generated(flavour) else { return false };
        let is_done = match sync(&self.out, &files, self.mode) {
            Ok(comparison) => {
                let last = file_changes::summary(&summary, &comparison, started.elapsed());
                let is_done = self.report(&comparison, &last);
                if is_done && !comparison.is_clean() {
                    self.print_changes(&inputs);
                }
                is_done
            }
            Err(error) => {
                self.fail("output", &error.to_string(), &self.advice(&error));
                false
            }
        };
        if is_done && is_new && self.writes() {
            terminal::err(&package::membership_note(self.target, &self.shown));
        }
        // A check reports everything that is out of date.
        let is_bumped = !self.args.bump || (!is_done && self.writes()) || self.bumped(&inputs);
        is_done && is_bumped
    }

    /// What kind of crate is to be written, once it is sure that it may be written where it is to be.
    fn flavour(&self) -> Result<Flavour, Failure> {
        let package = self.package()?;
        let is_member = self.is_of_this_repository();
        let layout = Layout::choose(self.layout, &self.out, &self.shown, self.is_replaced && !is_member)?;
        Ok(match package {
            Some(package) => Flavour::Package(package),
            None if is_member => Flavour::Member,
            None => layout.flavour(&self.out, self.project.runtime_for(&self.out)),
        })
    }

    /// The package of a crate of the configuration, once it is sure that it may be written where it is to be.
    fn package(&self) -> Result<Option<Package>, Failure> {
        if self.target.settings.is_some_and(|settings| settings.products.is_empty()) {
            return Err(Failure {
                kind: "configuration",
                message: format!("crate `{}` lists no product", self.target.name),
                help: format!("add one: `{} add PRODUCT/VERSION OPERATION`", program::name()),
            });
        }
        destination::check_place(&self.out, &self.specs, self.project)?;
        let package = package::of(self.target, self.project)?;
        if package.is_some() {
            destination::check_package(&self.out, &self.shown)?;
            package::check_name(self.target, self.project)?;
        } else if !self.is_of_this_repository() {
            // This repository's own crate is repaired, whatever is missing in it.
            destination::check_content(&self.out, &self.shown)?;
        }
        Ok(package)
    }

    fn is_of_this_repository(&self) -> bool {
        self.target.settings.is_none() && real(&self.out) == real(&self.target.folder)
    }

    /// Whether it does more than check.
    fn writes(&self) -> bool {
        self.mode != Mode::Check
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
    fn generated(&self, flavour: Flavour) -> Option<(Vec<Input>, Vec<File>, Summary)> {
        let specs = self.documents();
        let Outcome { files, diagnostics, summary } = generator::generate(&specs.inputs, &Options { flavour });
        // What could be read is judged even when something else could not: all diagnostics in one run.
        let all = [specs.faults, diagnostics].concat();
        let configuration = self.project.configuration_text();
        let texts = Texts::of(specs.inputs.iter().flat_map(Input::files).chain(configuration));
        terminal::err(&self.args.message_format.diagnostics(&all, &texts, self.policy));
        if Totals::of(&all, self.policy).failed() {
            return None;
        }
        let files = files.into_iter().map(|file| self.with_own_part(file)).collect::<Result<_, _>>();
        match files {
            Ok(files) => Some((specs.inputs, files, summary)),
            Err(Failure { kind, message, help }) => {
                self.fail(kind, &message, &help);
                None
            }
        }
    }

    fn documents(&self) -> Specs {
        // Without the folder, each product that has no document is reported.
        let is_missing = self.target.settings.is_some() && !self.project.specs().exists();
        let all = if is_missing { Specs::default() } else { Specs::read(&self.specs, self.project) };
        documents(all, self.target.settings, &self.project.shown(&self.project.specs()))
    }

    /// The manifest of a package with what its users wrote; any other file as it is.
    fn with_own_part(&self, file: File) -> Result<File, Failure> {
        let is_shared = self.target.settings.is_some() && file.path == MANIFEST;
        let old = is_shared.then(|| std::fs::read_to_string(self.out.join(MANIFEST)).ok()).flatten();
        let Some(old) = old else { return Ok(file) };
        let shown = shown_join(&self.shown, MANIFEST);
        if let Some((format, by)) = manifest::outdated(&old).filter(|_| self.args.check) {
            terminal::err(&format!("{NOTE}note{NOTE:#}: `{shown}` was generated by {by}, for format {format}\n"));
        }
        Ok(File { content: manifest::merged(&old, &file.content, self.target.name, &shown)?, ..file })
    }

    /// What changed since the last commit, in short, where the project's own crate was written from its own documents.
    fn print_changes(&self, inputs: &[Input]) {
        if self.is_own && self.writes() && self.args.message_format.is_human() {
            terminal::out(&short::since_head(inputs, self.project, self.target));
        }
    }

    /// Raises the version, or reports that it has to be raised; whether it is up to date.
    fn bumped(&self, inputs: &[Input]) -> bool {
        let result = bump::run(inputs, self.project, self.target, self.mode);
        if let Err(Failure { kind, message, help }) = &result {
            terminal::err(&self.args.message_format.failure(
                kind,
                &self.target.version_place(self.project).manifest,
                message,
                help,
            ));
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
                let option = self.is_replaced.then_some("--replace");
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
        option.into_iter().fold(self.command.clone(), |command, option| format!("{command} {option}"))
    }
}
