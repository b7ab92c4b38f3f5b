//! One operation of a document, looked up by a name as people type it.

use crate::lower;
use crate::model::{Module, Operation};
use crate::names;
use crate::spec::{LoadedDocument, keys};
use crate::{Diagnostic, Input, Owner, Severity};

/// An operation that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundOperation {
    /// The module of the document, as if it had this operation alone; with those whose methods would have the same name.
    pub module: Module,
    /// The operation.
    pub operation: Operation,
}

/// Why there is no operation.
#[derive(Clone, Debug)]
pub enum NotFound {
    /// The document cannot be read, or a part of it that concerns all operations is faulty.
    Faulty(Vec<Diagnostic>),
    /// The document has no operation of this name.
    Unknown {
        /// The product that the document is about.
        product: String,
        /// The version of the product.
        version: String,
        /// The name that is closest, if one is close.
        closest: Option<String>,
    },
    /// The operation is not supported.
    Refused {
        /// Its name.
        operation: String,
        /// Why.
        reason: String,
    },
}

/// Looks up an operation by its wire name; upper and lower case are alike, unless there are two names.
///
/// # Errors
///
/// The document cannot be read, does not have the operation, or has it in a form that is not supported.
pub fn operation(input: &Input, name: &str) -> Result<FoundOperation, NotFound> {
    let mut source = LoadedDocument::read(input).map_err(|error| NotFound::Faulty(vec![*error]))?;
    let all = || source.document.apis.iter().map(|api| api.name.as_ref());
    let found = all().find(|known| *known == name).or_else(|| all().find(|known| known.eq_ignore_ascii_case(name)));
    let Some(wire) = found.map(str::to_owned) else {
        let info = &source.document.info;
        return Err(NotFound::Unknown {
            product: info.product.text.trim().to_owned(),
            version: info.version.text.trim().to_owned(),
            closest: keys::closest(name, all()).or_else(|| beginning(name, all())).map(str::to_owned),
        });
    };
    // What is wrong with the others is of no interest.
    source.selection = None;
    // Those of a similar name decide on the name of its method.
    let method = names::method(&wire);
    source.document.apis.retain(|api| names::method(&api.name) == method);
    source.faults.retain(|fault| !matches!(&fault.owner, Owner::Operation(name) if *name != wire));
    let (module, faults, _) = lower::document(&mut source);
    let operation = |module: &Module| module.operations.iter().find(|operation| operation.wire == wire).cloned();
    if let Some(module) = module {
        if let Some(operation) = operation(&module) {
            return Ok(FoundOperation { module, operation });
        }
        if let Some(refused) = module.refused.iter().find(|refused| refused.operation == wire) {
            return Err(NotFound::Refused { operation: wire, reason: refused.reason.clone() });
        }
    }
    let mut diagnostics = source.diagnostics(faults);
    diagnostics.retain(|diagnostic| diagnostic.severity == Severity::Error);
    Err(NotFound::Faulty(diagnostics))
}

/// The shortest name that begins with what was typed, if that is more than a few characters.
fn beginning<'n>(typed: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    const ENOUGH: usize = 4;
    let begins = |name: &&str| name.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(typed));
    names.filter(|_| typed.len() >= ENOUGH).filter(begins).min_by_key(|name| (name.len(), *name))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str = "
info: {style: 'RPC', product: 'Demo', version: '2024-01-31'}
apis:
  Ping: {methods: ['post'], parameters: [{name: 'Text', in: 'query', schema: {type: 'string'}}]}
  ping: {methods: ['get'], parameters: []}
  Upload: {methods: ['post'], parameters: [{name: 'Bucket', in: 'host', schema: {type: 'string'}}]}
  Faulty: 7
";

    fn find(name: &str) -> Result<FoundOperation, NotFound> {
        operation(&Input::new("demo.yaml", DOCUMENT), name)
    }

    #[test]
    fn an_operation_is_found_alone_whatever_is_wrong_with_the_others() {
        let found = find("Ping").unwrap();
        // With `ping`, whose method would have the same name.
        assert_eq!((found.module.product.as_str(), found.module.operations.len()), ("Demo", 2));
        assert_eq!(found.operation.request.fields[0].wire, "Text");
        // The exact name counts before one that differs in case.
        assert_eq!(find("ping").unwrap().operation.call.verb, "GET");
        assert_eq!(find("PING").unwrap().operation.wire, "Ping");
    }

    #[test]
    fn the_beginning_of_a_name_is_enough_for_a_suggestion() {
        let names = || ["StartPipelines", "StartPipeline", "Stop"].into_iter();
        assert_eq!(beginning("startp", names()), Some("StartPipeline"));
        assert_eq!(beginning("Sta", names()), None);
        assert_eq!(beginning("Stopping", names()), None);
    }

    #[test]
    fn what_cannot_be_had_says_why() {
        let Err(NotFound::Unknown { product, version, closest }) = find("Pinng") else { panic!("an operation") };
        assert_eq!((product.as_str(), version.as_str(), closest.as_deref()), ("Demo", "2024-01-31", Some("Ping")));
        let Err(NotFound::Refused { operation, reason }) = find("upload") else { panic!("an operation") };
        assert!(operation == "Upload" && reason.contains("host"), "{reason}");
        assert!(!matches!(find("Faulty"), Ok(_) | Err(NotFound::Unknown { .. })));
        let broken = Input::new("demo.yaml", "apis: [");
        let Err(NotFound::Faulty(found)) = super::operation(&broken, "Ping") else { panic!("an operation") };
        assert_eq!(found.len(), 1);
    }
}
