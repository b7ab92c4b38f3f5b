//! What comes of the parts of a document in the files, and whether it differs.

use crate::Owner;
use crate::emit::parts;
use crate::model::{Component, Module, Operation};

/// Whether code comes of an owner, if only in what refers to it.
pub(super) fn comes_of(module: &Module, owner: &Owner) -> bool {
    match owner {
        Owner::Document => !module.operations.is_empty(),
        Owner::Operation(wire) => operation(module, wire).is_some(),
        Owner::Component(wire) => component(module, wire).is_some() || module.aliases.contains(wire),
    }
}

/// Whether other text comes of an owner whose public items are the same. What it uses may change without it.
pub(super) fn differs(old: Option<&Module>, new: Option<&Module>, owner: &Owner) -> bool {
    let (Some(old), Some(new)) = (old, new) else {
        return old.or(new).is_some_and(|module| comes_of(module, owner));
    };
    match owner {
        Owner::Document => !parts::is_same_frame(old, new),
        Owner::Operation(wire) => match (operation(old, wire), operation(new, wire)) {
            (Some(was), Some(is)) => !parts::is_same_operation((old, was), (new, is)),
            (was, is) => was.is_some() || is.is_some(),
        },
        Owner::Component(wire) => match (component(old, wire), component(new, wire)) {
            (Some(was), Some(is)) => !parts::is_same_component(old, was, is),
            (was, is) => was.is_some() || is.is_some(),
        },
    }
}

fn operation<'m>(module: &'m Module, wire: &str) -> Option<&'m Operation> {
    module.operations.iter().find(|operation| operation.wire == wire)
}

fn component<'m>(module: &'m Module, wire: &str) -> Option<&'m Component> {
    module.components.iter().find(|component| component.wire == wire)
}
