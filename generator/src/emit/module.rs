//! The files that hold a module together: its page, its service, and the lists of operations and types.

use super::client::response_name;
use super::doc::{self, Doc};
use super::source::{Item, RustFile};
use super::starting;
use super::tokens::ident;
use crate::docs;
use crate::model::{Component, Endpoint, Group, Module, Operation, TypeDef};
use quote::quote;
use std::collections::BTreeMap;

/// A table of hosts is shown at once up to this length.
const SHORT: usize = 10;

fn file(module: &Module, path: &str, docs: Vec<String>, items: Vec<Item>) -> RustFile {
    let path = format!("src/{}/{path}", module.name);
    RustFile { path, origin: module.origin.clone(), docs, items, ..RustFile::default() }
}

/// `mod.rs`: the module's page.
pub(super) fn page(module: &Module) -> RustFile {
    let modules = [
        Some(quote!(
            mod client;
        )),
        (!module.errors.is_empty()).then(|| {
            quote!(
                pub mod errors;
            )
        }),
        Some(quote!(
            pub mod operations;
        )),
        Some(quote!(
            mod service;
        )),
        (!module.components.is_empty()).then(|| {
            quote!(
                pub mod types;
            )
        }),
    ];
    let items = vec![
        Item::Block(modules.into_iter().flatten().collect()),
        Item::Tokens(quote!(
            pub use client::Client;
        )),
    ];
    file(module, "mod.rs", page_docs(module), items)
}

fn page_docs(module: &Module) -> Vec<String> {
    let mut doc = Doc::default();
    doc.block(introduction(module));
    let errors = if module.errors.is_empty() { "" } else { ", error codes in [`errors`]" };
    doc.paragraph(format!("Begin with [`Client`]; requests and responses are in [`operations`]{errors}."));
    doc.block(starting::program(module));
    contents(module, &mut doc);
    doc.block(endpoints(&module.endpoints));
    doc.lines()
}

/// What the product is.
pub(super) fn introduction(module: &Module) -> Vec<String> {
    let mut doc = Doc::default();
    let name = match &module.title {
        Some(title) => format!("{} (`{}`)", docs::one_line(title), module.product),
        None => format!("`{}`", module.product),
    };
    doc.paragraph(format!("{name}, version {}.", module.version));
    doc.prose(&module.description);
    doc.lines()
}

/// The headings, and the operations under each.
pub(super) fn outline(module: &Module) -> Vec<(Vec<String>, &[String])> {
    let titles = |group: &Group| group.titles.iter().map(|title| heading(title)).collect();
    module.groups.iter().map(|group| (titles(group), group.operations.as_slice())).collect()
}

/// The operations under their headings.
fn contents(module: &Module, doc: &mut Doc) {
    let operations: BTreeMap<&str, &Operation> = module.operations.iter().map(|o| (o.wire.as_str(), o)).collect();
    let mut above: &[String] = &[];
    for group in &module.groups {
        let shared = group.titles.iter().zip(above).take_while(|(title, known)| title == known).count();
        for (depth, title) in group.titles.iter().enumerate().skip(shared) {
            doc.paragraph(format!("{} {}", &"####"[..=depth.min(3)], heading(title)));
        }
        if group.titles.is_empty() {
            let title = if module.groups.len() > 1 { "Other operations" } else { "Operations" };
            doc.paragraph(format!("# {title}"));
        }
        above = &group.titles;
        doc.block(group.operations.iter().filter_map(|wire| operations.get(wire.as_str())).map(|o| entry(o)));
    }
}

/// A title; one of plain words without the code spans that prose gets.
fn heading(title: &str) -> String {
    let plain = title.chars().all(|c| c.is_alphanumeric() || " -/".contains(c));
    if plain { title.to_owned() } else { docs::one_line(title) }
}

/// An operation in the table of contents.
pub(super) fn entry(operation: &Operation) -> String {
    let mut entry = format!("- [`{m}`](Client::{m})", m = operation.file);
    let texts = [if operation.deprecated.is_some() { "Deprecated." } else { "" }.to_owned(), doc::summary(operation)];
    for (separator, text) in [": ", " "].iter().zip(texts.iter().filter(|text| !text.is_empty())) {
        entry.push_str(separator);
        entry.push_str(text);
    }
    entry
}

fn endpoints(endpoints: &[Endpoint]) -> Vec<String> {
    if endpoints.is_empty() {
        return Vec::new();
    }
    let mut doc = Doc::default();
    doc.paragraph("# Endpoints");
    doc.paragraph("A region that is not listed is reached by the vendor's rule for regional hosts.");
    let vpc = endpoints.iter().any(|endpoint| endpoint.vpc.is_some());
    let head = if vpc {
        ["| region | host | host inside a VPC |", "|---|---|---|"]
    } else {
        ["| region | host |", "|---|---|"]
    };
    let mut table = head.map(str::to_owned).to_vec();
    table.extend(endpoints.iter().map(|endpoint| endpoint_row(endpoint, vpc)));
    doc.block(if endpoints.len() > SHORT {
        doc::folded(&format!("{} regions", endpoints.len()), table)
    } else {
        table
    });
    doc.lines()
}

fn endpoint_row(endpoint: &Endpoint, vpc: bool) -> String {
    let cell = |text: &String| docs::cell(&docs::code(text));
    let inside = endpoint.vpc.as_ref().map(cell).unwrap_or_default();
    let inside = if vpc { format!(" {inside} |") } else { String::new() };
    format!("| {} | {} |{inside}", cell(&endpoint.region), cell(&endpoint.host))
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
        pub(super) const SERVICE: ServiceInfo = ServiceInfo::new(#product, #version, &[#(#endpoints),*]);
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
    let mut doc = Doc::default();
    doc.paragraph("Requests and responses, one module for each operation; nested types are in these modules.");
    doc.paragraph("What the operations do is told in [`Client`](super::Client).");
    file(module, "operations/mod.rs", doc.lines(), items)
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
pub(crate) fn root(component: &Component) -> Option<&str> {
    component.types.iter().find(|definition| definition.path() == component.wire).map(TypeDef::name)
}

#[cfg(test)]
mod tests {
    use super::{Endpoint, SHORT, endpoints};

    #[test]
    fn a_long_table_of_hosts_is_folded() {
        let one = |n| Endpoint { region: format!("r{n}"), host: format!("r{n}.example.com"), vpc: None };
        let lines = |count| endpoints(&(0..count).map(one).collect::<Vec<_>>()).join("\n");
        assert!(!lines(SHORT).contains("<details>"));
        let long = lines(SHORT + 1);
        assert!(long.contains("<details><summary>11 regions</summary>\n\n| region | host |\n"), "{long}");
        assert!(long.ends_with("| `r10` | `r10.example.com` |\n\n</details>"), "{long}");
    }
}
