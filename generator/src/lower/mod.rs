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
use crate::{Finding, Input, Position, Severity};
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
    let mut findings = Vec::new();
    let mut modules: Vec<Placed> = Vec::new();
    let all: Vec<_> = inputs.par_iter().map(one).collect();
    for (module, found) in all {
        findings.extend(found);
        modules.extend(module);
    }
    modules.sort_by(|(a, _), (b, _)| (&a.name, &a.source).cmp(&(&b.name, &b.source)));
    findings.extend(twins(&modules));
    findings.sort_by(|a, b| {
        (&a.file, a.position, a.severity, &a.message).cmp(&(&b.file, b.position, b.severity, &b.message))
    });
    Lowered { api: Api { modules: modules.into_iter().map(|(module, _)| module).collect() }, findings }
}

/// A module, and where its document says which product and version it is.
type Placed = (Module, Option<Position>);

fn one(input: &Input) -> (Option<Placed>, Vec<Finding>) {
    let mut source = match Source::read(&input.path, &input.text) {
        Ok(source) => source,
        Err(finding) => return (None, vec![*finding]),
    };
    let mut faults: Vec<Fault> = std::mem::take(&mut source.faults);
    let info = &source.document.info;
    let usable = ![&info.product, &info.version].into_iter().any(|text| text.text.trim().is_empty());
    let position = source.position(info.version.at);
    let module = usable.then(|| (module::lower(&source.document, source.path(), &mut faults), position));
    (module, source.findings(faults))
}

/// Two documents of the same product and version cannot both be generated.
fn twins(modules: &[Placed]) -> Vec<Finding> {
    let pairs = modules.windows(2).filter(|pair| pair[0].0.name == pair[1].0.name);
    pairs
        .map(|pair| {
            let ((first, _), (second, position)) = (&pair[0], &pair[1]);
            Finding {
                severity: Severity::Error,
                file: second.source.clone(),
                position: *position,
                operation: None,
                message: format!("{} {} is described in {}, too", second.product, second.version, first.source),
                help: Some("remove one of the two files, or point `--specs` to one edition only".to_owned()),
                kind: "duplicate-document",
            }
        })
        .collect()
}
