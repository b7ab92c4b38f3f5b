//! Model → files of items. Emitters cannot fail, see no type of `spec`, and are named after what they return.
//!
//! | module | what it returns |
//! |---|---|
//! | `krate` | `lib.rs`, `Cargo.toml`, `README.md` |
//! | `module`, `client` | a module's page, service, lists, client |
//! | `operation`, `component` | the file of an operation or of a shared type |
//! | `object`, `open_enum` | a struct or enum with its table |
//! | `example`, `sample_tests` | the example and test programs |
//! | `doc`, `wrap`, `scope`, `tokens` | documentation, imports, small pieces |
//! | [`source`] | what is returned: files made of items |

mod client;
mod component;
mod doc;
mod example;
mod krate;
mod module;
mod object;
mod open_enum;
mod operation;
mod sample_tests;
mod scope;
pub mod source;
mod tokens;
mod wrap;

use crate::Flavour;
use crate::model::{Api, Module};
use source::Source;

/// Every file of the crate.
#[must_use]
pub fn crate_sources(api: &Api, flavour: &Flavour) -> Vec<Source> {
    let mut sources = krate::files(api, flavour);
    for module in &api.modules {
        sources.extend(module_sources(module));
    }
    sources
}

fn module_sources(module: &Module) -> Vec<Source> {
    let mut files = module::files(module);
    files.push(client::file(module));
    files.extend(module.operations.iter().map(|operation| operation::file(module, operation)));
    files.extend(module.components.iter().map(|component| component::file(module, component)));
    if !module.operations.is_empty() {
        files.push(example::file(module));
    }
    files.extend(sample_tests::file(module));
    files.into_iter().map(Source::Rust).collect()
}
