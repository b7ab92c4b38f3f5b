//! Open enums: the known values, and one variant that keeps any other.

use super::doc::Doc;
use super::source::Item;
use super::tokens::{doc as doc_attributes, ident};
use crate::docs;
use crate::model::{Enum, Variant};
use proc_macro2::TokenStream;
use quote::quote;

/// The items of an enum: definition and table.
pub(super) fn items(list: &Enum) -> Vec<Item> {
    let row = |variant: &Variant| format!("{}: {:?}", variant.name, variant.wire);
    let rows = list.variants.iter().map(row).collect();
    vec![Item::Tokens(definition(list)), Item::List { name: "open_enum", ty: list.name.clone(), rows }]
}

fn definition(list: &Enum) -> TokenStream {
    let name = ident(&list.name);
    let mut doc = Doc::default();
    doc.prose(&list.text);
    doc.paragraph(format!("Values of {}. A value that is not listed survives as `Unknown`.", docs::code(&list.path)));
    let docs = doc_attributes(&doc.lines());
    let variants = list.variants.iter().map(variant);
    quote! {
        #docs
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = " A value that is not listed."]
            Unknown(UnknownValue),
        }
    }
}

fn variant(variant: &Variant) -> TokenStream {
    let name = ident(&variant.name);
    let label = docs::one_line(&variant.label);
    let text = match label.is_empty() {
        true => docs::code(&variant.wire),
        false => format!("{}: {label}", docs::code(&variant.wire)),
    };
    let docs = doc_attributes(&[text]);
    quote! {
        #docs
        #name
    }
}
