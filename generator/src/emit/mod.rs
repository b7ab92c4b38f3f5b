//! Model → files of items. Emitters cannot fail, see no type of `spec`, and are named after what they return.
//!
//! | module | what it returns |
//! |---|---|
//! | `krate` | `lib.rs`, `Cargo.toml`, `README.md` |
//! | `module`, `client`, `errors` | a module's page, service, lists, client, error codes |
//! | `operation`, `component` | the file of an operation or of a shared type |
//! | `object`, `types` | structs and enums with their tables |
//! | `example`, `sample_tests` | the example and test programs |
//! | `parts` | what is written for one part of a document, whichever files it stands in |

mod client;
mod component;
mod errors;
mod example;
mod krate;
mod module;
mod object;
mod operation;
pub(crate) mod parts;
mod sample_tests;
mod tokens;
mod types;

use crate::Flavour;
use crate::item::{File, Source};
use crate::model::{Component, Crate, Module, Operation};

/// A file that is to be emitted. Files do not depend on each other: each can be emitted and rendered by itself.
#[derive(Clone, Copy, Debug)]
pub struct Unit<'m>(Kind<'m>);

#[derive(Clone, Copy, Debug)]
enum Kind<'m> {
    Lib(&'m Crate, &'m Flavour),
    Manifest(&'m Crate, &'m Flavour),
    Readme(&'m Crate),
    Page(&'m Module),
    Service(&'m Module),
    Operations(&'m Module),
    Types(&'m Module),
    Client(&'m Module),
    Errors(&'m Module),
    Operation(&'m Module, &'m Operation),
    Component(&'m Module, &'m Component),
    Example(&'m Module),
    Samples(&'m Module),
}

/// The files of the crate, those of one module together, long ones first.
#[must_use]
pub fn units<'m>(api: &'m Crate, flavour: &'m Flavour) -> Vec<Unit<'m>> {
    let whole = [Kind::Lib(api, flavour), Kind::Manifest(api, flavour), Kind::Readme(api)];
    whole.into_iter().chain(api.callable().flat_map(module_units)).map(Unit).collect()
}

fn module_units(module: &Module) -> impl Iterator<Item = Kind<'_>> {
    let single = [
        Kind::Samples,
        Kind::Client,
        Kind::Errors,
        Kind::Example,
        Kind::Page,
        Kind::Service,
        Kind::Operations,
        Kind::Types,
    ];
    let operations = module.operations.iter().map(move |operation| Kind::Operation(module, operation));
    let components = module.components.iter().map(move |component| Kind::Component(module, component));
    single.into_iter().map(move |kind: fn(_) -> _| kind(module)).chain(operations).chain(components)
}

/// The files of a module that programs can use, none when it has no operations. A module comes before those that it
/// declares.
pub(crate) fn library(module: &Module) -> impl Iterator<Item = File<'_>> {
    let lists = [Kind::Page(module), Kind::Operations(module), Kind::Types(module)];
    let is_other = |kind: &Kind<'_>| {
        let is_list = matches!(kind, Kind::Page(_) | Kind::Operations(_) | Kind::Types(_));
        !is_list && !matches!(kind, Kind::Example(_) | Kind::Samples(_))
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
            Kind::Lib(api, flavour) => krate::lib(api, flavour),
            Kind::Manifest(api, flavour) => return Some(krate::manifest(api, flavour)),
            Kind::Readme(api) => return Some(krate::readme(api)),
            Kind::Page(module) => module::page(module),
            Kind::Service(module) => module::service(module),
            Kind::Operations(module) => module::operations(module),
            Kind::Types(module) => module::types(module)?,
            Kind::Client(module) => client::file(module),
            Kind::Errors(module) => errors::file(module)?,
            Kind::Operation(module, operation) => operation::file(module, operation),
            Kind::Component(module, component) => component::file(module, component)?,
            Kind::Example(module) => example::file(module),
            Kind::Samples(module) => sample_tests::file(module),
        };
        Some(Source::Rust(file))
    }
}
