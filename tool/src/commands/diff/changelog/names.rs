//! What came, by name.

use std::collections::BTreeMap;

use generator::diff::{Change, Class, DocumentChanges, ItemChange, ItemClass, OwnerChanges, Part, Weight};

use super::super::markdown::{change_line, code, item_line};
use super::super::wording;
use super::{limited, product};
use crate::terminal::count;

/// More names than this of one kind in one owner are counted; operations never are.
const SHOWN: usize = 12;

/// What came to a document: as wholes first, then owner by owner; and what is deprecated from now on.
pub(super) fn lines(document: &DocumentChanges, owners: &[&OwnerChanges]) -> Vec<String> {
    let mut lines: Vec<String> =
        wholes(document, owners).into_iter().map(|whole| format!("New, {}: {whole}", product(document))).collect();
    for (word, is_wanted) in [("New", false), ("Deprecated", true)] {
        let entries: Vec<_> = owners
            .iter()
            .filter_map(|owner| {
                let entry = entry(owner, is_wanted);
                (!entry.is_empty()).then_some((*owner, entry))
            })
            .collect();
        lines.extend(limited(document, word, &entries));
    }
    lines
}

/// The module, operations and components.
fn wholes(document: &DocumentChanges, owners: &[&OwnerChanges]) -> Vec<String> {
    let is = |owner: &OwnerChanges, class| owner.wire.iter().any(|change| change.class == class);
    let named = |class| -> Vec<String> {
        owners.iter().filter(|owner| is(owner, class)).map(|owner| code(wording::owner(&owner.owner).1)).collect()
    };
    let generated = document.new.as_ref().map_or(0, |edition| edition.generated);
    let module = owners.iter().any(|owner| is(owner, Class::DocumentAdded));
    let module = module.then(|| format!("a new module, {}", count(generated, "operation")));
    let (operations, types) = (named(Class::OperationAdded), named(Class::ComponentAdded));
    let operations = (!operations.is_empty()).then(|| format!("operations {}", operations.join(", ")));
    let types = (!types.is_empty()).then(|| format!("types {}", wording::some(&types, SHOWN)));
    module.into_iter().chain(operations).chain(types).collect()
}

/// What came to an owner, or is deprecated in it.
fn entry(owner: &OwnerChanges, deprecated: bool) -> String {
    let changes = owner.ranked().into_iter().filter(|(weight, ..)| *weight == Weight::Additive);
    let mut lists: Vec<(String, Vec<String>)> = Vec::new();
    for change in changes.map(|(_, change, _)| change).filter(|change| is_deprecation(change.class) == deprecated) {
        let Some((list, name)) = place(change) else { continue };
        match lists.iter_mut().find(|(known, _)| *known == list) {
            Some((_, names)) => names.extend(name),
            None => lists.push((list, name.into_iter().collect())),
        }
    }
    let others = owner.uncaused().filter(|item| item.class.weight() == Weight::Additive);
    let others: Vec<&ItemChange> =
        others.filter(|item| !is_whole(owner) && (item.class == ItemClass::Deprecated) == deprecated).collect();
    let lists = lists.into_iter().map(|(list, names)| match names.as_slice() {
        [] => list,
        names if list.is_empty() => wording::some(names, SHOWN),
        names => format!("{list} {}", wording::some(names, SHOWN)),
    });
    lists.chain(items(&others)).collect::<Vec<_>>().join("; ")
}

fn is_deprecation(class: Class) -> bool {
    matches!(class, Class::Deprecated | Class::OperationDeprecated)
}

/// Whether an owner came as a whole, with all that is in it.
fn is_whole(owner: &OwnerChanges) -> bool {
    let is_whole =
        |change: &Change| matches!(change.class, Class::OperationAdded | Class::ComponentAdded | Class::DocumentAdded);
    owner.wire.iter().any(is_whole)
}

/// The list that a change belongs to, and its name there; none for an element that is new as a whole.
fn place(change: &Change) -> Option<(String, Option<String>)> {
    let part = match &change.part {
        Part::Request => "request",
        Part::Response(_) => "response",
        Part::Whole | Part::Schema => "",
    };
    let path = Some(code(&change.path));
    Some(match change.class {
        Class::OperationAdded | Class::ComponentAdded | Class::DocumentAdded => return None,
        Class::OperationDeprecated => ("operation deprecated".to_owned(), None),
        Class::ParameterAdded | Class::FieldAdded | Class::RequiredFieldAdded | Class::Deprecated => {
            (part.to_owned(), path)
        }
        Class::ValueAdded => {
            let of =
                [part, &code(&change.path)].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
            (format!("values of {of}:"), change.after.as_deref().map(code))
        }
        Class::RegionAdded => ("regions".to_owned(), path),
        _ => (change_line(change), None),
    })
}

/// Items that no change of their owner explains; items that were only added or removed, as lists.
pub(super) fn items(items: &[&ItemChange]) -> Vec<String> {
    let mut lists: BTreeMap<ItemClass, Vec<String>> = BTreeMap::new();
    let mut lines = Vec::new();
    for item in items {
        let is_bare = item.before.is_none() && item.after.is_none();
        match is_bare {
            true => lists.entry(item.class).or_default().push(code(&item.path)),
            false => lines.push(item_line(item, &item.path)),
        }
    }
    lines.extend(lists.into_iter().map(|(class, names)| {
        // What goes is named in full: programs may use it.
        let most = if class.weight() == Weight::Breaking { usize::MAX } else { SHOWN };
        format!("{class}: {}", wording::some(&names, most))
    }));
    lines
}
