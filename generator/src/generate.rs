//! Documents → files: every stage, one after the other.

use crate::{Diagnostic, File, Flavour, Input, Options, Outcome, Severity, Summary, emit, lower, model, render};
use rayon::prelude::*;

/// Generates a crate from documents.
///
/// The output depends on the set of documents only, not on their order nor on the order of anything inside them.
#[must_use]
pub fn generate(inputs: &[Input], options: &Options) -> Outcome {
    let mut lowered = lower::lower(inputs);
    let crate_name = options.flavour.crate_name();
    for module in &mut lowered.krate.modules {
        module.crate_name.clone_from(&crate_name);
    }
    if matches!(options.flavour, Flavour::Workspace(_)) {
        lowered.krate = lowered.krate.separated();
    }
    let failed = lowered.diagnostics.iter().any(|f| f.severity == Severity::Error);
    let mut diagnostics = lowered.diagnostics;
    let files = if failed { Vec::new() } else { files(&lowered.krate, &options.flavour, &mut diagnostics) };
    let summary = Summary { accepted: lowered.accepted, ..lowered.krate.summary() };
    Outcome { files, diagnostics, summary }
}

/// Every file of the crate, sorted by path; emitted and rendered in parallel. None where one of them is not valid Rust.
fn files(krate: &model::Crate, flavour: &Flavour, diagnostics: &mut Vec<Diagnostic>) -> Vec<File> {
    let units = emit::units(krate, flavour);
    let rendered: Vec<_> = units
        .par_iter()
        .filter_map(|unit| unit.source().map(|source| render::file(source, flavour.marker())))
        .collect();
    let (files, faults): (Vec<_>, Vec<_>) = rendered.into_iter().partition(Result::is_ok);
    if faults.is_empty() {
        let mut files: Vec<File> = files.into_iter().flatten().collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        return files;
    }
    diagnostics.extend(faults.into_iter().filter_map(Result::err).map(|fault| internal(&fault)));
    Vec::new()
}

/// The diagnostic for a bug in the generator itself.
fn internal(fault: &render::InvalidCode) -> Diagnostic {
    let help = "this is a bug in the generator, not in a document; please report it";
    Diagnostic::error("invalid-code", &fault.path, &fault.to_string(), help)
}
