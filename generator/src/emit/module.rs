//! The files that hold a module together: its page, its service, and the lists of operations and types.

use super::{blocking, samples};
use crate::Owner;
use crate::item::{Code, Docs, File, Item, Mod, Naming, Reexport, Visibility};
use crate::model::{Component, Module, Operation, TypeDef, TypePath};
use crate::rustdoc::Topic;
use proc_macro2::TokenStream;
use quote::quote;

/// A file of a module.
pub(super) fn file<'m>(
    module: &'m Module,
    below: &[&'m str],
    path: &str,
    docs: Docs<'m>,
    items: Vec<Item<'m>>,
) -> File<'m> {
    File {
        path: module.source_file(path),
        module: module.below(below),
        document: &module.origin,
        owner: Owner::Document,
        docs,
        attributes: Vec::new(),
        naming: Naming::List,
        imports: Vec::new(),
        items,
    }
}

/// `mod.rs`: the module's page.
pub(super) fn page(module: &Module) -> File<'_> {
    use Visibility::{Private, Public};
    let modules = [
        Some(("blocking", Public, Some(blocking::FEATURE))),
        Some(("client", Private, None)),
        (!module.errors.is_empty()).then_some(("errors", Public, None)),
        Some(("operations", Public, None)),
        samples::has_any(module).then_some(("samples", Private, Some(samples::FEATURE))),
        Some(("service", Private, None)),
        (!module.components.is_empty()).then_some(("types", Public, None)),
    ];
    let modules = modules.into_iter().flatten();
    let modules = modules.map(|(name, visibility, feature)| Mod { name, visibility, feature, owner: Owner::Document });
    let client = Reexport { module: "client", names: vec!["Client"], owner: Owner::Document };
    let items = vec![Item::Mods(modules.collect()), Item::Reexports(vec![client])];
    file(module, &[], "mod.rs", Topic::Module(module).into(), items)
}

/// `service.rs`: product, version and hosts.
pub(super) fn service(module: &Module) -> File<'_> {
    let endpoint = (!module.endpoints.is_empty()).then_some("runtime::codegen::Endpoint");
    let imports = ["runtime::codegen::ServiceInfo"].into_iter().chain(endpoint).map(str::to_owned).collect();
    let docs = Topic::Fixed(&["Product, version and hosts."]).into();
    File { imports, ..file(module, &["service"], "service.rs", docs, vec![service_item(module)]) }
}

/// What the client knows of the service.
pub(super) fn service_item(module: &Module) -> Item<'_> {
    Item::Code(Code::new(|| service_info(module)))
}

fn service_info(module: &Module) -> TokenStream {
    let (product, version) = (&module.product, &module.version);
    let endpoints = module.endpoints.iter().map(|endpoint| {
        let (region, host) = (&endpoint.region, &endpoint.host);
        let vpc = endpoint.vpc.as_ref().map(|vpc| quote!(.with_vpc(#vpc)));
        quote!(Endpoint::new(#region, #host) #vpc)
    });
    quote! {
        #[doc = " The service that the client calls."]
        pub(super) const SERVICE: ServiceInfo = ServiceInfo::new(#product, #version, &[#(#endpoints),*]);
    }
}

/// `operations/mod.rs`: the list of operations.
pub(super) fn operations(module: &Module) -> File<'_> {
    const DOCS: &[&str] = &[
        "Requests and responses. Each operation has a module, which also contains its nested types.",
        "",
        "What an operation does is documented at its request, and in short at its method of [`Client`](super::Client).",
    ];
    let (modules, exports) = module.operations.iter().map(operation).unzip();
    let items = vec![Item::Mods(modules), Item::Reexports(exports)];
    file(module, &["operations"], "operations/mod.rs", Topic::Fixed(DOCS).into(), items)
}

/// The module of an operation in the list, and its request and response.
pub(super) fn operation(operation: &Operation) -> (Mod<'_>, Reexport<'_>) {
    let owner = Owner::Operation(operation.wire.clone());
    let types = std::iter::once(&operation.request.path).chain(operation.types.iter().map(TypeDef::path));
    let export = Reexport { module: &operation.method, names: exported(types), owner: owner.clone() };
    (Mod { name: &operation.method, visibility: Visibility::Public, feature: None, owner }, export)
}

/// `types/mod.rs`: the list of shared types, where there are any.
pub(super) fn types(module: &Module) -> Option<File<'_>> {
    const DOCS: &[&str] = &["Types that operations share. Each has a module, which also contains its nested types."];
    let (modules, exports): (Vec<_>, Vec<_>) = module.components.iter().map(component).unzip();
    let exports = exports.into_iter().flatten().collect();
    let items = vec![Item::Mods(modules), Item::Reexports(exports)];
    (!module.components.is_empty()).then(|| file(module, &["types"], "types/mod.rs", Topic::Fixed(DOCS).into(), items))
}

/// The module of a component in the list, and its types beside it, one a line: a new one adds a line and changes none.
pub(super) fn component(component: &Component) -> (Mod<'_>, Vec<Reexport<'_>>) {
    let owner = Owner::Component(component.wire.clone());
    let names = exported(component.types.iter().map(TypeDef::path)).into_iter();
    let exports = names.map(|name| Reexport { module: &component.file, names: vec![name], owner: owner.clone() });
    let exports = exports.collect();
    (Mod { name: &component.file, visibility: Visibility::Public, feature: None, owner }, exports)
}

fn exported<'m>(types: impl Iterator<Item = &'m TypePath>) -> Vec<&'m str> {
    types.filter(|path| path.is_exported).map(|path| path.name.as_str()).collect()
}
