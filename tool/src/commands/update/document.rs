//! One document of the project: what it is, and its new text.

use std::collections::BTreeMap;
use std::path::PathBuf;

use generator::import::{ElementChange, ElementChangeKind, Options, Outcome, Report, Upstream, import};
use generator::{Diagnostic, Input};

use super::super::import::read::{Incoming, Unread, other_document};
use super::super::import::report;
use crate::documents::{DocumentRequest, DocumentSource, Progress};
use crate::report::failure::Failure;
use crate::specs::DocumentFile;

/// How often a document is fetched at most, while something is missing or different in it. Where every other answer is
/// another variant, one update in 64 sees only the one that lacks something.
pub(super) const FETCHES: usize = 6;

/// The first line of the record of what was imported.
const RECORD: &str = "provenance:";

/// A document of the project.
pub(super) struct Ours {
    pub(super) path: PathBuf,
    pub(super) input: Input,
    request: DocumentRequest,
}

/// How a document is imported.
#[derive(Clone, Copy, Debug)]
pub(super) struct How<'a> {
    /// The day on which the documents were published, if it is given.
    pub(super) date: Option<&'a str>,
    /// No texts are imported.
    pub(super) without_texts: bool,
    /// New elements without a text are reported: people describe them.
    pub(super) describes: bool,
    /// All of these are reported, however many.
    pub(super) verbose: bool,
}

/// What a document became.
pub(super) struct Updated {
    /// The new text of the file, if it is another one.
    pub(super) text: Option<String>,
    /// What happened to its elements.
    pub(super) summary: String,
    /// How many variants of the document there were.
    pub(super) variants: usize,
    pub(super) warnings: Vec<Diagnostic>,
    /// What the warnings are about.
    pub(super) files: Vec<Input>,
}

/// What keeps a document from being updated.
pub(super) struct Fault {
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The files that they are about.
    pub(super) files: Vec<Input>,
    /// A failure and the file that it is about.
    pub(super) failure: Option<Box<(String, Failure)>>,
}

impl Fault {
    pub(super) fn of(diagnostics: Vec<Diagnostic>, files: Vec<Input>) -> Self {
        Self { diagnostics, files, failure: None }
    }

    pub(super) fn unread(diagnostic: Diagnostic) -> Self {
        Self::of(vec![diagnostic], Vec::new())
    }

    pub(super) fn failed(ours: &Ours, failure: Failure) -> Self {
        Self { diagnostics: Vec::new(), files: Vec::new(), failure: Some(Box::new((ours.input.path.clone(), failure))) }
    }
}

impl Ours {
    /// Reads a document of the project.
    pub(super) fn read(document: DocumentFile) -> Result<Self, Fault> {
        let input = document.read().map_err(|diagnostic| Fault::unread(*diagnostic))?;
        let request = Upstream::read(&input)
            .map(|read| DocumentRequest { product: read.product().to_owned(), version: read.version().to_owned() })
            .map_err(|diagnostics| Fault::of(diagnostics, vec![input.clone()]))?;
        Ok(Self { path: document.path, input, request })
    }

    /// Whether it is the document that is meant.
    pub(super) fn is(&self, request: &DocumentRequest) -> bool {
        request.matches(&self.request.product, &self.request.version)
    }

    /// Fetches and imports it.
    ///
    /// Where something is missing or different, it may be in another variant, so the document is fetched again. Variants are
    /// imported in the order of their checksums: the same ones give the same text, whichever came first.
    pub(super) fn updated(
        &self,
        source: &DocumentSource<'_>,
        how: How<'_>,
        progress: &Progress,
    ) -> Result<Updated, Fault> {
        let mut variants: BTreeMap<String, Incoming> = BTreeMap::new();
        let mut imported = self.imported(&variants, how)?;
        let fetches = if source.has_variants() { FETCHES } else { 1 };
        for _ in 0..fetches {
            let variant = self.fetched(source, progress)?;
            if variants.is_empty() && self.input.text.contains(&variant.sha256) {
                // Imported before, and nothing else since.
                return Ok(Updated::of(imported, how));
            }
            if variants.insert(variant.sha256.clone(), variant).is_none() {
                imported = self.imported(&variants, how)?;
            }
            if !imported.is_in_doubt() {
                break;
            }
        }
        imported.files.extend(variants.into_values().map(|variant| variant.input));
        Ok(Updated::of(imported, how))
    }

