//! What is known of an operation, and why: what its document says, and what was made of it.
//!
//! | module | what |
//! |---|---|
//! | `name` | names of operations, as people type them |
//! | `generated` | what is generated of an operation, in words |
//! | `effect` | whether an operation only reads, and what that is concluded from |
//! | `contents` | the operations of a product |

mod contents;
mod effect;
mod generated;
mod name;

use std::sync::Arc;

use crate::lower;
use crate::model::{Deprecation, Gone, Module, OperationDocs};
use crate::spec::document::{Api, Named};
use crate::spec::{LoadedDocument, keys};
use crate::{Diagnostic, Input, Position};

pub use contents::{Contents, ContentsEntry, ContentsGroup, contents};
pub use effect::{EffectReport, Evidence};
pub use generated::{Generated, in_words};
pub use name::Name;

/// Whether a text only repeats a name, as many do.
#[must_use]
pub fn repeats(text: &str, name: &str) -> bool {
    crate::rustdoc::repeats(text, name)
}

/// An operation of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Description {
    /// The document, as named by [`Input::path`].
    pub file: String,
    /// Where the operation stands.
    pub position: Option<Position>,
    /// The product's code.
    pub product: String,
    /// The version.
    pub version: String,
    /// The wire name.
    pub operation: String,
    /// The texts.
    pub docs: OperationDocs,
    /// Set when it is deprecated.
    pub deprecated: Option<Deprecation>,
    /// Set when the vendor's document does not have it any more.
    pub gone: Option<Gone>,
    /// What it does to resources.
    pub effect: EffectReport,
    /// What is generated of it, or why nothing is.
    pub outcome: Result<Generated, String>,
    /// Warnings about it, and what it is refused for.
    pub diagnostics: Vec<Diagnostic>,
}

/// The result of [`describe`].
#[derive(Clone, Debug, Default)]
pub struct Descriptions {
    /// The operations, document by document.
    pub operations: Vec<Description>,
    /// Documents that cannot be read.
    pub errors: Vec<Diagnostic>,
    /// The names that no document has, each with the one that is closest to it, if one is close.
    pub unknown: Vec<(Name, Option<String>)>,
}

/// Looks operations up in documents, by wire name, upper or lower case alike.
#[must_use]
pub fn describe(inputs: &[Input], wanted: &[Name]) -> Descriptions {
    let mut all = Descriptions::default();
    // The operations that a name may mean, as far as product and version go.
    let mut candidates: Vec<Vec<String>> = vec![Vec::new(); wanted.len()];
    for input in inputs {
        let mut source = match LoadedDocument::read(input) {
            Ok(source) => source,
            Err(error) => {
                all.errors.push(*error);
                continue;
            }
        };
        let info = &source.document.info;
        let is_of = |name: &&Name| name.is_of(&info.product.text, &info.version.text);
        let fitting: Vec<&Name> = wanted.iter().filter(is_of).collect();
        for (name, names) in wanted.iter().zip(&mut candidates).filter(|(name, _)| is_of(name)) {
            if !names.iter().any(|known| name.is_operation(known)) {
                names.extend(source.document.apis.iter().map(|api| api.name.to_string()));
            }
        }
        let is_wanted = |api: &Named<'_, Api<'_>>| fitting.iter().any(|name| name.is_operation(&api.name));
        if !source.document.apis.iter().any(is_wanted) {
            continue;
        }
        let (module, faults, _) = lower::document(&mut source);
        let (module, diagnostics) = (module.map(Arc::new), source.diagnostics(faults));
        for api in source.document.apis.iter().filter(|api| is_wanted(api)) {
            all.operations.push(description(&source, module.as_ref(), api, &diagnostics));
        }
    }
    let named = wanted.iter().zip(&candidates).filter(|(name, _)| name.operation.is_some());
    let unknown = named.filter(|(name, names)| !names.iter().any(|known| name.is_operation(known)));
    let closest = |name: &Name, names: &[String]| {
        let operation = name.operation.as_deref().unwrap_or_default();
        keys::closest(operation, names.iter().map(String::as_str)).map(str::to_owned)
    };
    all.unknown = unknown.map(|(name, names)| (name.clone(), closest(name, names))).collect();
    all
}

fn description(
    source: &LoadedDocument<'_>,
    module: Option<&Arc<Module>>,
    api: &Named<'_, Api<'_>>,
    diagnostics: &[Diagnostic],
) -> Description {
    let (operation, info) = (api.name.to_string(), &source.document.info);
    let concerns = |diagnostic: &&Diagnostic| {
        diagnostic.operation.as_ref() == Some(&operation) || diagnostic.refuses.contains(&operation)
    };
    let outcome = outcome(module, &operation);
    let (docs, deprecated, gone) = match &outcome {
        Ok(generated) => {
            let operation = generated.operation();
            (operation.docs.clone(), operation.deprecated.clone(), operation.gone.clone())
        }
        Err(_) => lower::operation::without_types(api),
    };
    Description {
        file: source.path().to_owned(),
        position: source.position(api.at),
        product: info.product.text.trim().to_owned(),
        version: info.version.text.trim().to_owned(),
        docs,
        deprecated,
        gone,
        effect: EffectReport::of(source, api),
        outcome,
        diagnostics: diagnostics.iter().filter(concerns).cloned().collect(),
        operation,
    }
}

fn outcome(module: Option<&Arc<Module>>, wire: &str) -> Result<Generated, String> {
    let Some(module) = module else {
        return Err("the document does not say which product and version it is of".to_owned());
    };
    if let Some(generated) = Generated::find(module, wire) {
        return Ok(generated);
    }
    let refused = module.refused.iter().find(|refused| refused.operation == wire);
    Err(refused.map_or_else(|| "the document declares it twice".to_owned(), |refused| refused.reason.clone()))
}
