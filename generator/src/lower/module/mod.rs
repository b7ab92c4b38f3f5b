//! One document → one module.

mod errors;

use super::components::Components;
use super::contain::{self, Unreadable};
use super::overrides::NameOverrides;
use super::refusal::{self, Refusal};
use super::type_names::{self, Files};
use super::{exports, operation, paging, recursion};
use crate::Severity;
use crate::model::{Component, Endpoint, Group, Module, Operation, Refused, TypeDef, Unpaged};
use crate::names;
use crate::output::CRATE;
use crate::spec::document::{Api, Directory, Document, Named, names as names_of};
use crate::spec::{Fault, LoadedDocument};
use std::collections::{BTreeMap, BTreeSet};

/// Lowers a document.
pub(super) fn lower(source: &LoadedDocument<'_>, faults: &mut Vec<Fault>) -> Module {
    let document = &source.document;
    let (name, version) = name_and_version(document);
    let mut module = Module {
        name,
        crate_name: CRATE.to_owned(),
        product: document.info.product.text.trim().to_owned(),
        version,
        title: document.info.title.as_ref().map(|t| t.trim().to_owned()).filter(|t| !t.is_empty()),
        description: document.info.description.as_deref().unwrap_or_default().trim().to_owned(),
        source: source.path().to_owned(),
        origin: source.origin.to_owned(),
        endpoints: endpoints(document),
        ..Module::default()
    };
    let unreadable = contain::contain(document, faults);
    let overrides = NameOverrides::new(&source.corrections.renames, faults);
    let mut components = Components::new(&document.schemas, &overrides, document.ignores_paths());
    let methods = overrides.settle(names_of(&document.apis), names::method, faults);
    // In the order of their names: where references go in circles, the first one on the way decides.
    let mut apis: Vec<&Named<'_, Api<'_>>> = document.apis.iter().collect();
    apis.sort_by(|a, b| a.name.cmp(&b.name));
    apis.dedup_by(|a, b| a.name == b.name);
    module.declared = apis.len();
    let gateway = refusal::of_document(document);
    for api in apis {
        let name = api.name.as_ref();
        if let Some(reason) = unreadable.get(name) {
            module.refused.push(Refused { operation: name.to_owned(), reason: reason.clone() });
        } else if let Some(Refusal { kind, reason, at }) =
            gateway.clone().or_else(|| refusal::of_operation(&api.value, api.at))
        {
            let fault = Fault { refuses: vec![name.to_owned()], ..Fault::new(Severity::Refused, kind, at, &*reason) };
            faults.push(fault.operation(name));
            module.refused.push(Refused { operation: name.to_owned(), reason });
        } else {
            module.operations.push(lower_operation(&mut components, faults, api, &methods));
        }
    }
    (module.components, module.aliases) = finished(&mut components, faults);
    examine(document, &overrides, &unreadable, faults);
    settle_names(&mut module, document, &components, faults);
    exports::settle(&mut module);
    recursion::box_cycles(&mut module.components);
    link(&mut module);
    page(&mut module, document, faults);
    module.errors = errors::settle(&mut module.operations, document, &overrides, faults);
    overrides.without_effect(faults);
    module.groups = groups(document, &module.operations);
    module
}

/// The name of the module that a document becomes, and the version of the product.
pub(super) fn name_and_version(document: &Document<'_>) -> (String, String) {
    let (product, version) = (document.info.product.text.trim(), document.info.version.text.trim());
    (names::module(product, version), version.to_owned())
}

/// Reports what else is wrong with the operations that a fault costs: all faults are reported in one run.
fn examine<'d>(
    document: &'d Document<'d>,
    overrides: &'d NameOverrides<'d>,
    unreadable: &Unreadable<'d>,
    faults: &mut Vec<Fault>,
) {
    if unreadable.is_empty() {
        return;
    }
    let (mut found, methods) = (Vec::new(), BTreeMap::new());
    let mut components = Components::new(&document.schemas, overrides, document.ignores_paths());
    for api in document.apis.iter().filter(|api| unreadable.contains_key(api.name.as_ref())) {
        lower_operation(&mut components, &mut found, api, &methods);
    }
    components.finish(&mut found);
    let is_known = |new: &Fault| faults.iter().any(|f| (f.at, f.kind, &f.message) == (new.at, new.kind, &new.message));
    found.retain(|fault| !is_known(fault));
    faults.append(&mut found);
}

fn lower_operation<'d>(
    components: &mut Components<'d>,
    faults: &mut Vec<Fault>,
    api: &'d Named<'d, Api<'d>>,
    methods: &BTreeMap<&str, String>,
) -> Operation {
    let method = methods.get(api.name.as_ref()).cloned().unwrap_or_else(|| names::method(&api.name));
    operation::lower(components, faults, api, &method)
}

/// The components that define something, and the names of those that do not.
fn finished(components: &mut Components<'_>, faults: &mut Vec<Fault>) -> (Vec<Component>, Vec<String>) {
    let finished = components.finish(faults).into_iter();
    let finished = finished.map(|(wire, file, types)| Component { wire: wire.to_owned(), file, types });
    let (defining, aliases): (Vec<_>, Vec<_>) = finished.partition(|component| !component.types.is_empty());
    (defining, aliases.into_iter().map(|component| component.wire).collect())
}

