//! The file of an operation: request, response, nested types, and how the call goes on the wire.

use super::object::{self, Role};
use super::open_enum;
use super::scope::Scope;
use super::source::{Item, RustFile};
use super::tokens::{ident, parsed};
use crate::model::{BodyKind, Effect, Module, Operation, Output, Parameter, Place, Style, Type, TypeDef};
use proc_macro2::TokenStream;
use quote::quote;

/// `operations/<operation>.rs`.
pub(super) fn file(module: &Module, operation: &Operation) -> RustFile {
    let mut scope = scope(module, operation);
    imports(&mut scope, operation);
    let client = "super::super::Client";
    // Links name raw identifiers without `r#`.
    let method = operation.file.clone();
    let request = Role::Request { method: method.clone(), client, operation: operation.wire.clone() };
    let mut items = object::items(&operation.request, &request, &scope);
    items.push(Item::Impl(operation_impl(operation, &scope)));
    let mut types: Vec<&TypeDef> = operation.types.iter().collect();
    types.sort_by_key(|ty| !is_response(operation, ty));
    for definition in types {
        let role = if is_response(operation, definition) {
            Role::Response { method: method.clone(), client, sample: operation.docs.sample.clone() }
        } else {
            Role::Plain
        };
        items.extend(match definition {
            TypeDef::Object(object) => object::items(object, &role, &scope),
            TypeDef::Enum(list) => open_enum::items(list),
        });
    }
    RustFile {
        path: format!("src/{}/operations/{}.rs", module.name, operation.file),
        origin: format!("{}#{}", module.origin, operation.wire),
        docs: vec![format!("`{}`: request, response and their nested types.", operation.wire)],
        imports: scope.into_imports(),
        items,
        ..RustFile::default()
    }
}

/// Whether a type is the response as a whole.
pub(super) fn is_response(operation: &Operation, definition: &TypeDef) -> bool {
    matches!(&operation.output, Output::Json(Type::Named(reference)) if reference.component.is_none() && reference.name == definition.name())
}

/// Every type that fields use.
pub(super) fn field_types<'t>(types: impl IntoIterator<Item = &'t TypeDef>) -> impl Iterator<Item = &'t Type> {
    types
        .into_iter()
        .flat_map(|definition| match definition {
            TypeDef::Object(object) => object.fields.as_slice(),
            TypeDef::Enum(_) => &[],
        })
        .map(|field| &field.ty)
}

fn scope(module: &Module, operation: &Operation) -> Scope {
    let runtime = ["Effect", "EventText", "Extra", "Method", "Operation", "OperationInfo", "Parameter", "UnknownValue"];
    let local = operation.types.iter().map(TypeDef::name).chain([operation.request.name.as_str()]).chain(runtime);
    let output = match &operation.output {
        Output::Json(ty) => Some(ty),
        _ => None,
    };
    let types =
        operation.request.fields.iter().map(|field| &field.ty).chain(field_types(&operation.types)).chain(output);
    Scope::new(format!("crate::{}", module.name), local, types)
}

fn imports(scope: &mut Scope, operation: &Operation) {
    scope.runtime(&["Extra", "Method", "Operation", "OperationInfo", "object"]);
    if operation.call.effect.is_some() {
        scope.runtime(&["Effect"]);
    }
    if !operation.parameters.is_empty() {
        scope.runtime(&["Parameter"]);
    }
    if operation.types.iter().any(|ty| matches!(ty, TypeDef::Enum(_))) {
        scope.runtime(&["UnknownValue", "open_enum"]);
    }
    if operation.call.event_stream {
        scope.runtime(&["EventText"]);
    }
    if operation.output == Output::Bytes {
        scope.runtime(&["Bytes"]);
    }
}

fn operation_impl(operation: &Operation, scope: &Scope) -> TokenStream {
    let request = ident(&operation.request.name);
    let output = parsed(&scope.output(operation));
    let info = info(operation);
    quote! {
        impl Operation for #request {
            type Output = #output;
            const INFO: OperationInfo = #info;
        }
    }
}

fn info(operation: &Operation) -> TokenStream {
    let wire = &operation.wire;
    let call = &operation.call;
    let method = method(call.verb);
    let start = match &call.path {
        Some(path) => quote!(OperationInfo::roa(#wire, Method::#method, #path)),
        None => quote!(OperationInfo::rpc(#wire, Method::#method)),
    };
    let effect = call.effect.map(|effect| match effect {
        Effect::Read => quote!(.effect(Effect::Read)),
        Effect::Write => quote!(.effect(Effect::Write)),
        Effect::ReadWrite => quote!(.effect(Effect::ReadWrite)),
    });
    let anonymous = call.anonymous.then(|| quote!(.anonymous()));
    let stream = call.event_stream.then(|| quote!(.event_stream()));
    let parameters = (!operation.parameters.is_empty()).then(|| {
        let list = operation.parameters.iter().map(parameter);
        quote!(.parameters(&[#(#list),*]))
    });
    quote!(#start #effect #anonymous #stream #parameters)
}

fn method(verb: &str) -> proc_macro2::Ident {
    ident(match verb {
        "GET" => "Get",
        "PUT" => "Put",
        "DELETE" => "Delete",
        "PATCH" => "Patch",
        "HEAD" => "Head",
        "OPTIONS" => "Options",
        _ => "Post",
    })
}

fn parameter(parameter: &Parameter) -> TokenStream {
    let wire = &parameter.wire;
    let place = match parameter.place {
        Place::Query => quote!(Parameter::query(#wire)),
        Place::Form => quote!(Parameter::form(#wire)),
        Place::Header => quote!(Parameter::header(#wire)),
        Place::Path => quote!(Parameter::path(#wire)),
        Place::Body(BodyKind::JsonObject) => return quote!(Parameter::body(#wire).object_body()),
        Place::Body(_) => return quote!(Parameter::body(#wire)),
        Place::Nowhere => return quote!(Parameter::unsent(#wire)),
    };
    match parameter.style {
        Style::Flat => place,
        Style::Json => quote!(#place.json()),
        Style::Simple => quote!(#place.simple()),
    }
}
