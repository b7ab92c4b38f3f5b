//! Types that contain themselves: a field that leads back without a list or map in between is boxed.

use crate::model::{Component, Field, Type, TypeDef, TypePath};
use std::collections::{BTreeMap, BTreeSet};

/// Boxes every field on a cycle of direct containment.
pub(super) fn box_cycles(components: &mut [Component]) {
    let edges = edges(components);
    let on_cycle = |from: &TypePath, to: &TypePath| from == to || reaches(&edges, to, from);
    for definition in components.iter_mut().flat_map(|component| &mut component.types) {
        let TypeDef::Object(object) = definition else { continue };
        for field in &mut object.fields {
            if let Type::Named(to) = &field.ty
                && on_cycle(&object.path, to)
            {
                field.ty = Type::Boxed(Box::new(field.ty.clone()));
            }
        }
    }
}

fn edges(components: &[Component]) -> BTreeMap<TypePath, BTreeSet<TypePath>> {
    let definitions = components.iter().flat_map(|component| &component.types);
    let direct = |field: &Field| if let Type::Named(path) = &field.ty { Some(path.clone()) } else { None };
    definitions
        .map(|definition| (definition.path().clone(), definition.fields().iter().filter_map(direct).collect()))
        .collect()
}

fn reaches(edges: &BTreeMap<TypePath, BTreeSet<TypePath>>, from: &TypePath, to: &TypePath) -> bool {
    let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(id) = open.pop() {
        if id == to {
            return true;
        }
        if seen.insert(id) {
            open.extend(edges.get(id).into_iter().flatten());
        }
    }
    false
}
