//! One example program per module: each operation as the vendor's explorer would offer it, with its required parameters.

use super::example_value::Values;
use super::source::{Item, RustFile};
use super::tokens::{ident, parsed};
use crate::model::{Module, Operation};
use crate::names;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// `examples/<module>.rs`.
pub(super) fn file(module: &Module) -> RustFile {
    let name = &module.name;
    let mut items = vec![Item::Tokens(main()), Item::Tokens(call(module)), Item::Tokens(usage(module))];
    items.extend(module.operations.iter().map(|operation| Item::Tokens(example(module, operation))));
    RustFile {
        path: format!("examples/{name}.rs"),
        origin: module.origin.clone(),
        docs: vec![
            format!("Calls one operation of {} {}, by name:", module.product, module.version),
            String::new(),
            "```sh".to_owned(),
            format!(
                "cargo run --features {name} --example {name} -- {}",
                module.operations.first().map_or("", |o| &o.wire)
            ),
            "```".to_owned(),
            String::new(),
            "Keys and region come from the environment: `ALIBABA_CLOUD_ACCESS_KEY_ID`,".to_owned(),
            "`ALIBABA_CLOUD_ACCESS_KEY_SECRET`, `ALIBABA_CLOUD_REGION_ID`.".to_owned(),
        ],
        imports: vec![
            format!("generated::{name}::Client"),
            "generated::Config".to_owned(),
            "std::error::Error".to_owned(),
            "std::process::ExitCode".to_owned(),
        ],
        items,
        ..RustFile::default()
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

fn call(module: &Module) -> TokenStream {
    let arms = module.operations.iter().map(|operation| {
        let (wire, name) = (&operation.wire, program(operation));
        quote!(Some(#wire) => #name::run(&client).await,)
    });
    let region = module.endpoints.first().map_or("cn-shanghai", |endpoint| &endpoint.region);
    quote! {
        #[rustfmt::skip]
        async fn call() -> Result<(), Box<dyn Error>> {
            let region = std::env::var("ALIBABA_CLOUD_REGION_ID").unwrap_or_else(|_| #region.to_owned());
            let client = Client::new(Config::new(region))?;
            match std::env::args().nth(1).as_deref() {
                #(#arms)*
                _ => usage(),
            }
        }
    }
}

fn usage(module: &Module) -> TokenStream {
    let names = module.operations.iter().map(|operation| &operation.wire);
    quote! {
        #[rustfmt::skip]
        fn usage() -> Result<(), Box<dyn Error>> {
            let operations = [#(#names),*];
            Err(format!("name one operation of: {}", operations.join(", ")).into())
        }
    }
}

/// The module of an operation.
fn program(operation: &Operation) -> Ident {
    ident(&names::program(&operation.method))
}

/// The examples of all operations, as tokens.
pub(super) fn all(module: &Module) -> Vec<String> {
    module.operations.iter().map(|operation| example(module, operation).to_string()).collect()
}

/// The example of an operation.
pub(super) fn example(module: &Module, operation: &Operation) -> TokenStream {
    let mut values = Values::new(module, operation);
    let required = operation.request.fields.iter().filter(|field| field.required);
    let arguments: Vec<String> = required.map(|field| values.of(field)).collect();
    let arguments = parsed(&arguments.join(", "));
    let imports = values.into_imports().into_iter().map(|path| {
        let path = parsed(&path);
        quote!(use #path;)
    });
    let (name, method, request) = (program(operation), ident(&operation.method), ident(&operation.request.name));
    let old =
        operation.deprecated.as_ref().map(|_| quote!(#[expect(deprecated, reason = "an example of every operation")]));
    quote! {
        #[rustfmt::skip]
        mod #name {
            #(#imports)*

            #old
            pub(super) async fn run(client: &Client) -> Result<(), Box<dyn Error>> {
                let request = #request::new(#arguments);
                let response = client.#method(request).await?;
                println!("{response:#?}");
                Ok(())
            }
        }
    }
}
