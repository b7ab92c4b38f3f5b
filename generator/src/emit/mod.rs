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
//! | `samples` | sample responses, for the test kit |
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
use crate::model::{Component, Crate, Module, Operation};
use crate::{Flavour, Workspace};

/// A file that is to be emitted. Files do not depend on each other: each can be emitted and rendered by itself.
#[derive(Clone, Copy, Debug)]
pub struct Unit<'m>(UnitKind<'m>);

#[derive(Clone, Copy, Debug)]
enum UnitKind<'m> {
    Lib(&'m Crate, &'m Flavour),
    Manifest(&'m Crate, &'m Flavour),
    Readme(&'m Crate, &'m Flavour),
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
    Workspace(&'m Crate, &'m Workspace),
    WorkspaceReadme(&'m Crate, &'m Workspace),
    Rustfmt(&'m Workspace),
    Package(&'m Module, &'m Workspace),
    PackageReadme(&'m Module, &'m Workspace),
    Root(&'m Module, &'m Flavour),
}

/// The files of the crate, those of one module together, long ones first.
#[must_use]
pub fn units<'m>(api: &'m Crate, flavour: &'m Flavour) -> Vec<Unit<'m>> {
    let whole = match flavour {
        Flavour::Workspace(workspace) => workspace_units(api, workspace),
        _ => vec![UnitKind::Lib(api, flavour), UnitKind::Manifest(api, flavour), UnitKind::Readme(api, flavour)],
    };
    let modules = api.callable().flat_map(|module| programs(module, flavour).chain(module_units(module)));
    // A module that is a crate of its own has its page at the root.
    let modules = modules.map(|unit| match unit {
        UnitKind::Page(module) if module.package.is_some() => UnitKind::Root(module, flavour),
        other => other,
    });
    whole.into_iter().chain(modules).map(Unit).collect()
}

fn workspace_units<'m>(api: &'m Crate, workspace: &'m Workspace) -> Vec<UnitKind<'m>> {
    let packages = |module| [UnitKind::Package(module, workspace), UnitKind::PackageReadme(module, workspace)];
    let whole =
        [UnitKind::Workspace(api, workspace), UnitKind::WorkspaceReadme(api, workspace), UnitKind::Rustfmt(workspace)];
    whole.into_iter().chain(api.callable().flat_map(packages)).collect()
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

fn module_units(module: &Module) -> impl Iterator<Item = UnitKind<'_>> {
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
    let units = (!module.operations.is_empty()).then(|| lists.into_iter().chain(module_units(module).filter(is_other)));
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
            UnitKind::Lib(api, flavour) => krate::lib(api, flavour),
            UnitKind::Manifest(api, flavour) => return Some(manifest::manifest(api, flavour)),
            UnitKind::Readme(api, flavour) => return Some(krate::readme(api, flavour)),
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
            UnitKind::Workspace(api, workspace) => return Some(workspace::manifest(api, workspace)),
            UnitKind::WorkspaceReadme(api, workspace) => return Some(workspace::readme(api, workspace)),
            UnitKind::Rustfmt(workspace) => return Some(workspace::rustfmt(workspace)),
            UnitKind::Package(module, workspace) => return Some(workspace::package_manifest(module, workspace)),
            UnitKind::PackageReadme(module, workspace) => return Some(workspace::package_readme(module, workspace)),
            UnitKind::Root(module, flavour) => workspace::root(module, flavour),
        };
        Some(Source::Rust(file))
    }
}
