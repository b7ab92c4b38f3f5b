//! The names that a file uses: computed imports, short names, a longer path only where two names would meet.

use crate::model::{Operation, Output, Type, TypeRef};
use crate::names;
use std::collections::{BTreeMap, BTreeSet};

/// Where the names of a file come from.
pub(super) struct Scope {
    /// `crate::ice20201109` or, from outside, `generated::ice20201109`.
    module: String,
    imports: BTreeSet<String>,
    /// References whose short name is taken.
    qualified: BTreeSet<TypeRef>,
}

impl Scope {
    /// A file of a module that defines `local` names and uses the given types.
    pub(super) fn new<'t>(
        module: String,
        local: impl IntoIterator<Item = &'t str>,
        types: impl IntoIterator<Item = &'t Type>,
    ) -> Self {
        let mut scope = Self { module, imports: BTreeSet::new(), qualified: BTreeSet::new() };
        let mut taken: BTreeMap<String, Option<TypeRef>> =
            local.into_iter().map(|name| (name.to_owned(), None)).collect();
        let mut references = BTreeSet::new();
        for ty in types {
            scope.standard(ty);
            collect(ty, &mut references);
        }
        for reference in references {
            match taken.get(&reference.name) {
                Some(Some(known)) if *known == reference => {}
                Some(_) => {
                    scope.imports.insert(format!("{}::types", scope.module));
                    scope.qualified.insert(reference);
                }
                None => {
                    let path = scope.path(&reference);
                    scope.imports.insert(path);
                    taken.insert(reference.name.clone(), Some(reference));
                }
            }
        }
        scope
    }

    /// A file that writes the names of types by their paths, and imports only what is not the module's own.
    pub(super) fn standard_only<'t>(types: impl IntoIterator<Item = &'t Type>) -> Self {
        let mut scope = Self { module: String::new(), imports: BTreeSet::new(), qualified: BTreeSet::new() };
        for ty in types {
            scope.standard(ty);
        }
        scope
    }

    /// Uses a name of the runtime.
    pub(super) fn runtime(&mut self, names: &[&str]) {
        self.imports.extend(names.iter().map(|name| format!("runtime::codegen::{name}")));
    }

    /// Uses a name by its full path.
    pub(super) fn import(&mut self, path: &str) {
        self.imports.insert(path.to_owned());
    }

    /// All imports, as full paths.
    pub(super) fn into_imports(self) -> Vec<String> {
        self.imports.into_iter().collect()
    }

    fn standard(&mut self, ty: &Type) {
        match ty {
            Type::Any => self.runtime(&["Value"]),
            Type::Bytes => self.runtime(&["Bytes"]),
            Type::Map(inner) => {
                self.imports.insert("std::collections::BTreeMap".to_owned());
                self.standard(inner);
            }
            Type::List(inner) | Type::Boxed(inner) => self.standard(inner),
            Type::Boolean | Type::Integer | Type::Number | Type::Text | Type::Named(_) => {}
        }
    }

    /// The path that a name is imported by.
    fn path(&self, reference: &TypeRef) -> String {
        match &reference.component {
            // The component itself is re-exported beside its module.
            Some(file) if is_root(file, &reference.name) => format!("{}::types::{}", self.module, reference.name),
            Some(file) => format!("{}::types::{file}::{}", self.module, reference.name),
            None => reference.name.clone(),
        }
    }

    /// A type as the file writes it.
    pub(super) fn ty(&self, ty: &Type) -> String {
        spelled(ty, &|reference| self.name(reference))
    }

    /// What a call gives.
    pub(super) fn output(&self, operation: &Operation) -> String {
        given(operation, &|reference| self.name(reference))
    }

    fn name(&self, reference: &TypeRef) -> String {
        match &reference.component {
            Some(file) if self.qualified.contains(reference) => format!("types::{file}::{}", reference.name),
            _ => reference.name.clone(),
        }
    }
}

/// What a call gives, its names spelled by `name`.
pub(crate) fn given(operation: &Operation, name: &dyn Fn(&TypeRef) -> String) -> String {
    let output = match &operation.output {
        Output::Unit => "()".to_owned(),
        Output::Text => "String".to_owned(),
        Output::Bytes => "Bytes".to_owned(),
        Output::Json(ty) => spelled(ty, name),
    };
    // The document says what one event holds.
    if operation.call.event_stream { format!("EventText<{output}>") } else { output }
}

/// A type, its names spelled by `name`.
pub(crate) fn spelled(ty: &Type, name: &dyn Fn(&TypeRef) -> String) -> String {
    match ty {
        Type::Boolean => "bool".to_owned(),
        Type::Integer => "i64".to_owned(),
        Type::Number => "f64".to_owned(),
        Type::Text => "String".to_owned(),
        Type::Bytes => "Bytes".to_owned(),
        Type::Any => "Value".to_owned(),
        Type::List(inner) => format!("Vec<{}>", spelled(inner, name)),
        Type::Map(inner) => format!("BTreeMap<String, {}>", spelled(inner, name)),
        Type::Boxed(inner) => format!("Box<{}>", spelled(inner, name)),
        Type::Named(reference) => name(reference),
    }
}

/// Whether a type is the one that the file of a component is named after.
pub(super) fn is_root(file: &str, name: &str) -> bool {
    names::file(name) == file
}

fn collect(ty: &Type, references: &mut BTreeSet<TypeRef>) {
    match ty {
        Type::Named(reference) if reference.component.is_some() => {
            references.insert(reference.clone());
        }
        Type::List(inner) | Type::Map(inner) | Type::Boxed(inner) => collect(inner, references),
        _ => {}
    }
}
