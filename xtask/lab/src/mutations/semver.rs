//! The oracle cargo-semver-checks.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

use generator::diff::Bump;

use crate::child::{self, first_fault};
use crate::error::Error;

/// How many lines of a fault are shown.
const LINES: usize = 20;

/// Calls cargo-semver-checks.
pub(super) struct SemverChecks {
    program: PathBuf,
}

/// The version that it requires, and the lints that failed.
pub(super) type SemverVerdict = (Bump, Vec<String>);

impl SemverChecks {
    /// The tool, if it is there.
    pub(super) fn find(program: &Path) -> Result<Self, Error> {
        match Command::new(program).arg("--version").output() {
            Ok(done) if done.status.success() => Ok(Self { program: program.to_owned() }),
            Ok(done) => Err(Error::new(format!("`{} --version` failed: {}", program.display(), done.status))),
            Err(error) => Err(missing(program, &error)),
        }
    }

    /// Runs it on two crates, documented as JSON.
    pub(super) fn ask(&self, old: &Path, new: &Path, log: &Path) -> Result<SemverVerdict, Error> {
        let mut command = Command::new(&self.program);
        // As if for a patch: what asks for a minor version is reported, too.
        command.args(["semver-checks", "--color", "never", "--release-type", "patch", "--baseline-rustdoc"]);
        command.arg(old).arg("--current-rustdoc").arg(new);
        let done = child::run(&mut command, log).map_err(|error| missing(&self.program, &error))?;
        let output = format!("{}\n{}", done.err, done.out);
        let failure = || Error::new(format!("cargo-semver-checks failed:\n{}", first_fault(&output, LINES)));
        verdict(&output).ok_or_else(failure)
    }
}

fn missing(program: &Path, error: &std::io::Error) -> Error {
    let failure = Error::new(format!("cannot run `{}`: {error}", program.display()));
    if error.kind() == ErrorKind::NotFound {
        failure
            .help("`cargo install cargo-semver-checks --locked` installs it; `--semver-checks PATH` says where it is")
    } else {
        failure
    }
}

/// The verdict in what it printed.
fn verdict(output: &str) -> Option<SemverVerdict> {
    let summary = output.lines().find_map(|line| line.trim_start().strip_prefix("Summary "))?;
    let bump = match summary.trim_start() {
        rest if rest.starts_with("semver requires new major version") => Bump::Major,
        rest if rest.starts_with("semver requires new minor version") => Bump::Minor,
        rest if rest.starts_with("no semver update required") => Bump::None,
        _ => return None,
    };
    let lints = output.lines().filter_map(|line| line.strip_prefix("--- failure ")?.split_once(':'));
    let mut lints: Vec<String> = lints.map(|(lint, _)| lint.to_owned()).collect();
    lints.sort();
    lints.dedup();
    Some((bump, lints))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_are_read() {
        let quiet = "    Checking <unknown> v0.0.0 -> v0.0.0\n     Summary no semver update required\n";
        assert_eq!(verdict(quiet), Some((Bump::None, Vec::new())));
        let loud = "     Summary semver requires new major version: 2 major and 1 minor checks failed\n\n\
                    --- failure struct_missing: pub struct removed or renamed ---\n\nFailed in:\n\
                    --- failure enum_missing: pub enum removed or renamed ---\n";
        assert_eq!(verdict(loud), Some((Bump::Major, vec!["enum_missing".to_owned(), "struct_missing".to_owned()])));
        let minor = "     Summary semver requires new minor version: 0 major and 1 minor checks failed\n";
        assert_eq!(verdict(minor), Some((Bump::Minor, Vec::new())));
        assert_eq!(verdict("error: no such file\n"), None);
    }
}
