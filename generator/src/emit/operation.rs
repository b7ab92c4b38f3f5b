//! The file of an operation: request, response, nested types, and how the call goes on the wire.

use super::object::{self, ObjectRole};
use super::{paging, types};
use crate::Owner;
use crate::item::{Answer, Chain, File, Item, Naming, Operand, OperationImpl};
use crate::model::{BodyKind, Effect, Module, Operation, Parameter, ParameterLocation, Style};
use crate::rustdoc::Topic;

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
        info: info(operation),
        uses: std::iter::once("Effect").chain(parameter).collect(),
    }
}

fn info(operation: &Operation) -> Chain<'_> {
    let call = &operation.call;
    let (wire, method) = (Operand::Text(&operation.wire), Operand::Path(method(call.verb)));
    let mut info = match &call.path {
        Some(path) => Chain::new("OperationInfo::roa", vec![wire, method, Operand::Text(path)]),
        None => Chain::new("OperationInfo::rpc", vec![wire, method]),
    };
    info = info.call("effect", vec![Operand::Path(effect(call.effect))]);
    if let Some(wire) = &call.token {
        info = info.call("token", vec![Operand::Text(wire)]);
    }
    if call.anonymous {
        info = info.call("anonymous", vec![]);
    }
    if call.event_stream {
        info = info.call("event_stream", vec![]);
    }
    if !operation.parameters.is_empty() {
        let list = operation.parameters.iter().map(parameter).collect();
        info = info.call("parameters", vec![Operand::List(list)]);
    }
    info
}

fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Read => "Effect::Read",
        Effect::Write => "Effect::Write",
    }
}

fn method(verb: &str) -> &'static str {
    match verb {
        "GET" => "Method::Get",
        "PUT" => "Method::Put",
        "DELETE" => "Method::Delete",
        "PATCH" => "Method::Patch",
        "HEAD" => "Method::Head",
        "OPTIONS" => "Method::Options",
        _ => "Method::Post",
    }
}

fn parameter(parameter: &Parameter) -> Chain<'_> {
    let constructor = match parameter.place {
        ParameterLocation::Query => "Parameter::query",
        ParameterLocation::Form => "Parameter::form",
        ParameterLocation::Header => "Parameter::header",
        ParameterLocation::Path => "Parameter::path",
        ParameterLocation::Body(_) => "Parameter::body",
        ParameterLocation::Nowhere => "Parameter::unsent",
    };
    let chain = Chain::new(constructor, vec![Operand::Text(&parameter.wire)]);
    match (parameter.place, parameter.style) {
        (ParameterLocation::Body(BodyKind::JsonObject), _) => chain.call("object_body", vec![]),
        (ParameterLocation::Body(_) | ParameterLocation::Nowhere, _) | (_, Style::Flat) => chain,
        (_, Style::Json) => chain.call("json", vec![]),
        (_, Style::Simple) => chain.call("simple", vec![]),
    }
}
