//! Model → files of items. Emitters cannot fail, see no type of `spec`, and are named after what they return.
//!
//! | module | what it returns |
//! |---|---|
//! | `krate` | `lib.rs`, `Cargo.toml`, `README.md` |
//! | `module`, `client`, `errors` | a module's page, service, lists, client, error codes |
//! | `operation`, `component` | the file of an operation or of a shared type |
//! | `object`, `open_enum` | a struct or enum with its table |
//! | `example`, `example_value`, `sample_tests` | the example and test programs |
//! | `doc`, `permissions`, `starting`, `wrap`, `sample` | documentation |
//! | `alike` | no file: whether two models give the same text |
//! | `scope`, `tokens` | imports, small pieces |
//! | [`source`] | what is returned: files made of items |

pub(crate) mod alike;
mod client;
mod component;
mod doc;
mod errors;
mod example;
mod example_value;
mod krate;
mod module;
mod object;
mod open_enum;
mod operation;
mod permissions;
mod sample;
mod sample_tests;
mod scope;
pub mod source;
mod starting;
mod tokens;

use crate::Flavour;
use crate::model::{Component, Crate, Module, Operation};
use source::Source;

// What the surface of a module is made by, too.
pub(crate) use client::response_name;
pub(crate) use module::root;
pub(crate) use object::{required, setter_name, taken};
pub(crate) use scope::{given, spelled};

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

impl Unit<'_> {
    /// The file; `None` where there is nothing to put into it.
    #[must_use]
    pub fn source(&self) -> Option<Source> {
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
            Kind::Component(module, component) => component::file(module, component),
            Kind::Example(module) => example::file(module),
            Kind::Samples(module) => sample_tests::file(module),
        };
        Some(Source::Rust(file))
    }
}
