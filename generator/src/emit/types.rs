//! The types that a file defines, and open enums: the known values, and one variant that keeps any other.

use super::object::{self, ObjectRole};
use crate::item::{Attribute, Enum, Item, Row, Table, TableMacro, Ty, Variant};
use crate::model::{self, TypeDef};
use crate::rustdoc::Topic;

/// The items of a type.
pub(super) fn items<'m>(definition: &'m TypeDef, role: ObjectRole<'m>) -> Vec<Item<'m>> {
    match definition {
        TypeDef::Object(object) => object::items(object, role),
        TypeDef::Enum(list) => vec![Item::Enum(enumeration(list)), Item::Table(table(list))],
    }
}

fn enumeration(list: &model::Enum) -> Enum<'_> {
    let unknown = Variant {
        name: "Unknown",
        wire: None,
        payload: Some(Ty::Runtime("UnknownValue")),
        docs: Topic::Fixed(&["A value that is not listed."]).into(),
    };
    Enum {
        name: &list.path.name,
        origin: &list.wire_path,
        docs: Topic::Enum(list).into(),
        attributes: vec![Attribute::Derive(&["Clone"]), Attribute::NonExhaustive],
        variants: list.variants.iter().map(variant).chain([unknown]).collect(),
    }
}

fn variant(variant: &model::Variant) -> Variant<'_> {
    Variant { name: &variant.name, wire: Some(&variant.wire), payload: None, docs: Topic::Variant(variant).into() }
}

fn table(list: &model::Enum) -> Table<'_> {
    let rows = list.variants.iter().map(|variant| Row { name: &variant.name, wire: &variant.wire, secret: false });
    Table { table: TableMacro::OpenEnum, ty: &list.path.name, rows: rows.collect() }
}
