//! `cargo xtask mutations`: is the verdict of `generator::diff` right? Small documents are changed in one place after the
//! other; compilers and cargo-semver-checks judge the crates that come of them.
//!
//! ```text
//! base ──▶ edit ──▶ generate ──▶ crate ──▶ oracles ──┐
//!   └──────┴──▶ generator::diff ─────────────────────┴──▶ verdict_check ──▶ report, record
//! ```
//!
//! | module | what |
//! |---|---|
//! | `mutation`, `edit`, `documents` | the list of changes; a change of a document; the documents |
//! | `verdict` | the verdicts of `diff` and of the oracles |
//! | `oracles` | the crates of a mutation, compiled, documented and used |
//! | `program` | a program that uses every item of a crate, made of the generator's list of them |
//! | `compiler`, `semver` | the oracles themselves |
//! | `verdict_check` | whether the verdicts agree |
//! | `work` | all mutations, by several workers at a time |
//! | `record`, `report` | the file of verdicts; the report |
//!
//! The tests compare with what was recorded, and need no compiler.

mod compiler;
mod documents;
mod edit;
mod mutation;
mod oracles;
mod program;
mod record;
mod report;
mod semver;
#[cfg(test)]
mod tests;
mod verdict;
mod verdict_check;
mod work;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use crate::error::Error;
use crate::pattern::{HELP, Pattern, first_unmatched, is_wanted};
use compiler::Compiler;
use documents::Documents;
use mutation::{Direction, Mutation};
use oracles::Oracles;
use semver::SemverChecks;
use tool::project::Project;
use tool::terminal;
use verdict::Record;
use verdict_check::CheckedVerdict;

/// The folder of the documents and the lists, seen from the project's.
const FOLDER: &str = "xtask/lab/mutations";

/// Check the verdicts of `diff` against compilers and cargo-semver-checks, on documents with one change each.
///
/// Fails if a verdict is wrong for no known reason, or differs from the recorded one.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Only mutations whose name contains this; with `*` or `?` in it, whose whole name matches; may be repeated.
    #[arg(long, value_name = "PATTERN")]
    only: Vec<Pattern>,
    /// Write the verdicts to `xtask/lab/mutations/recorded.yaml`.
    #[arg(long)]
    update: bool,
    /// The path of cargo-semver-checks.
    #[arg(long, value_name = "PATH", default_value = "cargo-semver-checks")]
    semver_checks: PathBuf,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> ExitCode {
    match check_all(args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            terminal::err(&failure.render());
            ExitCode::FAILURE
        }
    }
}

/// What is kept in the folder.
struct MutationFiles {
    folder: PathBuf,
    base: Documents,
    mutations: Vec<Mutation>,
    records: BTreeMap<String, Record>,
}

impl MutationFiles {
    fn read(project: &Project) -> Result<Self, Error> {
        let folder = project.root().join(FOLDER);
        let fault = |name: &str, what: String| Error::new(format!("`{FOLDER}/{name}`: {what}"));
        let mutations = mutation::read(&text(&folder.join("mutations.yaml"))?);
        // It may be removed, to be written anew.
        let records = fs::read_to_string(folder.join("recorded.yaml")).unwrap_or_default();
        Ok(Self {
            base: Documents::read(&folder.join("base"))?,
            mutations: mutations.map_err(|what| fault("mutations.yaml", what))?,
            records: record::read(&records).map_err(|what| fault("recorded.yaml", what))?,
            folder,
        })
    }

    /// The mutations that are asked for.
    fn selected(&self, only: &[Pattern]) -> Result<Vec<&Mutation>, Error> {
        let names: Vec<_> = self.mutations.iter().map(|mutation| mutation.name.as_str()).collect();
        if let Some(pattern) = first_unmatched(only, &names) {
            let help = format!("{HELP}; the names stand in `{FOLDER}/mutations.yaml`");
            return Err(Error::new(format!("no mutation matches `--only {}`", pattern.text())).help(help));
        }
        Ok(self.mutations.iter().filter(|mutation| is_wanted(only, &mutation.name)).collect())
    }

    /// Takes new records over, and forgets those of mutations that are gone.
    fn update(&mut self, new: BTreeMap<String, Record>) -> Result<(), Error> {
        self.records.extend(new);
        let path = self.folder.join("recorded.yaml");
        let text = record::write(&self.mutations, &self.records);
        fs::write(&path, text).map_err(|error| Error::io("write", &path, &error))
    }
}

fn text(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|error| Error::io("read", path, &error))
}

/// Runs the oracles and prints the report; returns whether all verdicts are right.
fn check_all(args: &Args) -> Result<bool, Error> {
    let started = Instant::now();
    let project = xtask::project::find();
    let mut files = MutationFiles::read(&project)?;
    let mutations = files.selected(&args.only)?;
    let semver = SemverChecks::find(&args.semver_checks)?;
    let folder = project.target().join("mutations");
    let compiler = Compiler::prepare(&project, &folder)?;
    let oracles = Oracles { compiler, semver, project };
    let (records, mut failures) = work::all(&mutations, &files.base, &oracles, &folder)?;
    terminal::out(&report::render(&mutations, &records));
    terminal::err(&format!("{:.0} s\n", started.elapsed().as_secs_f64()));
    let is_wrong = |(mutation, record)| {
        Direction::ALL
            .into_iter()
            .any(|direction| matches!(verdict_check::check(mutation, record, direction), CheckedVerdict::Wrong(_)))
    };
    let is_right = !mutations.iter().filter_map(|m| Some((*m, records.get(&m.name)?))).any(is_wrong);
    if args.update {
        files.update(records)?;
    } else {
        failures.extend(records.iter().filter(|(name, record)| files.records.get(*name) != Some(record)).map(changed));
    }
    for failure in &failures {
        terminal::err(&failure.render());
    }
    Ok(is_right && failures.is_empty())
}

fn changed((name, _): (&String, &Record)) -> Error {
    let failure = Error::new("the verdict differs from the recorded one").within(name);
    failure.help("run again with `--update`, then review the diff")
}
