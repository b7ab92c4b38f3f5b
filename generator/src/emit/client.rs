//! The client of a module: one thin method per operation, and what the client knows of its service.

use super::doc::{self, Doc};
use super::permissions;
use super::scope::Scope;
use super::source::{Item, Member, Method, RustFile, Type};
use crate::model::{Module, Operation, Output, Type as Used};

/// `client.rs`.
///
/// Requests and responses are written by the path of their module, so that a new operation adds lines and changes none.
pub(super) fn file(module: &Module) -> RustFile {
    let documented = permissions::documented(module);
    let methods = module.operations.iter().map(|operation| method(module, operation, documented));
    let methods: Vec<Method> = [constructor(), call()].into_iter().chain(methods).collect();
    let client = Type {
        docs: client_docs(module),
        attributes: vec!["#[derive(Clone, Debug)]".to_owned()],
        head: "pub struct Client".to_owned(),
        members: vec![Member { docs: Vec::new(), attributes: Vec::new(), text: "core: ClientCore".to_owned() }],
    };
    RustFile {
        path: format!("src/{}/client.rs", module.name),
        origin: module.origin.clone(),
        docs: vec![format!("The client of {} {}.", module.product, module.version)],
        imports: imports(),
        items: vec![Item::Type(client), Item::Methods { ty: "Client".to_owned(), methods }],
        ..RustFile::default()
    }
}

fn imports() -> Vec<String> {
    let mut scope = Scope::standard_only([]);
    scope.runtime(&["Call", "ClientCore", "Config", "Error", "Operation"]);
    scope.import("super::service::SERVICE");
    scope.import("super::operations");
    scope.into_imports()
}

/// The response type that an operation's file defines as a whole.
pub(crate) fn response_name(operation: &Operation) -> Option<&str> {
    match &operation.output {
        Output::Json(Used::Named(reference)) if reference.component.is_none() => Some(&reference.name),
        _ => None,
    }
}

fn client_docs(module: &Module) -> Vec<String> {
    let mut doc = Doc::default();
    doc.paragraph(format!("A client of {} {}.", module.product, module.version));
    doc.paragraph("Each method prepares a [`Call`]; awaiting it sends the request. Clones share their connections.");
    doc.block(permissions::of_client(module));
    doc.lines()
}

fn constructor() -> Method {
    let docs = [
        "A client; cheap to clone, to be shared by all tasks.",
        "",
        "# Errors",
        "",
        "There is no host to call (neither a region nor an endpoint), or a client-wide header cannot be sent.",
    ];
    Method {
        docs: docs.map(str::to_owned).to_vec(),
        attributes: Vec::new(),
        head: "pub fn new".to_owned(),
        arguments: vec!["config: Config".to_owned()],
        output: "Result<Self, Error>".to_owned(),
        body: vec!["ClientCore::new(config, &SERVICE).map(|core| Self { core })".to_owned()],
    }
}

fn call() -> Method {
    let docs = [
        "Prepares a call of any operation of this product and version: the method of an operation does the same.",
        "",
        "For code that is generic over operations.",
    ];
    Method {
        docs: docs.map(str::to_owned).to_vec(),
        attributes: vec!["#[inline]".to_owned()],
        head: "pub fn call<O: Operation>".to_owned(),
        arguments: vec!["&self".to_owned(), "request: O".to_owned()],
        output: "Call<O>".to_owned(),
        body: vec!["self.core.call(request)".to_owned()],
    }
}

/// What awaiting the call gives, which its type does not say.
fn gives(operation: &Operation) -> Vec<String> {
    let mut doc = Doc::default();
    let response = response_name(operation).map(|name| format!("[`{name}`](operations::{name})"));
    doc.paragraph(match (response, operation.call.event_stream) {
        (None, false) => return Vec::new(),
        (Some(response), false) => format!("Gives {response}."),
        (None, true) => "Gives the text of a stream of events.".to_owned(),
        (Some(response), true) => {
            format!("Gives the text of a stream of events; what the data of an event says is described by {response}.")
        }
    });
    std::iter::once(String::new()).chain(doc.lines()).collect()
}

/// What the client says of an operation: documentation and attributes.
pub(super) fn method_text(module: &Module, operation: &Operation) -> (Vec<String>, Vec<String>) {
    let Method { docs, attributes, .. } = method(module, operation, permissions::documented(module));
    (docs, attributes)
}

fn method(module: &Module, operation: &Operation, permissions: bool) -> Method {
    let deprecated = operation.deprecated.as_ref().map(|deprecation| match doc::deprecation_note(deprecation) {
        Some(note) => format!("#[deprecated = {note:?}]"),
        None => "#[deprecated]".to_owned(),
    });
    Method {
        docs: doc::method(module, operation, permissions).into_iter().chain(gives(operation)).collect(),
        attributes: deprecated.into_iter().chain(["#[inline]".to_owned()]).collect(),
        head: format!("pub fn {}", operation.method),
        arguments: vec!["&self".to_owned(), format!("request: operations::{}", operation.request.name)],
        output: format!("Call<operations::{}>", operation.request.name),
        body: vec!["self.core.call(request)".to_owned()],
    }
}
