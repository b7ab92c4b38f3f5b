//! Two lists of items → what comes, goes and changes.

use super::{ItemKind, SurfaceItem, short};
use crate::Owner;
use crate::diff::report::ItemChange;
use crate::diff::rules::ItemClass;
use crate::stable_id::stable_id;
use std::collections::{BTreeMap, BTreeSet};

/// An item on both sides, or on one.
type Pair<'a> = (Option<&'a SurfaceItem>, Option<&'a SurfaceItem>);

/// How two sorted lists of items differ, owner by owner.
///
/// What is added or removed with its parent is not listed by itself, nor is what belongs to a type that became another kind,
/// nor a setter that changes with its field, nor a blocking method that changes with the async one.
pub(in crate::diff) fn changes(old: &[SurfaceItem], new: &[SurfaceItem]) -> BTreeMap<Owner, Vec<ItemChange>> {
    let pairs = pairs(old, new);
    let sides = Sides { old, new, meanings: new.iter().filter_map(named_after).collect() };
    let parents: BTreeSet<&str> = pairs.values().filter_map(absorbing).collect();
    let absorbed = |item: &SurfaceItem| item.parent.as_deref().is_some_and(|parent| parents.contains(parent));
    let mut changes: BTreeMap<Owner, Vec<ItemChange>> = BTreeMap::new();
    for pair in pairs.values() {
        let Some(item) = pair.1.or(pair.0).filter(|item| !absorbed(item)) else { continue };
        let own = changed(*pair, &sides);
        if !own.is_empty() {
            changes.entry(item.owner.clone()).or_default().extend(own);
        }
    }
    changes
}

/// Both lists, to look things up in.
struct Sides<'a> {
    old: &'a [SurfaceItem],
    new: &'a [SurfaceItem],
    /// What the names of the new side stand for.
    meanings: BTreeSet<(ItemKind, &'a str)>,
}

/// What an item stands for, if it is called after one thing on the wire.
fn named_after(item: &SurfaceItem) -> Option<(ItemKind, &str)> {
    match item.kind {
        ItemKind::Field | ItemKind::Variant | ItemKind::Method => Some((item.kind, &item.origin)),
        ItemKind::Constant => Some((item.kind, &item.signature)),
        _ => None,
    }
}

/// What makes two items the same. Fields and methods may share a path; an export to another type is another export.
fn key(item: &SurfaceItem) -> (&str, ItemKind, &str) {
    match item.kind {
        ItemKind::Enum => (&item.path, ItemKind::Struct, ""),
        ItemKind::Export => (&item.path, ItemKind::Export, &item.signature),
        kind => (&item.path, kind, ""),
    }
}

fn pairs<'a>(old: &'a [SurfaceItem], new: &'a [SurfaceItem]) -> BTreeMap<(&'a str, ItemKind, &'a str), Pair<'a>> {
    let mut pairs: BTreeMap<_, Pair<'a>> = old.iter().map(|item| (key(item), (Some(item), None))).collect();
    for item in new {
        pairs.entry(key(item)).or_default().1 = Some(item);
    }
    pairs
}

/// The path of an item whose change covers whatever belongs to it.
fn absorbing<'a>(pair: &Pair<'a>) -> Option<&'a str> {
    match *pair {
        (Some(old), Some(new)) if (old.kind, &old.signature) == (new.kind, &new.signature) => None,
        (old, new) => new.or(old).map(|item| item.path.as_str()),
    }
}

/// The changes of an item.
fn changed(pair: Pair<'_>, sides: &Sides<'_>) -> Vec<ItemChange> {
    match pair {
        (Some(old), Some(new)) => {
            let meaning = match new.kind {
                // The signature of a constant is what it stands for.
                ItemKind::Constant => repurposed(old, new, sides).or_else(|| signature(old, new)),
                _ => signature(old, new).or_else(|| repurposed(old, new, sides)),
            };
            [meaning, deprecation(old, new)].into_iter().flatten().collect()
        }
        (None, Some(new)) => vec![ItemChange { after: count(new, sides.new), ..change(added(new.kind), new) }],
        (Some(old), None) => vec![ItemChange { before: count(old, sides.old), ..change(removed(old.kind), old) }],
        (None, None) => Vec::new(),
    }
}

fn change(class: ItemClass, item: &SurfaceItem) -> ItemChange {
    let (path, origin) = (item.path.clone(), item.origin.clone());
    ItemChange {
        id: stable_id(["item", class.id(), &path]),
        class,
        path,
        before: None,
        after: None,
        origin,
        cause: None,
    }
}

fn signature(old: &SurfaceItem, new: &SurfaceItem) -> Option<ItemChange> {
    if old.kind != new.kind {
        let (before, after) = (Some(name(old.kind)), Some(name(new.kind)));
        return Some(ItemChange { before, after, ..change(ItemClass::TypeRecast, new) });
    }
    if old.signature == new.signature {
        return None;
    }
    let (before, after) = match new.kind {
        // A value is no path, though it may look like one.
        ItemKind::Constant | ItemKind::Paging => (old.signature.clone(), new.signature.clone()),
        _ => short::pair(&old.signature, &new.signature),
    };
    Some(ItemChange { before: Some(before), after: Some(after), ..change(retyped(new.kind)?, new) })
}

/// A name that now stands for something else, while what it stood for is still there under another name.
fn repurposed(old: &SurfaceItem, new: &SurfaceItem, sides: &Sides<'_>) -> Option<ItemChange> {
    let (was, is) = (named_after(old)?, named_after(new)?);
    let (before, after) = (Some(was.1.to_owned()), Some(is.1.to_owned()));
    let is_moved = was != is && sides.meanings.contains(&was);
    is_moved.then(|| ItemChange { before, after, ..change(ItemClass::Repurposed, new) })
}

