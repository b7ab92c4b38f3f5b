//! The client of a module: one thin method per operation, and what the client knows of its service.

use super::doc::{self, Doc};
use super::scope::Scope;
use super::source::{Item, Member, Method, RustFile, Type};
use crate::model::{Module, Operation, Output, Type as Used};

/// `client.rs`.
pub(super) fn file(module: &Module) -> RustFile {
    let mut scope = scope(module);
    scope.runtime(&["Call", "ClientCore", "Config", "Error"]);
    let methods = module.operations.iter().map(|operation| method(module, operation, &scope));
    let methods = std::iter::once(constructor()).chain(methods).collect();
    let client = Type {
        docs: client_docs(module),
        attributes: vec!["#[derive(Clone, Debug)]".to_owned()],
        head: "pub struct Client".to_owned(),
        members: vec![Member { docs: Vec::new(), attributes: Vec::new(), text: "core: ClientCore".to_owned() }],
    };
    let mut imports = scope.into_imports();
    imports.push("super::service::SERVICE".to_owned());
    for operation in &module.operations {
        imports.push(format!("super::operations::{}", operation.request.name));
    }
    RustFile {
        path: format!("src/{}/client.rs", module.name),
        origin: module.source.clone(),
        docs: vec![format!("The client of {} {}.", module.product, module.version)],
        imports,
        items: vec![Item::Type(client), Item::Methods { ty: "Client".to_owned(), methods }],
        ..RustFile::default()
    }
}

/// Names of the outputs; those of operations are imported from `operations`.
fn scope(module: &Module) -> Scope {
    let own = ["Call", "Client", "ClientCore", "Config", "Error"];
    let requests = module.operations.iter().map(|operation| operation.request.name.as_str());
    let responses = module.operations.iter().filter_map(response_name);
    let shared = module.operations.iter().filter_map(|operation| match &operation.output {
        Output::Json(ty) => Some(ty),
        _ => None,
    });
    let mut scope = Scope::new(format!("crate::{}", module.name), own.into_iter().chain(requests).chain(responses), shared);
    for operation in &module.operations {
        if operation.output == Output::Bytes {
            scope.runtime(&["Bytes"]);
        }
        for name in own_types(operation) {
            // The response as a whole is re-exported beside its module.
            let exported = response_name(operation) == Some(name.as_str());
            let module = if exported { String::new() } else { format!("{}::", operation.method) };
            scope.import(&format!("super::operations::{module}{name}"));
        }
    }
    scope
}

/// The response type that an operation's file defines as a whole.
pub(super) fn response_name(operation: &Operation) -> Option<&str> {
    match &operation.output {
        Output::Json(Used::Named(reference)) if reference.component.is_none() => Some(&reference.name),
        _ => None,
    }
}

/// Types of an operation's file that its output names.
fn own_types(operation: &Operation) -> Vec<String> {
    fn collect(ty: &Used, names: &mut Vec<String>) {
        match ty {
            Used::Named(reference) if reference.component.is_none() => names.push(reference.name.clone()),
            Used::List(inner) | Used::Map(inner) | Used::Boxed(inner) => collect(inner, names),
            _ => {}
        }
    }
    let mut names = Vec::new();
    if let Output::Json(ty) = &operation.output {
        collect(ty, &mut names);
    }
    names
}

fn client_docs(module: &Module) -> Vec<String> {
    let mut doc = Doc::default();
    doc.paragraph(format!("A client of {} {}.", module.product, module.version));
    doc.paragraph("Each method prepares a [`Call`]; awaiting it sends the request. Clones share their connections.");
    doc.block(permissions(module));
    doc.lines()
}

/// What a program that calls everything must be allowed.
fn permissions(module: &Module) -> Vec<String> {
    let actions = |o: &Operation| -> Vec<String> { o.docs.permissions.iter().map(|p| crate::docs::code(&p.action)).collect() };
    let rows: Vec<String> = module
        .operations
        .iter()
        .filter(|o| !o.docs.permissions.is_empty())
        .map(|o| format!("| [`{m}`](Self::{m}) | {} |", actions(o).join(", "), m = o.method))
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let head = ["# Permissions", "", "| method | RAM actions |", "|---|---|"];
    head.into_iter().map(str::to_owned).chain(rows).collect()
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

fn method(module: &Module, operation: &Operation, scope: &Scope) -> Method {
    let deprecated = operation.deprecated.as_ref().map(|deprecation| match doc::deprecation_note(deprecation) {
        Some(note) => format!("#[deprecated = {note:?}]"),
        None => "#[deprecated]".to_owned(),
    });
    Method {
        docs: doc::method(module, operation),
        attributes: deprecated.into_iter().chain(["#[inline]".to_owned()]).collect(),
        head: format!("pub fn {}", operation.method),
        arguments: vec!["&self".to_owned(), format!("request: {}", operation.request.name)],
        output: format!("Call<{}>", scope.output(&operation.output)),
        body: vec!["self.core.call(request)".to_owned()],
    }
}
