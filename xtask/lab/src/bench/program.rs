//! The bench programs of this project: built by cargo, run by their own.

use std::path::PathBuf;
use std::process::Command;

use super::artifact::Artifact;
use super::child;
use super::figure::Figure;
use super::group::Bench;
use crate::child::MESSAGES;
use crate::error::Error;

/// A bench program of a package.
pub(super) struct Program<'a> {
    /// The package.
    pub(super) package: &'a str,
    /// Its folder.
    pub(super) folder: &'a str,
    /// The program.
    pub(super) name: &'a str,
    /// The features of the package that it needs, separated by commas.
    pub(super) features: &'a str,
}

impl Program<'_> {
    /// Has cargo build the program; the executable file.
    pub(super) fn build(&self, bench: &Bench<'_>) -> Result<PathBuf, Error> {
        bench.begin(&format!("building the program `{}`", self.name));
        let mut cargo = xtask_launcher::cargo();
        cargo.args(["bench", "--package", self.package, "--bench", self.name, "--features", self.features]);
        cargo.args(["--no-run", MESSAGES]).current_dir(bench.project.root());
        let built = child::run(&mut cargo, &self.log(bench, "build"))?;
        Artifact::find(&built.out, self.name)
            .and_then(|artifact| artifact.executable)
            .ok_or_else(|| Error::new(format!("cargo built no program `{}`", self.name)))
    }

    /// Builds and runs the program; its figures.
    pub(super) fn figures(&self, bench: &Bench<'_>, words: &[&str]) -> Result<Vec<Figure>, Error> {
        let executable = self.build(bench)?;
        bench.begin("measuring");
        bench.measuring();
        let mut command = Command::new(executable);
        // As cargo calls it; the current folder is as cargo has it, too.
        command.arg("--bench").args(words).args(["--rounds", &bench.rounds.to_string()]);
        command.current_dir(bench.project.root().join(self.folder));
        Figure::parse(&child::run(&mut command, &self.log(bench, "run"))?.out)
    }

    fn log(&self, bench: &Bench<'_>, what: &str) -> PathBuf {
        bench.folder.join(format!("{}-{what}.log", self.name))
    }
}
