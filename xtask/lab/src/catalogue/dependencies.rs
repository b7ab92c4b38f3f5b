//! Builds what all crates stand on before the first of them, so that it is in nobody's figures.
//!
//! This takes a crate like the others, but without a module. Its Cargo.lock begins as this project's: the versions are
//! the same, and nothing is resolved anew. What cargo makes of it is the Cargo.lock of all crates. The network is asked
//! only for packages that are not on the disk.

use std::fs;
use std::io;
use std::num::NonZero;
use std::path::Path;
use std::thread;

use super::cargo::{Cargo, CargoOutput};
use super::plan::{OutputFolder, Plan, write};
use super::result::DocumentFailure;
use crate::child::first_fault;
use tool::terminal;

/// The crate's folder. Documents are never hidden, so no crate of theirs is there.
const FOLDER: &str = ".dependencies";

/// What goes wrong here.
const STAGE: &str = "build";

/// How many lines of a fault are shown.
const LINES: usize = 30;

/// Builds the dependencies for all steps; a way to call cargo for each worker, or none when cargo has nothing to do.
pub(super) fn prepare(plan: &Plan) -> Result<Vec<Cargo>, DocumentFailure> {
    if plan.steps.is_empty() {
        return Ok(Vec::new());
    }
    if plan.format.is_human() {
        terminal::err("building the dependencies\n");
    }
    let folder = plan.place.out.join(FOLDER);
    let files = generator::generate(&[], &plan.place.options(&folder)).files;
    write(&folder, &plan.place.shown(&folder), &files).map_err(failure)?;
    lock(&plan.place.project.root().join("Cargo.lock"), &folder).map_err(failure)?;

    let cargos: Vec<_> = (0..plan.jobs).map(|worker| cargo(plan, worker)).collect();
    thread::scope(|scope| {
        let builds: Vec<_> = cargos.iter().map(|cargo| scope.spawn(|| build(plan, &folder, cargo))).collect();
        let defect = || Err(failure("a thread panicked".to_owned()));
        builds.into_iter().try_for_each(|build| build.join().unwrap_or_else(|_| defect()))
    })?;
    Ok(cargos)
}

/// Gives a crate the Cargo.lock of the dependencies.
pub(super) fn share_lock(place: &OutputFolder, folder: &Path) -> Result<(), String> {
    lock(&place.out.join(FOLDER).join("Cargo.lock"), folder)
}

/// Copies a Cargo.lock, if there is one.
fn lock(source: &Path, folder: &Path) -> Result<(), String> {
    let target = folder.join("Cargo.lock");
    match fs::copy(source, &target) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(format!("cannot write `{}`: {error}", target.display())),
    }
}

fn cargo(plan: &Plan, worker: usize) -> Cargo {
    let name = if worker == 0 { "target".to_owned() } else { format!("target-{}", worker + 1) };
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let jobs = (plan.jobs > 1).then(|| (processors / plan.jobs).max(1));
    Cargo { target: plan.place.out.join(name), offline: true, jobs }
}

fn build(plan: &Plan, folder: &Path, cargo: &Cargo) -> Result<(), DocumentFailure> {
    let worker = cargo.target.file_name().unwrap_or_default().to_string_lossy();
    for step in &plan.steps {
        let log = folder.join(format!("{worker}-{}.log", step.name()));
        let call = |cargo: &Cargo| {
            let called = cargo.call(folder, step.words(), &log);
            called.map_err(|error| DocumentFailure::not_called(&plan.place.shown(&log), &error))
        };
        let mut built = call(cargo)?;
        // Cargo says why it would not go on: a package is not on the disk.
        if !built.passed && built.err.contains("offline") {
            built = call(&Cargo { offline: false, ..cargo.clone() })?;
        }
        passed(plan, &built, &log)?;
    }
    Ok(())
}

fn passed(plan: &Plan, call: &CargoOutput, log: &Path) -> Result<(), DocumentFailure> {
    let failure = || DocumentFailure {
        stage: STAGE,
        message: "cargo failed; no document was tried".to_owned(),
        excerpt: first_fault(&call.err, LINES),
        log: Some(plan.place.shown(log)),
        ..DocumentFailure::default()
    };
    if call.passed { Ok(()) } else { Err(failure()) }
}

fn failure(message: String) -> DocumentFailure {
    DocumentFailure { stage: STAGE, message, ..DocumentFailure::default() }
}
