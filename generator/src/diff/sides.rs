//! Both sides read and lowered, their documents paired, and the two halves of the comparison put together.

use super::report::{Change, DocumentChanges, Edition, ItemChange, OwnerChanges, Place, Report, Use};
use super::rules::{Class, Weight};
use super::surface;
use super::unreadable::{self, Unreadable};
use super::wire::{self, Found};
use super::{Comparison, cause, correction, output, uses};
use crate::Owner;
use crate::model::Module;
use crate::spec::{LoadedDocument, NodeId};
use crate::{Diagnostic, Input, Severity, lower};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// A document on one side.
struct Side<'a> {
    source: LoadedDocument<'a>,
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
fn read(inputs: &[Input]) -> (BTreeMap<String, Side<'_>>, Vec<Diagnostic>) {
    let read: Vec<(Option<Side<'_>>, Vec<Diagnostic>)> = inputs.par_iter().map(side).collect();
    let (sides, diagnostics): (Vec<_>, Vec<_>) = read.into_iter().unzip();
    let mut errors: Vec<Diagnostic> = diagnostics.into_iter().flatten().collect();
    let mut modules: BTreeMap<String, Side<'_>> = BTreeMap::new();
    for side in sides.into_iter().flatten() {
        match modules.get(&side.module.name) {
            Some(twin) => errors.push(lower::duplicate_document(&twin.module, &side.module, side.source.version())),
            None => drop(modules.insert(side.module.name.clone(), side)),
        }
    }
    errors.sort_by(|a, b| (&a.file, a.position, &a.message).cmp(&(&b.file, b.position, &b.message)));
    (modules, errors)
}

fn side(input: &Input) -> (Option<Side<'_>>, Vec<Diagnostic>) {
    let mut source = match LoadedDocument::read(input) {
        Ok(source) => source,
        Err(diagnostic) => return (None, vec![*diagnostic]),
    };
    let (module, mut faults, _) = lower::document(&mut source);
    let unreadable = Unreadable::of(&faults);
    // Only these are told: to find the places of others takes as long as to read a document.
    faults.retain(|fault| fault.severity == Severity::Error);
    let errors = source.diagnostics(faults);
    (module.map(|module| Side { source, module, unreadable }), errors)
}

/// What changed in a document; `None` when nothing did.
fn document(old: Option<&Side<'_>>, new: Option<&Side<'_>>) -> Option<DocumentChanges> {
    let module = &new.or(old)?.module;
    let (mut rust, mut wire) = rayon::join(|| rust_changes(old, new), || wire_changes(old, new));
    let owners: BTreeSet<Owner> = rust.keys().chain(wire.keys()).cloned().collect();
    let mut uses = uses(old, new, &owners);
    let mut told: Vec<(OwnerChanges, Wire)> = Vec::with_capacity(owners.len());
    for owner in owners {
        let used_by = match &owner {
            Owner::Component(name) => uses.remove(name).unwrap_or_default(),
            _ => Vec::new(),
        };
        let (wire, rust) = (wire.remove(&owner).unwrap_or_default(), rust.remove(&owner).unwrap_or_default());
        told.push((OwnerChanges { owner, generated: false, differs: false, used_by, wire: Vec::new(), rust }, wire));
    }
    let sides = [old, new].map(|side| side.map(|side| &side.module));
    let owners = told.into_par_iter().map(|(owner, wire)| finished(owner, wire, sides));
    let mut owners: Vec<OwnerChanges> =
        owners.filter(|owner| !owner.wire.is_empty() || !owner.rust.is_empty()).collect();
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

/// An owner with all that changed in it.
fn finished(mut owner: OwnerChanges, wire: Wire, [old, new]: [Option<&Module>; 2]) -> OwnerChanges {
    let [was, is] = [old, new].map(|module| module.is_some_and(|module| output::comes_of(module, &owner.owner)));
    owner.generated = was || is;
    owner.differs = !owner.rust.is_empty() || output::differs(old, new, &owner.owner);
    // Texts that are rendered alike are no change, unless nothing else explains why the files differ.
    let is_explained = !wire.seen.is_empty() || !owner.rust.is_empty();
    let is_sent = owner.used_by.iter().any(|used| used.request);
    let changes = if owner.differs && !is_explained { wire.unseen } else { wire.seen };
    let weighed = changes.into_iter().map(|(mut change, in_requests)| {
        if is_sent {
            change.weight = in_requests;
        }
        if is && !was {
            // Nobody could use what it was.
            change.weight = change.weight.min(Weight::Additive);
        }
        change
    });
    owner.wire = weighed.collect();
    sorted(owner)
}

fn edition(side: &Side<'_>) -> Edition {
    let Module { source, declared, operations, .. } = &side.module;
    Edition { path: source.clone(), declared: *declared, generated: operations.len() }
}

/// The operations that use each of the components among the owners.
fn uses(old: Option<&Side<'_>>, new: Option<&Side<'_>>, owners: &BTreeSet<Owner>) -> BTreeMap<String, Vec<Use>> {
    let names =
        owners.iter().filter_map(|owner| if let Owner::Component(name) = owner { Some(name.as_str()) } else { None });
    uses::of(old.into_iter().chain(new).map(|side| &side.source.document), &names.collect())
}

fn rust_changes(old: Option<&Side<'_>>, new: Option<&Side<'_>>) -> BTreeMap<Owner, Vec<ItemChange>> {
    let items = |side: Option<&Side<'_>>| side.map(|side| surface::items(&side.module)).unwrap_or_default();
    let (old, new) = rayon::join(|| items(old), || items(new));
    surface::changes(&old, &new)
}

/// What the vendor changed in an owner, with what it weighs where requests hold it.
#[derive(Default)]
struct Wire {
    seen: Vec<(Change, Weight)>,
    /// Texts that are rendered alike.
    unseen: Vec<(Change, Weight)>,
}

fn wire_changes(old: Option<&Side<'_>>, new: Option<&Side<'_>>) -> BTreeMap<Owner, Wire> {
    let found = match (old, new) {
        (Some(old), Some(new)) => {
            let (before, after) = (&old.source.document, &new.source.document);
            let unreadable = unreadable::changes((before, &old.unreadable), (after, &new.unreadable));
            wire::changes(before, after).into_iter().chain(unreadable).collect()
        }
        (Some(old), None) => {
            vec![Found::whole(Owner::Document, Class::DocumentRemoved, [Some(old.source.document.at), None])]
        }
        (None, Some(new)) => {
            vec![Found::whole(Owner::Document, Class::DocumentAdded, [None, Some(new.source.document.at)])]
        }
        (None, None) => Vec::new(),
    };
    let module = new.or(old).map_or("", |side| &side.module.name);
    let old_places = places(old, found.iter().map(|found| found.old).collect());
    let new_places = places(new, found.iter().map(|found| found.new).collect());
    let unseen: Vec<bool> = found.par_iter().map(Found::is_unseen).collect();
    let mut changes: BTreeMap<Owner, Wire> = BTreeMap::new();
    for ((found, is_unseen), (old, place)) in found.into_iter().zip(unseen).zip(old_places.zip(new_places)) {
        // Where the document cannot be read, nobody knows what it says.
        let readable = new.filter(|new| !new.unreadable.holds(&found.owner));
        let correction = readable.and_then(|new| correction::of(&found, &new.source));
        let id = found.id(module);
        let Found { owner, class, weight, in_requests, part, path, before, after, .. } = found;
        let change = Change { id, class, weight, part, path, before, after, old, new: place, correction };
        let own = changes.entry(owner).or_default();
        if is_unseen { &mut own.unseen } else { &mut own.seen }.push((change, in_requests));
    }
    changes
}

/// The positions of some places of one side, in their order.
fn places(side: Option<&Side<'_>>, wanted: Vec<Option<NodeId>>) -> impl Iterator<Item = Option<Place>> {
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
