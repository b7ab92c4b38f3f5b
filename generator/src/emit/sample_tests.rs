//! One test program per module: requests go out and back, and every documented sample is parsed, written back and
//! compared, as it is and after many small changes.

use super::client::response_name;
use super::source::{Item, RustFile};
use super::{sample, scope};
use crate::model::{Module, Operation, Output, Type, TypeRef};
use crate::names;
use proc_macro2::TokenStream;
use quote::quote;

/// `tests/<module>.rs`.
pub(super) fn file(module: &Module) -> RustFile {
    let mut imports =
        vec!["runtime::testing::check_round_trip".to_owned(), "runtime::testing::RoundTripReport".to_owned()];
    let mut items = vec![Item::Tokens(round_trip())];
    if module.operations.iter().any(|operation| sample_of(operation).is_some()) {
        let names = ["runtime::testing::check_mutations", "runtime::testing::check_sample", "runtime::Output"];
        imports.extend(names.map(str::to_owned));
        items.push(Item::Tokens(check_sample()));
    }
    items.extend(module.operations.iter().map(|operation| tests(module, operation)));
    RustFile {
        path: format!("tests/{}.rs", module.name),
        origin: module.origin.clone(),
        docs: vec![
            format!(
                "{} {}: requests come back from JSON as they were, and of the documented",
                module.product, module.version
            ),
            "sample responses nothing is lost, whatever is changed in them.".to_owned(),
        ],
        attributes: vec![format!("#![cfg(feature = \"{}\")]", module.name)],
        imports,
        items,
    }
}

fn round_trip() -> TokenStream {
    quote! {
        #[doc = " What came of sending made-up requests out and back."]
        #[rustfmt::skip]
        fn round_trip(operation: &str, report: &RoundTripReport) {
            assert!(report.is_equal(), "{operation}: {report}");
        }
    }
}

fn check_sample() -> TokenStream {
    quote! {
        #[doc = " Parses a sample, writes it back and compares every value; then the same with changed samples."]
        #[rustfmt::skip]
        fn sample<T: Output>(operation: &str, sample: &str) {
            let report = check_sample::<T>(sample);
            println!("{operation}: {report}");
            assert!(report.is_lossless(), "{operation}: {report}");
            let report = check_mutations::<T>(sample);
            assert!(report.is_lossless(), "{operation}: {report}");
        }
    }
}

fn tests(module: &Module, operation: &Operation) -> Item {
    let (wire, request) = (&operation.wire, &operation.request.name);
    let operations = format!("generated::{}::operations", module.name);
    let mut imports = vec![format!("{operations}::{request}")];
    let call = format!("super::round_trip({wire:?}, &super::check_round_trip::<{request}>());");
    let mut functions = vec![test("request", &call)];
    let mut texts = Vec::new();
    if let Some((output, text)) = sample_of(operation) {
        imports.extend(response_name(operation).map(|response| format!("{operations}::{response}")));
        let ty = written(output, module, operation);
        functions.push(test("sample", &format!("super::sample::<{ty}>({wire:?}, SAMPLE);")));
        texts.push(("SAMPLE", raw_string(&sample::masked(text))));
    }
    Item::Module { name: names::program(&operation.method), imports, functions, texts }
}

fn test(name: &str, call: &str) -> Vec<String> {
    vec!["#[test]".to_owned(), format!("fn {name}() {{"), format!("    {call}"), "}".to_owned()]
}

/// The type and text of a sample that can be tested.
pub(super) fn sample_of(operation: &Operation) -> Option<(&Type, &str)> {
    match (&operation.output, &operation.docs.sample) {
        (Output::Json(output), Some(sample)) => Some((output, sample)),
        _ => None,
    }
}

/// A type with the paths that it has from outside the crate.
fn written(ty: &Type, module: &Module, operation: &Operation) -> String {
    match ty {
        Type::Any => "generated::Value".to_owned(),
        Type::List(inner) => format!("Vec<{}>", written(inner, module, operation)),
        Type::Map(inner) => format!("std::collections::BTreeMap<String, {}>", written(inner, module, operation)),
        _ => scope::spelled(ty, &|reference| path(module, operation, reference)),
    }
}

/// The path of a defined type from outside the crate.
fn path(module: &Module, operation: &Operation, reference: &TypeRef) -> String {
    let (module, name) = (&module.name, &reference.name);
    match &reference.component {
        Some(file) if scope::is_root(file, name) => format!("generated::{module}::types::{name}"),
        Some(file) => format!("generated::{module}::types::{file}::{name}"),
        None if response_name(operation) == Some(name) => name.clone(),
        None => format!("generated::{module}::operations::{}::{name}", operation.method),
    }
}

/// The text as a raw string, so that it reads as it is.
fn raw_string(text: &str) -> String {
    // A raw string holds no bare carriage return.
    if text.contains('\r') {
        return format!("{text:?}");
    }
    let most = text.split('"').skip(1).map(|rest| rest.bytes().take_while(|b| *b == b'#').count()).max().unwrap_or(0);
    let hashes = "#".repeat(most + 1);
    format!("r{hashes}\"{text}\"{hashes}")
}
