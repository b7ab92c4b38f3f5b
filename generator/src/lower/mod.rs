//! Documents → model: resolves every reference, settles every name, merges, sorts, and collects all diagnostics.
//!
//! | module | what |
//! |---|---|
//! | `module` | one document → one module |
//! | `refusal`, `contain` | which operations are left out, and why: unsupported, faulty |
//! | `selection` | which operations were asked for |
//! | `security` | which calls are signed |
//! | `effect` | which calls only read, and which may be repeated |
//! | `paging` | which calls give items page by page, and how |
//! | `operation`, `parameters` | one operation, its request and response |
//! | `types`, `field`, `texts`, `secret` | schemas → types and fields |
//! | `components` | shared types: which are reached, which only stand for another |
//! | `overrides` | names that corrections choose |
//! | `wire_path`, `type_names` | types by their provisional names, which are settled file by file |
//! | `recursion` | cycles of types, boxed |
//! | `exports` | which types have a second, shorter path |

mod components;
mod contain;
pub(crate) mod effect;
mod exports;
mod field;
pub(crate) mod module;
pub(crate) mod operation;
mod overrides;
mod paging;
pub(crate) mod parameters;
mod recursion;
pub(crate) mod refusal;
mod secret;
mod security;
mod selection;
pub(crate) mod texts;
mod type_names;
mod types;
mod wire_path;

use crate::model::{Crate, Module};
use crate::spec::{Fault, LoadedDocument};
use crate::{Diagnostic, Input, Position, Severity};
use rayon::prelude::*;

/// The model of some documents and what was found in them.
#[derive(Clone, Debug, Default)]
pub struct Lowered {
    /// What is to be generated; incomplete when there are errors.
    pub krate: Crate,
    /// All diagnostics, by file and position.
    pub diagnostics: Vec<Diagnostic>,
    /// How many warnings were accepted by corrections.
    pub accepted: usize,
}

/// Reads and lowers documents.
#[must_use]
pub fn lower(inputs: &[Input]) -> Lowered {
    let (mut diagnostics, mut accepted) = (Vec::new(), 0);
    let mut modules: Vec<LocatedModule> = Vec::new();
    let all: Vec<_> = inputs.par_iter().map(lower_one).collect();
    for LoweredOne { module, diagnostics: found, accepted: count } in all {
        diagnostics.extend(found);
        modules.extend(module);
        accepted += count;
    }
    modules.sort_by(|(a, _), (b, _)| (&a.name, &a.source).cmp(&(&b.name, &b.source)));
    diagnostics.extend(duplicates(&modules));
    diagnostics.sort_by(|a, b| {
        (&a.file, a.position, a.severity, &a.message).cmp(&(&b.file, b.position, b.severity, &b.message))
    });
    Lowered { krate: Crate { modules: modules.into_iter().map(|(module, _)| module).collect() }, diagnostics, accepted }
}

/// The outcome for one document.
#[derive(Default)]
struct LoweredOne {
    module: Option<LocatedModule>,
    diagnostics: Vec<Diagnostic>,
    accepted: usize,
}

/// A module, and the position of the version in its document.
type LocatedModule = (Module, Option<Position>);

fn lower_one(input: &Input) -> LoweredOne {
    let mut source = match LoadedDocument::read(input) {
        Ok(source) => source,
        Err(diagnostic) => return LoweredOne { diagnostics: vec![*diagnostic], ..LoweredOne::default() },
    };
    let unknown = selection::unknown(&source);
    let (module, faults, accepted) = document(&mut source);
    let module = module.map(|module| (module, source.version()));
    LoweredOne { module, diagnostics: [unknown, source.diagnostics(faults)].concat(), accepted }
}

/// The module of a document that was read; what is wrong with it, and how many warnings were accepted.
pub(crate) fn document(source: &mut LoadedDocument<'_>) -> (Option<Module>, Vec<Fault>, usize) {
    let mut faults: Vec<Fault> = std::mem::take(&mut source.faults);
    let applied = selection::select(source, &mut faults);
    let info = &source.document.info;
    let usable = ![&info.product, &info.version].into_iter().any(|text| text.text.trim().is_empty());
    // Without a name it cannot be generated, but all faults are reported in one run.
    let module = usable.then_some(module::lower(source, &mut faults));
    let accepted = source.corrections.accept(&mut faults);
    selection::forgive(source, &applied, &mut faults);
    (module, faults, accepted)
}

/// Two documents of the same product and version cannot both be generated.
fn duplicates(modules: &[LocatedModule]) -> Vec<Diagnostic> {
    let pairs = modules.windows(2).filter(|pair| pair[0].0.name == pair[1].0.name);
    pairs.map(|pair| duplicate_document(&pair[0].0, &pair[1].0, pair[1].1)).collect()
}

/// That a second document describes what a first one does.
pub(crate) fn duplicate_document(first: &Module, second: &Module, position: Option<Position>) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        file: second.source.clone(),
        position,
        path: Some("info.version".to_owned()),
        operation: None,
        refuses: Vec::new(),
        message: format!("{} {} is also described in {}", second.product, second.version, first.source),
        help: Some("remove one of the two files, or pass one edition only".to_owned()),
        kind: "duplicate-document",
    }
}
