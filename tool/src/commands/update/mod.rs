//! `update`: the documents of the project, fetched anew and imported, and what that changes.
//!
//! ```text
//! each document of `specs` ──▶ fetch ──▶ import (all variants) ──▶ write ──▶ what changed, in all of them
//! ```
//!
//! A document that fails does not stop the others; the exit code reports it.

mod document;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::process::ExitCode;

use generator::Input;
use generator::diff::Weight;

use super::diff;
use super::import::date;
use crate::documents::{self, DocumentRequest, DocumentSource, Progress};
use crate::draft::{Replacement, replace_unchanged};
use crate::program;
use crate::project::Project;
use crate::report::diagnostics::Policy;
use crate::report::excerpt::Texts;
use crate::report::failure::Failure;
use crate::report::format::MessageFormat;
use crate::specs::SpecFiles;
use crate::terminal::{self, GOOD, WARN, count};
use document::{Fault, How, Ours, Updated};

/// Bring the project's documents up to date, and show what changed.
///
/// Every document is fetched from the vendor's metadata service, or from the address or folder in `ALIBABACLOUD_DOCUMENTS`,
/// and imported like by `import`: the operations that the file has follow the document, texts of the file stay, what the
/// document no longer has is kept and marked. The service serves several variants of many documents: what one of them
/// lacks is marked only if no other has it.
#[derive(clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Args {
    /// Only these documents, as PRODUCT/VERSION [default: all of the project's specs].
    #[arg(value_name = "DOCUMENT", value_parser = request)]
    documents: Vec<DocumentRequest>,
    /// The folder of the files [default: the project's specs].
    #[arg(long, value_name = "DIR")]
    specs: Option<PathBuf>,
    /// Import no texts; new elements are to be described by hand.
    #[arg(long)]
    no_texts: bool,
    /// The day on which the documents of a folder were published [default: the date in their paths].
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date::parse)]
    date: Option<String>,
    /// Do not use the network: documents must come from a folder.
    #[arg(long)]
    offline: bool,
    /// Write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Fail if generated code would have changes of this class; may be repeated, or be a comma-separated list.
    #[arg(long, value_name = "CLASS", value_delimiter = ',', value_parser = diff::weight())]
    deny: Vec<Weight>,
    /// Show every change, without limits or groups.
    #[arg(long)]
    verbose: bool,
    /// The format of messages on standard error.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    message_format: MessageFormat,
}

fn request(text: &str) -> Result<DocumentRequest, String> {
    DocumentRequest::parse(text).ok_or_else(|| "name a product and its version, as in `ecs/2014-05-26`".to_owned())
}

/// Runs the command.
pub fn run(args: &Args, project: &Project) -> ExitCode {
    let done = DocumentSource::of(project, args.offline)
        .and_then(|source| args.check_date(source))
        .and_then(|source| Ok((source, args.selected(project)?)))
        .map(|(source, documents)| args.update(&documents, &source, project));
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            args.print_failure("", &failure);
            ExitCode::FAILURE
        }
    }
}

impl Args {
    /// The format of messages.
    pub fn message_format(&self) -> MessageFormat {
        self.message_format
    }

    /// Whether documents are to be fetched over a network.
    pub fn is_remote(&self, project: &Project) -> bool {
        !self.offline && documents::is_remote(project)
    }

