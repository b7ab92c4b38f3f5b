//! One document through all steps.

use std::fs;
use std::panic::catch_unwind;
use std::path::Path;
use std::time::Instant;

use generator::{Diagnostic, Outcome, Severity, Summary};

use super::cargo::{Cargo, CargoOutput};
use super::command::CargoCommand;
use super::dependencies;
use super::plan::{OutputFolder, Plan, write};
use super::result::{CommandResult, DocumentFailure, DocumentResult, GeneratedOutput};
use super::samples::{self, SampleResult, Verdict};
use super::select::SelectedDocument;
use crate::child::first_fault;
use tool::report::diagnostics::{self, Policy, Totals};
use tool::report::excerpt::Texts;
use tool::report::file_changes;

/// The package's name in all crates.
const PACKAGE: &str = "generated";

/// How many lines of a fault are shown.
const LINES: usize = 20;

/// How many errors of a document, or samples that failed, are shown.
const FAULTS: usize = 10;

/// Takes a document through all steps; none follows one that failed. `begin` is called with each next stage.
pub(super) fn entry(
    selected: &SelectedDocument,
    plan: &Plan,
    cargo: Option<&Cargo>,
    begin: &dyn Fn(&'static str),
) -> DocumentResult {
    let folder = plan.place.out.join(&selected.document.relative);
    let mut entry = DocumentResult {
        name: selected.name.clone(),
        document: selected.document.shown.clone(),
        folder: plan.place.shown(&folder),
        ..DocumentResult::default()
    };
    begin("generate");
    entry.failure = entry.generate(selected, &folder, &plan.place).err();
    let Some(cargo) = cargo.filter(|_| entry.failure.is_none()) else { return entry };
    entry.failure = entry.cargo(&folder, plan, cargo, begin).err();
    entry
}

impl DocumentResult {
    /// Writes the crate.
    fn generate(
        &mut self,
        selected: &SelectedDocument,
        folder: &Path,
        place: &OutputFolder,
    ) -> Result<(), DocumentFailure> {
        let failure = |message: &str| DocumentFailure {
            stage: "generate",
            message: message.to_owned(),
            ..DocumentFailure::default()
        };
        let input = selected
            .document
            .read()
            .map_err(|fault| faulty(vec![*fault], &Texts::default(), failure("the document cannot be read")))?;
        let inputs = [input];
        let started = Instant::now();
        // It must not panic, whatever the input is. If it does, that is this document's failure, and not the end.
        let options = place.options(folder);
        let outcome = catch_unwind(|| generator::generate(&inputs, &options));
        let time = started.elapsed();
        let Ok(Outcome { files, diagnostics, summary }) = outcome else {
            return Err(failure("the generator panicked; its message is above"));
        };

        let of = |wanted| diagnostics.iter().filter(move |diagnostic| diagnostic.severity == wanted).cloned();
        let errors: Vec<_> = of(Severity::Error).collect();
        let bytes = files.iter().map(|file| file.content.len() as u64).sum();
        let costs = |diagnostic: &&Diagnostic| !diagnostic.refuses.is_empty();
        let (warnings, refused) =
            (of(Severity::Warning).collect(), diagnostics.iter().filter(costs).cloned().collect());
        self.generated = Some(GeneratedOutput { summary, files: files.len(), bytes, time, warnings, refused });
        if !errors.is_empty() {
            return Err(faulty(errors, &Texts::of(inputs[0].files()), failure("the document is faulty")));
        }
        let written = write(folder, &self.folder, &files).map_err(|message| failure(&message))?;
        if !written.foreign.is_empty() {
            let excerpt = file_changes::foreign_lines(&written.foreign, &self.folder);
            return Err(DocumentFailure { excerpt, ..failure("files that are not generated are in the way") });
        }
        missing(&summary, &diagnostics).map_or(Ok(()), |message| Err(failure(&message)))
    }

    /// Has cargo judge the crate.
    fn cargo(
        &mut self,
        folder: &Path,
        plan: &Plan,
        cargo: &Cargo,
        begin: &dyn Fn(&'static str),
    ) -> Result<(), DocumentFailure> {
        let failure = |message: String| DocumentFailure { stage: "generate", message, ..DocumentFailure::default() };
        dependencies::share_lock(&plan.place, folder).map_err(failure)?;
        clean(folder, &plan.place, cargo)?;
        for step in &plan.steps {
            begin(step.name());
            self.step(*step, folder, &plan.place, cargo)?;
        }
        Ok(())
    }

    fn step(
        &mut self,
        step: CargoCommand,
        folder: &Path,
        place: &OutputFolder,
        cargo: &Cargo,
    ) -> Result<(), DocumentFailure> {
        let log = folder.join(format!("{}.log", step.name()));
        let shown = place.shown(&log);
        let call =
            cargo.call(folder, step.words(), &log).map_err(|error| DocumentFailure::not_called(&shown, &error))?;
        let (rmeta, rlib) = (call.library_size("rmeta"), call.library_size("rlib"));
        self.ran.push(CommandResult { step, cpu: call.cpu, wall: call.wall, rmeta, rlib, log: shown.clone() });
        if step == CargoCommand::Test {
            self.samples = samples::parse(&call.out);
            samples_passed(&self.samples, &shown)?;
        }
        judged(step.name(), &call, &shown)?;
        if step != CargoCommand::Doc && !call.compiled() {
            let message = "cargo did not compile the crate again".to_owned();
            return Err(DocumentFailure {
                stage: step.name(),
                message,
                log: Some(shown),
                ..DocumentFailure::default()
            });
        }
        Ok(())
    }
}

/// Makes cargo forget the crate before this one. In a target folder it takes packages of the same name, version and
/// features for the same, wherever they are: two editions of a document would count as one crate, compiled already.
fn clean(folder: &Path, place: &OutputFolder, cargo: &Cargo) -> Result<(), DocumentFailure> {
    let log = folder.join("clean.log");
    let shown = place.shown(&log);
    let call = cargo
        .call(folder, &["clean", "--package", PACKAGE], &log)
        .map_err(|error| DocumentFailure::not_called(&shown, &error))?;
    judged("clean", &call, &shown)?;
    // Left behind only when there is something to read in it.
    let _ = fs::remove_file(log);
    Ok(())
}

/// Says that operations have disappeared, when they have: each one is generated, or refused and named.
fn missing(summary: &Summary, diagnostics: &[Diagnostic]) -> Option<String> {
    let Summary { declared, operations, refused, .. } = *summary;
    let named = Totals::of(diagnostics, Policy::default()).refused();
    let is_complete = operations + refused == declared && named == refused;
    let numbers = format!("{declared} declared, {operations} generated, {refused} refused, {named} of these named");
    (!is_complete).then(|| format!("operations have disappeared: {numbers}"))
}

fn samples_passed(samples: &[SampleResult], log: &str) -> Result<(), DocumentFailure> {
    let failed: Vec<_> = samples.iter().filter(|sample| sample.verdict() == Verdict::Failed).collect();
    if failed.is_empty() {
        return Ok(());
    }
    let line =
        |sample: &&SampleResult| format!("{}: {}\n", sample.operation, sample.fault.as_deref().unwrap_or("no report"));
    let more = failed.len().checked_sub(FAULTS).filter(|more| *more > 0).map(|more| format!("… {more} more\n"));
    let excerpt = failed.iter().take(FAULTS).map(line).chain(more).collect();
    let message = format!("{} of {} samples failed", failed.len(), samples.len());
    Err(DocumentFailure { stage: "test", message, excerpt, log: Some(log.to_owned()), ..DocumentFailure::default() })
}

fn judged(stage: &'static str, call: &CargoOutput, log: &str) -> Result<(), DocumentFailure> {
    if call.passed {
        return Ok(());
    }
    let message = format!("cargo {stage} failed");
    Err(DocumentFailure {
        stage,
        message,
        excerpt: first_fault(&call.err, LINES),
        log: Some(log.to_owned()),
        ..DocumentFailure::default()
    })
}

/// A failure with the first of the errors that are its reason.
fn faulty(errors: Vec<Diagnostic>, texts: &Texts<'_>, failure: DocumentFailure) -> DocumentFailure {
    let first = errors.get(..FAULTS).unwrap_or(&errors);
    let excerpt = diagnostics::render(first, texts, Policy::default()).trim_end().to_owned();
    DocumentFailure { excerpt, diagnostics: errors, ..failure }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(operation: &str) -> Diagnostic {
        Diagnostic {
            severity: Severity::Refused,
            file: "a.json".to_owned(),
            position: None,
            path: None,
            operation: Some(operation.to_owned()),
            refuses: vec![operation.to_owned()],
            message: "style XYZ".to_owned(),
            help: None,
            kind: "style",
        }
    }

    #[test]
    fn an_operation_that_disappears_is_noticed() {
        let summary = |declared, operations, refused| Summary { declared, operations, refused, ..Summary::default() };
        assert_eq!(missing(&summary(3, 3, 0), &[]), None);
        // An operation may be refused for two reasons.
        assert_eq!(missing(&summary(3, 1, 2), &[refused("A"), refused("B"), refused("B")]), None);
        let message = missing(&summary(4, 2, 1), &[refused("A")]).unwrap();
        assert!(message.ends_with(": 4 declared, 2 generated, 1 refused, 1 of these named"), "{message}");
        assert!(missing(&summary(3, 2, 1), &[]).is_some());
    }

    #[test]
    fn only_the_first_failed_samples_are_shown() {
        let sample = |number: usize, passed| SampleResult {
            operation: format!("Op{number}"),
            passed,
            ..SampleResult::default()
        };
        let samples: Vec<_> = (0..14).map(|number| sample(number, number < 2)).collect();
        let failure = samples_passed(&samples, "a/test.log").unwrap_err();
        assert_eq!(failure.message, "12 of 14 samples failed");
        assert!(failure.excerpt.starts_with("Op2: no report\n"), "{}", failure.excerpt);
        assert!(failure.excerpt.ends_with("Op11: no report\n… 2 more\n"), "{}", failure.excerpt);
        assert_eq!(samples_passed(&samples[..2], ""), Ok(()));
    }
}
