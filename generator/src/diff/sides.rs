//! Both sides read and lowered, their documents paired, and the two halves of the comparison put together.

use super::report::{Change, DocumentChanges, Edition, ItemChange, Owner, OwnerChanges, Place, Report};
use super::rules::{Class, Weight};
use super::surface;
use super::unreadable::{self, Unreadable};
use super::wire::{self, Found};
use super::{Comparison, cause, correction};
use crate::model::{Component, Module, Operation};
use crate::spec::{At, Source};
use crate::{Finding, Input, Severity, lower};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// A document on one side.
struct Side<'a> {
    source: Source<'a>,
    module: Module,
    unreadable: Unreadable,
}

pub(super) fn compare(old: &[Input], new: &[Input]) -> Comparison {
    let ((old, mut errors), (new, others)) = rayon::join(|| read(old), || read(new));
    errors.extend(others);
    if !errors.is_empty() {
        return Comparison { errors, ..Comparison::default() };
    }
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let documents: Vec<DocumentChanges> =
        names.into_par_iter().filter_map(|name| document(old.get(name), new.get(name))).collect();
    Comparison { report: Report { documents }, errors }
}

/// The documents of a side by the name of their module, and what is wrong with them.
fn read(inputs: &[Input]) -> (BTreeMap<String, Side<'_>>, Vec<Finding>) {
    let read: Vec<(Option<Side<'_>>, Vec<Finding>)> = inputs.par_iter().map(side).collect();
    let (sides, findings): (Vec<_>, Vec<_>) = read.into_iter().unzip();
    let mut errors: Vec<Finding> = findings.into_iter().flatten().collect();
    let mut modules: BTreeMap<String, Side<'_>> = BTreeMap::new();
    for side in sides.into_iter().flatten() {
        match modules.get(&side.module.name) {
            Some(twin) => errors.push(lower::twin(&twin.module, &side.module, side.source.version())),
            None => drop(modules.insert(side.module.name.clone(), side)),
        }
    }
    errors.sort_by(|a, b| (&a.file, a.position, &a.message).cmp(&(&b.file, b.position, &b.message)));
    (modules, errors)
}

fn side(input: &Input) -> (Option<Side<'_>>, Vec<Finding>) {
    let mut source = match Source::read(input) {
        Ok(source) => source,
        Err(finding) => return (None, vec![*finding]),
    };
    let (module, mut faults, _) = lower::document(&mut source);
    let unreadable = Unreadable::of(&faults);
    // Only these are told: to find the places of others takes as long as to read a document.
    faults.retain(|fault| fault.severity == Severity::Error);
    let errors = source.findings(faults);
    (module.map(|module| Side { source, module, unreadable }), errors)
}

/// What changed in a document; `None` when nothing did.
fn document(old: Option<&Side<'_>>, new: Option<&Side<'_>>) -> Option<DocumentChanges> {
    let module = &new.or(old)?.module;
    let (mut rust, mut wire) = rayon::join(|| rust_changes(old, new), || wire_changes(old, new));
    let owners: BTreeSet<Owner> = rust.keys().chain(wire.keys()).cloned().collect();
    let (before, after) = (old.map(|side| &side.module), new.map(|side| &side.module));
    let mut owners: Vec<OwnerChanges> = owners
        .into_iter()
        .map(|owner| {
            let [was, is] = [before, after].map(|module| module.is_some_and(|module| is_generated(module, &owner)));
            let mut wire = wire.remove(&owner).unwrap_or_default();
            if is && !was {
                // Nobody could use what it was.
                for change in &mut wire {
                    change.weight = change.weight.min(Weight::Additive);
                }
            }
            let (differs, rust) = (differs(before, after, &owner), rust.remove(&owner).unwrap_or_default());
            sorted(OwnerChanges { owner, generated: was || is, differs, wire, rust })
        })
        .collect();
    correction::retain(&mut owners);
    (!owners.is_empty()).then(|| DocumentChanges {
        module: module.name.clone(),
        product: module.product.clone(),
        version: module.version.clone(),
        old: old.map(edition),
        new: new.map(edition),
        owners,
    })
}

fn edition(side: &Side<'_>) -> Edition {
    let Module { source, declared, operations, .. } = &side.module;
    Edition { path: source.clone(), declared: *declared, generated: operations.len() }
}

fn is_generated(module: &Module, owner: &Owner) -> bool {
    match owner {
        Owner::Document => !module.operations.is_empty(),
        Owner::Operation(wire) => operation(module, wire).is_some(),
        Owner::Component(wire) => component(module, wire).is_some() || module.aliases.contains(wire),
    }
}

fn operation<'m>(module: &'m Module, wire: &str) -> Option<&'m Operation> {
    module.operations.iter().find(|operation| operation.wire == wire)
}

