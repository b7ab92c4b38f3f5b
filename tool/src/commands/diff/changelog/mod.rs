//! A report for `CHANGELOG.md`: what came and went by name, what breaks change by change, and how many texts changed.
//!
//! Operations are named however many there are: of the rest, as much as one reads.

mod names;
#[cfg(test)]
mod tests;

use std::fmt::Write;

use generator::diff::{Class, DocumentChanges, ItemChange, OwnerChanges, Report, Weight};

use super::markdown::{capitalized, change_line, code, item_line};
use super::wording;
use crate::terminal::printable;

/// Of more entries than this of one weight and document, only the names of their operations are listed.
const SHOWN: usize = 100;

/// More operations than this that use a component are counted.
const USERS: usize = 5;

/// The lines, heaviest first; empty when no generated code changes.
pub(crate) fn lines(report: &Report) -> String {
    let mut text = String::new();
    for weight in Weight::ALL {
        for document in &report.documents {
            let owners: Vec<&OwnerChanges> = document.owners.iter().filter(|owner| owner.generated).collect();
            let lines = match weight {
                Weight::Breaking | Weight::Behavior => heavy(document, &owners, weight),
                Weight::Additive => names::lines(document, &owners),
                Weight::Documentation => counted(document, &owners),
            };
            for line in lines {
                let _ = writeln!(text, "* {line}");
            }
        }
    }
    text
}

/// Product and version, on one line.
fn product(document: &DocumentChanges) -> String {
    printable(&format!("{} {}", document.product, document.version)).replace('\n', " ")
}

/// Where a change stands: ``Demo 2024-01-31 `GetJob` ``; of a component also who uses it.
fn about(document: &DocumentChanges, owner: &OwnerChanges) -> String {
    let (_, name) = wording::owner(&owner.owner);
    let name = if name.is_empty() { String::new() } else { format!(" {}", code(name)) };
    let users = wording::users(owner, USERS, code).map(|users| format!(", {users}")).unwrap_or_default();
    format!("{}{name}{users}", product(document))
}

fn named(owner: &OwnerChanges) -> String {
    match wording::owner(&owner.owner) {
        (what, "") => what.to_owned(),
        (_, name) => code(name),
    }
}

/// Entries that stand under an owner, and the rest when there are too many.
fn limited(document: &DocumentChanges, word: &str, entries: &[(&OwnerChanges, String)]) -> Vec<String> {
    let (shown, hidden) = entries.split_at(entries.len().min(SHOWN));
    let mut lines: Vec<String> =
        shown.iter().map(|(owner, entry)| format!("{word}, {}: {entry}", about(document, owner))).collect();
    if !hidden.is_empty() {
        let mut names: Vec<String> = hidden.iter().map(|(owner, _)| named(owner)).collect();
        names.dedup();
        lines.push(format!("{word}, {}: {} more in {}", product(document), hidden.len(), names.join(", ")));
    }
    lines
}

/// What breaks or behaves otherwise, change by change; operations that went, by name.
fn heavy(document: &DocumentChanges, owners: &[&OwnerChanges], weight: Weight) -> Vec<String> {
    let word = capitalized(weight.name());
    let (gone, others): (Vec<&OwnerChanges>, Vec<_>) = owners.iter().partition(|owner| is_gone(owner));
    let gone: Vec<String> = gone.iter().map(|owner| code(wording::owner(&owner.owner).1)).collect();
    let mut lines = Vec::new();
    if weight == Weight::Breaking && !gone.is_empty() {
        lines.push(format!("{word}, {}: operations removed: {}", product(document), gone.join(", ")));
    }
    let entries: Vec<_> = others
        .into_iter()
        .flat_map(|owner| singly(owner, weight).into_iter().map(move |entry| (owner, entry)))
        .collect();
    lines.extend(limited(document, &word, &entries));
    lines
}

/// Whether an operation went, with all that came of it.
fn is_gone(owner: &OwnerChanges) -> bool {
    let is_removal = |class| matches!(class, Class::OperationRemoved | Class::DeprecatedOperationRemoved);
    owner.wire.iter().any(|change| is_removal(change.class))
}

/// Changes of one weight, with what programs notice without a change of the same owner.
fn singly(owner: &OwnerChanges, weight: Weight) -> Vec<String> {
    let breaks = |item: &&&ItemChange| item.class.weight() == Weight::Breaking;
    let wire = owner.ranked().into_iter().filter(|(own, ..)| *own == weight).map(|(_, change, effects)| {
        let effects = effects.iter().filter(breaks).map(|item| format!("; {}", item_line(item, &item.path)));
        effects.fold(change_line(change), |line, effect| line + &effect)
    });
    let others: Vec<&ItemChange> = owner.uncaused().filter(|item| item.class.weight() == weight).collect();
    wire.chain(names::items(&others)).collect()
}

/// Texts, by number.
fn counted(document: &DocumentChanges, owners: &[&OwnerChanges]) -> Vec<String> {
    let changes = owners.iter().flat_map(|owner| owner.ranked());
    let texts = changes.filter(|(weight, ..)| *weight == Weight::Documentation).map(|(_, change, _)| change);
    let counts = wording::classes(&wording::by_class(texts));
    if counts.is_empty() { Vec::new() } else { vec![format!("Documentation, {}: {counts}", product(document))] }
}
