//! Which operations of a document were asked for. The others are left out before anything else looks at them: what is wrong
//! with them is of no interest.

use crate::spec::{Fault, LoadedDocument, NodeId, keys};
use crate::{Diagnostic, Owner};
use std::collections::BTreeSet;

/// The kind of the faults of corrections.
const CORRECTION: &str = "correction";

/// Leaves out the operations that are not selected, and their faults. Returns where the corrections are faulty themselves.
pub(super) fn select(source: &mut LoadedDocument<'_>, faults: &mut Vec<Fault>) -> BTreeSet<NodeId> {
    let Some(selection) = source.selection else { return BTreeSet::new() };
    let is_selected = |name: &str| selection.operations.contains_key(name);
    source.document.apis.retain(|api| is_selected(&api.name));
    faults.retain(|fault| match &fault.owner {
        Owner::Operation(name) => is_selected(name),
        Owner::Document | Owner::Component(_) => true,
    });
    faults.iter().filter(|fault| fault.kind == CORRECTION).map(|fault| fault.at).collect()
}

/// Drops the faults of corrections without effect: they may concern operations that are not selected.
pub(super) fn forgive(source: &LoadedDocument<'_>, known: &BTreeSet<NodeId>, faults: &mut Vec<Fault>) {
    if source.selection.is_some() {
        faults.retain(|fault| fault.kind != CORRECTION || known.contains(&fault.at));
    }
}

/// An error for each operation that is selected, and that the document does not have.
pub(super) fn unknown(source: &LoadedDocument<'_>) -> Vec<Diagnostic> {
    let Some(selection) = source.selection else { return Vec::new() };
    let known = || source.document.apis.iter().map(|api| api.name.as_ref());
    let unknown = selection.operations.iter().filter(|(name, _)| !known().any(|known| known == name.as_str()));
    unknown
        .map(|(name, position)| {
            let help = match keys::closest(name, known()) {
                Some(close) => format!("did you mean `{close}`?"),
                None => format!(
                    "`cargo alibabacloud add {}/{} {name}` imports it, if the vendor has it",
                    source.document.info.product.text.trim().to_lowercase(),
                    source.document.info.version.text.trim()
                ),
            };
            let message = format!("`{}` has no operation `{name}`", source.path());
            let error = Diagnostic::error("unknown-operation", &selection.path, &message, &help);
            Diagnostic { position: Some(*position), ..error }
        })
        .collect()
}
