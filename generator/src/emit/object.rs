//! Structs and their setters.

use super::doc::{self, Doc};
use super::scope::Scope;
use super::source::Item;
use super::tokens::{alias, doc as doc_attributes, ident};
use crate::docs;
use crate::model::{Field, Object, Type};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// What a struct is for, in its documentation.
pub(super) enum Role {
    /// The request of a client's method, with that method and the wire name of the operation.
    Request {
        /// The method's name.
        method: String,
        /// The path of `Client` from the file.
        client: &'static str,
        /// The operation's wire name.
        operation: String,
    },
    /// The response of an operation, with a documented sample.
    Response {
        /// The method's name.
        method: String,
        /// The path of `Client` from the file.
        client: &'static str,
        /// The sample.
        sample: Option<String>,
    },
    /// Anything else.
    Plain,
}

/// The items of a struct: definition, methods, table.
pub(super) fn items(object: &Object, role: &Role, scope: &Scope) -> Vec<Item> {
    let mut items = vec![Item::Tokens(definition(object, role, scope))];
    items.extend(methods(object, role, scope).map(Item::Impl));
    items.push(table(object));
    items
}

fn definition(object: &Object, role: &Role, scope: &Scope) -> TokenStream {
    let name = ident(&object.name);
    let docs = doc_attributes(&type_docs(object, role));
    let wire = match role {
        Role::Request { operation, .. } => operation.as_str(),
        Role::Response { .. } => "",
        Role::Plain => object.path.as_str(),
    };
    let alias = alias(wire, &object.name);
    let fields = object.fields.iter().map(|field| field_definition(field, scope));
    quote! {
        #docs
        #alias
        #[derive(Clone, Default)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
            extra: Extra,
        }
    }
}

fn type_docs(object: &Object, role: &Role) -> Vec<String> {
    let mut doc = Doc::default();
    match role {
        Role::Request { method, client, .. } => {
            doc.paragraph(format!("Request of [`Client::{method}`]({client}::{method})."));
        }
        Role::Response { method, client, sample } => {
            doc.paragraph(format!("Response of [`Client::{method}`]({client}::{method})."));
            doc.prose(&object.text);
            if let Some(sample) = sample {
                doc.block(doc::sample(sample));
            }
        }
        Role::Plain => {
            doc.prose(&object.text);
            doc.paragraph(format!("Wire path {}.", docs::code(&object.path)));
        }
    }
    doc.lines()
}

fn field_definition(field: &Field, scope: &Scope) -> TokenStream {
    let (name, ty) = (ident(&field.name), scope.ty(&field.ty));
    let docs = doc_attributes(&doc::field(field));
    let deprecated = field.deprecated.as_ref().map(|_| quote!(#[deprecated]));
    quote! {
        #docs
        #deprecated
        pub #name: Option<#ty>,
    }
}

/// The inherent methods: `new` of requests, and the setters.
fn methods(object: &Object, role: &Role, scope: &Scope) -> Option<TokenStream> {
    let constructor = matches!(role, Role::Request { .. }).then(|| constructor(object, scope));
    if constructor.is_none() && object.fields.is_empty() {
        return None;
    }
    let name = ident(&object.name);
    let setters = object.fields.iter().map(|field| setter(field, scope));
    Some(quote! {
        impl #name {
            #constructor
            #(#setters)*
        }
    })
}

fn constructor(object: &Object, scope: &Scope) -> TokenStream {
    let required: Vec<&Field> = object.fields.iter().filter(|field| field.required).collect();
    if required.is_empty() {
        return quote! {
            #[doc = " An empty request: no parameter is required."]
            pub fn new() -> Self {
                Self::default()
            }
        };
    }
    let arguments = required.iter().map(|field| {
        let (name, ty) = (ident(&field.name), argument_type(field, scope));
        quote!(#name: #ty)
    });
    let values = required.iter().map(|field| {
        let (name, value) = (ident(&field.name), argument_value(field));
        if field.ty.takes_into() { quote!(#name: Some(#value)) } else { quote!(#name: Some(#name)) }
    });
    let many = (required.len() > 7)
        .then(|| quote!(#[expect(clippy::too_many_arguments, reason = "the operation requires all of them")]));
    let old = required.iter().any(|field| field.deprecated.is_some());
    let old = old.then(|| quote!(#[expect(deprecated, reason = "required although deprecated")]));
    quote! {
        #[doc = " A request with the required parameters."]
        #many
        #old
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#values,)* ..Self::default() }
        }
    }
}

fn setter(field: &Field, scope: &Scope) -> TokenStream {
    let plain = field.name.strip_prefix("r#").unwrap_or(&field.name);
    let setter = format_ident!("with_{}", plain.trim_start_matches('_'));
    let (name, ty, value) = (ident(&field.name), argument_type(field, scope), argument_value(field));
    let docs = format!(" Sets [`{plain}`](Self::{}).", field.name);
    let deprecated = field.deprecated.as_ref().map(|_| {
        quote! {
            #[deprecated]
            #[expect(deprecated, reason = "the field is deprecated, too")]
        }
    });
    quote! {
        #[doc = #docs]
        #deprecated
        pub fn #setter(mut self, #name: #ty) -> Self {
            self.#name = Some(#value);
            self
        }
    }
}

/// `impl Into` only where it helps: texts and free-form values.
fn argument_type(field: &Field, scope: &Scope) -> TokenStream {
    let ty = scope.ty(&field.ty);
    if field.ty.takes_into() { quote!(impl Into<#ty>) } else { ty }
}

fn argument_value(field: &Field) -> TokenStream {
    let name = ident(&field.name);
    if field.ty.takes_into() { quote!(#name.into()) } else { quote!(#name) }
}

impl Type {
    fn takes_into(&self) -> bool {
        matches!(self, Self::Text | Self::Any)
    }
}

/// The list that the codec's tables are made from.
fn table(object: &Object) -> Item {
    let row = |field: &Field| format!("{}: {:?}{}", field.name, field.wire, if field.secret { " secret" } else { "" });
    Item::List { name: "object", ty: object.name.clone(), rows: object.fields.iter().map(row).collect() }
}
