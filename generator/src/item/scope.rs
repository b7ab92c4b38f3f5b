//! The names that a file uses: computed imports, short names, a longer path only where two names would meet.

use super::definition::{Table, Ty};
use super::file::{File, Item, Naming};
use super::method::{Answer, Argument, Method, Returned};
use super::names::Names;
use crate::model::{Output, Type, TypeModule, TypePath};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// What files of operations and of components may import from the runtime under the name of a type. A document may have
/// types of these names; so that the path of none depends on what else a file imports, all of them are reserved at all times.
const OF_OPERATIONS: &[&str] = &[
    "Effect",
    "EventText",
    "Extra",
    "Method",
    "Operation",
    "OperationInfo",
    "Paged",
    "Paging",
    "Parameter",
    "UnknownValue",
];
const OF_COMPONENTS: &[&str] = &["Extra", "UnknownValue"];

/// The names of a file.
pub(crate) struct Scope<'f, 'm> {
    file: &'f File<'m>,
    imports: BTreeSet<String>,
    /// Types of other files whose short name stands for something else.
    qualified: BTreeSet<&'m TypePath>,
}

/// Something that a name stands for.
enum NameUse<'m> {
    Runtime(&'static str),
    Type(&'m Type),
    Path(&'m TypePath),
}

impl<'f, 'm> Scope<'f, 'm> {
    /// The names that the items of a file use.
    pub(crate) fn of(file: &'f File<'m>) -> Self {
        let mut scope = Self { file, imports: file.imports.iter().cloned().collect(), qualified: BTreeSet::new() };
        let mut paths = BTreeSet::new();
        for item in &file.items {
            each_use(item, &mut |used| match used {
                NameUse::Runtime(name) => scope.runtime(name),
                NameUse::Path(path) => drop(paths.insert(path)),
                NameUse::Type(ty) => {
                    scope.foreign_names(ty);
                    paths.extend(ty.named());
                }
            });
        }
        match file.naming {
            Naming::Import(module) => scope.import(module, paths),
            Naming::List => {
                let lists: BTreeSet<&str> = paths.into_iter().map(|path| path.module.list()).collect();
                scope.imports.extend(lists.into_iter().map(|list| format!("super::{list}")));
            }
        }
        scope
    }

    /// All imports, as full paths.
    pub(crate) fn imports(&self) -> impl Iterator<Item = &str> {
        self.imports.iter().map(String::as_str)
    }

    fn runtime(&mut self, name: &str) {
        self.imports.insert(format!("runtime::codegen::{name}"));
    }

    fn foreign_names(&mut self, ty: &Type) {
        match ty {
            Type::Any => self.runtime("Value"),
            Type::Bytes => self.runtime("Bytes"),
            Type::Map(inner) => {
                self.imports.insert("std::collections::BTreeMap".to_owned());
                self.foreign_names(inner);
            }
            Type::List(inner) | Type::Boxed(inner) => self.foreign_names(inner),
            Type::Boolean | Type::Integer | Type::Number | Type::Text | Type::Named(_) => {}
        }
    }

    /// Imports the types that a module uses and does not define.
    fn import(&mut self, module: &TypeModule, paths: BTreeSet<&'m TypePath>) {
        let root = self.file.root();
        let reserved = match module {
            TypeModule::Operation(_) => OF_OPERATIONS,
            TypeModule::Component(_) => OF_COMPONENTS,
        };
        let defined = self.file.items.iter().filter_map(Item::type_name);
        let mut known: BTreeSet<&str> = defined.chain(reserved.iter().copied()).collect();
        for path in paths.into_iter().filter(|path| path.module != *module) {
            if known.insert(&path.name) {
                self.imports.insert(format!("{root}::{}", path.shortest()));
            } else {
                self.imports.insert(format!("{root}::{}", path.module.list()));
                self.qualified.insert(path);
            }
        }
    }
}

impl Names for Scope<'_, '_> {
    fn defined<'p>(&self, path: &'p TypePath) -> Cow<'p, str> {
        match self.file.naming {
            Naming::List => path.shortest().into(),
            Naming::Import(_) if self.qualified.contains(path) => path.canonical().into(),
            Naming::Import(_) => path.name.as_str().into(),
        }
    }
}

impl<'m> Item<'m> {
    /// The name of the type that it defines.
    pub(crate) fn type_name(&self) -> Option<&'m str> {
        match self {
            Self::Struct(definition) => Some(definition.name),
            Self::Enum(definition) => Some(definition.name),
            _ => None,
        }
    }
}

/// Everything that an item uses and that has to be imported unless the file defines it.
fn each_use<'m>(item: &Item<'m>, visit: &mut dyn FnMut(NameUse<'m>)) {
    match item {
        Item::Struct(definition) => definition.fields.iter().for_each(|field| of_type(field.ty, visit)),
        Item::Enum(definition) => {
            definition.variants.iter().filter_map(|variant| variant.payload).for_each(|ty| of_type(ty, visit));
        }
        Item::Impl(inherent) => inherent.methods.iter().for_each(|method| of_method(method, visit)),
        Item::Table(Table { table, .. }) => visit(NameUse::Runtime(table.name())),
        Item::Operation(operation) => {
            for name in ["Method", "Operation", "OperationInfo"].iter().chain(&operation.uses) {
                visit(NameUse::Runtime(name));
            }
            of_answer(operation.answer, visit);
        }
        Item::Sampled(sampled) => {
            visit(NameUse::Runtime("Sampled"));
            visit(NameUse::Path(sampled.request));
        }
        Item::Paged(paged) => {
            visit(NameUse::Runtime("Paged"));
            visit(NameUse::Runtime("Paging"));
            visit(NameUse::Type(paged.item));
        }
        Item::Mods(_)
        | Item::Reexports(_)
        | Item::Const(_)
        | Item::Calls(_)
        | Item::Example(_)
        | Item::Tests(_)
        | Item::Guarded(_)
        | Item::Code(_) => {}
    }
}

fn of_method<'m>(method: &Method<'m>, visit: &mut dyn FnMut(NameUse<'m>)) {
    method.arguments.iter().for_each(|Argument { ty, .. }| of_type(*ty, visit));
    match method.returned {
        Returned::Own => {}
        Returned::Fallible => visit(NameUse::Runtime("Error")),
        Returned::Call(operation, _) => {
            visit(NameUse::Runtime("Call"));
            of_type(operation, visit);
        }
        Returned::BlockingCall(operation) => {
            visit(NameUse::Runtime("BlockingCall"));
            of_type(operation, visit);
        }
    }
}

fn of_type<'m>(ty: Ty<'m>, visit: &mut dyn FnMut(NameUse<'m>)) {
    visit(match ty {
        Ty::Model(ty) | Ty::Optional(ty) => NameUse::Type(ty),
        Ty::Named(path) => NameUse::Path(path),
        Ty::Runtime(name) | Ty::Parameter(_, name) => NameUse::Runtime(name),
    });
}

fn of_answer<'m>(answer: Answer<'m>, visit: &mut dyn FnMut(NameUse<'m>)) {
    if answer.event_stream {
        visit(NameUse::Runtime("EventText"));
    }
    match answer.output {
        Output::Unit | Output::Text => {}
        Output::Bytes => visit(NameUse::Runtime("Bytes")),
        Output::Json(ty) => visit(NameUse::Type(ty)),
    }
}
