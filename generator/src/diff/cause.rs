//! Which change of the vendor an item's change comes from: that of the same element, or of the closest one around it.

use super::report::{Change, ItemChange, Owner, OwnerChanges, Part};
use super::rules::{Bump, Class, ItemClass, Weight};
use crate::names;

/// Fills in the causes of an owner's items.
pub(super) fn link(owner: &mut OwnerChanges) {
    let origins: Vec<Option<String>> = owner.wire.iter().map(|change| origin(&owner.owner, change)).collect();
    let telling: Vec<usize> = indices(&owner.wire, |change| change.weight != Weight::Documentation);
    for item in &mut owner.rust {
        let found = match item.class {
            ItemClass::ConstructorChanged => only(&arguments(&owner.wire)),
            _ => closest(item, &owner.wire, &origins),
        };
        // Where nothing else changed there is no doubt.
        item.cause = found.or_else(|| only(&telling));
    }
}

fn indices(wire: &[Change], wanted: impl Fn(&Change) -> bool) -> Vec<usize> {
    wire.iter().enumerate().filter(|(_, change)| wanted(change)).map(|(index, _)| index).collect()
}

fn only(indices: &[usize]) -> Option<usize> {
    if let [index] = indices { Some(*index) } else { None }
}

/// The change of the same element, or of the closest one around it.
fn closest(item: &ItemChange, wire: &[Change], origins: &[Option<String>]) -> Option<usize> {
    let candidates = wire.iter().zip(origins).enumerate().filter_map(|(index, (change, origin))| {
        let origin = origin.as_deref().filter(|origin| is_within(&item.origin, origin))?;
        fits(item, change).then_some((origin.len(), names_it(item, change), std::cmp::Reverse(index)))
    });
    candidates.max().map(|(.., std::cmp::Reverse(index))| index)
}

/// Changes of parameters that are arguments of `new` on a side; of types only where nothing comes or goes.
fn arguments(wire: &[Change]) -> Vec<usize> {
    let is_parameter = |change: &Change| change.part == Part::Request && !change.path.contains(['.', '[', '{']);
    let moved = indices(wire, |change| {
        let moves = matches!(
            change.class,
            Class::BecameRequired
                | Class::BecameOptional
                | Class::RequiredParameterAdded
                | Class::RequiredParameterRemoved
                | Class::ParameterRenamed
        );
        moves && is_parameter(change)
    });
    let retyped = |change: &Change| change.part == Part::Request && change.class.bump() == Bump::Major;
    if moved.is_empty() { indices(wire, retyped) } else { moved }
}

/// The wire path of a change, spelled as the model does: elements of a list have no segment of their own unless the
/// list is the whole. None for what no item comes from.
fn origin(owner: &Owner, change: &Change) -> Option<String> {
    let root = match (owner, &change.part) {
        (Owner::Operation(name) | Owner::Component(name), Part::Whole) => return Some(name.clone()),
        (Owner::Operation(name), Part::Request) => format!("{name}.Request"),
        (Owner::Operation(name), Part::Response(status)) if status.starts_with('2') => format!("{name}.Response"),
        (Owner::Component(name), Part::Schema) => name.clone(),
        _ => return None,
    };
    let below = match change.path.strip_prefix("[]") {
        Some(rest) => format!(".Item{rest}"),
        None => format!(".{}", change.path),
    };
    let below = below.replace("[]", "").replace("{}", ".Value").replace("..", ".");
    Some(if below == "." { root } else { root + &below })
}

/// Whether a path is another one, or below it.
fn is_within(path: &str, other: &str) -> bool {
    path.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Whether a change can have such an effect.
fn fits(item: &ItemChange, change: &Change) -> bool {
    match (item.class, change.class) {
        (ItemClass::Deprecated, class) => matches!(class, Class::Deprecated | Class::OperationDeprecated),
        (ItemClass::Undeprecated, class) => matches!(class, Class::Undeprecated | Class::OperationUndeprecated),
        // Error codes are constants of the document.
        (_, Class::Deprecated | Class::Undeprecated | Class::OperationDeprecated | Class::ErrorCodes) => false,
        (_, class) => class.weight() != Weight::Documentation || class.bump() > Bump::Patch,
    }
}

/// Of several values that come or go, the one that the variant is called after.
fn names_it(item: &ItemChange, change: &Change) -> bool {
    let value = match change.class {
        Class::ValueAdded => change.after.as_deref(),
        Class::ValueRemoved => change.before.as_deref(),
        _ => None,
    };
    value.is_some_and(|value| item.path.rsplit("::").next() == Some(&names::variant(value)))
}