/// A setter is deprecated when its field is, a blocking method when the async one is.
fn deprecation(old: &SurfaceItem, new: &SurfaceItem) -> Option<ItemChange> {
    match (old.deprecated, new.deprecated) {
        _ if matches!(new.kind, ItemKind::Setter | ItemKind::BlockingMethod) => None,
        (false, true) => Some(change(ItemClass::Deprecated, new)),
        (true, false) => Some(change(ItemClass::Undeprecated, new)),
        _ => None,
    }
}

fn name(kind: ItemKind) -> String {
    if kind == ItemKind::Enum { "enum" } else { "struct" }.to_owned()
}

/// The number of items in a module, in words. They stand together, since paths are sorted.
fn count(module: &SurfaceItem, side: &[SurfaceItem]) -> Option<String> {
    if module.kind != ItemKind::Module {
        return None;
    }
    let below = format!("{}::", module.path);
    let start = side.partition_point(|item| item.path < below);
    let count = side.iter().skip(start).take_while(|item| item.path.starts_with(&below)).count();
    Some(if count == 1 { "1 item".to_owned() } else { format!("{count} items") })
}

fn added(kind: ItemKind) -> ItemClass {
    match kind {
        ItemKind::Module => ItemClass::ModuleAdded,
        ItemKind::Struct | ItemKind::Enum | ItemKind::Export => ItemClass::TypeAdded,
        ItemKind::Field => ItemClass::FieldAdded,
        ItemKind::Constructor | ItemKind::Method | ItemKind::BlockingMethod | ItemKind::Setter => {
            ItemClass::MethodAdded
        }
        ItemKind::Variant => ItemClass::VariantAdded,
        ItemKind::Constant => ItemClass::ConstantAdded,
        ItemKind::Sample => ItemClass::SampleAdded,
        ItemKind::Paged | ItemKind::Paging => ItemClass::BecamePaged,
    }
}

fn removed(kind: ItemKind) -> ItemClass {
    match kind {
        ItemKind::Module => ItemClass::ModuleRemoved,
        ItemKind::Struct | ItemKind::Enum | ItemKind::Export => ItemClass::TypeRemoved,
        ItemKind::Field => ItemClass::FieldRemoved,
        ItemKind::Constructor | ItemKind::Method | ItemKind::BlockingMethod | ItemKind::Setter => {
            ItemClass::MethodRemoved
        }
        ItemKind::Variant => ItemClass::VariantRemoved,
        ItemKind::Constant => ItemClass::ConstantRemoved,
        ItemKind::Sample => ItemClass::SampleRemoved,
        ItemKind::Paged | ItemKind::Paging => ItemClass::NoLongerPaged,
    }
}

/// The class of another signature, where the kind has one that can change.
fn retyped(kind: ItemKind) -> Option<ItemClass> {
    Some(match kind {
        ItemKind::Field => ItemClass::FieldRetyped,
        ItemKind::Constructor => ItemClass::ConstructorChanged,
        ItemKind::Method | ItemKind::BlockingMethod | ItemKind::Setter => ItemClass::MethodChanged,
        ItemKind::Constant => ItemClass::ConstantChanged,
        ItemKind::Paged => ItemClass::PagedItemRetyped,
        ItemKind::Paging => ItemClass::PagingChanged,
        ItemKind::Module
        | ItemKind::Struct
        | ItemKind::Enum
        | ItemKind::Export
        | ItemKind::Variant
        | ItemKind::Sample => return None,
    })
}

/// What no document gives: a setter follows from its field, and an export from its type.
#[cfg(test)]
mod tests {
    use super::super::{ItemKind, SurfaceItem};
    use super::{ItemClass, Owner, changes};

    fn item(path: &str, kind: ItemKind, signature: &str, parent: Option<&str>) -> SurfaceItem {
        SurfaceItem {
            path: path.to_owned(),
            owner: Owner::Document,
            kind,
            signature: signature.to_owned(),
            deprecated: false,
            parent: parent.map(str::to_owned),
            origin: String::new(),
        }
    }

    #[track_caller]
    fn check(old: &[SurfaceItem], new: &[SurfaceItem], expected: &[ItemClass]) {
        let changes = changes(old, new);
        let classes: Vec<ItemClass> = changes.into_values().flatten().map(|change| change.class).collect();
        assert_eq!(classes, expected);
    }

    #[test]
    fn a_lone_setter_is_reported() {
        let field = || item("m::S::a", ItemKind::Field, "i64", Some("m::S"));
        let with = |ty| vec![field(), item("m::S::with_a", ItemKind::Setter, ty, Some("m::S::a"))];
        check(&with("i64"), &with("i64"), &[]);
        check(&with("i64"), &with("f64"), &[ItemClass::MethodChanged]);
        check(&with("i64"), &[field()], &[ItemClass::MethodRemoved]);
        check(&[field()], &with("i64"), &[ItemClass::MethodAdded]);
    }

    #[test]
    fn an_export_of_another_type_is_reported() {
        let export = |ty| {
            let types = ["m::a::A", "m::b::B"].map(|path| item(path, ItemKind::Struct, "", None));
            [types.to_vec(), vec![item("m::A", ItemKind::Export, ty, Some(ty))]].concat()
        };
        check(&export("m::a::A"), &export("m::b::B"), &[ItemClass::TypeRemoved, ItemClass::TypeAdded]);
    }
}
