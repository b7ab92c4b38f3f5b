//! Shared types: which are reached, which are types of their own and which only stand for another.

use super::chosen::Chosen;
use super::module::placed;
use super::types::{Path, Types};
use crate::model::{Type, TypeDef, TypeRef};
use crate::names;
use crate::spec::corrections::Rename;
use crate::spec::document::{Named, Schema};
use crate::spec::shape::{Shape, reference_to};
use crate::spec::{NodeId, keys};
use std::collections::{BTreeMap, BTreeSet};

/// A component once it is reached.
#[derive(Clone, Debug)]
enum Reached {
    /// Being looked at: a reference back to it can have no end.
    Open,
    /// What stands in its place.
    Is(Type),
}

/// Provisional names of types, with those that corrections choose.
pub(super) type Renamed<'d> = BTreeMap<String, &'d Rename<'d>>;

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
    pub(super) chosen: &'d Chosen<'d>,
    /// Those of types, by the operation that they belong to, if it is one, and their provisional names.
    pub(super) types: BTreeMap<Option<&'d str>, Renamed<'d>>,
    /// How deep the type being lowered is nested.
    pub(super) depth: usize,
    /// Whether paths of operations mean nothing, as in RPC products.
    pub(super) paths_are_ignored: bool,
}

impl<'d> Components<'d> {
    pub(super) fn new(schemas: &'d [Named<'d, Schema<'d>>], chosen: &'d Chosen<'d>, paths_are_ignored: bool) -> Self {
        // What is wrong with a name is said where types are named.
        let files = chosen.settle(placed(schemas), names::file, &mut Vec::new());
        Self {
            schemas: schemas.iter().map(|s| (s.name.as_ref(), &s.value)).collect(),
            files,
            reached: BTreeMap::new(),
            waiting: BTreeSet::new(),
            defined: BTreeMap::new(),
            chosen,
            types: BTreeMap::new(),
            depth: 0,
            paths_are_ignored,
        }
    }

    pub(super) fn closest(&self, name: &str) -> Option<&'d str> {
        keys::closest(name, self.schemas.keys().copied())
    }

    /// The reference that another form of one may mean: what stands behind its last slash may be a component.
    pub(super) fn meant(&self, reference: &str) -> Option<String> {
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
            Some(Reached::Is(ty)) => return Some(ty.clone()),
            Some(Reached::Open) => {
                let message = format!("component `{name}` stands for itself");
                types.warn("endless-ref", at, message, "arbitrary JSON is used in its place");
                return Some(Type::Any);
            }
            None => {}
        }
        if matches!(Shape::of(schema), Shape::Object(_)) {
            let ty = Type::Named(types.components.type_ref(name, name.to_owned()));
            types.components.reached.insert(name, Reached::Is(ty.clone()));
            types.components.waiting.insert(name);
            return Some(ty);
        }
        types.components.reached.insert(name, Reached::Open);
        let ty = Self::alias(types, name, schema);
        types.components.reached.insert(name, Reached::Is(ty.clone()));
        Some(ty)
    }

    /// The type of a component that is no object; what it nests is defined in the component's file.
    fn alias(types: &mut Types<'_, 'd>, name: &'d str, schema: &'d Schema<'d>) -> Type {
        let mut own = Types {
            components: &mut *types.components,
            faults: &mut *types.faults,
            operation: None,
            defined: Vec::new(),
        };
        let mut ty = own.ty(schema, &Path::root(&[name]));
        let defined = own.defined;
        let file = types.components.file(name);
        super::rename::each_ref(&mut ty, &mut |reference| {
            reference.component.get_or_insert_with(|| file.clone());
        });
        types.components.defined.insert(name, defined);
        ty
    }

    /// Lowers what is waiting, and what that reaches, until nothing waits: all components in use, with what they define.
    pub(super) fn finish(&mut self, faults: &mut Vec<crate::spec::Fault>) -> Vec<(&'d str, String, Vec<TypeDef>)> {
        while let Some(name) = self.waiting.pop_first() {
            let Some(schema) = self.schemas.get(name).copied() else { continue };
            let mut types = Types { components: &mut *self, faults, operation: None, defined: Vec::new() };
            types.ty(schema, &Path::root(&[name]));
            let defined = types.defined;
            self.defined.insert(name, defined);
        }
        let defined = std::mem::take(&mut self.defined);
        defined.into_iter().map(|(name, types)| (name, self.file(name), types)).collect()
    }

    fn file(&self, name: &str) -> String {
        self.files.get(name).cloned().unwrap_or_default()
    }

    fn type_ref(&self, component: &str, name: String) -> TypeRef {
        TypeRef { component: Some(self.file(component)), name }
    }
}
