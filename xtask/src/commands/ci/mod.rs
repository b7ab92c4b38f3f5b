//! `cargo xtask ci`: what continuous integration runs, step by step, so that it can be run anywhere.

mod run;
mod steps;

use std::io;
use std::process::ExitCode;

use clap::builder::PossibleValuesParser;

use run::{Run, StepOutcome};
use steps::{STEPS, Step};
use tool::project::Project;
use tool::terminal::{self, WARN};

/// Run the checks of continuous integration.
///
/// Without names, all of them run in order. The first failure ends the run.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The steps to run; all when none is named.
    #[arg(value_name = "STEP", value_parser = PossibleValuesParser::new(STEPS.iter().map(|step| step.name)))]
    steps: Vec<String>,
    /// List the steps and their commands; run none.
    #[arg(long)]
    list: bool,
    /// Continue after a failure.
    #[arg(long)]
    keep_going: bool,
}

/// Runs the command.
pub(crate) fn run(args: &Args, project: &Project) -> ExitCode {
    // Always in the order of the list: the cheap and telling ones first.
    let is_chosen = |name: &str| args.steps.is_empty() || args.steps.iter().any(|step| step == name);
    let steps: Vec<_> = STEPS.iter().filter(|step| is_chosen(step.name)).collect();
    if args.list {
        terminal::out(&steps.iter().map(|step| step.listing()).collect::<String>());
        return ExitCode::SUCCESS;
    }
    let run = Run::of(&steps, args.keep_going, terminal::out, |step| execute(step, project));
    terminal::out(&run.summary());
    if run.outcome() == StepOutcome::Failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn execute(step: &Step, project: &Project) -> io::Result<StepOutcome> {
    if let Some(missing) = step.missing(project) {
        terminal::out(&format!("{WARN}skipped{WARN:#}: {missing}\n"));
        return Ok(StepOutcome::Skipped);
    }
    step.execute(project).map(|passed| if passed { StepOutcome::Passed } else { StepOutcome::Failed })
}
