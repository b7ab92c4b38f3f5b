//! One test program per module: every documented sample is parsed, written back and compared.

use super::client::response_name;
use super::scope::Scope;
use super::source::{Item, RustFile};
use super::tokens::{ident, parsed};
use crate::model::{Module, Operation, Output, Type};
use proc_macro2::TokenStream;
use quote::quote;

/// `tests/<module>.rs`; none when the document has no samples.
pub(super) fn file(module: &Module) -> Option<RustFile> {
    let tests: Vec<Item> =
        module.operations.iter().filter_map(|operation| test(module, operation)).map(Item::Tokens).collect();
    if tests.is_empty() {
        return None;
    }
    let check = quote! {
        #[doc = " Parses a sample, writes it back and compares every value."]
        #[rustfmt::skip]
        fn check<T: Output>(operation: &str, sample: &str) {
            let report = check_sample::<T>(sample);
            println!("{operation}: {report}");
            assert!(report.is_lossless(), "{operation}: {report}");
        }
    };
    Some(RustFile {
        path: format!("tests/{}.rs", module.name),
        origin: module.source.clone(),
        docs: vec![format!(
            "The documented sample responses of {} {}: parsed and written back, nothing may be lost.",
            module.product, module.version
        )],
        attributes: vec![format!("#![cfg(feature = \"{}\")]", module.name)],
        imports: vec!["runtime::testing::check_sample".to_owned(), "runtime::Output".to_owned()],
        items: std::iter::once(Item::Tokens(check)).chain(tests).collect(),
    })
}

fn test(module: &Module, operation: &Operation) -> Option<TokenStream> {
    let (Output::Json(output), Some(sample)) = (&operation.output, &operation.docs.sample) else { return None };
    let scope = Scope::new(format!("generated::{}", module.name), [], [output]);
    let (name, wire, ty) = (ident(&operation.method), &operation.wire, parsed(&scope.ty(output)));
    let own = own_path(module, operation, output);
    let sample = crate::docs::mask(sample).into_owned();
    let literal = raw_string(&sample);
    let imports = scope.into_imports().into_iter().chain(own).map(|path| {
        let path = parsed(&path);
        quote!(use #path;)
    });
    let imports: Vec<TokenStream> = imports.collect();
    Some(quote! {
        #[rustfmt::skip]
        mod #name {
            #(#imports)*

            const SAMPLE: &str = #literal;

            #[test]
            fn sample() {
                super::check::<#ty>(#wire, SAMPLE);
            }
        }
    })
}

fn own_path(module: &Module, operation: &Operation, output: &Type) -> Option<String> {
    match output {
        Type::Named(reference) if reference.component.is_none() => {
            let file = if response_name(operation) == Some(&reference.name) {
                String::new()
            } else {
                format!("{}::", operation.method)
            };
            Some(format!("generated::{}::operations::{file}{}", module.name, reference.name))
        }
        Type::List(inner) | Type::Map(inner) | Type::Boxed(inner) => own_path(module, operation, inner),
        _ => None,
    }
}

/// The text as a raw string, so that it reads as it is.
fn raw_string(text: &str) -> TokenStream {
    let quoted = || {
        let text = text.to_owned();
        quote!(#text)
    };
    // A raw string holds no bare carriage return.
    if text.contains('\r') {
        return quoted();
    }
    let most = text.split('"').skip(1).map(|rest| rest.bytes().take_while(|b| *b == b'#').count()).max().unwrap_or(0);
    let hashes = "#".repeat(most + 1);
    format!("r{hashes}\"{text}\"{hashes}").parse().unwrap_or_else(|_| quoted())
}
