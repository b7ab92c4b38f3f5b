//! What the vendor changes between two editions of a document, as a report has it.

mod causes;
mod classes;
mod corrections;
mod documents;
mod effects;
#[path = "../support/history.rs"]
mod histories;
mod history;
mod ids;
#[path = "../support/listing.rs"]
mod listing;
#[path = "../support/metadata.rs"]
mod metadata;
mod order;
#[path = "../output/random.rs"]
mod random;
mod rewrites;
mod robust;
#[path = "../support/selection.rs"]
mod selection;
#[path = "../output/tree.rs"]
mod tree;
mod uses;

use generator::diff::{self, Change, Comparison, OwnerChanges};
use generator::{Diagnostic, Input};

/// Compares two editions of one document.
fn compare(old: &Input, new: &Input) -> Comparison {
    diff::compare(std::slice::from_ref(old), std::slice::from_ref(new))
}

/// All owners with a change, of editions that must be comparable.
#[track_caller]
fn owners(old: &Input, new: &Input) -> Vec<OwnerChanges> {
    let comparison = compare(old, new);
    assert_eq!(comparison.errors, [] as [Diagnostic; 0], "{} and {}", old.path, new.path);
    comparison.report.documents.into_iter().flat_map(|document| document.owners).collect()
}

/// All changes of the vendor.
#[track_caller]
fn changes(old: &Input, new: &Input) -> Vec<Change> {
    owners(old, new).into_iter().flat_map(|owner| owner.wire).collect()
}
