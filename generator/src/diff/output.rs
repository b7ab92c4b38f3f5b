//! Which parts of a document are generated, and whether the generated files differ.

use crate::Owner;
use crate::emit::parts;
use crate::model::{Component, Module, Operation};

/// Whether code is generated of an owner, if only in what refers to it.
pub(super) fn is_generated(module: &Module, owner: &Owner) -> bool {
    match owner {
        Owner::Document => !module.operations.is_empty(),
        Owner::Operation(wire) => operation(module, wire).is_some(),
        Owner::Component(wire) => component(module, wire).is_some() || module.aliases.contains(wire),
    }
}

/// Whether the files of an owner differ although its public items are the same. What it uses is not looked at.
pub(super) fn differs(old: Option<&Module>, new: Option<&Module>, owner: &Owner) -> bool {
    let (Some(old), Some(new)) = (old, new) else {
        return old.or(new).is_some_and(|module| is_generated(module, owner));
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
