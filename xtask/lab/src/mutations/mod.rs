//! `cargo xtask mutations`: is the verdict of `generator::diff` right? Small documents are changed in one place after the
//! other; compilers and cargo-semver-checks judge the crates that come of them.
//!
//! ```text
//! base ──▶ edit ──▶ generate ──▶ crate ──▶ oracles ──┐
//!   └──────┴──▶ generator::diff ─────────────────────┴──▶ judge ──▶ report, record
//! ```
//!
//! | module | what |
//! |---|---|
//! | `mutation`, `edit`, `documents` | the list of changes; a change of a document; the documents |
//! | `verdict` | what we say, and what the oracles say |
//! | `oracles` | the crates of a mutation, compiled, documented and used |
//! | `program` | a program that uses every item of a crate, made from its sources |
//! | `compiler`, `semver` | the oracles themselves |
//! | `judge` | whether the verdicts agree |
//! | `work` | all mutations, by several workers at a time |
//! | `record`, `report` | what is kept; what is told |
//!
//! The tests compare with what was recorded, and need no compiler.

mod compiler;
mod documents;
mod edit;
mod judge;
mod mutation;
mod oracles;
mod program;
mod record;
mod report;
mod semver;
#[cfg(test)]
mod tests;
mod verdict;
mod work;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use crate::failure::Failure;
use crate::pattern::{HELP, Pattern, idle, is_wanted};
use compiler::Compiler;
use documents::Documents;
use judge::Judged;
use mutation::{Mutation, Way};
use oracles::Oracles;
use semver::SemverChecks;
use verdict::Record;
use xtask::terminal;
use xtask::workspace::Workspace;

/// The folder of the documents and the lists, seen from the project's.
const FOLDER: &str = "xtask/lab/mutations";

/// Checks the verdicts of `diff` against compilers and cargo-semver-checks, on documents changed in one place.
///
/// Fails when a verdict is wrong for no known reason, or is not as recorded.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Only mutations whose name contains this; with `*` or `?` in it, whose whole name matches; may be repeated.
    #[arg(long, value_name = "PATTERN")]
    only: Vec<Pattern>,
    /// Write what is said to `xtask/lab/mutations/recorded.yaml`.
    #[arg(long)]
    update: bool,
    /// The program cargo-semver-checks.
    #[arg(long, value_name = "PATH", default_value = "cargo-semver-checks")]
    semver_checks: PathBuf,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> ExitCode {
    match judged(args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            terminal::err(&failure.render());
            ExitCode::FAILURE
        }
    }
}

/// What is kept in the folder.
struct Kept {
    folder: PathBuf,
    base: Documents,
    mutations: Vec<Mutation>,
    records: BTreeMap<String, Record>,
}

impl Kept {
    fn read(workspace: &Workspace) -> Result<Self, Failure> {
        let folder = workspace.root().join(FOLDER);
        let fault = |name: &str, what: String| Failure::new(format!("`{FOLDER}/{name}`: {what}"));
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
    fn chosen(&self, only: &[Pattern]) -> Result<Vec<&Mutation>, Failure> {
        let names: Vec<_> = self.mutations.iter().map(|mutation| mutation.name.as_str()).collect();
        if let Some(pattern) = idle(only, &names) {
            let help = format!("{HELP}; the names stand in `{FOLDER}/mutations.yaml`");
            return Err(Failure::new(format!("no mutation matches `--only {}`", pattern.text())).help(help));
        }
        Ok(self.mutations.iter().filter(|mutation| is_wanted(only, &mutation.name)).collect())
    }

    /// Takes new records over, and forgets those of mutations that are gone.
    fn update(&mut self, new: BTreeMap<String, Record>) -> Result<(), Failure> {
        self.records.extend(new);
        let path = self.folder.join("recorded.yaml");
        let text = record::write(&self.mutations, &self.records);
        fs::write(&path, text).map_err(|error| Failure::io("write", &path, &error))
    }
}

fn text(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::io("read", path, &error))
}

/// Asks the oracles, and tells; whether all is well.
fn judged(args: &Args) -> Result<bool, Failure> {
    let started = Instant::now();
    let workspace = Workspace::find();
    let mut kept = Kept::read(&workspace)?;
    let chosen = kept.chosen(&args.only)?;
    let semver = SemverChecks::find(&args.semver_checks)?;
    let folder = workspace.target().join("mutations");
    let compiler = Compiler::prepare(&workspace, &folder)?;
    let oracles = Oracles { compiler, semver, workspace };
    let (records, mut failures) = work::all(&chosen, &kept.base, &oracles, &folder)?;
    terminal::out(&report::render(&chosen, &records));
    terminal::err(&format!("{:.0} s\n", started.elapsed().as_secs_f64()));
    let is_wrong = |(mutation, record)| {
        Way::ALL.into_iter().any(|way| matches!(judge::judge(mutation, record, way), Judged::Wrong(_)))
    };
    let is_right = !chosen.iter().filter_map(|m| Some((*m, records.get(&m.name)?))).any(is_wrong);
    if args.update {
        kept.update(records)?;
    } else {
        failures.extend(records.iter().filter(|(name, record)| kept.records.get(*name) != Some(record)).map(changed));
    }
    for failure in &failures {
        terminal::err(&failure.render());
    }
    Ok(is_right && failures.is_empty())
}

fn changed((name, _): (&String, &Record)) -> Failure {
    let failure = Failure::new("what is said is not what is recorded").within(name);
    failure.help("`--update` records it; read the difference")
}
