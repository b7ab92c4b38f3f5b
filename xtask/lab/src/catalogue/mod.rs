//! `cargo xtask catalogue`: every document of a folder by itself, from its text to a tested crate, in figures.
//!
//! ```text
//! select ──▶ dependencies ──▶ work (generate ▸ cargo check ▸ cargo doc ▸ cargo test) ──▶ report, json
//! ```
//!
//! | module | what |
//! |---|---|
//! | `select` | which documents, and what they are called |
//! | `plan` | what to do, and the folder of the crates |
//! | `command`, `cargo` | the commands of cargo, and one call of it: output, log, time |
//! | `dependencies` | builds what all crates stand on, so that it is in nobody's figures |
//! | `pipeline` | one document through all steps: its `result` |
//! | `work`, `progress` | all documents, and the progress |
//! | `samples` | what the sample tests printed |
//! | `metrics`, `table`, `report`, `json` | results as text and as JSON |
//! | `messages` | all findings, for programs that read the standard error |

mod cargo;
mod command;
mod dependencies;
mod json;
mod messages;
mod metrics;
mod pipeline;
mod plan;
mod progress;
mod report;
mod result;
mod samples;
mod select;
mod table;
mod work;

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use crate::pattern::Pattern;
use command::CargoCommand;
use plan::{OutputFolder, Plan};
use result::DocumentResult;
use select::SelectedDocument;
use tool::destination;
use tool::project::{Project, real};
use tool::report::diagnostics::Policy;
use tool::report::excerpt::Texts;
use tool::report::failure::Failure;
use tool::report::format::MessageFormat;
use tool::specs::SpecFiles;
use tool::terminal::{self, WARN};

/// Generate a crate from each document, and check the crates with cargo.
///
/// The crates share their dependencies, compiled once, in the versions of this project's Cargo.lock. Fails if a document cannot
/// be generated, an operation disappears, or cargo rejects a crate; the other documents are still tried.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// A tree of .yaml, .yml or .json documents, or one document [default: ../shared/metadata beside the project, or
    /// the folder in `ALIBABACLOUD_METADATA`; skipped if there is none].
    #[arg(long, value_name = "DIR")]
    specs: Option<PathBuf>,
    /// Compile every crate, all targets, with warnings denied.
    #[arg(long)]
    check: bool,
    /// Build the documentation of every crate, with warnings denied.
    #[arg(long)]
    doc: bool,
    /// Run the tests of every crate: all documented sample responses are decoded and encoded again.
    #[arg(long)]
    test: bool,
    /// How many documents to process at a time. The generator and cargo use all processors anyway; more than one pays off on
    /// machines with many. Each worker has its own target folder, and builds the dependencies once.
    #[arg(long, value_name = "N", default_value = "1")]
    jobs: NonZero<usize>,
    /// Only documents whose path contains this; with `*` or `?` in it, whose whole path matches; may be repeated.
    #[arg(long, value_name = "PATTERN")]
    only: Vec<Pattern>,
    /// A random sample of this many of these documents. The same seed always draws the same ones; a document more or less
    /// changes at most one of them.
    #[arg(long, value_name = "N")]
    sample: Option<NonZero<usize>>,
    /// The seed of the sample.
    #[arg(long, value_name = "S", default_value = "0", requires = "sample")]
    seed: u64,
    /// Also write all figures as JSON; with `-` to standard output, and the tables to standard error.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// The folder of the crates [default: catalogue in the target folder].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The format of messages on standard error; with any but `human`, no progress is shown there.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    message_format: MessageFormat,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> ExitCode {
    let started = Instant::now();
    let project = xtask::project::find();
    if let (None, Some(missing)) = (&args.specs, project.missing_metadata()) {
        let skipped = format!("{WARN}skipped{WARN:#}: {missing}\n");
        terminal::err(if args.message_format.is_human() { &skipped } else { "" });
        return ExitCode::SUCCESS;
    }
    let specs = args.specs.clone().unwrap_or_else(|| project.metadata());
    let Some(documents) = documents(&specs, args, &project) else { return ExitCode::FAILURE };
    let plan = plan(args, &project);
    if let Err(Failure { kind, message, help }) =
        destination::check_place(&plan.place.out, std::slice::from_ref(&specs), &project)
    {
        fail(args, kind, &message, &help);
        return ExitCode::FAILURE;
    }
    let cargos = match dependencies::prepare(&plan) {
        Ok(cargos) => cargos,
        Err(failure) => {
            terminal::err(&match plan.format.is_human() {
                true => report::failure("the dependencies of all crates", &failure),
                false => messages::failed("", &failure, plan.format),
            });
            return ExitCode::FAILURE;
        }
    };
    let entries = work::all(&documents, &plan, &cargos);
    let is_printed = print_report(args, &plan, &project.shown(&specs), &entries, started);
    let failed = !is_printed || entries.iter().any(|entry| entry.failure.is_some());
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// What the arguments ask for.
fn plan(args: &Args, project: &Project) -> Plan {
    let wanted = [(args.check, CargoCommand::Check), (args.doc, CargoCommand::Doc), (args.test, CargoCommand::Test)];
    let steps: Vec<_> = wanted.into_iter().filter_map(|(is_wanted, step)| is_wanted.then_some(step)).collect();
    let out = args.out.clone().unwrap_or_else(|| project.target().join("catalogue"));
    let place = OutputFolder { out: real(&out), shown: project.shown(&out), project: project.clone() };
    Plan { steps, jobs: args.jobs.get(), place, format: args.message_format }
}

