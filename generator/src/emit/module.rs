//! The files that hold a module together: its page, its service, and the lists of operations and types.

use super::client::response_name;
use super::doc::{self, Doc};
use super::source::{Item, RustFile};
use super::tokens::ident;
use crate::docs;
use crate::model::{Component, Endpoint, Group, Module, TypeDef};
use quote::quote;

fn file(module: &Module, path: &str, docs: Vec<String>, items: Vec<Item>) -> RustFile {
    let path = format!("src/{}/{path}", module.name);
    RustFile { path, origin: module.source.clone(), docs, items, ..RustFile::default() }
}

/// `mod.rs`: the module's page.
pub(super) fn page(module: &Module) -> RustFile {
    let types = (!module.components.is_empty()).then(|| {
        quote!(
            pub mod types;
        )
    });
    let modules = [
        quote!(
            mod client;
        ),
        quote!(
            pub mod operations;
        ),
        quote!(
            mod service;
        ),
    ];
    let items = vec![
        Item::Block(modules.into_iter().chain(types).collect()),
        Item::Tokens(quote!(
            pub use client::Client;
        )),
    ];
    file(module, "mod.rs", page_docs(module), items)
}

fn page_docs(module: &Module) -> Vec<String> {
    let mut doc = Doc::default();
    let name = match &module.title {
        Some(title) => format!("{} (`{}`)", docs::one_line(title), module.product),
        None => format!("`{}`", module.product),
    };
    doc.paragraph(format!("{name}, version {}.", module.version));
    doc.prose(&module.description);
    doc.paragraph("Begin with [`Client`]; requests and responses are in [`operations`].");
    for group in &module.groups {
        doc.block(contents(module, group));
    }
    doc.block(endpoints(&module.endpoints));
    doc.lines()
}

/// The operations under one heading, each with its summary.
fn contents(module: &Module, group: &Group) -> Vec<String> {
    let titles: Vec<String> = group.titles.iter().map(|title| docs::one_line(title)).collect();
    let title = if titles.is_empty() { "Operations".to_owned() } else { titles.join(" · ") };
    let mut lines = vec![format!("# {title}"), String::new(), "| method | |".to_owned(), "|---|---|".to_owned()];
    for wire in &group.operations {
        let Some(operation) = module.operations.iter().find(|o| o.wire == *wire) else { continue };
        let summary = docs::cell(&doc::summary(operation));
        let mark = if operation.deprecated.is_some() { "Deprecated. " } else { "" };
        lines.push(format!("| [`{m}`](Client::{m}) | {mark}{summary} |", m = operation.file));
    }
    lines
}

fn endpoints(endpoints: &[Endpoint]) -> Vec<String> {
    if endpoints.is_empty() {
        return Vec::new();
    }
    let mut lines = vec!["# Endpoints".to_owned(), String::new()];
    lines.extend(super::wrap::lines("A region that is not listed is reached by the vendor's rule for regional hosts."));
    lines.extend([String::new(), "| region | host |".to_owned(), "|---|---|".to_owned()]);
    lines.extend(
        endpoints
            .iter()
            .map(|e| format!("| {} | {} |", docs::cell(&docs::code(&e.region)), docs::cell(&docs::code(&e.host)))),
    );
    lines
}

/// `service.rs`: product, version and hosts.
pub(super) fn service(module: &Module) -> RustFile {
    let (product, version) = (&module.product, &module.version);
    let endpoints = module.endpoints.iter().map(|endpoint| {
        let (region, host) = (&endpoint.region, &endpoint.host);
        let vpc = endpoint.vpc.as_ref().map(|vpc| quote!(.with_vpc(#vpc)));
        quote!(Endpoint::new(#region, #host) #vpc)
    });
    let item = quote! {
        #[doc = " What the client knows of the service."]
        pub(super) const SERVICE: ServiceInfo = ServiceInfo {
            product: #product,
            version: #version,
            endpoints: &[#(#endpoints),*],
        };
    };
    let mut imports = vec!["runtime::codegen::ServiceInfo".to_owned()];
    if !module.endpoints.is_empty() {
        imports.push("runtime::codegen::Endpoint".to_owned());
    }
    let docs = vec!["Product, version and hosts.".to_owned()];
    RustFile { imports, ..file(module, "service.rs", docs, vec![Item::Tokens(item)]) }
}

/// `operations/mod.rs`: the list of operations.
pub(super) fn operations(module: &Module) -> RustFile {
    let modules = module.operations.iter().map(|operation| {
        let name = ident(&operation.method);
        quote!(pub mod #name;)
    });
    let exports = module.operations.iter().map(|operation| {
        let (name, request) = (ident(&operation.method), ident(&operation.request.name));
        match response_name(operation).map(ident) {
            Some(response) => quote!(pub use #name::{#request, #response};),
            None => quote!(pub use #name::#request;),
        }
    });
    let items = vec![Item::Block(modules.collect()), Item::Block(exports.collect())];
    file(module, "operations/mod.rs", vec!["Requests and responses, one module for each operation.".to_owned()], items)
}

/// `types/mod.rs`: the list of shared types, where there are any.
pub(super) fn types(module: &Module) -> Option<RustFile> {
    if module.components.is_empty() {
        return None;
    }
    let modules = module.components.iter().map(|component| {
        let name = ident(&component.file);
        quote!(pub mod #name;)
    });
    let exports = module.components.iter().filter_map(|component| {
        let (name, root) = (ident(&component.file), ident(root(component)?));
        Some(quote!(pub use #name::#root;))
    });
    let items = vec![Item::Block(modules.collect()), Item::Block(exports.collect())];
    Some(file(module, "types/mod.rs", vec!["Types that operations share, one module for each.".to_owned()], items))
}

/// The type that the component itself is; one that only stands for another has none.
pub(super) fn root(component: &Component) -> Option<&str> {
    component.types.iter().find(|definition| definition.path() == component.wire).map(TypeDef::name)
}
