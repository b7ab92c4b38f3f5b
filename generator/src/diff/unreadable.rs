//! The parts of a document that faults make unreadable.

use super::rules::Class;
use super::wire::Difference;
use crate::Owner;
use crate::spec::document::Document;
use crate::spec::{Fault, NodeId};
use std::collections::{BTreeMap, BTreeSet};

/// Operations and components of a document that cannot be read in full.
#[derive(Default)]
pub(super) struct Unreadable {
    /// Operations, each with the node and the message of its first fault.
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

    /// Whether an owner cannot be read in full.
    pub(super) fn contains(&self, owner: &Owner) -> bool {
        match owner {
            Owner::Document => false,
            Owner::Operation(name) => self.operations.contains_key(name),
            Owner::Component(name) => self.components.contains(name),
        }
    }
}

/// A difference for each operation of both editions that can be read in one of them only.
pub(super) fn changes<'d>(
    (old, old_unreadable): (&Document<'_>, &Unreadable),
    (new, new_unreadable): (&Document<'_>, &Unreadable),
) -> impl Iterator<Item = Difference<'d>> {
    let node = |document: &Document<'_>, name: &str| document.apis.iter().find(|api| api.name == name).map(|a| a.at);
    let both =
        old_unreadable.operations.keys().chain(new_unreadable.operations.keys()).collect::<BTreeSet<_>>().into_iter();
    let both = both.filter_map(move |name| Some((name, node(old, name)?, node(new, name)?)));
    both.filter_map(|(name, old, new)| {
        let (class, before, after, nodes) =
            match (old_unreadable.operations.get(name), new_unreadable.operations.get(name)) {
                (None, Some((at, why))) => (Class::OperationFaulty, None, Some(why.clone()), (old, *at)),
                (Some((at, why)), None) => (Class::OperationMended, Some(why.clone()), None, (*at, new)),
                _ => return None,
            };
        let nodes = [Some(nodes.0), Some(nodes.1)];
        Some(Difference { before, after, ..Difference::whole(Owner::Operation(name.clone()), class, nodes) })
    })
    .collect::<Vec<_>>()
    .into_iter()
}
