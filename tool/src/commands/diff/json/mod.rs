//! A report for programs: everything, in an object.
//!
//! Nothing in it is cut. A change has an `id` that is the same in every run. Keys come and stay; `version` counts up when one goes or means something else.

use generator::Owner;
use generator::diff::{Change, DocumentChanges, Edition, ItemChange, OwnerChanges, Part, Place, Use, Weight};
use serde_json::{Map, Value, json};

use super::view::{ChangeCounts, View};
use super::wording;

/// The version of the form.
const VERSION: u32 = 1;

/// The report as one object.
pub(super) fn render(view: &View<'_>) -> String {
    let report = view.report;
    let sums = ChangeCounts::of(report.owners());
    let generated = view
        .version
        .map(|version| json!({ "old": version.to_string(), "new": version.after(report.bump()).to_string() }));
    let object = json!({
        "version": VERSION,
        "verdict": report.bump().name(),
        "old": view.sides[0],
        "new": view.sides[1],
        "generated": generated,
        "changes": by_weight(sums.wire),
        "changes_not_generated": sums.ungenerated,
        "rust_changes": by_weight(sums.rust),
        "documents": report.documents.iter().map(document).collect::<Vec<_>>(),
    });
    format!("{object:#}\n")
}

fn by_weight(sums: [usize; 4]) -> Value {
    Weight::ALL
        .iter()
        .zip(sums)
        .map(|(weight, sum)| (weight.name().to_owned(), sum.into()))
        .collect::<Map<_, _>>()
        .into()
}

fn document(document: &DocumentChanges) -> Value {
    json!({
        "module": document.module,
        "product": document.product,
        "version": document.version,
        "verdict": document.bump().name(),
        "old": document.old.as_ref().map(edition),
        "new": document.new.as_ref().map(edition),
        "owners": document.owners.iter().map(owner).collect::<Vec<_>>(),
    })
}

fn edition(edition: &Edition) -> Value {
    json!({ "path": edition.path, "operations": edition.declared, "generated": edition.generated })
}

fn owner(owner: &OwnerChanges) -> Value {
    let (kind, name) = match &owner.owner {
        Owner::Document => ("document", None),
        Owner::Operation(name) => ("operation", Some(name)),
        Owner::Component(name) => ("component", Some(name)),
    };
    json!({
        "kind": kind,
        "name": name,
        "generated": owner.generated,
        "weight": owner.weight().name(),
        "verdict": owner.bump().name(),
        "used_by": owner.used_by.iter().map(user).collect::<Vec<_>>(),
        "changes": owner.wire.iter().enumerate().map(|(index, own)| change(own, owner, index)).collect::<Vec<_>>(),
        "rust_changes": owner.rust.iter().map(item).collect::<Vec<_>>(),
    })
}

fn user(user: &Use) -> Value {
    json!({ "operation": user.operation, "request": user.request, "response": user.response })
}

fn change(change: &Change, owner: &OwnerChanges, index: usize) -> Value {
    let (part, status) = match &change.part {
        Part::Whole => ("whole", None),
        Part::Request => ("request", None),
        Part::Response(status) => ("response", Some(status)),
        Part::Schema => ("schema", None),
    };
    json!({
        "id": change.id,
        "class": change.class.id(),
        "label": change.class.label(),
        "weight": change.weight.name(),
        "weight_with_effects": owner.weight_of(index).name(),
        "sign": wording::sign(change).to_string(),
        "part": part,
        "status": status,
        "path": change.path,
        "before": change.before,
        "after": change.after,
        "old": change.old.as_ref().map(place),
        "new": change.new.as_ref().map(place),
        "correction": change.correction,
    })
}

fn place(place: &Place) -> Value {
    json!({ "file": place.file, "line": place.position.line, "column": place.position.column })
}

fn item(change: &ItemChange) -> Value {
    json!({
        "id": change.id,
        "class": change.class.id(),
        "label": change.class.label(),
        "weight": change.class.weight().name(),
        "bump": change.class.bump().name(),
        "sign": wording::item_sign(change.class).to_string(),
        "path": change.path,
        "before": change.before,
        "after": change.after,
        "origin": change.origin,
        "cause": change.cause,
    })
}

#[cfg(test)]
mod tests;