    /// What the service serves is of today.
    fn check_date<'p>(&self, source: DocumentSource<'p>) -> Result<DocumentSource<'p>, Failure> {
        if self.date.is_none() || matches!(source, DocumentSource::Folder(_)) {
            return Ok(source);
        }
        let message = "`--date` is for documents of a folder; these are fetched, and of today".to_owned();
        Err(Failure { kind: "usage", message, help: "leave it out".to_owned() })
    }

    /// The documents to update.
    fn selected(&self, project: &Project) -> Result<Vec<Ours>, Failure> {
        let folder = self.specs.clone().unwrap_or_else(|| project.specs());
        let SpecFiles { documents, faults, .. } = SpecFiles::find(&[folder], project);
        let ours: Vec<Result<Ours, Fault>> = documents.into_iter().map(Ours::read).collect();
        let (ours, faulty): (Vec<_>, Vec<_>) = ours.into_iter().partition(Result::is_ok);
        let unreadable: Vec<_> =
            faults.into_iter().map(Fault::unread).chain(faulty.into_iter().filter_map(Result::err)).collect();
        if !unreadable.is_empty() {
            for fault in &unreadable {
                self.print(fault);
            }
            let message = "the project's documents cannot be read; nothing was fetched".to_owned();
            return Err(Failure { kind: "specs", message, help: "repair them first".to_owned() });
        }
        let ours: Vec<Ours> = ours.into_iter().filter_map(Result::ok).collect();
        if let Some(unknown) = self.documents.iter().find(|request| !ours.iter().any(|ours| ours.is(request))) {
            let message = format!("the project has no document of {unknown}");
            let help = format!("`{} import {unknown} --operation NAME` adds it", program::name());
            return Err(Failure { kind: "specs", message, help });
        }
        let is_wanted =
            |ours: &Ours| self.documents.is_empty() || self.documents.iter().any(|request| ours.is(request));
        Ok(ours.into_iter().filter(is_wanted).collect())
    }

    /// Updates them one after the other; returns whether all went well, and nothing in it is denied.
    fn update(&self, documents: &[Ours], source: &DocumentSource<'_>, project: &Project) -> bool {
        let mut progress = Progress::new(self.message_format);
        let describes = self.no_texts || project.configuration().is_none();
        let how = How { date: self.date.as_deref(), without_texts: self.no_texts, describes, verbose: self.verbose };
        let (mut old, mut new, mut failed) = (Vec::new(), Vec::new(), 0);
        for (index, ours) in documents.iter().enumerate() {
            progress.count(index + 1, documents.len());
            let updated = ours.updated(source, how, &progress).and_then(|updated| self.write(ours, updated));
            progress.clear();
            match updated {
                Ok(updated) => {
                    self.report(ours, &updated);
                    if let Some(text) = updated.text {
                        old.push(ours.input.clone());
                        new.push(Input { text, ..ours.input.clone() });
                    }
                }
                Err(fault) => {
                    failed += 1;
                    self.print(&fault);
                }
            }
        }
        let is_allowed = new.is_empty() || self.compare(&old, &new, project);
        terminal::out(&self.last(documents.len(), new.len(), failed));
        failed == 0 && is_allowed
    }

    /// Writes a file that changed.
    fn write(&self, ours: &Ours, updated: Updated) -> Result<Updated, Fault> {
        if let Some(text) = updated.text.as_ref().filter(|_| !self.dry_run) {
            let fault =
                |message, help: &str| Fault::failed(ours, Failure { kind: "output", message, help: help.to_owned() });
            match replace_unchanged(&ours.path, Some(&ours.input.text), text) {
                Ok(Replacement::Done) => {}
                Ok(Replacement::Outdated) => {
                    let message = format!("`{}` was changed meanwhile, and is left alone", ours.input.path);
                    return Err(fault(message, "run the command again"));
                }
                Err(error) => {
                    let message = format!("cannot write `{}`: {error}", ours.input.path);
                    return Err(fault(message, "fix the cause, then update again; the file is unchanged"));
                }
            }
        }
        Ok(updated)
    }

    /// A line for a document, and warnings about it.
    fn report(&self, ours: &Ours, updated: &Updated) {
        self.print(&Fault::of(updated.warnings.clone(), updated.files.clone()));
        let sign = if updated.text.is_some() { format!("{GOOD}~{GOOD:#}") } else { "=".to_owned() };
        let variants =
            if updated.variants > 1 { format!(", {} variants united", updated.variants) } else { String::new() };
        let what = if updated.text.is_none() { "unchanged" } else { updated.summary.as_str() };
        terminal::out(&format!("{sign} {}: {what}{variants}\n", ours.input.path));
    }

    /// Prints what changed in all documents; returns whether nothing in it is denied.
    fn compare(&self, old: &[Input], new: &[Input], project: &Project) -> bool {
        diff::between((old, new), project, &self.deny, self.verbose, self.message_format).unwrap_or_else(|error| {
            self.print(&Fault::of(vec![*error], new.to_vec()));
            false
        })
    }

    fn last(&self, all: usize, changed: usize, failed: usize) -> String {
        let (verb, next) = if self.dry_run { ("would change", "") } else { ("changed", "; `gen` writes the code") };
        let next = if changed > 0 { next } else { "" };
        let failed = if failed > 0 { format!(", {WARN}{failed} failed{WARN:#}") } else { String::new() };
        format!("{}: {changed} {verb}{failed}{next}\n", count(all, "document"))
    }

    fn print(&self, fault: &Fault) {
        let texts = Texts::of(fault.files.iter().flat_map(Input::files));
        if !fault.diagnostics.is_empty() {
            terminal::err(&self.message_format.diagnostics(&fault.diagnostics, &texts, Policy::default()));
        }
        if let Some((path, failure)) = fault.failure.as_deref() {
            self.print_failure(path, failure);
        }
    }

    fn print_failure(&self, path: &str, Failure { kind, message, help }: &Failure) {
        terminal::err(&self.message_format.failure(kind, path, message, help));
    }
}
