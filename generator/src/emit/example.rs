//! One example program per module: each operation as the vendor's explorer would offer it, with its required parameters.

use super::scope::Scope;
use super::source::{Item, RustFile};
use super::tokens::{ident, parsed};
use crate::model::{Field, Module, Operation, Type};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// `examples/<module>.rs`, where there are operations.
pub(super) fn file(module: &Module) -> Option<RustFile> {
    if module.operations.is_empty() {
        return None;
    }
    let name = &module.name;
    let mut items = vec![Item::Tokens(main(module)), Item::Tokens(usage(module))];
    items.extend(module.operations.iter().map(|operation| Item::Tokens(example(module, operation))));
    Some(RustFile {
        path: format!("examples/{name}.rs"),
        origin: module.source.clone(),
        docs: vec![
            format!("Calls one operation of {} {}, by name:", module.product, module.version),
            String::new(),
            "```sh".to_owned(),
            format!("cargo run --features {name} --example {name} -- {}", module.operations.first().map_or("", |o| &o.wire)),
            "```".to_owned(),
            String::new(),
            "Keys and region come from the environment: `ALIBABA_CLOUD_ACCESS_KEY_ID`,".to_owned(),
            "`ALIBABA_CLOUD_ACCESS_KEY_SECRET`, `ALIBABA_CLOUD_REGION_ID`.".to_owned(),
        ],
        imports: vec![format!("generated::{name}::Client"), "generated::Config".to_owned(), "std::error::Error".to_owned()],
        items,
        ..RustFile::default()
    })
}

fn main(module: &Module) -> TokenStream {
    let arms = module.operations.iter().map(|operation| {
        let (wire, name) = (&operation.wire, ident(&operation.method));
        quote!(Some(#wire) => #name::run(&client).await,)
    });
    let region = module.endpoints.first().map_or("cn-shanghai", |endpoint| &endpoint.region);
    quote! {
        #[rustfmt::skip]
        #[tokio::main(flavor = "current_thread")]
        async fn main() -> Result<(), Box<dyn Error>> {
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

fn example(module: &Module, operation: &Operation) -> TokenStream {
    let required: Vec<&Field> = operation.request.fields.iter().filter(|field| field.required).collect();
    let scope = Scope::new(format!("generated::{}", module.name), [operation.request.name.as_str(), "Client"], required.iter().map(|field| &field.ty));
    let values = required.iter().map(|field| value(&field.ty, field.docs.example.as_deref().unwrap_or(&field.wire), &scope, operation));
    let (method, request) = (ident(&operation.method), ident(&operation.request.name));
    let values: Vec<TokenStream> = values.collect();
    let values = quote!(#(#values),*);
    let imports = scope.into_imports().into_iter().filter(|path| values_need(path, &values)).map(|path| import(&path));
    let own = import(&format!("generated::{}::operations::{}", module.name, operation.request.name));
    let old = operation.deprecated.as_ref().map(|_| quote!(#[expect(deprecated, reason = "an example of every operation")]));
    quote! {
        #[rustfmt::skip]
        mod #method {
            use super::{Client, Error};
            #own
            #(#imports)*

            #old
            pub(super) async fn run(client: &Client) -> Result<(), Box<dyn Error>> {
                let request = #request::new(#values);
                let response = client.#method(request).await?;
                println!("{response:#?}");
                Ok(())
            }
        }
    }
}

fn import(path: &str) -> TokenStream {
    let path = parsed(path);
    quote!(use #path;)
}

/// Imports of types that only stand inside lists are not needed: such lists are empty here.
fn values_need(path: &str, values: &TokenStream) -> bool {
    let name = path.rsplit("::").next().unwrap_or_default();
    let text = values.to_string();
    text.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '#').any(|word| word == name)
}

fn value(ty: &Type, example: &str, scope: &Scope, operation: &Operation) -> TokenStream {
    match ty {
        Type::Boolean => {
            let value = example.trim().eq_ignore_ascii_case("true");
            quote!(#value)
        }
        Type::Integer => {
            let value = Literal::i64_unsuffixed(example.trim().parse().ok().filter(|n| *n >= 0).unwrap_or(1));
            quote!(#value)
        }
        Type::Number => {
            let value = example.trim().parse().ok().filter(|n: &f64| n.is_finite() && *n >= 0.0).unwrap_or(1.0);
            let value = Literal::f64_unsuffixed(value);
            quote!(#value)
        }
        Type::Text => {
            let value = crate::docs::mask(example.trim()).into_owned();
            quote!(#value)
        }
        Type::Bytes => quote!(generated::runtime::codegen::Bytes::new()),
        Type::Any => quote!(generated::Value::Null),
        Type::List(_) => quote!(Vec::new()),
        Type::Map(_) => quote!(std::collections::BTreeMap::new()),
        Type::Boxed(_) => quote!(Box::default()),
        Type::Named(_) if is_enum(ty, operation) => {
            quote!(#example.into())
        }
        Type::Named(_) => {
            let ty = parsed(&scope.ty(ty));
            quote!(#ty::default())
        }
    }
}

fn is_enum(ty: &Type, operation: &Operation) -> bool {
    let Type::Named(reference) = ty else { return false };
    let own = operation.types.iter().find(|definition| reference.component.is_none() && definition.name() == reference.name);
    matches!(own, Some(crate::model::TypeDef::Enum(_)))
}
