//! The client of a module: one thin method per operation, and what the client knows of its service.

use super::doc::{self, Doc};
use super::permissions;
use super::scope::{self, Scope};
use super::source::{Item, Member, Method, RustFile, Type};
use crate::model::{Module, Operation, Output, Type as Used};

/// `client.rs`.
///
/// Requests and responses are written by the path of their module, so that a new operation adds lines and changes none.
pub(super) fn file(module: &Module) -> RustFile {
    let documented = permissions::documented(module);
    let methods = module.operations.iter().map(|operation| method(module, operation, documented));
    let methods: Vec<Method> = std::iter::once(constructor()).chain(methods).collect();
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
        imports: imports(module),
        items: vec![Item::Type(client), Item::Methods { ty: "Client".to_owned(), methods }],
        ..RustFile::default()
    }
}

fn imports(module: &Module) -> Vec<String> {
    let outputs = module.operations.iter().map(|operation| &operation.output);
    let types = outputs.clone().filter_map(|output| if let Output::Json(ty) = output { Some(ty) } else { None });
    let mut scope = Scope::standard_only(types.clone());
    scope.runtime(&["Call", "ClientCore", "Config", "Error"]);
    if outputs.clone().any(|output| *output == Output::Bytes) {
        scope.runtime(&["Bytes"]);
    }
    scope.import("super::service::SERVICE");
    scope.import("super::operations");
    if types.clone().any(names_component) {
        scope.import("super::types");
    }
    scope.into_imports()
}

fn names_component(ty: &Used) -> bool {
    match ty {
        Used::Named(reference) => reference.component.is_some(),
        Used::List(inner) | Used::Map(inner) | Used::Boxed(inner) => names_component(inner),
        _ => false,
    }
}

/// What a call gives, as the client's file writes it.
fn output(operation: &Operation) -> String {
    scope::given(&operation.output, &|reference| match &reference.component {
        Some(file) if scope::is_root(file, &reference.name) => format!("types::{}", reference.name),
        Some(file) => format!("types::{file}::{}", reference.name),
        // The response as a whole is re-exported beside its module.
        None if response_name(operation) == Some(&reference.name) => format!("operations::{}", reference.name),
        None => format!("operations::{}::{}", operation.method, reference.name),
    })
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
        docs: doc::method(module, operation, permissions),
        attributes: deprecated.into_iter().chain(["#[inline]".to_owned()]).collect(),
        head: format!("pub fn {}", operation.method),
        arguments: vec!["&self".to_owned(), format!("request: operations::{}", operation.request.name)],
        output: format!("Call<{}>", output(operation)),
        body: vec!["self.core.call(request)".to_owned()],
    }
}
