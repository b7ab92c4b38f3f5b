//! Which change of the vendor an item's change comes from: that of the same element, or of the closest one around it.
//!
//! A change is named only where it can have the effect. Without one the item changes for something elsewhere, mostly a
//! component, or for several changes together.

use super::arguments;
use super::report::{Change, ItemChange, OwnerChanges, Part};
use super::rules::{Bump, Class, ItemClass};
use crate::Owner;
use std::cmp::Reverse;

/// Fills in the causes of an owner's items.
pub(super) fn link(owner: &mut OwnerChanges) {
    let origins: Vec<Vec<String>> = owner.wire.iter().map(|change| origins(&owner.owner, change)).collect();
    for item in &mut owner.rust {
        item.cause = match item.class {
            ItemClass::ConstructorChanged => arguments::cause(item, &owner.wire),
            // The request is called after the operation, so only the response can be another.
            ItemClass::MethodChanged => closest(item, &format!("{}.Response", item.origin), &owner.wire, &origins),
            ItemClass::Repurposed => {
                let before = item.before.clone().unwrap_or_default();
                let of_origin = |origin: &str| closest(item, origin, &owner.wire, &origins);
                of_origin(&item.origin).or_else(|| of_origin(&before))
            }
            _ => {
                closest(item, &item.origin, &owner.wire, &origins).or_else(|| refusal(item, &owner.owner, &owner.wire))
            }
        };
    }
}

/// Whether a change may break programs elsewhere, or together with others.
pub(super) fn may_break(change: &Change) -> bool {
    let is_argument = change.part == Part::Request && !change.path.contains(['.', '[', '{']);
    change.class.bump() == Bump::Major && (!is_requiredness(change.class) || is_argument)
}

/// The change of the same element, or of the closest one around it.
fn closest(item: &ItemChange, origin: &str, wire: &[Change], origins: &[Vec<String>]) -> Option<usize> {
    let candidates = wire.iter().zip(origins).enumerate().filter(|(_, (change, _))| fits(item.class, change.class));
    let candidates = candidates.filter_map(|(index, (change, origins))| {
        let around = origins.iter().filter(|around| is_within(origin, around)).max_by_key(|around| around.len())?;
        Some((around.len(), names_it(item, around, change), Reverse(index)))
    });
    candidates.max().map(|(.., Reverse(index))| index)
}

/// Operations come and go for parameters that are not generated. Where nothing else changed there is no doubt.
fn refusal(item: &ItemChange, owner: &Owner, wire: &[Change]) -> Option<usize> {
    let is_whole = matches!(owner, Owner::Operation(_)) && is_whole(item.class);
    let mut fitting = wire.iter().enumerate().filter(|(_, change)| is_whole && fits(item.class, change.class));
    fitting.next().filter(|_| fitting.next().is_none()).map(|(index, _)| index)
}

/// The wire paths of what is around a change, spelled as the model does: elements of a list have no segment of their own
/// unless the list is the whole. What a list or map holds is part of the type of what holds it. Two where it was called
/// otherwise; none for what no item comes from.
fn origins(owner: &Owner, change: &Change) -> Vec<String> {
    let root = match (owner, &change.part) {
        (Owner::Operation(name) | Owner::Component(name), Part::Whole) => return vec![name.clone()],
        (Owner::Document, Part::Whole) => return vec![String::new()],
        (Owner::Operation(name), Part::Request) => format!("{name}.Request"),
        (Owner::Operation(name), Part::Response(status)) if status.starts_with('2') => format!("{name}.Response"),
        (Owner::Component(name), Part::Schema) => name.clone(),
        _ => return Vec::new(),
    };
    let below = change.path.trim_end_matches(['[', ']', '{', '}']);
    let mut origins = vec![spelled(&root, below)];
    if let (Class::ParameterRenamed | Class::FieldRenamed, Some(before), Some(after)) =
        (change.class, &change.before, &change.after)
    {
        origins.extend(below.strip_suffix(after.as_str()).map(|above| spelled(&root, &format!("{above}{before}"))));
    }
    if refuses(change) {
        origins.extend(root.strip_suffix(".Request").map(str::to_owned));
    }
    origins
}

fn spelled(root: &str, path: &str) -> String {
    let below = match path.strip_prefix("[]") {
        Some(rest) => format!(".Item{rest}"),
        None => format!(".{path}"),
    };
    let below = below.replace("[]", "").replace("{}", ".Value").replace("..", ".");
    if below == "." { root.to_owned() } else { format!("{root}{below}") }
}

/// Whether an operation is generated on one side only, for this parameter.
fn refuses(change: &Change) -> bool {
    let says = |word| [&change.before, &change.after].into_iter().flatten().any(|text| text == word);
    match change.class {
        Class::PlaceChanged => says("host"),
        Class::StyleChanged => says("xml"),
        _ => false,
    }
}

/// Whether a path is another one, or below it.
fn is_within(path: &str, other: &str) -> bool {
    path.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Whether a change can have such an effect.
fn fits(item: ItemClass, class: Class) -> bool {
    match class {
        Class::Deprecated | Class::OperationDeprecated => item == ItemClass::Deprecated,
        Class::Undeprecated | Class::OperationUndeprecated => item == ItemClass::Undeprecated,
        Class::ProductStyleChanged | Class::SecurityChanged | Class::ConsumesChanged | Class::ProducesChanged => {
            is_whole(item)
        }
        // Placeholders that no parameter declares come and go, with their names.
        Class::PathChanged => {
            matches!(item, ItemClass::FieldAdded | ItemClass::FieldRemoved | ItemClass::Repurposed)
        }
        // Error codes are constants of the document.
        Class::ErrorCodes => false,
        _ => {
            let is_mark = matches!(item, ItemClass::Deprecated | ItemClass::Undeprecated);
            !is_mark && !is_requiredness(class) && class.bump() >= item.bump().max(Bump::Minor)
        }
    }
}

/// What is required counts for constructors only.
fn is_requiredness(class: Class) -> bool {
    matches!(class, Class::BecameRequired | Class::BecameOptional | Class::Gone | Class::Back)
}

/// Whether an operation, component or document comes or goes.
fn is_whole(item: ItemClass) -> bool {
    use ItemClass::{MethodAdded, MethodRemoved, ModuleAdded, ModuleRemoved};
    matches!(item, MethodAdded | MethodRemoved | ModuleAdded | ModuleRemoved)
}

/// Of several values that come or go, the one that the variant stands for.
fn names_it(item: &ItemChange, origin: &str, change: &Change) -> bool {
    let is_value = matches!(change.class, Class::ValueAdded | Class::ValueRemoved | Class::ValueRenamed);
    let below = item.origin.strip_prefix(origin).and_then(|rest| rest.strip_prefix('.'));
    let values = [&change.before, &change.after].into_iter().flatten();
    is_value && values.map(String::as_str).any(|value| Some(value) == below)
}
