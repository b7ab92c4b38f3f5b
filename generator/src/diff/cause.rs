//! The wire change that causes an item change: that of the same element, or of the closest one that contains it.
//!
//! A wire change is a cause only where it can have the effect. An item change without a cause comes from elsewhere, mostly
//! from a component, or from several wire changes together.

use super::arguments;
use super::report::{Change, ItemChange, OwnerChanges, Part};
use super::rules::{Bump, Class, ItemClass};
use crate::Owner;
use std::cmp::Reverse;

/// Sets the causes of an owner's item changes.
pub(super) fn link(owner: &mut OwnerChanges) {
    let origins: Vec<Vec<String>> = owner.wire.iter().map(|change| origins(&owner.owner, change)).collect();
    for item in &mut owner.rust {
        item.cause = match item.class {
            ItemClass::ConstructorChanged => arguments::cause(item, &owner.wire),
            // The request is named after the operation, so only the response can differ.
            ItemClass::MethodChanged => closest(item, &format!("{}.Response", item.origin), &owner.wire, &origins),
            ItemClass::Repurposed => {
                let before = item.before.clone().unwrap_or_default();
                let of_origin = |origin: &str| closest(item, origin, &owner.wire, &origins);
                of_origin(&item.origin).or_else(|| of_origin(&before))
            }
            _ => closest(item, &item.origin, &owner.wire, &origins)
                .or_else(|| cause_of_refusal(item, &owner.owner, &owner.wire)),
        };
    }
}

/// Whether a wire change may break programs elsewhere, or together with others.
pub(super) fn may_break(change: &Change) -> bool {
    let is_argument = change.part == Part::Request && !change.path.contains(['.', '[', '{']);
    change.class.bump() == Bump::Major && (!is_requiredness(change.class) || is_argument)
}

/// The wire change of the same element, or of the closest one that contains it.
fn closest(item: &ItemChange, origin: &str, wire: &[Change], origins: &[Vec<String>]) -> Option<usize> {
    let candidates =
        wire.iter().zip(origins).enumerate().filter(|(_, (change, _))| can_cause(change.class, item.class));
    let candidates = candidates.filter_map(|(index, (change, origins))| {
        let closest = origins.iter().filter(|other| is_within(origin, other)).max_by_key(|other| other.len())?;
        Some((closest.len(), names_variant(item, closest, change), Reverse(index)))
    });
    candidates.max().map(|(.., Reverse(index))| index)
}

/// The only wire change that can make an operation be refused, or be generated again.
fn cause_of_refusal(item: &ItemChange, owner: &Owner, wire: &[Change]) -> Option<usize> {
    let is_whole = matches!(owner, Owner::Operation(_)) && is_whole(item.class);
    let mut fitting = wire.iter().enumerate().filter(|(_, change)| is_whole && can_cause(change.class, item.class));
    fitting.next().filter(|_| fitting.next().is_none()).map(|(index, _)| index)
}

/// The paths in the model of what a wire change is about: elements of an array have no segment of their own unless the array
/// is the whole, and belong to the type of what contains them. Two paths where the name changed, none where no item is
/// generated.
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
    let mut origins = vec![model_path(&root, below)];
    if let (Class::ParameterRenamed | Class::FieldRenamed, Some(before), Some(after)) =
        (change.class, &change.before, &change.after)
    {
        origins.extend(below.strip_suffix(after.as_str()).map(|above| model_path(&root, &format!("{above}{before}"))));
    }
    if refuses(change) {
        origins.extend(root.strip_suffix(".Request").map(str::to_owned));
    }
    origins
}

fn model_path(root: &str, path: &str) -> String {
    let below = match path.strip_prefix("[]") {
        Some(rest) => format!(".Item{rest}"),
        None => format!(".{path}"),
    };
    let below = below.replace("[]", "").replace("{}", ".Value").replace("..", ".");
    if below == "." { root.to_owned() } else { format!("{root}{below}") }
}

/// Whether a parameter is the reason why an operation is refused in one edition.
fn refuses(change: &Change) -> bool {
    let has = |word| [&change.before, &change.after].into_iter().flatten().any(|text| text == word);
    match change.class {
        Class::PlaceChanged => has("host"),
        Class::StyleChanged => has("xml"),
        _ => false,
    }
}

/// Whether a path is equal to another one, or below it.
fn is_within(path: &str, other: &str) -> bool {
    path.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Whether a wire change can cause an item change.
fn can_cause(class: Class, item: ItemClass) -> bool {
    match class {
        Class::Deprecated | Class::OperationDeprecated => item == ItemClass::Deprecated,
        Class::Undeprecated | Class::OperationUndeprecated => item == ItemClass::Undeprecated,
        Class::ProductStyleChanged | Class::SecurityChanged | Class::ConsumesChanged | Class::ProducesChanged => {
            is_whole(item)
        }
        // A placeholder that no parameter declares is a field.
        Class::PathChanged => {
            matches!(item, ItemClass::FieldAdded | ItemClass::FieldRemoved | ItemClass::Repurposed)
        }
        Class::Sample => matches!(item, ItemClass::SampleAdded | ItemClass::SampleRemoved),
        // Error codes are constants of the document.
        Class::ErrorCodes => false,
        _ => {
            let is_mark = matches!(item, ItemClass::Deprecated | ItemClass::Undeprecated);
            !is_mark && !is_requiredness(class) && class.bump() >= item.bump().max(Bump::Minor)
        }
    }
}

/// Whether the class is about what is required, which counts for constructors only.
fn is_requiredness(class: Class) -> bool {
    matches!(class, Class::BecameRequired | Class::BecameOptional | Class::Gone | Class::Back)
}

/// Whether a method or module is added or removed.
fn is_whole(item: ItemClass) -> bool {
    use ItemClass::{MethodAdded, MethodRemoved, ModuleAdded, ModuleRemoved};
    matches!(item, MethodAdded | MethodRemoved | ModuleAdded | ModuleRemoved)
}

/// Whether a change of a value is about the one that the variant stands for.
fn names_variant(item: &ItemChange, origin: &str, change: &Change) -> bool {
    let is_value = matches!(change.class, Class::ValueAdded | Class::ValueRemoved | Class::ValueRenamed);
    let below = item.origin.strip_prefix(origin).and_then(|rest| rest.strip_prefix('.'));
    let values = [&change.before, &change.after].into_iter().flatten();
    is_value && values.map(String::as_str).any(|value| Some(value) == below)
}
