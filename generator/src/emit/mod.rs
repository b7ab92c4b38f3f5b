//! Model → files of items. Emitters cannot fail, see no type of `spec`, and are named after what they return.
//!
//! | module | what it returns |
//! |---|---|
//! | `krate` | `lib.rs`, `README.md` |
//! | [`manifest`], `features` | `Cargo.toml`, and the features in it |
//! | `module`, `errors` | a module's page, service, lists, error codes |
//! | `client`, `blocking` | the client of a module, and the one for programs without async |
//! | `operation`, `component` | the file of an operation or of a shared type |
//! | `paging` | how an operation gives its items page by page |
//! | `object`, `types` | structs and enums with their tables |
//! | `samples` | sample responses, for the mock |
//! | `example`, `sample_tests` | the example and test programs |
//! | `workspace` | the manifests, roots and pages of a workspace with a crate for each module |
//! | `parts` | what is written for one part of a document, whichever files it stands in |

mod blocking;
mod client;
mod component;
mod errors;
mod example;
mod features;
mod krate;
pub mod manifest;
mod module;
mod object;
mod operation;
mod paging;
pub(crate) mod parts;
mod sample_tests;
mod samples;
mod tokens;
mod types;
mod workspace;

use crate::item::{File, Source};
use crate::model::{Component, Module, Operation};
use crate::rustdoc::{program_of_crate, title};
use crate::{Flavour, Workspace};

/// A file that is to be emitted. Files do not depend on each other: each can be emitted and rendered by itself.
#[derive(Clone, Copy, Debug)]
pub struct Unit<'m>(UnitKind<'m>);

