//! Open enums: the known values, and one variant that keeps any other.

use super::doc::Doc;
use super::source::{Item, Member, Type};
use crate::docs;
use crate::model::{Enum, Variant};

/// The items of an enum: definition and table.
pub(super) fn items(list: &Enum) -> Vec<Item> {
    let row = |variant: &Variant| format!("{}: {:?}", variant.name, variant.wire);
    let rows = list.variants.iter().map(row).collect();
    vec![Item::Type(definition(list)), Item::List { name: "open_enum", ty: list.name.clone(), rows }]
}

fn definition(list: &Enum) -> Type {
    let mut doc = Doc::default();
    doc.prose(&list.text);
    doc.paragraph(format!("Values of {}. A value that is not listed survives as `Unknown`.", docs::code(&list.path)));
    let member = |docs, text| Member { docs, attributes: Vec::new(), text };
    let unknown = member(vec!["A value that is not listed.".to_owned()], "Unknown(UnknownValue)".to_owned());
    Type {
        docs: doc.lines(),
        attributes: vec!["#[derive(Clone)]".to_owned(), "#[non_exhaustive]".to_owned()],
        head: format!("pub enum {}", list.name),
        members: list.variants.iter().map(|v| member(vec![meaning(v)], v.name.clone())).chain([unknown]).collect(),
    }
}

/// The value on the wire, and what it means.
pub(super) fn meaning(variant: &Variant) -> String {
    let label = docs::one_line(&variant.label);
    let separator = if label.is_empty() { "" } else { ": " };
    format!("{}{separator}{label}", docs::code(&variant.wire))
}
