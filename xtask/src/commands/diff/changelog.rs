//! A report for `CHANGELOG.md`: what users of the crate have to know, and how much there is of the rest.

use std::fmt::Write;

use generator::diff::{Class, DocumentChanges, ItemChange, Owner, OwnerChanges, Report, Weight};

use super::markdown::{capitalized, change_line, code, item_line};
use super::told;
use crate::terminal::printable;

/// The lines, heaviest first; empty when no generated code changes.
pub(crate) fn lines(report: &Report) -> String {
    let mut text = String::new();
    for weight in [Weight::Breaking, Weight::Behaviour] {
        for (product, owner) in owners(report) {
            for line in singly(owner, weight) {
                let _ = writeln!(text, "* {}, {product}{line}", capitalized(weight.name()));
            }
        }
    }
    for (weight, word) in [(Weight::Additive, "New"), (Weight::Documentation, "Documentation")] {
        for document in &report.documents {
            let product = product(document);
            let owners: Vec<&OwnerChanges> = document.owners.iter().filter(|owner| owner.generated).collect();
            let parts = counted(&owners, weight);
            if !parts.is_empty() {
                let _ = writeln!(text, "* {word}, {product}: {}", parts.join("; "));
            }
        }
    }
    text
}

/// Product and version, on one line.
fn product(document: &DocumentChanges) -> String {
    printable(&format!("{} {}", document.product, document.version)).replace('\n', " ")
}

/// All owners that code is generated of, with their documents.
fn owners(report: &Report) -> impl Iterator<Item = (String, &OwnerChanges)> {
    let of = |document| move |owner| (product(document), owner);
    let all = report.documents.iter().flat_map(move |document| document.owners.iter().map(of(document)));
    all.filter(|(_, owner)| owner.generated)
}

/// Changes of one weight, one by one, with what programs notice without a change of the same owner.
fn singly(owner: &OwnerChanges, weight: Weight) -> Vec<String> {
    let (_, name) = told::owner(&owner.owner);
    let name = if name.is_empty() { String::new() } else { format!(" {}", code(name)) };
    let breaks = |item: &&&ItemChange| item.class.weight() == Weight::Breaking;
    let wire = owner.told().into_iter().filter(|(own, ..)| *own == weight).map(|(_, change, effects)| {
        let effects = effects.iter().filter(breaks).map(|item| format!("; {}", item_line(item, &item.path)));
        effects.fold(change_line(change), |line, effect| line + &effect)
    });
    let others = owner.uncaused().filter(|item| item.class.weight() == weight);
    let lines = wire.chain(others.map(|item| item_line(item, &item.path)));
    lines.map(|line| format!("{name}: {line}")).collect()
}

/// Operations by name, everything else by number.
fn counted(owners: &[&OwnerChanges], weight: Weight) -> Vec<String> {
    let changes = || owners.iter().flat_map(|owner| owner.told()).filter(|(own, ..)| *own == weight).map(|told| told.1);
    let is_new = |owner: &&&OwnerChanges| owner.wire.iter().any(|change| change.class == Class::OperationAdded);
    let new = owners.iter().filter(is_new).filter_map(|owner| match &owner.owner {
        Owner::Operation(name) if weight == Weight::Additive => Some(code(name)),
        _ => None,
    });
    let new: Vec<String> = new.collect();
    let is_counted =
        |change: &&generator::diff::Change| !matches!(change.class, Class::OperationAdded | Class::DocumentAdded);
    let rest = told::classes(&told::by_class(changes().filter(is_counted)));
    let module = changes().find(|change| change.class == Class::DocumentAdded).map(|_| "a new module".to_owned());
    let operations = (!new.is_empty()).then(|| format!("operations {}", new.join(", ")));
    module.into_iter().chain(operations).chain(Some(rest).filter(|rest| !rest.is_empty())).collect()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::super::sample;
    use super::*;

    #[test]
    fn users_are_told_what_breaks_first() {
        expect![[r"
            * Breaking, Demo 2024-01-31 `DropJob`: operation removed; `demo20240131::Client::drop_job`: method removed; `demo20240131::operations::drop_job`: module removed: 7 items
            * Breaking, Demo 2024-01-31 `SubmitJob`: request `Start`: type changed: `string` → `integer`; `demo20240131::operations::submit_job::SubmitJobRequest::start`: field type changed: `String` → `i64`
            * Breaking, Demo 2024-01-31 `SubmitJob`: response 200 ``Items[].`a|<b>``: field removed: `string`; `demo20240131::operations::submit_job::SubmitJobResponseItems::a_b`: field removed
            * Breaking, Demo 2024-01-31 `SubmitJob`: `demo20240131::operations::submit_job::SubmitJobRequest::id`: field type changed: `String` → `i64`
            * Behaviour, Demo 2024-01-31: `cn-shanghai`: host changed: `a.example.com` → `b.example.com`
            * Behaviour, Demo 2024-01-31 `SubmitJob`: request `Size`: default changed: `10` → none
            * New, Demo 2024-01-31: operations `GetJob`; value added 12, optional parameter added 1, region added 1
            * New, Other 1: a new module
            * Documentation, Demo 2024-01-31: description 2, sample response 1
        "]]
        .assert_eq(&lines(&sample::report()));
    }

    #[test]
    fn nothing_needs_no_line() {
        assert_eq!(lines(&Report::default()), "");
    }
}
