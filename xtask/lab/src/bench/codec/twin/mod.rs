//! The twin of generated types: the same structs with serde's derives instead of tables.
//!
//! It is made from the generated sources, so that both have the same fields: the structs give names and types, the
//! `object!` lists the wire names. An open enum becomes a text, which is less than it is.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use generator::File;
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Item, LitStr, Token, Type, braced, parse_quote};

use crate::error::Error;

/// What becomes of members that the types do not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unknown {
    /// They are dropped, as usual with derives.
    Dropped,
    /// They are kept in a map of values, by `flatten`.
    Kept,
}

/// Twins as a module.
pub(super) struct Source {
    /// The text of the module.
    pub(super) text: String,
    /// The wire names of fields that are maps: derives know every member of these.
    pub(super) maps: BTreeSet<String>,
}

/// The twins of these types and of all types in them.
pub(super) fn source(files: &[File], roots: &[String], unknown: Unknown) -> Result<Source, Error> {
    let mut types = Types { files, parsed: BTreeMap::new() };
    let mut maps = BTreeSet::new();
    let mut wanted: VecDeque<_> = roots.iter().cloned().collect();
    let mut twins = BTreeMap::new();
    while let Some(name) = wanted.pop_front() {
        if twins.contains_key(&name) {
            continue;
        }
        let found = types.find(&name)?.ok_or_else(|| Error::new(format!("no generated type `{name}`")))?;
        let GeneratedType::Struct(fields) = found else { return Err(Error::new(format!("`{name}` is no struct"))) };
        maps.extend(fields.iter().filter(|field| field.is_map()).map(|field| field.wire.value()));
        let fields = fields.into_iter().map(|field| types.field(field, &mut wanted)).collect::<Result<Vec<_>, _>>()?;
        let twin = twin(&name, &fields, unknown)?;
        twins.insert(name, twin);
    }
    let twins = twins.values();
    let file: syn::File = parse_quote! {
        //! The generated types with serde's derives.
        use std::collections::{BTreeMap, HashMap};
        use serde::{Deserialize, Serialize};
        use serde_json::Value;
        #(#twins)*
    };
    let text = format!("#![allow(dead_code, unused_imports)]\n{}", prettyplease::unparse(&file));
    Ok(Source { text, maps })
}

/// A struct with serde's derives.
fn twin(name: &str, fields: &[TokenStream], unknown: Unknown) -> Result<TokenStream, Error> {
    let name: Ident = syn::parse_str(name).map_err(|error| Error::new(format!("`{name}`: {error}")))?;
    let extra = (unknown == Unknown::Kept).then(|| {
        quote! {
            #[serde(flatten)]
            pub extra: HashMap<String, Value>,
        }
    });
    Ok(quote! {
        #[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
        pub struct #name {
            #(#fields)*
            #extra
        }
    })
}

/// The generated types.
struct Types<'a> {
    files: &'a [File],
    /// The types of the files that were looked at.
    parsed: BTreeMap<&'a str, BTreeMap<String, GeneratedType>>,
}

/// A generated type.
#[derive(Clone)]
enum GeneratedType {
    Struct(Vec<Field>),
    OpenEnum,
}

#[derive(Clone)]
struct Field {
    name: Ident,
    wire: LitStr,
    ty: Type,
}

impl Field {
    fn is_map(&self) -> bool {
        let ty = &self.ty;
        quote!(#ty).to_string().contains("BTreeMap")
    }
}

impl Types<'_> {
    /// The type of this name: types of operations have the operation's name in theirs, and components are not alike.
    fn find(&mut self, name: &str) -> Result<Option<GeneratedType>, Error> {
        let heads = [format!("pub struct {name} {{"), format!("pub enum {name} {{")];
        let Some(file) = self.files.iter().find(|file| heads.iter().any(|head| file.content.contains(head))) else {
            return Ok(None);
        };
        if !self.parsed.contains_key(file.path.as_str()) {
            let types = types(&file.content).map_err(|error| Error::new(format!("{}: {error}", file.path)))?;
            self.parsed.insert(&file.path, types);
        }
        Ok(self.parsed.get(file.path.as_str()).and_then(|types| types.get(name)).cloned())
    }

