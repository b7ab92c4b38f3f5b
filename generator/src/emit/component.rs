//! The file of a component: its type and the types nested in it.

use super::object::ObjectRole;
use super::types;
use crate::Owner;
use crate::item::{File, Item, Naming};
use crate::model::{Component, Module};
use crate::rustdoc::Topic;

/// `types/<component>.rs`.
pub(super) fn file<'m>(module: &'m Module, component: &'m Component) -> Option<File<'m>> {
    let file = component.file.strip_prefix("r#").unwrap_or(&component.file);
    Some(File {
        path: module.source_file(&format!("types/{file}.rs")),
        module: module.below(&["types", &component.file]),
        document: &module.origin,
        owner: Owner::Component(component.wire.clone()),
        docs: Topic::Lines(vec![format!("`{}` and its nested types.", component.wire)]).into(),
        attributes: Vec::new(),
        naming: Naming::Import(&component.types.first()?.path().module),
        imports: Vec::new(),
        items: items(component),
    })
}

/// The items of a component.
pub(super) fn items(component: &Component) -> Vec<Item<'_>> {
    component.types.iter().flat_map(|definition| types::items(definition, ObjectRole::Nested)).collect()
}
