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
    let mut modules: Vec<(Identity, Module)> = Vec::new();
    let all: Vec<_> = inputs.par_iter().map(lower_one).collect();
    for LoweredOne { module, diagnostics: found, accepted: count } in all {
        diagnostics.extend(found);
        modules.extend(module);
        accepted += count;
    }
    modules.sort_by(|(a, _), (b, _)| a.cmp(b));
    let (mut identities, modules): (Vec<_>, Vec<_>) = modules.into_iter().unzip();
    diagnostics.extend(duplicates(&mut identities));
    sort(&mut diagnostics);
    Lowered { krate: Crate { modules }, diagnostics, accepted }
}

/// Sorts diagnostics by file and position.
pub(crate) fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| {
        (&a.file, a.position, a.severity, &a.message).cmp(&(&b.file, b.position, b.severity, &b.message))
    });
}

/// The outcome for one document.
#[derive(Default)]
pub(crate) struct LoweredOne {
    pub(crate) module: Option<(Identity, Module)>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) accepted: usize,
}

/// Which product version a document describes, and where it says so. In the order of modules.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Identity {
    /// The name of the module.
    pub(crate) name: String,
    /// The path of the document.
    source: String,
    product: String,
    version: String,
    position: Option<Position>,
}

impl Identity {
    pub(crate) fn of(module: &Module, position: Option<Position>) -> Self {
        let [name, source, product, version] =
            [&module.name, &module.source, &module.product, &module.version].map(Clone::clone);
        Self { name, source, product, version, position }
    }
}

/// Reads and lowers a document.
pub(crate) fn lower_one(input: &Input) -> LoweredOne {
    let mut source = match LoadedDocument::read(input) {
        Ok(source) => source,
        Err(diagnostic) => return LoweredOne { diagnostics: vec![*diagnostic], ..LoweredOne::default() },
    };
    let unknown = selection::unknown(&source);
    let (module, faults, accepted) = document(&mut source);
    let module = module.map(|module| (Identity::of(&module, source.version()), module));
    LoweredOne { module, diagnostics: [unknown, source.diagnostics(faults)].concat(), accepted }
}

/// The name of the module that a document becomes, and the version of the product.
pub(crate) fn name_and_version(input: &Input) -> Option<(String, String)> {
    let source = LoadedDocument::read(input).ok()?;
    is_usable(&source).then(|| module::name_and_version(&source.document))
}

/// Whether a document says what it describes.
fn is_usable(source: &LoadedDocument<'_>) -> bool {
    let info = &source.document.info;
    ![&info.product, &info.version].into_iter().any(|text| text.text.trim().is_empty())
}

/// The module of a document that was read; what is wrong with it, and how many warnings were accepted.
pub(crate) fn document(source: &mut LoadedDocument<'_>) -> (Option<Module>, Vec<Fault>, usize) {
    let mut faults: Vec<Fault> = std::mem::take(&mut source.faults);
    let applied = selection::select(source, &mut faults);
    let usable = is_usable(source);
    // Without a name it cannot be generated, but all faults are reported in one run.
    let module = usable.then_some(module::lower(source, &mut faults));
    let accepted = source.corrections.accept(&mut faults);
    selection::forgive(source, &applied, &mut faults);
    (module, faults, accepted)
}

/// Two documents of the same product and version cannot both be generated. Sorts the identities.
pub(crate) fn duplicates(identities: &mut [Identity]) -> Vec<Diagnostic> {
    identities.sort();
    let pairs = identities.windows(2).filter(|pair| pair[0].name == pair[1].name);
    pairs.map(|pair| duplicate_document(&pair[0], &pair[1])).collect()
}

/// That a second document describes what a first one does.
pub(crate) fn duplicate_document(first: &Identity, second: &Identity) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        file: second.source.clone(),
        position: second.position,
        path: Some("info.version".to_owned()),
        operation: None,
        refuses: Vec::new(),
        message: format!("{} {} is also described in {}", second.product, second.version, first.source),
        help: Some("remove one of the two files, or pass one edition only".to_owned()),
        kind: "duplicate-document",
    }
}
