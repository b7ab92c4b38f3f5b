//! `cargo xtask catalogue`: every document of a folder by itself, from its text to a tested crate, in figures.
//!
//! ```text
//! select ──▶ dependencies ──▶ work (generate ▸ cargo check ▸ cargo doc ▸ cargo test) ──▶ report, json
//! ```
//!
//! | module | what |
//! |---|---|
//! | `select` | which documents, and what they are called |
//! | `step`, `cargo` | the commands of cargo, and one call of it: output, log, time |
//! | `dependencies` | builds what all crates stand on, so that it is in nobody's figures |
//! | `pipeline` | one document through all steps: an `entry` |
//! | `work`, `progress` | all documents, and what is going on meanwhile |
//! | `samples` | what the sample tests printed |
//! | `figures`, `table`, `report`, `json` | entries as text and as JSON |
//! | `messages` | what was found, for programs that read the standard error |

mod cargo;
mod dependencies;
mod entry;
mod figures;
mod json;
mod messages;
mod pipeline;
mod progress;
mod report;
mod samples;
mod select;
mod step;
mod table;
mod work;

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use crate::pattern::Pattern;
use entry::Entry;
use pipeline::Place;
use select::Chosen;
use step::Step;
use xtask::destination;
use xtask::report::diagnostics::Policy;
use xtask::report::excerpt::Texts;
use xtask::report::failure::Failure;
use xtask::report::format::MessageFormat;
use xtask::specs::Found;
use xtask::terminal::{self, WARN};
use xtask::workspace::{Workspace, real};

/// Generates a crate from every document by itself, and lets cargo judge the crates.
///
/// The crates share what they depend on, compiled once, and the versions of this project's Cargo.lock. Fails when a
/// document cannot be generated, an operation disappears, or cargo finds fault with a crate; the other documents are
/// tried all the same.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// A tree of .yaml, .yml or .json documents, or one document [default: ../shared/metadata beside the project, or
    /// the folder that `ALIBABACLOUD_METADATA` names; skipped when there is none].
    #[arg(long, value_name = "DIR")]
    specs: Option<PathBuf>,
    /// Compile every crate, all targets, warnings denied.
    #[arg(long)]
    check: bool,
    /// Build the documentation of every crate, warnings denied.
    #[arg(long)]
    doc: bool,
    /// Run the tests of every crate: all documented sample responses are read and written back.
    #[arg(long)]
    test: bool,
    /// How many documents to work on at a time. The generator and cargo use all processors by themselves; more than one
    /// pays with many processors. Each worker has a target folder, and builds the dependencies once.
    #[arg(long, value_name = "N", default_value = "1")]
    jobs: NonZero<usize>,
    /// Only documents whose path contains this; with `*` or `?` in it, whose whole path matches; may be repeated.
    #[arg(long, value_name = "PATTERN")]
    only: Vec<Pattern>,
    /// Write all figures as JSON, too; `-` is the standard output, and the tables go to the standard error then.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// The folder of the crates [default: catalogue in the target folder].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The form of everything that is told on the standard error; all but `human` take the place of the progress there.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    message_format: MessageFormat,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> ExitCode {
    let started = Instant::now();
    let workspace = Workspace::find();
    if let (None, Some(missing)) = (&args.specs, workspace.missing_metadata()) {
        let skipped = format!("{WARN}skipped{WARN:#}: {missing}\n");
        terminal::err(if args.message_format.is_human() { &skipped } else { "" });
        return ExitCode::SUCCESS;
    }
    let specs = args.specs.clone().unwrap_or_else(|| workspace.metadata());
    let Some(documents) = documents(&specs, args, &workspace) else { return ExitCode::FAILURE };
    let plan = Plan::new(args, &workspace);
    if let Err(Failure { kind, message, help }) =
        destination::check_place(&plan.place.out, std::slice::from_ref(&specs), &workspace)
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
    let told = tell(args, &plan, &workspace.shown(&specs), &entries, started);
    let failed = !told || entries.iter().any(|entry| entry.failure.is_some());
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// What to do with every document.
struct Plan {
    steps: Vec<Step>,
    jobs: usize,
    place: Place,
    format: MessageFormat,
}

impl Plan {
    fn new(args: &Args, workspace: &Workspace) -> Self {
        let wanted = [(args.check, Step::Check), (args.doc, Step::Doc), (args.test, Step::Test)];
        let steps: Vec<_> = wanted.into_iter().filter_map(|(is_wanted, step)| is_wanted.then_some(step)).collect();
        let out = args.out.clone().unwrap_or_else(|| workspace.target().join("catalogue"));
        let place = Place { out: real(&out), shown: workspace.shown(&out), workspace: workspace.clone() };
        Self { steps, jobs: args.jobs.get(), place, format: args.message_format }
    }
}

/// The documents to work on; none when something is wrong with the arguments, which is told.
fn documents(specs: &Path, args: &Args, workspace: &Workspace) -> Option<Vec<Chosen>> {
    let found = Found::below(&[specs.to_owned()], workspace);
    if !found.faults.is_empty() {
        terminal::err(&args.message_format.diagnostics(&found.faults, &Texts::default(), Policy::default()));
        return None;
    }
    let (chosen, idle) = select::choose(found.documents, &args.only);
    for pattern in idle.into_iter().filter(|_| args.message_format.is_human()) {
        terminal::err(&format!("{WARN}warning{WARN:#}: no document matches `--only {}`\n", pattern.text()));
    }
    if chosen.is_empty() {
        let help = "`--only` takes a part of a path, or a whole path with `*` and `?` in it";
        fail(args, "nothing-to-do", "there is nothing to do", help);
        return None;
    }
    Some(chosen)
}

/// Prints what came out; whether all of it could be told.
fn tell(args: &Args, plan: &Plan, specs: &str, entries: &[Entry], started: Instant) -> bool {
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
