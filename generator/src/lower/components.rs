//! Shared types: which are reached, which are types of their own and which only stand for another.

use super::overrides::{NameOverrides, TypeOverrides};
use super::types::Types;
use super::wire_path::WirePath;
use crate::model::{Type, TypeDef, TypeModule, TypePath};
use crate::names;
use crate::spec::document::{self, Named, Schema};
use crate::spec::shape::{Shape, reference_to};
use crate::spec::{NodeId, keys};
use std::collections::{BTreeMap, BTreeSet};

/// A component once it is reached.
#[derive(Clone, Debug)]
enum Reached {
    /// Being lowered: a reference back to it would have no end.
    InProgress,
    /// The type that stands for it.
    Lowered(Type),
}

/// The components of a document.
pub(super) struct Components<'d> {
    schemas: BTreeMap<&'d str, &'d Schema<'d>>,
    files: BTreeMap<&'d str, String>,
    reached: BTreeMap<&'d str, Reached>,
    /// Types of their own that were reached and are not yet lowered.
    waiting: BTreeSet<&'d str>,
    /// What each reached component defines.
    defined: BTreeMap<&'d str, Vec<TypeDef>>,
    /// Names that corrections choose.
    pub(super) overrides: &'d NameOverrides<'d>,
    /// Those of types, by the operation that they belong to, if it is one.
    pub(super) type_overrides: BTreeMap<Option<&'d str>, TypeOverrides<'d>>,
    /// How deep the type being lowered is nested.
    pub(super) depth: usize,
    /// Whether paths of operations mean nothing, as in RPC products.
    pub(super) paths_are_ignored: bool,
}

impl<'d> Components<'d> {
    pub(super) fn new(
        schemas: &'d [Named<'d, Schema<'d>>],
        overrides: &'d NameOverrides<'d>,
        paths_are_ignored: bool,
    ) -> Self {
        // What is wrong with a name is reported where types are named.
        let files = overrides.settle(document::names(schemas), names::file, &mut Vec::new());
        Self {
            schemas: schemas.iter().map(|s| (s.name.as_ref(), &s.value)).collect(),
            files,
            reached: BTreeMap::new(),
            waiting: BTreeSet::new(),
            defined: BTreeMap::new(),
            overrides,
            type_overrides: BTreeMap::new(),
            depth: 0,
            paths_are_ignored,
        }
    }

    pub(super) fn closest(&self, name: &str) -> Option<&'d str> {
        keys::closest(name, self.schemas.keys().copied())
    }

    /// The reference that one of another form may stand for: its last segment may be a component.
    pub(super) fn suggest(&self, reference: &str) -> Option<String> {
        let name = reference.rsplit('/').next().unwrap_or(reference).trim_start_matches('#');
        let name = self.schemas.get_key_value(name).map(|(name, _)| *name).or_else(|| self.closest(name))?;
        Some(reference_to(name))
    }

    /// The schema that references lead to, as far as they do.
    pub(super) fn resolved(&self, schema: &'d Schema<'d>) -> &'d Schema<'d> {
        let mut schema = schema;
        for _ in 0..self.schemas.len() {
            match schema.component().and_then(|name| self.schemas.get(name)) {
                Some(target) => schema = target,
                None => break,
            }
        }
        schema
    }

    /// The type that a reference to a component means; `None` when there is no such component.
    pub(super) fn ty(types: &mut Types<'_, 'd>, name: &str, at: NodeId) -> Option<Type> {
        let (name, schema) = types.components.schemas.get_key_value(name).map(|(n, s)| (*n, *s))?;
        match types.components.reached.get(name) {
            Some(Reached::Lowered(ty)) => return Some(ty.clone()),
            Some(Reached::InProgress) => {
                let message = format!("component `{name}` refers to itself");
                types.warn("endless-ref", at, message, "arbitrary JSON is used in its place");
                return Some(Type::Any);
            }
            None => {}
        }
        if matches!(Shape::of(schema), Shape::Object(_)) {
            let ty = Type::Named(TypePath::new(types.components.module(name), name.to_owned()));
            types.components.reached.insert(name, Reached::Lowered(ty.clone()));
            types.components.waiting.insert(name);
            return Some(ty);
        }
        types.components.reached.insert(name, Reached::InProgress);
        let ty = Self::alias(types, name, schema);
        types.components.reached.insert(name, Reached::Lowered(ty.clone()));
        Some(ty)
    }

    /// The type of a component that is no object; what it nests is defined in the component's file.
    fn alias(types: &mut Types<'_, 'd>, name: &'d str, schema: &'d Schema<'d>) -> Type {
        let mut own = Types {
            module: types.components.module(name),
            components: &mut *types.components,
            faults: &mut *types.faults,
            operation: None,
            defined: Vec::new(),
        };
        let ty = own.ty(schema, &WirePath::root(&[name]));
        let defined = own.defined;
        types.components.defined.insert(name, defined);
        ty
    }

    /// Lowers what is waiting, and what that reaches, until nothing waits: all components in use, with what they define.
    pub(super) fn finish(&mut self, faults: &mut Vec<crate::spec::Fault>) -> Vec<(&'d str, String, Vec<TypeDef>)> {
        while let Some(name) = self.waiting.pop_first() {
            let Some(schema) = self.schemas.get(name).copied() else { continue };
            let module = self.module(name);
            let mut types = Types { components: &mut *self, faults, operation: None, module, defined: Vec::new() };
            types.ty(schema, &WirePath::root(&[name]));
            let defined = types.defined;
            self.defined.insert(name, defined);
        }
        let defined = std::mem::take(&mut self.defined);
        defined.into_iter().map(|(name, types)| (name, self.file(name), types)).collect()
    }

    fn file(&self, name: &str) -> String {
        self.files.get(name).cloned().unwrap_or_default()
    }

    fn module(&self, component: &str) -> TypeModule {
        TypeModule::Component(self.file(component))
    }
}
