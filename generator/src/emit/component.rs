//! The file of a shared type and its nested ones.

use super::module::root;
use super::object::{self, Role};
use super::open_enum;
use super::operation::field_types;
use super::scope::Scope;
use super::source::RustFile;
use crate::model::{Component, Module, TypeDef};

/// `types/<component>.rs`.
pub(super) fn file(module: &Module, component: &Component) -> RustFile {
    let runtime = ["Extra", "UnknownValue"];
    let local = component.types.iter().map(TypeDef::name).chain(runtime);
    let mut scope = Scope::new(format!("crate::{}", module.name), local, field_types(&component.types));
    if component.types.iter().any(|ty| matches!(ty, TypeDef::Object(_))) {
        scope.runtime(&["Extra", "object"]);
    }
    if component.types.iter().any(|ty| matches!(ty, TypeDef::Enum(_))) {
        scope.runtime(&["UnknownValue", "open_enum"]);
    }
    let mut types: Vec<&TypeDef> = component.types.iter().collect();
    types.sort_by_key(|ty| root(component) != Some(ty.name()));
    let items = types.into_iter().flat_map(|definition| match definition {
        TypeDef::Object(object) => object::items(object, &Role::Plain, &scope),
        TypeDef::Enum(list) => open_enum::items(list),
    });
    let items = items.collect();
    let file = component.file.strip_prefix("r#").unwrap_or(&component.file);
    RustFile {
        path: format!("src/{}/types/{file}.rs", module.name),
        origin: format!("{}#{}", module.origin, component.wire),
        docs: vec![format!("`{}` and its nested types.", component.wire)],
        imports: scope.into_imports(),
        items,
        ..RustFile::default()
    }
}