    /// A field with the wire name that serde needs. Types that occur in it are wanted.
    fn field(&mut self, field: Field, wanted: &mut VecDeque<String>) -> Result<TokenStream, Error> {
        let Field { name, wire, ty } = field;
        let mut tokens = Vec::new();
        self.replace(quote!(#ty), &mut tokens, wanted)?;
        let ty: TokenStream = tokens.into_iter().collect();
        Ok(quote! {
            #[serde(rename = #wire, default, skip_serializing_if = "Option::is_none")]
            pub #name: #ty,
        })
    }

    /// A type without open enums.
    fn replace(
        &mut self,
        ty: TokenStream,
        tokens: &mut Vec<TokenTree>,
        wanted: &mut VecDeque<String>,
    ) -> Result<(), Error> {
        for token in ty {
            let TokenTree::Ident(name) = &token else {
                tokens.push(token);
                continue;
            };
            match self.find(&name.to_string())? {
                Some(GeneratedType::OpenEnum) => tokens.push(Ident::new("String", name.span()).into()),
                Some(GeneratedType::Struct(_)) => {
                    wanted.push_back(name.to_string());
                    tokens.push(token);
                }
                None => tokens.push(token),
            }
        }
        Ok(())
    }
}

/// The types of a generated file.
fn types(content: &str) -> syn::Result<BTreeMap<String, GeneratedType>> {
    let file = syn::parse_file(content)?;
    let (mut structs, mut found) = (BTreeMap::new(), BTreeMap::new());
    for item in file.items {
        match item {
            Item::Struct(item) => {
                structs.insert(item.ident.to_string(), item.fields);
            }
            Item::Enum(item) => {
                found.insert(item.ident.to_string(), GeneratedType::OpenEnum);
            }
            Item::Macro(item) if item.mac.path.is_ident("object") => {
                let table: ObjectTable = item.mac.parse_body()?;
                let fields = structs.remove(&table.name.to_string()).unwrap_or(syn::Fields::Unit);
                found.insert(table.name.to_string(), GeneratedType::Struct(table.fields(fields)?));
            }
            _ => {}
        }
    }
    Ok(found)
}

/// What stands in an `object!` list.
struct ObjectTable {
    name: Ident,
    entries: Vec<TableEntry>,
}

/// `name: "Wire" secret`.
struct TableEntry {
    name: Ident,
    wire: LitStr,
}

impl ObjectTable {
    /// The fields of the struct that the list names, all of which must be there.
    fn fields(self, fields: syn::Fields) -> syn::Result<Vec<Field>> {
        let mut types: BTreeMap<Ident, Type> =
            fields.into_iter().filter_map(|field| Some((field.ident?, field.ty))).collect();
        let field = |TableEntry { name, wire }: TableEntry| {
            let missing = || syn::Error::new(name.span(), format!("`{}` has no field `{name}`", self.name));
            let ty = types.remove(&name).ok_or_else(missing)?;
            Ok(Field { name, wire, ty })
        };
        self.entries.into_iter().map(field).collect()
    }
}

impl Parse for ObjectTable {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.parse()?;
        let body;
        braced!(body in input);
        let entries = Punctuated::<TableEntry, Token![,]>::parse_terminated(&body)?;
        Ok(Self { name, entries: entries.into_iter().collect() })
    }
}

impl Parse for TableEntry {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.parse()?;
        input.parse::<Token![:]>()?;
        let wire = input.parse()?;
        // Flags of the field, which do not concern serde.
        while input.peek(syn::Ident) {
            input.parse::<Ident>()?;
        }
        Ok(Self { name, wire })
    }
}

#[cfg(test)]
mod tests;