fn component<'m>(module: &'m Module, wire: &str) -> Option<&'m Component> {
    module.components.iter().find(|component| component.wire == wire)
}

/// Whether other code comes of an owner. What it uses may change without it.
fn differs(old: Option<&Module>, new: Option<&Module>, owner: &Owner) -> bool {
    let (Some(old), Some(new)) = (old, new) else {
        return old.or(new).is_some_and(|module| is_generated(module, owner));
    };
    match owner {
        Owner::Document => frame(old) != frame(new),
        Owner::Operation(wire) => operation(old, wire) != operation(new, wire),
        Owner::Component(wire) => component(old, wire) != component(new, wire),
    }
}

/// What a module holds besides operations and components. Nothing comes of one without operations.
fn frame(module: &Module) -> Option<impl PartialEq> {
    let Module { name, product, version, title, description, endpoints, groups, errors, .. } = module;
    (!module.operations.is_empty()).then_some((name, product, version, title, description, endpoints, groups, errors))
}

fn rust_changes(old: Option<&Side<'_>>, new: Option<&Side<'_>>) -> BTreeMap<Owner, Vec<ItemChange>> {
    let items = |side: Option<&Side<'_>>| side.map(|side| surface::items(&side.module)).unwrap_or_default();
    let (old, new) = rayon::join(|| items(old), || items(new));
    surface::changes(&old, &new)
}

fn wire_changes(old: Option<&Side<'_>>, new: Option<&Side<'_>>) -> BTreeMap<Owner, Vec<Change>> {
    let found = match (old, new) {
        (Some(old), Some(new)) => {
            let (before, after) = (&old.source.document, &new.source.document);
            let unreadable = unreadable::changes((before, &old.unreadable), (after, &new.unreadable));
            wire::changes(before, after).into_iter().chain(unreadable).collect()
        }
        (Some(old), None) => vec![whole(Class::DocumentRemoved, Some(old.source.document.at), None)],
        (None, Some(new)) => vec![whole(Class::DocumentAdded, None, Some(new.source.document.at))],
        (None, None) => Vec::new(),
    };
    let old_places = places(old, found.iter().map(|found| found.old).collect());
    let new_places = places(new, found.iter().map(|found| found.new).collect());
    let mut changes: BTreeMap<Owner, Vec<Change>> = BTreeMap::new();
    for (found, (old_place, new_place)) in found.into_iter().zip(old_places.zip(new_places)) {
        // Where the document cannot be read, nobody knows what it says.
        let readable = new.filter(|new| !new.unreadable.holds(&found.owner));
        let correction = readable.and_then(|new| correction::of(&found, &new.source));
        let Found { owner, class, weight, part, path, before, after, .. } = found;
        changes.entry(owner).or_default().push(Change {
            class,
            weight,
            part,
            path,
            before,
            after,
            old: old_place,
            new: new_place,
            correction,
        });
    }
    changes
}

fn whole(class: Class, old: Option<At>, new: Option<At>) -> Found<'static> {
    Found {
        owner: Owner::Document,
        class,
        weight: class.weight(),
        part: super::Part::Whole,
        path: String::new(),
        before: None,
        after: None,
        old,
        new,
        held: None,
    }
}

/// The positions of some places of one side, in their order.
fn places(side: Option<&Side<'_>>, wanted: Vec<Option<At>>) -> impl Iterator<Item = Option<Place>> {
    let found = side.map(|side| side.source.places(wanted.iter().copied().flatten())).unwrap_or_default();
    wanted.into_iter().map(move |at| {
        let (file, position) = found.get(&at?)?;
        Some(Place { file: file.clone(), position: *position })
    })
}

/// The heaviest first; what is the same to both, in the order of paths.
fn sorted(mut owner: OwnerChanges) -> OwnerChanges {
    owner.wire.sort_by(|a, b| (b.weight, &a.part, &a.path, a.class).cmp(&(a.weight, &b.part, &b.path, b.class)));
    owner.rust.sort_by(|a, b| (b.class.weight(), &a.path, a.class).cmp(&(a.class.weight(), &b.path, b.class)));
    cause::link(&mut owner);
    owner
}