/// The documents to work on; none if the arguments are wrong, which is printed.
fn documents(specs: &Path, args: &Args, project: &Project) -> Option<Vec<SelectedDocument>> {
    let found = SpecFiles::find(&[specs.to_owned()], project);
    if !found.faults.is_empty() {
        terminal::err(&args.message_format.diagnostics(&found.faults, &Texts::default(), Policy::default()));
        return None;
    }
    let (selected, idle) = select::choose(found.documents, &args.only);
    for pattern in idle.into_iter().filter(|_| args.message_format.is_human()) {
        terminal::err(&format!("{WARN}warning{WARN:#}: no document matches `--only {}`\n", pattern.text()));
    }
    if selected.is_empty() {
        let help = "`--only` takes a part of a path, or a whole path with `*` and `?` in it";
        fail(args, "nothing-to-do", "nothing to do", help);
        return None;
    }
    let Some(size) = args.sample else { return Some(selected) };
    let all = selected.len();
    let sample = select::sample(selected, size.get(), args.seed);
    if args.message_format.is_human() {
        terminal::err(&format!("a sample of {} of {all} documents, with seed {}\n", sample.len(), args.seed));
    }
    Some(sample)
}

/// Prints the results; returns whether all of them could be written.
fn print_report(args: &Args, plan: &Plan, specs: &str, entries: &[DocumentResult], started: Instant) -> bool {
    terminal::err(&messages::all(entries, plan.format));
    let text = report::all(entries, &plan.steps, &plan.place.shown, started.elapsed());
    let Some(file) = &args.json else {
        terminal::out(&text);
        return true;
    };
    let json = json::document(entries, &plan.steps, specs, started.elapsed());
    if file.as_os_str() == "-" {
        if plan.format.is_human() {
            terminal::err(&text);
        }
        terminal::out(&json);
        return true;
    }
    terminal::out(&text);
    match std::fs::write(file, json) {
        Ok(()) => true,
        Err(error) => {
            let message = format!("cannot write `{}`: {error}", file.display());
            fail(args, "output", &message, "name another file with `--json FILE`");
            false
        }
    }
}

fn fail(args: &Args, kind: &'static str, message: &str, help: &str) {
    terminal::err(&args.message_format.failure(kind, "", message, help));
}
