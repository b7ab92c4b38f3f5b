//! A model → the items that the emitters make of it.

use super::{Item, ItemKind};
use crate::Owner;
use crate::emit;
use crate::model::{Component, Enum, Field, Module, Object, Operation, Type, TypeDef, TypeRef};

/// The public items of a module, sorted by path; none when the module has no operations.
#[must_use]
pub fn items(module: &Module) -> Vec<Item> {
    if module.operations.is_empty() {
        return Vec::new();
    }
    let mut list = List { root: &module.name, items: Vec::new() };
    list.module(module);
    for operation in &module.operations {
        list.operation(operation);
    }
    for component in &module.components {
        list.component(component);
    }
    let mut items = list.items;
    items.sort_by(|a, b| (&a.path, a.kind).cmp(&(&b.path, b.kind)));
    items
}

/// Items in the making.
struct List<'m> {
    /// The module, which comes and goes as a whole.
    root: &'m str,
    items: Vec<Item>,
}

/// A module that types stand in.
struct File {
    path: String,
    owner: Owner,
}

impl List<'_> {
    fn module(&mut self, module: &Module) {
        let root = self.root;
        let item = |path: String, kind| Item { parent: Some(root.to_owned()), ..item(path, &Owner::Document, kind) };
        self.items.push(Item { parent: None, ..item(root.to_owned(), ItemKind::Module) });
        self.items.push(item(format!("{root}::Client"), ItemKind::Struct));
        self.items.push(item(format!("{root}::operations"), ItemKind::Module));
        if !module.components.is_empty() {
            self.items.push(item(format!("{root}::types"), ItemKind::Module));
        }
        let errors = format!("{root}::errors");
        if !module.errors.is_empty() {
            self.items.push(item(errors.clone(), ItemKind::Module));
        }
        self.items.extend(module.errors.iter().map(|error| Item {
            signature: error.code.clone(),
            parent: Some(errors.clone()),
            ..item(format!("{errors}::{}", error.name), ItemKind::Constant)
        }));
    }

    fn operation(&mut self, operation: &Operation) {
        let folder = format!("{}::operations", self.root);
        let file = self.file(format!("{folder}::{}", operation.method), Owner::Operation(operation.wire.clone()));
        let request = &operation.request;
        let output = emit::given(operation, &|reference| self.named(&file, reference));
        self.items.push(Item {
            signature: format!("({}::{}) -> {output}", file.path, request.name),
            deprecated: operation.deprecated.is_some(),
            parent: Some(self.root.to_owned()),
            origin: operation.wire.clone(),
            ..item(format!("{}::Client::{}", self.root, operation.method), &file.owner, ItemKind::Method)
        });
        self.object(&file, request);
        self.constructor(&file, request);
        self.types(&file, &operation.types);
        self.export(&file, &folder, &request.name);
        if let Some(response) = emit::response_name(operation) {
            self.export(&file, &folder, response);
        }
    }

    fn component(&mut self, component: &Component) {
        let folder = format!("{}::types", self.root);
        let file = self.file(format!("{folder}::{}", component.file), Owner::Component(component.wire.clone()));
        self.types(&file, &component.types);
        if let Some(root) = emit::root(component) {
            self.export(&file, &folder, root);
        }
    }

    fn file(&mut self, path: String, owner: Owner) -> File {
        let (Owner::Operation(origin) | Owner::Component(origin)) = owner.clone() else { return File { path, owner } };
        let parent = Some(self.root.to_owned());
        self.items.push(Item { parent, origin, ..item(path.clone(), &owner, ItemKind::Module) });
        File { path, owner }
    }

    fn export(&mut self, file: &File, folder: &str, name: &str) {
        let definition = format!("{}::{name}", file.path);
        self.items.push(Item {
            signature: definition.clone(),
            parent: Some(definition),
            ..item(format!("{folder}::{name}"), &file.owner, ItemKind::Export)
        });
    }

    fn types(&mut self, file: &File, types: &[TypeDef]) {
        for definition in types {
            match definition {
                TypeDef::Object(object) => self.object(file, object),
                TypeDef::Enum(list) => self.list(file, list),
            }
        }
    }

    fn object(&mut self, file: &File, object: &Object) {
        let path = self.definition(file, &object.name, &object.path, ItemKind::Struct);
        for field in &object.fields {
            let origin = format!("{}.{}", object.path, field.wire);
            let (ty, deprecated) = (self.ty(file, &field.ty), field.deprecated.is_some());
            let name = format!("{path}::{}", field.name);
            self.items.push(Item {
                signature: emit::taken(field, ty.clone()),
                deprecated,
                parent: Some(name.clone()),
                origin: origin.clone(),
                ..item(format!("{path}::{}", emit::setter_name(field)), &file.owner, ItemKind::Setter)
            });
            self.items.push(Item {
                signature: ty,
                deprecated,
                parent: Some(path.clone()),
                origin,
                ..item(name, &file.owner, ItemKind::Field)
            });
        }
    }

    fn list(&mut self, file: &File, list: &Enum) {
        let path = self.definition(file, &list.name, &list.path, ItemKind::Enum);
        self.items.extend(list.variants.iter().map(|variant| Item {
            parent: Some(path.clone()),
            origin: format!("{}.{}", list.path, variant.wire),
            ..item(format!("{path}::{}", variant.name), &file.owner, ItemKind::Variant)
        }));
    }

    fn definition(&mut self, file: &File, name: &str, origin: &str, kind: ItemKind) -> String {
        let path = format!("{}::{name}", file.path);
        let (parent, origin) = (Some(file.path.clone()), origin.to_owned());
        self.items.push(Item { parent, origin, ..item(path.clone(), &file.owner, kind) });
        path
    }

    fn constructor(&mut self, file: &File, request: &Object) {
        let path = format!("{}::{}", file.path, request.name);
        let argument = |field: &Field| format!("{}: {}", field.name, emit::taken(field, self.ty(file, &field.ty)));
        let arguments: Vec<String> = emit::required(request).map(argument).collect();
        self.items.push(Item {
            signature: format!("({})", arguments.join(", ")),
            parent: Some(path.clone()),
            origin: request.path.clone(),
            ..item(format!("{path}::new"), &file.owner, ItemKind::Constructor)
        });
    }

    fn ty(&self, file: &File, ty: &Type) -> String {
        emit::spelled(ty, &|reference| self.named(file, reference))
    }

    /// The canonical path of a type that a file uses.
    fn named(&self, file: &File, reference: &TypeRef) -> String {
        match &reference.component {
            Some(component) => format!("{}::types::{component}::{}", self.root, reference.name),
            None => format!("{}::{}", file.path, reference.name),
        }
    }
}

/// An item with neither signature nor parent nor origin.
fn item(path: String, owner: &Owner, kind: ItemKind) -> Item {
    let (signature, origin) = (String::new(), String::new());
    Item { path, owner: owner.clone(), kind, signature, deprecated: false, parent: None, origin }
}