#[derive(Clone, Copy, Debug)]
enum UnitKind<'m> {
    Lib(&'m [ModuleEntry], &'m Flavour),
    Manifest(&'m [ModuleEntry], &'m Flavour),
    Readme(&'m [ModuleEntry], &'m Flavour),
    Page(&'m Module),
    Service(&'m Module),
    Operations(&'m Module),
    Types(&'m Module),
    Client(&'m Module),
    Blocking(&'m Module),
    Errors(&'m Module),
    Operation(&'m Module, &'m Operation),
    Component(&'m Module, &'m Component),
    Example(&'m Module, &'m Flavour),
    Samples(&'m Module),
    Sample(&'m Module, &'m Operation),
    Tests(&'m Module),
    Workspace(&'m [ModuleEntry], &'m Workspace),
    WorkspaceReadme(&'m [ModuleEntry], &'m Workspace),
    Rustfmt(&'m Workspace),
    Package(&'m Module, &'m Workspace),
    PackageReadme(&'m Module, &'m Workspace),
    Root(&'m Module, &'m Flavour),
}

/// What the files of the crate as a whole say of a module.
#[derive(Clone, Debug)]
pub struct ModuleEntry {
    /// The Rust module and cargo feature.
    pub name: String,
    /// The package that the module makes up alone, if it does.
    pub package: Option<String>,
    /// The product's code.
    pub product: String,
    /// The version.
    pub version: String,
    /// The product's name, code and version, as Markdown in a table.
    pub title: String,
    /// How many operations there are.
    pub operations: usize,
    /// A program for the page of the crate; none where all operations are deprecated.
    pub program: Vec<String>,
    /// The wire name of the first operation.
    pub first: Option<String>,
}

impl ModuleEntry {
    /// The entry of a module that is generated: one without operations would be a client that can do nothing.
    #[must_use]
    pub fn of(module: &Module) -> Option<Self> {
        (!module.operations.is_empty()).then(|| Self {
            name: module.name.clone(),
            package: module.package.clone(),
            product: module.product.clone(),
            version: module.version.clone(),
            title: title(module),
            operations: module.operations.len(),
            program: program_of_crate(module),
            first: module.operations.first().map(|operation| operation.wire.clone()),
        })
    }
}

/// The files of the crate as a whole.
#[must_use]
pub fn crate_units<'m>(modules: &'m [ModuleEntry], flavour: &'m Flavour) -> Vec<Unit<'m>> {
    let units = match flavour {
        Flavour::Workspace(workspace) => [
            UnitKind::Workspace(modules, workspace),
            UnitKind::WorkspaceReadme(modules, workspace),
            UnitKind::Rustfmt(workspace),
        ],
        _ => {
            [UnitKind::Lib(modules, flavour), UnitKind::Manifest(modules, flavour), UnitKind::Readme(modules, flavour)]
        }
    };
    units.map(Unit).into()
}

/// The files of a module, long ones first; none for one without operations.
#[must_use]
pub fn module_units<'m>(module: &'m Module, flavour: &'m Flavour) -> Vec<Unit<'m>> {
    if module.operations.is_empty() {
        return Vec::new();
    }
    let package = match flavour {
        Flavour::Workspace(workspace) => {
            vec![UnitKind::Package(module, workspace), UnitKind::PackageReadme(module, workspace)]
        }
        _ => Vec::new(),
    };
    // A module that is a crate of its own has its page at the root.
    let sources = source_units(module).map(|unit| match unit {
        UnitKind::Page(module) if module.package.is_some() => UnitKind::Root(module, flavour),
        other => other,
    });
    package.into_iter().chain(programs(module, flavour)).chain(sources).map(Unit).collect()
}

fn programs<'m>(module: &'m Module, flavour: &'m Flavour) -> impl Iterator<Item = UnitKind<'m>> {
    // Tests are about the generator and the runtime, and need a crate that only this repository has.
    let has_tests = match flavour {
        Flavour::Package(_) => false,
        Flavour::Workspace(workspace) => workspace.testing().is_some(),
        Flavour::Member | Flavour::Standalone { .. } => true,
    };
    has_tests.then_some(UnitKind::Tests(module)).into_iter().chain([UnitKind::Example(module, flavour)])
}

fn source_units(module: &Module) -> impl Iterator<Item = UnitKind<'_>> {
    let single = [
        UnitKind::Client,
        UnitKind::Blocking,
        UnitKind::Errors,
        UnitKind::Page,
        UnitKind::Service,
        UnitKind::Operations,
        UnitKind::Types,
        UnitKind::Samples,
    ];
    let operations = module.operations.iter().map(move |operation| UnitKind::Operation(module, operation));
    let samples = module.operations.iter().map(move |operation| UnitKind::Sample(module, operation));
    let components = module.components.iter().map(move |component| UnitKind::Component(module, component));
    single.into_iter().map(move |kind: fn(_) -> _| kind(module)).chain(operations).chain(components).chain(samples)
}

/// The files of a module that programs can use, none when it has no operations. A module comes before those that it
/// declares.
pub(crate) fn library(module: &Module) -> impl Iterator<Item = File<'_>> {
    let lists = [UnitKind::Page(module), UnitKind::Operations(module), UnitKind::Types(module)];
    let is_other = |kind: &UnitKind<'_>| {
        let is_list = matches!(kind, UnitKind::Page(_) | UnitKind::Operations(_) | UnitKind::Types(_));
        !is_list && !matches!(kind, UnitKind::Sample(..))
    };
    let units = (!module.operations.is_empty()).then(|| lists.into_iter().chain(source_units(module).filter(is_other)));
    units.into_iter().flatten().filter_map(|kind| match Unit(kind).source() {
        Some(Source::Rust(file)) => Some(file),
        _ => None,
    })
}

impl<'m> Unit<'m> {
    /// The file; `None` where there is nothing to put into it.
    #[must_use]
    pub fn source(&self) -> Option<Source<'m>> {
        let file = match self.0 {
            UnitKind::Lib(modules, flavour) => krate::lib(modules, flavour),
            UnitKind::Manifest(modules, flavour) => return Some(manifest::manifest(modules, flavour)),
            UnitKind::Readme(modules, flavour) => return Some(krate::readme(modules, flavour)),
            UnitKind::Page(module) => module::page(module),
            UnitKind::Service(module) => module::service(module),
            UnitKind::Operations(module) => module::operations(module),
            UnitKind::Types(module) => module::types(module)?,
            UnitKind::Client(module) => client::file(module),
            UnitKind::Blocking(module) => blocking::file(module),
            UnitKind::Errors(module) => errors::file(module)?,
            UnitKind::Operation(module, operation) => operation::file(module, operation),
            UnitKind::Component(module, component) => component::file(module, component)?,
            UnitKind::Example(module, flavour) => example::file(module, flavour),
            UnitKind::Samples(module) => samples::list(module)?,
            UnitKind::Sample(module, operation) => return samples::file(module, operation).map(Source::Sample),
            UnitKind::Tests(module) => sample_tests::file(module),
            UnitKind::Workspace(modules, workspace) => return Some(workspace::manifest(modules, workspace)),
            UnitKind::WorkspaceReadme(modules, workspace) => return Some(workspace::readme(modules, workspace)),
            UnitKind::Rustfmt(workspace) => return Some(workspace::rustfmt(workspace)),
            UnitKind::Package(module, workspace) => return Some(workspace::package_manifest(module, workspace)),
            UnitKind::PackageReadme(module, workspace) => return Some(workspace::package_readme(module, workspace)),
            UnitKind::Root(module, flavour) => workspace::root(module, flavour),
        };
        Some(Source::Rust(file))
    }
}
