//! `cargo xtask bench`: what the project promises, in figures, beside what was promised.
//!
//! ```text
//! budgets ──▶ areas (groups of figures, each measured by a program or a compiler) ──▶ report, json
//! ```
//!
//! | module | what |
//! |---|---|
//! | `unit`, `figure`, `budget` | a quantity; its samples; what it may be at most |
//! | `area`, `group`, `session` | what can be measured; in groups; measuring one group after the other |
//! | `generate`, `compile`, `codec`, `call` | the areas |
//! | `child`, `artifact` | running a process; what cargo built |
//! | `program`, `generated_crate`, `throwaway` | a bench program of this project; a generated crate; a small crate that uses it |
//! | `machine` | what else the machine was doing |
//! | `progress`, `report`, `json` | the output |
//!
//! Time is CPU time wherever possible: it hardly changes when the machine does something else as well.

mod area;
mod artifact;
mod budget;
mod call;
mod child;
mod codec;
mod compile;
mod figure;
mod generate;
mod generated_crate;
mod group;
mod json;
mod machine;
mod program;
mod progress;
mod report;
mod session;
mod throwaway;
mod unit;

use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::error::Error;
use crate::pattern::{HELP, Pattern, first_unmatched, is_wanted};
use area::Area;
use budget::Budgets;
use session::{Measured, Session};
use tool::terminal;

/// The promises, seen from the project's folder.
const BUDGETS: &str = "xtask/lab/budgets.yaml";

/// How clap, too, ends on wrong usage.
const WRONG_USAGE: u8 = 2;

/// Measure the project's performance, and compare it with the budgets in `xtask/lab/budgets.yaml`.
///
/// Without names, all areas. Figures that need the vendor's documents are skipped if these are missing. Fails if something
/// could not be measured; a missed budget is only reported, unless `--deny` is given.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The areas to measure; all if none is named.
    #[arg(value_name = "AREA", value_enum)]
    areas: Vec<Area>,
    /// The number of samples of each figure.
    #[arg(long, value_name = "N", default_value = "5")]
    rounds: NonZero<usize>,
    /// Only figures whose name contains this, as `compile/ice-2024`; with `*` or `?` in it, whose whole name matches; may
    /// be repeated.
    #[arg(long, value_name = "PATTERN")]
    only: Vec<Pattern>,
    /// List the names of the figures; measure none.
    #[arg(long)]
    list: bool,
    /// Also write all figures with their samples as JSON; with `-` to standard output, and the table to standard error.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Fail if a budget is missed.
    #[arg(long)]
    deny: bool,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> ExitCode {
    let areas = if args.areas.is_empty() { Area::ALL.to_vec() } else { args.areas.clone() };
    let names: Vec<_> = areas.iter().flat_map(|area| area.groups()).flat_map(|group| group.figures).collect();
    if let Some(pattern) = first_unmatched(&args.only, &names.iter().map(String::as_str).collect::<Vec<_>>()) {
        terminal::err(&unmatched(pattern, &args.areas).render());
        return ExitCode::from(WRONG_USAGE);
    }
    if args.list {
        let wanted = names.iter().filter(|name| is_wanted(&args.only, name));
        terminal::out(&wanted.flat_map(|name| [name.as_str(), "\n"]).collect::<String>());
        return ExitCode::SUCCESS;
    }
    let project = xtask::project::find();
    let budgets = match Budgets::read(&project.root().join(BUDGETS), BUDGETS) {
        Ok(budgets) => budgets,
        Err(failure) => {
            terminal::err(&failure.render());
            return ExitCode::FAILURE;
        }
    };
    let measured = Session::new(&project, args.rounds.get(), &args.only).measure(&areas);
    let is_printed = print_report(args.json.as_deref(), &measured, &budgets);
    let idle = budgets.idle(&measured);
    for failure in &idle {
        terminal::err(&failure.render());
    }
    let missed = args.deny && report::missed(&measured, &budgets) > 0;
    let failed = missed || !is_printed || !idle.is_empty() || measured.failed > 0;
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// That a pattern matches nothing of what is to be measured.
fn unmatched(pattern: &Pattern, areas: &[Area]) -> Error {
    let names: Vec<_> = areas.iter().map(|area| format!("`{}`", area.name())).collect();
    let of = if names.is_empty() { String::new() } else { format!(" of {}", names.join(" or ")) };
    let help = format!("{HELP}; `--list` shows the names of the figures");
    Error::new(format!("no figure{of} matches `--only {}`", pattern.text())).help(help)
}

/// Prints the results; returns whether all of them could be written.
fn print_report(file: Option<&Path>, measured: &Measured, budgets: &Budgets) -> bool {
    let text = report::all(measured, budgets);
    let Some(file) = file else {
        terminal::out(&text);
        return true;
    };
    let json = json::document(measured, budgets);
    if file.as_os_str() == "-" {
        terminal::err(&text);
        terminal::out(&json);
        return true;
    }
    terminal::out(&text);
    let Err(error) = fs::write(file, json) else { return true };
    let message = format!("cannot write `{}`: {error}", file.display());
    terminal::err(&Error::new(message).help("name another file with `--json FILE`").render());
    false
}
