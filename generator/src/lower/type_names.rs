//! Settles the names of types, file by file, and puts them in place of the provisional ones.

use super::overrides::{self, TypeOverrides};
use super::references::each_reference;
use super::type_path;
use crate::model::{Component, Object, Operation, Output, TypeDef, TypeRef};
use crate::names;
use crate::spec::Fault;
use std::collections::BTreeMap;

/// Provisional name → settled name, for each file of a component.
pub(super) type Files = BTreeMap<String, BTreeMap<String, String>>;

/// The settled names of what one file defines.
pub(super) fn settle<'a>(
    defined: impl Iterator<Item = &'a str> + Clone,
    prefix: Option<&str>,
    type_overrides: Option<&TypeOverrides<'_>>,
    faults: &mut Vec<Fault>,
) -> BTreeMap<String, String> {
    let settled = names::settle(defined.clone(), |id| type_path::name_of(id, prefix));
    let mut settled = settled.into_iter().map(|(id, name)| (id.to_owned(), name)).collect();
    if let Some(overrides) = type_overrides {
        let renamed = defined.filter_map(|id| Some((id.to_owned(), *overrides.get(id)?))).collect();
        overrides::apply(&mut settled, renamed, str::to_owned, faults);
    }
    settled
}

pub(super) fn component(component: &mut Component, files: &Files) {
    let empty = BTreeMap::new();
    let own = files.get(&component.file).unwrap_or(&empty);
    for definition in &mut component.types {
        definition_names(definition, own, files, Some(&component.file));
    }
    component.types.sort_by(|a, b| a.name().cmp(b.name()));
}

pub(super) fn operation(operation: &mut Operation, files: &Files, own: &BTreeMap<String, String>) {
    object(&mut operation.request, own, files, None);
    for definition in &mut operation.types {
        definition_names(definition, own, files, None);
    }
    operation.types.sort_by(|a, b| a.name().cmp(b.name()));
    if let Output::Json(ty) = &mut operation.output {
        each_reference(ty, &mut |reference| rename(reference, own, files, None));
    }
}

fn definition_names(definition: &mut TypeDef, own: &BTreeMap<String, String>, files: &Files, file: Option<&String>) {
    match definition {
        TypeDef::Object(inner) => object(inner, own, files, file),
        TypeDef::Enum(list) => {
            if let Some(name) = own.get(&list.name) {
                list.name.clone_from(name);
            }
        }
    }
}

fn object(object: &mut Object, own: &BTreeMap<String, String>, files: &Files, file: Option<&String>) {
    if let Some(name) = own.get(&object.name) {
        object.name.clone_from(name);
    }
    for field in &mut object.fields {
        each_reference(&mut field.ty, &mut |reference| rename(reference, own, files, file));
    }
}

fn rename(reference: &mut TypeRef, own: &BTreeMap<String, String>, files: &Files, file: Option<&String>) {
    let names = match &reference.component {
        Some(component) => files.get(component),
        None => Some(own),
    };
    if let Some(name) = names.and_then(|names| names.get(&reference.name)) {
        reference.name.clone_from(name);
    }
    // A component that refers to itself needs no import.
    if reference.component.as_ref() == file {
        reference.component = None;
    }
}