fn settle_names(module: &mut Module, document: &Document<'_>, lowered: &Components<'_>, faults: &mut Vec<Fault>) {
    let overrides = lowered.overrides;
    let wires: BTreeSet<String> = module.components.iter().map(|component| component.wire.clone()).collect();
    let defined = names_of(&document.schemas).filter(|(wire, _)| wires.contains(*wire));
    let renamed: BTreeSet<&str> =
        defined.clone().filter(|(_, at)| overrides.of(*at).is_some()).map(|(wire, _)| wire).collect();
    let roots = overrides.settle(defined, names::ty, faults);
    let files: Files = module
        .components
        .iter()
        .map(|component| {
            let root = roots.get(component.wire.as_str()).filter(|_| renamed.contains(component.wire.as_str()));
            let (ids, overrides) = (component.types.iter().map(TypeDef::name), lowered.type_overrides.get(&None));
            let mut names = type_names::settle(ids, root.map(String::as_str), overrides, faults);
            // Names of components are settled among themselves.
            if let (Some(name), true) = (roots.get(component.wire.as_str()), names.contains_key(&component.wire)) {
                names.insert(component.wire.clone(), name.clone());
            }
            (component.file.clone(), names)
        })
        .collect();
    for component in &mut module.components {
        type_names::component(component, &files);
    }
    let wires: BTreeSet<String> = module.operations.iter().map(|operation| operation.wire.clone()).collect();
    let prefixes =
        overrides.settle(names_of(&document.apis).filter(|(wire, _)| wires.contains(*wire)), names::ty, faults);
    for operation in &mut module.operations {
        // Requests and responses of all operations stand in one list.
        let prefix = prefixes.get(operation.wire.as_str()).filter(|prefix| **prefix != names::ty(&operation.wire));
        let ids = operation.types.iter().map(TypeDef::name).chain([operation.request.path.name.as_str()]);
        let overrides = lowered.type_overrides.get(&Some(operation.wire.as_str()));
        let own = type_names::settle(ids, prefix.map(String::as_str), overrides, faults);
        type_names::operation(operation, &files, &own);
    }
    module.operations.sort_by(|a, b| a.wire.cmp(&b.wire));
    module.refused.sort_by(|a, b| a.operation.cmp(&b.operation));
}

fn link(module: &mut Module) {
    let methods: BTreeMap<String, String> =
        module.operations.iter().map(|o| (o.wire.clone(), o.method.clone())).collect();
    for operation in &mut module.operations {
        operation::link_substitutes(operation, &module.product, &module.version, &methods);
    }
}

fn page(module: &mut Module, document: &Document<'_>, faults: &mut Vec<Fault>) {
    let objects = paging::objects(&module.components);
    let apis: BTreeMap<&str, &Api<'_>> = document.apis.iter().map(|api| (api.name.as_ref(), &api.value)).collect();
    let paging = module.operations.iter().map(|operation| {
        let api = apis.get(operation.wire.as_str()).ok_or(Unpaged::NoParameter)?;
        paging::of(api, operation, &objects, faults)
    });
    let paging: Vec<_> = paging.collect();
    module.operations.iter_mut().zip(paging).for_each(|(operation, paging)| operation.paging = paging);
}

/// Hosts by region; white space around them occurs, and empty ones.
fn endpoints(document: &Document<'_>) -> Vec<Endpoint> {
    let host = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
    let mut endpoints: Vec<Endpoint> = document
        .endpoints
        .iter()
        .filter_map(|e| {
            let (region, public) = (host(&e.region)?, host(&e.endpoint)?);
            Some(Endpoint { region, host: public, vpc: e.vpc.as_deref().and_then(host) })
        })
        .collect();
    endpoints.sort_by(|a, b| (&a.region, &a.host, &b.vpc).cmp(&(&b.region, &b.host, &a.vpc)));
    endpoints.dedup_by(|a, b| a.region == b.region);
    endpoints
}

/// Headings in the order of the alphabet, each operation under the first that names it. A heading with nothing but
/// deprecated operations under it comes behind its neighbours.
fn groups(document: &Document<'_>, operations: &[Operation]) -> Vec<Group> {
    let mut found: BTreeMap<Vec<String>, Vec<String>> = BTreeMap::new();
    let mut titles = Vec::new();
    for directory in &document.directories {
        collect(directory, &mut titles, &mut found);
    }
    // What stands under no title comes last, with what stands nowhere.
    found.remove(&Vec::new());
    let mut left: BTreeMap<&str, &Operation> = operations.iter().map(|o| (o.wire.as_str(), o)).collect();
    let mut groups: Vec<Group> = Vec::new();
    let mut current: BTreeSet<Vec<String>> = BTreeSet::new();
    for (titles, mut names) in found {
        names.sort();
        let members: Vec<&Operation> = names.iter().filter_map(|name| left.remove(name.as_str())).collect();
        if members.iter().any(|operation| operation.deprecated.is_none()) {
            current.extend([titles[..1].to_vec(), titles.clone()]);
        }
        groups.push(Group { titles, operations: members.iter().map(|operation| operation.wire.clone()).collect() });
    }
    groups.retain(|group| !group.operations.is_empty());
    groups.sort_by_cached_key(|group| {
        let (top, all) = (group.titles[..1].to_vec(), group.titles.clone());
        (!current.contains(&top), top, !current.contains(&all), all)
    });
    if !left.is_empty() {
        groups.push(Group { titles: Vec::new(), operations: left.into_keys().map(str::to_owned).collect() });
    }
    groups
}

pub(crate) fn collect(
    directory: &Directory<'_>,
    titles: &mut Vec<String>,
    found: &mut BTreeMap<Vec<String>, Vec<String>>,
) {
    match directory {
        Directory::Operation(name) => found.entry(titles.clone()).or_default().push(name.to_string()),
        Directory::Folder { title, children } => {
            let title = title.as_deref().map(str::trim).filter(|t| !t.is_empty());
            titles.extend(title.map(str::to_owned));
            for child in children {
                collect(child, titles, found);
            }
            if title.is_some() {
                titles.pop();
            }
        }
    }
}
