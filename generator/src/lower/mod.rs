//! Documents → model: resolves every reference, settles every name, merges, sorts, and collects all findings.
//!
//! | module | what |
//! |---|---|
//! | `module` | one document → one module |
//! | `refusal` | which operations are left out, and why |
//! | `operation`, `parameters` | one operation, its request and response |
//! | `types`, `field`, `texts`, `secret` | schemas → types and fields |
//! | `components` | shared types: which are reached, which only stand for another |
//! | `rename`, `recursion` | names settled file by file; cycles boxed |

mod components;
mod field;
mod module;
mod operation;
mod parameters;
mod recursion;
mod refusal;
mod rename;
mod secret;
mod texts;
mod types;

use crate::model::{Api, Module};
use crate::spec::{Fault, Source};
use crate::{Finding, Input, Severity};
use rayon::prelude::*;

/// The model of some documents and what was found in them.
#[derive(Clone, Debug, Default)]
pub struct Lowered {
    /// What is to be generated; incomplete when there are errors.
    pub api: Api,
    /// All findings, by file and position.
    pub findings: Vec<Finding>,
}

/// Reads and lowers documents.
#[must_use]
pub fn lower(inputs: &[Input]) -> Lowered {
    let mut lowered = Lowered::default();
    let all: Vec<_> = inputs.par_iter().map(one).collect();
    for (module, findings) in all {
        lowered.findings.extend(findings);
        lowered.api.modules.extend(module);
    }
    lowered.api.modules.sort_by(|a, b| (&a.name, &a.source).cmp(&(&b.name, &b.source)));
    lowered.findings.extend(twins(&lowered.api.modules));
    lowered.findings.sort_by(|a, b| (&a.file, a.position, a.severity, &a.message).cmp(&(&b.file, b.position, b.severity, &b.message)));
    lowered
}

fn one(input: &Input) -> (Option<Module>, Vec<Finding>) {
    let mut source = match Source::read(&input.path, &input.text) {
        Ok(source) => source,
        Err(finding) => return (None, vec![*finding]),
    };
    let mut faults: Vec<Fault> = std::mem::take(&mut source.faults);
    let usable = !source.document.info.product.text.trim().is_empty();
    let module = usable.then(|| module::lower(&source.document, source.path(), &mut faults));
    (module, source.findings(faults))
}

/// Two documents of the same product and version cannot both be generated.
fn twins(modules: &[Module]) -> Vec<Finding> {
    let pairs = modules.windows(2).filter(|pair| pair[0].name == pair[1].name);
    pairs
        .map(|pair| Finding {
            severity: Severity::Error,
            file: pair[1].source.clone(),
            position: None,
            operation: None,
            message: format!("{} {} is described a second time; the first is {}", pair[1].product, pair[1].version, pair[0].source),
            help: Some("remove one of the two files, or point `--specs` to one edition only".to_owned()),
            kind: "duplicate-document",
        })
        .collect()
}
