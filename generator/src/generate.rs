//! Documents → files: every stage, one document after the other.
//!
//! Of a document nothing remains but its files, its diagnostics, and what the files of the crate as a whole say of it: the
//! tree, the model and the items of all documents together would take more memory than the output.

use crate::emit::{self, ModuleEntry, Unit};
use crate::lower::{self, Identity, LoweredOne};
use crate::model::{Module, packages};
use crate::{Diagnostic, File, Flavour, Input, Options, Outcome, Severity, Summary, render};
use rayon::prelude::*;
use std::borrow::Borrow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

/// Generates a crate from documents.
///
/// The output depends on the set of documents only, not on their order nor on the order of anything inside them.
#[must_use]
pub fn generate(inputs: &[Input], options: &Options) -> Outcome {
    of(inputs.iter().collect(), options)
}

/// Generates a crate from documents that nobody needs afterwards: each is dropped before its files are made, so that the
/// texts of all documents and all files are never in memory together.
#[must_use]
pub fn generate_from(inputs: Vec<Input>, options: &Options) -> Outcome {
    of(inputs, options)
}

fn of<I: Borrow<Input> + Send + Sync>(mut inputs: Vec<I>, options: &Options) -> Outcome {
    let run = Run { options, versions: versions(&inputs, &options.flavour), failed: AtomicBool::new(false) };
    let packages = packages(&run.versions);
    // Large ones first: so processors have enough to do to the end, and what a large one takes is taken before there are files.
    inputs.sort_by_key(|input| Reverse(input.borrow().text.len()));
    let parts = inputs.into_par_iter().with_max_len(1);
    run.join(parts.map(|input| run.part(input, &packages)).collect())
}

/// The modules with a crate of their own, and the versions of their products. The names of packages are settled among each
/// other, before the first file is made.
fn versions<I: Borrow<Input> + Sync>(inputs: &[I], flavour: &Flavour) -> BTreeMap<String, String> {
    match flavour {
        Flavour::Workspace(_) => {
            inputs.par_iter().filter_map(|input| lower::name_and_version(input.borrow())).collect()
        }
        _ => BTreeMap::new(),
    }
}

/// A rendered file, or why there is none.
type Rendered = Result<File, render::InvalidCode>;

/// What is made of one document.
#[derive(Default)]
struct Part {
    identity: Option<Identity>,
    entry: Option<ModuleEntry>,
    summary: Summary,
    diagnostics: Vec<Diagnostic>,
    files: Vec<Rendered>,
}

/// What is the same for all documents.
struct Run<'o> {
    options: &'o Options,
    versions: BTreeMap<String, String>,
    /// Whether there was an error, so that no more files are needed.
    failed: AtomicBool,
}

impl Run<'_> {
    fn part<I: Borrow<Input>>(&self, input: I, packages: &BTreeMap<&str, String>) -> Part {
        let LoweredOne { module, diagnostics, accepted } = lower::lower_one(input.borrow());
        drop(input);
        if has_error(&diagnostics) {
            self.failed.store(true, Ordering::Relaxed);
        }
        let Some((identity, mut module)) = module else {
            return Part { diagnostics, summary: Summary { accepted, ..Summary::default() }, ..Part::default() };
        };
        module.crate_name = self.options.flavour.crate_name();
        if let Some(package) = packages.get(module.name.as_str()) {
            module.separate(package.clone());
        }
        Part {
            entry: ModuleEntry::of(&module),
            summary: Summary { accepted, ..module.summary() },
            files: if self.failed.load(Ordering::Relaxed) { Vec::new() } else { self.files(&mut module) },
            identity: Some(identity),
            diagnostics,
        }
    }

    fn files(&self, module: &mut Module) -> Vec<Rendered> {
        module.share_prose();
        self.render(&emit::module_units(module, &self.options.flavour))
    }

    /// Emits and renders files, in parallel.
    fn render(&self, units: &[Unit<'_>]) -> Vec<Rendered> {
        let marker = self.options.flavour.marker();
        let file = |buffer: &mut String, unit: &Unit<'_>| Some(render::file(unit.source()?, marker, buffer));
        units.par_iter().map_init(String::new, file).flatten_iter().collect()
    }

    /// Puts the parts together.
    fn join(&self, mut parts: Vec<Part>) -> Outcome {
        parts.sort_by(|a, b| a.identity.cmp(&b.identity));
        let summary = parts.iter().map(|part| part.summary).fold(Summary::default(), Summary::and);
        let mut diagnostics: Vec<Diagnostic> =
            parts.iter_mut().flat_map(|part| std::mem::take(&mut part.diagnostics)).collect();
        let mut identities: Vec<Identity> = parts.iter_mut().filter_map(|part| part.identity.take()).collect();
        diagnostics.extend(lower::duplicates(&mut identities));
        lower::sort(&mut diagnostics);
        if has_error(&diagnostics) {
            return Outcome { files: Vec::new(), diagnostics, summary };
        }
        let entries: Vec<ModuleEntry> = parts.iter_mut().filter_map(|part| part.entry.take()).collect();
        let rendered = self.render(&emit::crate_units(&entries, &self.options.flavour));
        let (mut files, mut faults) = (Vec::new(), Vec::new());
        for rendered in rendered.into_iter().chain(parts.into_iter().flat_map(|part| part.files)) {
            match rendered {
                Ok(file) => files.push(file),
                Err(fault) => faults.push(internal(&fault)),
            }
        }
        if !faults.is_empty() {
            diagnostics.extend(faults);
            files.clear();
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Outcome { files, diagnostics, summary }
    }
}

fn has_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// The diagnostic for a bug in the generator itself.
fn internal(fault: &render::InvalidCode) -> Diagnostic {
    let help = "this is a bug in the generator, not in a document; please report it";
    Diagnostic::error("invalid-code", &fault.path, &fault.to_string(), help)
}
