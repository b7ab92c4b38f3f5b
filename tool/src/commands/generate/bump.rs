//! `cargo xtask gen --bump`: the version that the changes ask for, in the manifest, the lock file and the changelog.

use std::fs;
use std::io::ErrorKind;

use generator::Input;
use generator::diff::{Bump, Report, compare};

use crate::commands::diff::changelog as changes;
use crate::draft::Draft;
use crate::git::{self, Git};
use crate::project::Project;
use crate::report::failure::Failure;
use crate::sync::Mode;
use crate::terminal::{self, WARN};
use crate::version::base::Base;
use crate::version::{Version, changelog, manifest};

/// Where the version stands; the manifest is written last, so that a run that was stopped can be repeated.
const FILES: [&str; 3] = ["CHANGELOG.md", "Cargo.lock", "Cargo.toml"];

/// Writes the version that the changes since the base ask for; when checking, fails if there is anything to be written.
pub(super) fn run(inputs: &[Input], project: &Project, mode: Mode) -> Result<(), Failure> {
    let base = Base::find(Git::of(project.root())).map_err(|error| no_base(&error))?.ok_or_else(nothing_committed)?;
    let report = since(&base, inputs)?;
    let plan = BumpPlan::new(&base, &report, project)?;
    terminal::out(&plan.summary(&base.name));
    if plan.files.is_empty() {
        return Ok(());
    }
    if mode == Mode::Check {
        let message = format!("the version or the changelog does not reflect the changes since {}", base.name);
        return Err(Failure { kind: "version", message, help: "run `cargo xtask gen --bump`".to_owned() });
    }
    plan.write(project)
}

/// What changed since the base.
fn since(base: &Base, inputs: &[Input]) -> Result<Report, Failure> {
    let comparison = compare(&base.specs.inputs, inputs);
    match base.specs.faults.iter().chain(&comparison.errors).next() {
        None => Ok(comparison.report),
        Some(error) => Err(Failure {
            kind: "version",
            message: format!(
                "the documents of {} cannot be compared with: {}: {}",
                base.name, error.file, error.message
            ),
            help: format!("`cargo xtask diff {}` shows everything; raise the version by hand", base.name),
        }),
    }
}

/// What is to be written.
struct BumpPlan {
    bump: Bump,
    /// The version as it is, and as it has to be.
    versions: [Version; 2],
    /// The least that the changes ask for.
    least: Version,
    /// The names and texts of files that change.
    files: Vec<(&'static str, String)>,
}

impl BumpPlan {
    fn new(base: &Base, report: &Report, project: &Project) -> Result<Self, Failure> {
        let [changelog, lock, manifest] = FILES.map(|name| text(name, project));
        let [changelog, lock, manifest] = [changelog?, lock?, manifest?];
        let written = manifest::version(&manifest);
        let current = written.and_then(Version::parse).ok_or_else(|| no_version(written))?;
        let released = base.version.ok_or_else(|| no_released_version(&base.name))?;
        let least = released.after(report.bump());
        let version = least.max(current);
        let [from, to] = [current.to_string(), version.to_string()];
        let mut texts = [changelog.clone(), manifest::locked(&lock, &from, &to), manifest.clone()];
        if let Some(text) = manifest::with_version(&manifest, &to) {
            texts[2] = text;
        }
        // Report what is released.
        if version > released {
            texts[0] = changelog::updated(&changelog, released, version, &changes::lines(report));
        }
        let files = FILES.into_iter().zip(texts).zip([changelog, lock, manifest]);
        let files = files.filter(|((_, new), old)| new != old).map(|(file, _)| file).collect();
        Ok(Self { bump: report.bump(), versions: [current, version], least, files })
    }

    /// The verdict and the files.
    fn summary(&self, base: &str) -> String {
        let [from, to] = self.versions;
        let version = if from == to { format!("stays {to}") } else { format!("{from} → {to}") };
        let lines: Vec<String> = self.files.iter().map(|(name, _)| format!("{WARN}~{WARN:#} {name}\n")).collect();
        let reason = match self.bump {
            Bump::None => format!("no change since {base} asks for another"),
            bump => format!("the changes since {base} ask for {} ({bump})", self.least),
        };
        let numbers = to.numbers(self.bump).map(|numbers| format!("  {numbers}\n")).unwrap_or_default();
        format!("{}version {version}: {reason}\n{numbers}", lines.concat())
    }

    fn write(&self, project: &Project) -> Result<(), Failure> {
        for (name, text) in &self.files {
            let draft = Draft::within(project.root());
            draft.replace_safely(&project.root().join(name), text).map_err(|error| Failure {
                kind: "version",
                message: format!("cannot write `{name}`: {error}"),
                help: "fix the cause, then run `cargo xtask gen --bump` again".to_owned(),
            })?;
        }
        Ok(())
    }
}

/// The text of a file of the project; empty when there is none.
fn text(name: &str, project: &Project) -> Result<String, Failure> {
    match fs::read_to_string(project.root().join(name)) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(Failure {
            kind: "version",
            message: format!("cannot read `{name}`: {error}"),
            help: "make it readable".to_owned(),
        }),
    }
}

fn no_version(written: Option<&str>) -> Failure {
    let message = match written {
        Some(version) => format!("the version `{version}` in `Cargo.toml` cannot be raised"),
        None => "`Cargo.toml` has no version under `[workspace.package]`".to_owned(),
    };
    let help = "write one of three numbers, such as `1.2.3`, without a suffix";
    Failure { kind: "version", message, help: help.to_owned() }
}

fn no_released_version(base: &str) -> Failure {
    Failure {
        kind: "version",
        message: format!("`Cargo.toml` of {base} has no version of three numbers under `[workspace.package]`"),
        help: "raise the version by hand, and tag the release like `v1.2.3`: the next version follows from it"
            .to_owned(),
    }
}

fn nothing_committed() -> Failure {
    Failure {
        kind: "version",
        message: "there is no commit to compare the version with".to_owned(),
        help: "commit first; tag releases like `v1.2.3`".to_owned(),
    }
}

fn no_base(error: &git::Error) -> Failure {
    let (message, help) = match error {
        git::Error::Missing => ("`git` is not installed, so the last release is unknown".to_owned(), "install git"),
        git::Error::NoRepository => {
            ("the project is not in a git repository, so the last release is unknown".to_owned(), "leave out `--bump`")
        }
        git::Error::Failed(reason) => {
            (format!("git cannot find the last release: {reason}"), "fix the problem with git")
        }
    };
    Failure { kind: "version", message, help: help.to_owned() }
}