    fn fetched(&self, source: &DocumentSource<'_>, progress: &Progress) -> Result<Incoming, Fault> {
        let variant = Incoming::fetch(source, &self.request.product, Some(&self.request.version), progress).map_err(
            |unread| match unread {
                Unread::Faulty(diagnostic) => Fault::unread(*diagnostic),
                Unread::Unfetched(failure) => Fault::failed(self, failure),
            },
        )?;
        let faulty = |diagnostics| Fault::of(diagnostics, vec![variant.input.clone()]);
        let upstream = Upstream::read(&variant.input).map_err(faulty)?;
        match other_document(&upstream, &self.request, &variant.input.path) {
            Some(other) => Err(Fault::unread(other)),
            None => Ok(variant),
        }
    }

    /// The file after the import of some variants, one after the other.
    fn imported(&self, variants: &BTreeMap<String, Incoming>, how: How<'_>) -> Result<Imported, Fault> {
        let mut imported = Imported::new(&self.input);
        for (index, variant) in variants.values().enumerate() {
            let upstream = Upstream::read(&variant.input);
            let faulty = |diagnostics| Fault::of(diagnostics, vec![variant.input.clone(), self.input.clone()]);
            let upstream = upstream.map_err(faulty)?;
            let options = Options {
                without_texts: how.without_texts,
                unite: index > 0,
                source: variant.name.clone(),
                date: how.date.map_or_else(|| variant.date(&upstream.file()), |date| Some(date.to_owned())),
                sha256: variant.sha256.clone(),
                ..Options::default()
            };
            let outcome = import(upstream, Some(&imported.file), &options).map_err(faulty)?;
            imported.take(outcome);
        }
        Ok(imported)
    }
}

/// The file during the import of variants.
struct Imported {
    /// The text before.
    before: String,
    /// The file as it is now.
    file: Input,
    variants: usize,
    /// What happened to elements, without what a later variant took back.
    changes: Vec<ElementChange>,
    report: Report,
    /// What warnings are about.
    files: Vec<Input>,
}

impl Imported {
    fn new(file: &Input) -> Self {
        let (changes, files) = (Vec::new(), Vec::new());
        Self { before: file.text.clone(), file: file.clone(), variants: 0, changes, report: Report::default(), files }
    }

    fn take(&mut self, outcome: Outcome) {
        self.variants += 1;
        for change in outcome.report.changes {
            let is_same = |other: &ElementChange| (&other.owner, &other.path) == (&change.owner, &change.path);
            let lost = self.changes.iter().position(|other| is_same(other) && other.kind == ElementChangeKind::Gone);
            match lost.filter(|_| change.kind == ElementChangeKind::Back) {
                // It was missing in the variant before alone.
                Some(lost) => drop(self.changes.remove(lost)),
                None => self.changes.push(change),
            }
        }
        self.report.retained = outcome.report.retained;
        self.report.undescribed.extend(outcome.report.undescribed);
        self.report.lost_comments.extend(outcome.report.lost_comments);
        self.file.text = outcome.text;
    }

    /// Whether another variant may say otherwise.
    fn is_in_doubt(&self) -> bool {
        self.changes.iter().any(|change| matches!(change.kind, ElementChangeKind::Gone | ElementChangeKind::Changed))
    }
}

impl Updated {
    /// The result of an import.
    fn of(imported: Imported, how: How<'_>) -> Self {
        let Imported { before, file, variants, changes, report, mut files } = imported;
        let is_changed = without_record(&before) != without_record(&file.text);
        let mut warnings = report::warnings(&report, how.describes, how.verbose);
        for warning in &mut warnings {
            warning.file.clone_from(&file.path);
        }
        let summary = report::summary(&Report { changes, ..Report::default() });
        let summary = if summary.is_empty() { "written anew, no element changed".to_owned() } else { summary };
        files.push(file.clone());
        let warnings = [report.retained, warnings].concat();
        Self { text: is_changed.then_some(file.text), summary, variants, warnings, files }
    }
}

/// A file of ours without the record of what was imported: a file that differs in it alone says nothing new.
fn without_record(text: &str) -> String {
    let mut is_record = false;
    let lines = text.lines().filter(|line| {
        is_record = *line == RECORD || (is_record && line.starts_with(' '));
        !is_record
    });
    lines.collect::<Vec<_>>().join("\n")
}
