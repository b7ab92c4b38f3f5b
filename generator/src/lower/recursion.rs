//! Types that contain themselves: a field that leads back without a list or map in between is boxed.

use crate::model::{Component, Type, TypeDef};
use std::collections::{BTreeMap, BTreeSet};

/// A type: file and name.
type Id = (String, String);

/// Boxes every field on a cycle of direct containment.
pub(super) fn box_cycles(components: &mut [Component]) {
    let edges = edges(components);
    let on_cycle = |from: &Id, to: &Id| from == to || reaches(&edges, to, from);
    for component in components {
        let file = component.file.clone();
        for definition in &mut component.types {
            let TypeDef::Object(object) = definition else { continue };
            let from = (file.clone(), object.name.clone());
            for field in &mut object.fields {
                if let Some(to) = direct(&field.ty, &file)
                    && on_cycle(&from, &to)
                {
                    field.ty = Type::Boxed(Box::new(field.ty.clone()));
                }
            }
        }
    }
}

fn direct(ty: &Type, file: &str) -> Option<Id> {
    match ty {
        Type::Named(reference) => {
            Some((reference.component.clone().unwrap_or_else(|| file.to_owned()), reference.name.clone()))
        }
        _ => None,
    }
}

fn edges(components: &[Component]) -> BTreeMap<Id, BTreeSet<Id>> {
    let mut edges: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
    for component in components {
        for definition in &component.types {
            let TypeDef::Object(object) = definition else { continue };
            let to = object.fields.iter().filter_map(|field| direct(&field.ty, &component.file));
            edges.insert((component.file.clone(), object.name.clone()), to.collect());
        }
    }
    edges
}

fn reaches(edges: &BTreeMap<Id, BTreeSet<Id>>, from: &Id, to: &Id) -> bool {
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
