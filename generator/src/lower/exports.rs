//! What stands first in a file, and which types have a second, shorter path.

use crate::model::{Component, Module, Operation, Output, TypeDef, TypePath};
use std::collections::BTreeSet;

/// Puts the type that a file is about first, and settles which types the lists of modules re-export.
pub(super) fn settle(module: &mut Module) {
    module
        .components
        .iter_mut()
        .for_each(|component| sort(&mut component.types, |ty| ty.wire_path() == component.wire));
    for operation in &mut module.operations {
        let response = operation.response().cloned();
        sort(&mut operation.types, |ty| Some(ty.path()) == response.as_ref());
    }
    let operations = module.operations.iter().flat_map(of_operation);
    let components = module.components.iter().filter_map(of_component);
    let exported: BTreeSet<TypePath> = operations.chain(components).cloned().collect();
    paths(module).for_each(|path| path.is_exported = exported.contains(path));
}

fn sort(types: &mut [TypeDef], is_first: impl Fn(&TypeDef) -> bool) {
    types.sort_by(|a, b| (!is_first(a), a.name()).cmp(&(!is_first(b), b.name())));
}

/// Request and response.
fn of_operation(operation: &Operation) -> impl Iterator<Item = &TypePath> {
    std::iter::once(&operation.request.path).chain(operation.response())
}

/// The type that the component itself is; one that only stands for another has none.
fn of_component(component: &Component) -> Option<&TypePath> {
    component.types.first().filter(|definition| definition.wire_path() == component.wire).map(TypeDef::path)
}

/// Every path of a type, where it is defined and where it is used.
fn paths(module: &mut Module) -> impl Iterator<Item = &mut TypePath> {
    let operations = module.operations.iter_mut().flat_map(|operation| {
        let Operation { request, types, output, .. } = operation;
        let output = if let Output::Json(ty) = output { ty.named_mut() } else { None };
        let fields = request.fields.iter_mut().filter_map(|field| field.ty.named_mut());
        std::iter::once(&mut request.path).chain(fields).chain(output).chain(types.iter_mut().flat_map(defined))
    });
    operations.chain(module.components.iter_mut().flat_map(|component| &mut component.types).flat_map(defined))
}

/// The path of a type and those that its fields use.
fn defined(definition: &mut TypeDef) -> impl Iterator<Item = &mut TypePath> {
    let (path, fields) = match definition {
        TypeDef::Object(object) => (&mut object.path, object.fields.as_mut_slice()),
        TypeDef::Enum(list) => (&mut list.path, Default::default()),
    };
    std::iter::once(path).chain(fields.iter_mut().filter_map(|field| field.ty.named_mut()))
}
