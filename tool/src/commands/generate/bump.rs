//! `cargo xtask gen --bump`: the version that the changes ask for, in the manifest, the lock file and the changelog.

use std::fs;
use std::io::ErrorKind;

use generator::Input;
use generator::diff::{Bump, Report, compare};

use crate::commands::diff::changelog as changes;
use crate::draft::{Replacement, replace_unchanged};
use crate::git;
use crate::program;
use crate::project::{Project, Target};
use crate::report::failure::Failure;
use crate::sync::Mode;
use crate::terminal::{self, WARN};
use crate::version::base::Base;
use crate::version::place::VersionPlace;
use crate::version::{Version, changelog, manifest};

/// Writes the version that the changes since the base ask for; when checking, fails if there is anything to be written.
pub(super) fn run(inputs: &[Input], project: &Project, target: &Target<'_>, mode: Mode) -> Result<(), Failure> {
    let base = Base::find(project, target).map_err(|error| no_base(&error))?.ok_or_else(nothing_committed)?;
    let report = since(&base, inputs)?;
    let plan = BumpPlan::new(&base, &report, project, &target.version_place(project))?;
    terminal::out(&plan.summary(&base.name));
    if plan.files.is_empty() {
        return Ok(());
    }
    if mode == Mode::Check {
        let message = format!("the version or the changelog does not reflect the changes since {}", base.name);
        return Err(Failure { kind: "version", message, help: format!("run `{} gen --bump`", program::name()) });
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
            help: format!("`{} diff {}` shows everything; raise the version by hand", program::name(), base.name),
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
    /// The names of files that change, with their texts before and after.
    files: Vec<(String, [String; 2])>,
}

impl BumpPlan {
    fn new(base: &Base, report: &Report, project: &Project, place: &VersionPlace) -> Result<Self, Failure> {
        // The manifest is written last, so that a run that was stopped can be repeated.
        let names = [&place.changelog, &place.lock, &place.manifest];
        let [changelog, lock, manifest] = names.map(|name| text(name, project));
        let [changelog, lock, manifest] = [changelog?, lock?, manifest?];
        let written = place.version(&manifest);
        let current = written.and_then(Version::parse).ok_or_else(|| no_version(written, &manifest, place))?;
        let released = base.version.ok_or_else(|| no_released_version(&base.name, place))?;
        let least = released.after(report.bump());
        let version = least.max(current);
        let [from, to] = [current.to_string(), version.to_string()];
        let mut texts =
            [changelog.clone(), manifest::locked(&lock, place.package.as_deref(), &from, &to), manifest.clone()];
        if let Some(text) = manifest::with_version(&manifest, place.table, &to) {
            texts[2] = text;
        }
        // Report what is released.
        if version > released {
            texts[0] = changelog::updated(&changelog, released, version, &changes::lines(report));
        }
        let texts = [changelog, lock, manifest].into_iter().zip(texts).map(|(old, new)| [old, new]);
        let files = names.into_iter().cloned().zip(texts).filter(|(_, [old, new])| new != old).collect();
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
        for (name, [old, new]) in &self.files {
            let path = project.root().join(name);
            let old = (!old.is_empty() || path.exists()).then_some(old.as_str());
            let failure = |message| Failure {
                kind: "version",
                message,
                help: format!("fix the cause, then run `{} gen --bump` again", program::name()),
            };
            let written = replace_unchanged(&path, old, new);
            match written.map_err(|error| failure(format!("cannot write `{name}`: {error}")))? {
                Replacement::Done => {}
                Replacement::Outdated => return Err(failure(format!("`{name}` was changed meanwhile"))),
            }
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

fn no_version(written: Option<&str>, text: &str, place: &VersionPlace) -> Failure {
    let VersionPlace { manifest, table, .. } = place;
    if text.lines().any(|line| line.trim_start().starts_with("version.workspace")) && written.is_none() {
        return Failure {
            kind: "version",
            message: format!("the version in `{manifest}` is inherited from the workspace, and of other packages, too"),
            help: "raise it by hand, or give the crate a version of its own".to_owned(),
        };
    }
    let message = match written {
        Some(version) => format!("the version `{version}` in `{manifest}` cannot be raised"),
        None => format!("`{manifest}` has no version under `{table}`"),
    };
    let help = "write one of three numbers, such as `1.2.3`, without a suffix";
    Failure { kind: "version", message, help: help.to_owned() }
}

fn no_released_version(base: &str, place: &VersionPlace) -> Failure {
    let VersionPlace { manifest, table, tag_prefix, .. } = place;
    Failure {
        kind: "version",
        message: format!("`{manifest}` of {base} has no version of three numbers under `{table}`"),
        help: format!(
            "raise the version by hand, and tag the release like `{tag_prefix}v1.2.3`: the next version follows from it"
        ),
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
