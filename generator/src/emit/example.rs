//! One example program per module: each operation as the vendor's explorer would offer it, with its required parameters.

use crate::item::{Calls, Code, Example, File, Item, Naming};
use crate::model::{Module, Operation};
use crate::names;
use crate::rustdoc::{self, ExampleValues, Topic};
use crate::{Flavour, Owner};
use proc_macro2::TokenStream;
use quote::quote;

/// `examples/<module>.rs`.
pub(super) fn file<'m>(module: &'m Module, flavour: &Flavour) -> File<'m> {
    let name = &module.name;
    let frame = [Item::Code(Code::new(main)), Item::Calls(calls(module))];
    let examples = module.operations.iter().map(|operation| item(module, operation));
    File {
        path: module.package_file(&format!("examples/{name}.rs")),
        module: Vec::new(),
        document: &module.origin,
        owner: Owner::Document,
        docs: Topic::Lines(vec![
            format!("Calls one operation of {} {}, by name:", module.product, module.version),
            String::new(),
            "```sh".to_owned(),
            module.example_command(module.operations.first().map_or("", |o| &o.wire)),
            "```".to_owned(),
            String::new(),
            "The region comes from the environment variable `ALIBABA_CLOUD_REGION_ID`, credentials from the".to_owned(),
            "environment, files or the machine, as the module `identity` says.".to_owned(),
        ])
        .into(),
        attributes: flavour.attributes(),
        naming: Naming::List,
        imports: vec![
            format!("{}::Client", module.rust_path()),
            format!("{}::Config", module.crate_name),
            "std::error::Error".to_owned(),
            "std::process::ExitCode".to_owned(),
        ],
        items: frame.into_iter().chain(examples).collect(),
    }
}

/// Errors are shown as they are meant to be read.
fn main() -> TokenStream {
    quote! {
        #[rustfmt::skip]
        #[tokio::main(flavor = "current_thread")]
        async fn main() -> ExitCode {
            match call().await {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => {
                    eprintln!("error: {error:#}");
                    ExitCode::FAILURE
                }
            }
        }
    }
}

fn calls(module: &Module) -> Calls<'_> {
    let operations = module.operations.iter().map(|operation| (operation.wire.as_str(), program(module, operation)));
    Calls { region: rustdoc::region(module, None), operations: operations.collect() }
}

/// The module of an operation.
fn program(module: &Module, operation: &Operation) -> String {
    names::program(&operation.method, &module.crate_name)
}

/// The example of an operation.
pub(super) fn item<'m>(module: &'m Module, operation: &'m Operation) -> Item<'m> {
    let mut values = ExampleValues::new(module, operation);
    let arguments = operation.arguments().map(|field| values.of(field)).collect();
    Item::Example(Example {
        name: program(module, operation),
        imports: values.into_imports(),
        deprecated: operation.deprecated.is_some(),
        request: &operation.request.path.name,
        arguments,
        method: &operation.method,
    })
}
