//! What a side refuses because it cannot be read.

use super::rules::Class;
use super::wire::Found;
use crate::Owner;
use crate::spec::document::Document;
use crate::spec::{Fault, NodeId};
use std::collections::{BTreeMap, BTreeSet};

/// The parts of a document that faults make unusable.
#[derive(Default)]
pub(super) struct Unreadable {
    /// Operations: where the first fault is, and what.
    operations: BTreeMap<String, (NodeId, String)>,
    components: BTreeSet<String>,
}

impl Unreadable {
    pub(super) fn of(faults: &[Fault]) -> Self {
        let mut unreadable = Self::default();
        for fault in faults.iter().filter(|fault| fault.owner != Owner::Document) {
            if let Owner::Component(name) = &fault.owner {
                unreadable.components.insert(name.clone());
            }
            for operation in &fault.refuses {
                unreadable.operations.entry(operation.clone()).or_insert_with(|| (fault.at, fault.message.clone()));
            }
        }
        unreadable
    }

    /// Whether a part is read only as far as that goes.
    pub(super) fn holds(&self, owner: &Owner) -> bool {
        match owner {
            Owner::Document => false,
            Owner::Operation(name) => self.operations.contains_key(name),
            Owner::Component(name) => self.components.contains(name),
        }
    }
}

/// The operations of both sides that cannot be read on one of them.
pub(super) fn changes<'d>(
    (old, was): (&Document<'_>, &Unreadable),
    (new, is): (&Document<'_>, &Unreadable),
) -> impl Iterator<Item = Found<'d>> {
    let place = |document: &Document<'_>, name: &str| document.apis.iter().find(|api| api.name == name).map(|a| a.at);
    let both = was.operations.keys().chain(is.operations.keys()).collect::<BTreeSet<_>>().into_iter();
    let both = both.filter_map(move |name| Some((name, place(old, name)?, place(new, name)?)));
    both.filter_map(|(name, old, new)| {
        let (class, before, after, places) = match (was.operations.get(name), is.operations.get(name)) {
            (None, Some((at, why))) => (Class::OperationFaulty, None, Some(why.clone()), (old, *at)),
            (Some((at, why)), None) => (Class::OperationMended, Some(why.clone()), None, (*at, new)),
            _ => return None,
        };
        let places = [Some(places.0), Some(places.1)];
        Some(Found { before, after, ..Found::whole(Owner::Operation(name.clone()), class, places) })
    })
    .collect::<Vec<_>>()
    .into_iter()
}
