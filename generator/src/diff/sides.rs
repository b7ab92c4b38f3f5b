//! Reads and lowers both sides, pairs their documents, and puts wire changes and item changes together.

use super::report::{Change, DocumentChanges, Edition, ItemChange, OwnerChanges, Place, Report, Use};
use super::rules::{Class, Weight};
use super::surface;
use super::unreadable::{self, Unreadable};
use super::wire::{self, Difference};
use super::{cause, output, suggested_correction, uses};
use crate::Owner;
use crate::model::Module;
use crate::spec::{LoadedDocument, NodeId};
use crate::{Diagnostic, Input, Severity, lower};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The result of [`compare`].
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// The changes; empty when there is an error.
    pub report: Report,
    /// Why the documents cannot be compared: the errors of both sides, by file and position.
    pub errors: Vec<Diagnostic>,
}

/// A document of one side.
struct Side<'a> {
    source: LoadedDocument<'a>,
    module: Module,
    unreadable: Unreadable,
}

impl Side<'_> {
    fn identity(&self) -> lower::Identity {
        lower::Identity::of(&self.module, self.source.version())
    }
}

/// Compares two sets of documents, corrections applied. Documents of one product and version are paired.
#[must_use]
pub fn compare(old: &[Input], new: &[Input]) -> Comparison {
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

/// The documents of a side by the name of their module, and their errors.
fn read(inputs: &[Input]) -> (BTreeMap<String, Side<'_>>, Vec<Diagnostic>) {
    let read: Vec<(Option<Side<'_>>, Vec<Diagnostic>)> = inputs.par_iter().map(side).collect();
    let (sides, diagnostics): (Vec<_>, Vec<_>) = read.into_iter().unzip();
    let mut errors: Vec<Diagnostic> = diagnostics.into_iter().flatten().collect();
    let mut modules: BTreeMap<String, Side<'_>> = BTreeMap::new();
    for side in sides.into_iter().flatten() {
        match modules.get(&side.module.name) {
            Some(twin) => errors.push(lower::duplicate_document(&twin.identity(), &side.identity())),
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
    // Warnings are not reported here: finding their positions takes as long as reading the document.
    faults.retain(|fault| fault.severity == Severity::Error);
    let errors = source.diagnostics(faults);
    (module.map(|module| Side { source, module, unreadable }), errors)
}

/// The changes of a document; `None` where there are none.
fn document(old: Option<&Side<'_>>, new: Option<&Side<'_>>) -> Option<DocumentChanges> {
    let module = &new.or(old)?.module;
    let (mut rust, mut wire) = rayon::join(|| rust_changes(old, new), || wire_changes(old, new));
    let owners: BTreeSet<Owner> = rust.keys().chain(wire.keys()).cloned().collect();
    let mut uses = uses(old, new, &owners);
    let mut changed: Vec<(OwnerChanges, WireChanges)> = Vec::with_capacity(owners.len());
    for owner in owners {
        let used_by = match &owner {
            Owner::Component(name) => uses.remove(name).unwrap_or_default(),
            _ => Vec::new(),
        };
        let (wire, rust) = (wire.remove(&owner).unwrap_or_default(), rust.remove(&owner).unwrap_or_default());
        changed.push((OwnerChanges { owner, generated: false, differs: false, used_by, wire: Vec::new(), rust }, wire));
    }
    let sides = [old, new].map(|side| side.map(|side| &side.module));
    let owners = changed.into_par_iter().map(|(owner, wire)| weighed(owner, wire, sides));
    let mut owners: Vec<OwnerChanges> =
        owners.filter(|owner| !owner.wire.is_empty() || !owner.rust.is_empty()).collect();
    suggested_correction::retain(&mut owners);
    (!owners.is_empty()).then(|| DocumentChanges {
        module: module.name.clone(),
        product: module.product.clone(),
        version: module.version.clone(),
        old: old.map(edition),
        new: new.map(edition),
        owners,
    })
}

/// An owner with its changes, weighed by what is generated of it.
fn weighed(mut owner: OwnerChanges, wire: WireChanges, [old, new]: [Option<&Module>; 2]) -> OwnerChanges {
    let [was_generated, is_generated] =
        [old, new].map(|module| module.is_some_and(|module| output::is_generated(module, &owner.owner)));
    owner.generated = was_generated || is_generated;
    owner.differs = !owner.rust.is_empty() || output::differs(old, new, &owner.owner);
    // Texts that are rendered alike are reported only where nothing else explains why the files differ.
    let is_explained = !wire.visible.is_empty() || !owner.rust.is_empty();
    let is_sent = owner.used_by.iter().any(|used| used.request);
    let changes = if owner.differs && !is_explained { wire.invisible } else { wire.visible };
    let changes = changes.into_iter().map(|(mut change, weight_in_requests)| {
        if is_sent {
            change.weight = weight_in_requests;
        }
        if is_generated && !was_generated {
            // No program could use the old one.
            change.weight = change.weight.min(Weight::Additive);
        }
        change
    });
    owner.wire = changes.collect();
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

/// What the vendor changed in an owner; each change with its weight where requests use it.
#[derive(Default)]
struct WireChanges {
    visible: Vec<(Change, Weight)>,
    /// Changes of texts that are rendered alike.
    invisible: Vec<(Change, Weight)>,
}

fn wire_changes(old: Option<&Side<'_>>, new: Option<&Side<'_>>) -> BTreeMap<Owner, WireChanges> {
    let differences = match (old, new) {
        (Some(old), Some(new)) => {
            let (before, after) = (&old.source.document, &new.source.document);
            let unreadable = unreadable::changes((before, &old.unreadable), (after, &new.unreadable));
            wire::differences(before, after).into_iter().chain(unreadable).collect()
        }
        (Some(old), None) => {
            vec![Difference::whole(Owner::Document, Class::DocumentRemoved, [Some(old.source.document.at), None])]
        }
        (None, Some(new)) => {
            vec![Difference::whole(Owner::Document, Class::DocumentAdded, [None, Some(new.source.document.at)])]
        }
        (None, None) => Vec::new(),
    };
    let module = new.or(old).map_or("", |side| &side.module.name);
    let old_places = places(old, differences.iter().map(|difference| difference.old).collect());
    let new_places = places(new, differences.iter().map(|difference| difference.new).collect());
    let invisible: Vec<bool> = differences.par_iter().map(Difference::is_rendered_alike).collect();
    let mut changes: BTreeMap<Owner, WireChanges> = BTreeMap::new();
    for ((difference, is_invisible), (old, place)) in
        differences.into_iter().zip(invisible).zip(old_places.zip(new_places))
    {
        // Of what cannot be read the values are not known.
        let readable = new.filter(|new| !new.unreadable.contains(&difference.owner));
        let correction = readable.and_then(|new| suggested_correction::suggest(&difference, &new.source));
        let id = difference.id(module);
        let Difference { owner, class, weight, weight_in_requests, part, path, before, after, .. } = difference;
        let change = Change { id, class, weight, part, path, before, after, old, new: place, correction };
        let own = changes.entry(owner).or_default();
        if is_invisible { &mut own.invisible } else { &mut own.visible }.push((change, weight_in_requests));
    }
    changes
}

/// The positions of some nodes of one side, in their order.
fn places(side: Option<&Side<'_>>, wanted: Vec<Option<NodeId>>) -> impl Iterator<Item = Option<Place>> {
    let found = side.map(|side| side.source.places(wanted.iter().copied().flatten())).unwrap_or_default();
    wanted.into_iter().map(move |at| {
        let (file, position) = found.get(&at?)?;
        Some(Place { file: file.clone(), position: *position })
    })
}

/// The heaviest first, then by path.
fn sorted(mut owner: OwnerChanges) -> OwnerChanges {
    owner.wire.sort_by(|a, b| (b.weight, &a.part, &a.path, a.class).cmp(&(a.weight, &b.part, &b.path, b.class)));
    owner.rust.sort_by(|a, b| (b.class.weight(), &a.path, a.class).cmp(&(a.class.weight(), &b.path, b.class)));
    cause::link(&mut owner);
    owner
}
