//! Settles the names of types, file by file, and puts them in place of the provisional ones.

use super::overrides::{self, TypeOverrides};
use super::wire_path;
use crate::model::{Component, Field, Operation, Output, Type, TypeDef, TypeModule, TypePath};
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
    let settled = names::settle(defined.clone(), |id| wire_path::name_of(id, prefix));
    let mut settled = settled.into_iter().map(|(id, name)| (id.to_owned(), name)).collect();
    if let Some(overrides) = type_overrides {
        let renamed = defined.filter_map(|id| Some((id.to_owned(), *overrides.get(id)?))).collect();
        overrides::apply(&mut settled, renamed, str::to_owned, faults);
    }
    settled
}

pub(super) fn component(component: &mut Component, files: &Files) {
    let own = BTreeMap::new();
    for definition in &mut component.types {
        rename_definition(definition, &own, files);
    }
}

pub(super) fn operation(operation: &mut Operation, files: &Files, own: &BTreeMap<String, String>) {
    rename(&mut operation.request.path, own, files);
    rename_fields(&mut operation.request.fields, own, files);
    for definition in &mut operation.types {
        rename_definition(definition, own, files);
    }
    if let Output::Json(ty) = &mut operation.output {
        rename_type(ty, own, files);
    }
}

fn rename_definition(definition: &mut TypeDef, own: &BTreeMap<String, String>, files: &Files) {
    rename(definition.path_mut(), own, files);
    if let TypeDef::Object(object) = definition {
        rename_fields(&mut object.fields, own, files);
    }
}

fn rename_fields(fields: &mut [Field], own: &BTreeMap<String, String>, files: &Files) {
    for field in fields {
        rename_type(&mut field.ty, own, files);
    }
}

fn rename_type(ty: &mut Type, own: &BTreeMap<String, String>, files: &Files) {
    if let Some(path) = ty.named_mut() {
        rename(path, own, files);
    }
}

fn rename(path: &mut TypePath, own: &BTreeMap<String, String>, files: &Files) {
    let names = match &path.module {
        TypeModule::Component(file) => files.get(file),
        TypeModule::Operation(_) => Some(own),
    };
    if let Some(name) = names.and_then(|names| names.get(&path.name)) {
        path.name.clone_from(name);
    }
}
