//! The file of an operation: request, response, nested types, and how the call goes on the wire.

use super::object::{self, ObjectRole};
use super::tokens::ident;
use super::{paging, types};
use crate::Owner;
use crate::item::{Answer, Code, File, Item, Naming, OperationImpl};
use crate::model::{BodyKind, Effect, Module, Operation, Parameter, ParameterLocation, Style};
use crate::rustdoc::Topic;
use proc_macro2::TokenStream;
use quote::quote;

/// `operations/<operation>.rs`.
pub(super) fn file<'m>(module: &'m Module, operation: &'m Operation) -> File<'m> {
    let docs = format!("`{}`: request, response and their nested types.", operation.wire);
    File {
        path: module.source_file(&format!("operations/{}.rs", operation.file)),
        module: module.below(&["operations", &operation.method]),
        document: &module.origin,
        owner: Owner::Operation(operation.wire.clone()),
        docs: Topic::Lines(vec![docs]).into(),
        attributes: Vec::new(),
        naming: Naming::Import(&operation.request.path.module),
        imports: Vec::new(),
        items: items(module, operation),
    }
}

/// The items of an operation.
pub(super) fn items<'m>(module: &'m Module, operation: &'m Operation) -> Vec<Item<'m>> {
    let mut items = object::items(&operation.request, ObjectRole::Request(operation, module));
    items.push(Item::Operation(operation_impl(operation)));
    items.extend(paging::paged_impl(operation).map(Item::Paged));
    for definition in &operation.types {
        let is_response = operation.response() == Some(definition.path());
        let role = if is_response { ObjectRole::Response(operation) } else { ObjectRole::Nested };
        items.extend(types::items(definition, role));
    }
    items
}

fn operation_impl(operation: &Operation) -> OperationImpl<'_> {
    let parameter = operation.parameters.first().map(|_| "Parameter");
    OperationImpl {
        request: &operation.request.path.name,
        answer: Answer::of(operation),
        info: Code::new(|| info(operation)),
        uses: std::iter::once("Effect").chain(parameter).collect(),
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
    let effect = match call.effect {
        Effect::Read => quote!(.effect(Effect::Read)),
        Effect::Write => quote!(.effect(Effect::Write)),
    };
    let token = call.token.as_ref().map(|wire| quote!(.token(#wire)));
    let anonymous = call.anonymous.then(|| quote!(.anonymous()));
    let stream = call.event_stream.then(|| quote!(.event_stream()));
    let parameters = (!operation.parameters.is_empty()).then(|| {
        let list = operation.parameters.iter().map(parameter);
        quote!(.parameters(&[#(#list),*]))
    });
    quote!(#start #effect #token #anonymous #stream #parameters)
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
        ParameterLocation::Query => quote!(Parameter::query(#wire)),
        ParameterLocation::Form => quote!(Parameter::form(#wire)),
        ParameterLocation::Header => quote!(Parameter::header(#wire)),
        ParameterLocation::Path => quote!(Parameter::path(#wire)),
        ParameterLocation::Body(BodyKind::JsonObject) => return quote!(Parameter::body(#wire).object_body()),
        ParameterLocation::Body(_) => return quote!(Parameter::body(#wire)),
        ParameterLocation::Nowhere => return quote!(Parameter::unsent(#wire)),
    };
    match parameter.style {
        Style::Flat => place,
        Style::Json => quote!(#place.json()),
        Style::Simple => quote!(#place.simple()),
    }
}
