//! One test program per module: requests go out and back, and every documented sample is parsed, written back and
//! compared, as it is and after many small changes.

use crate::Owner;
use crate::item::{Attribute, Code, File, Item, Names, Naming, Sample, Test, TestModule, type_name};
use crate::model::{Module, Operation, Output, Type, TypePath};
use crate::names;
use crate::rustdoc::Topic;
use proc_macro2::TokenStream;
use quote::quote;

/// `tests/<module>.rs`.
pub(super) fn file(module: &Module) -> File<'_> {
    let mut imports =
        vec!["runtime_testing::check_round_trip".to_owned(), "runtime_testing::RoundTripReport".to_owned()];
    let mut items = vec![Item::Code(Code::new(round_trip))];
    if module.operations.iter().any(|operation| sample_of(operation).is_some()) {
        let names = ["runtime_testing::check_mutations", "runtime_testing::check_sample", "runtime::Output"];
        imports.extend(names.map(str::to_owned));
        items.push(Item::Code(Code::new(check_sample)));
    }
    items.extend(module.operations.iter().map(|operation| item(module, operation)));
    File {
        path: format!("tests/{}.rs", module.name),
        module: Vec::new(),
        document: &module.origin,
        owner: Owner::Document,
        docs: Topic::Lines(vec![
            format!(
                "{} {}: requests survive a round trip through JSON, and documented sample",
                module.product, module.version
            ),
            "responses are decoded without loss, even when they are modified.".to_owned(),
        ])
        .into(),
        attributes: vec![Attribute::Feature(&module.name)],
        naming: Naming::List,
        imports,
        items,
    }
}

fn round_trip() -> TokenStream {
    quote! {
        #[doc = " Fails unless made-up requests came back as they were sent."]
        #[rustfmt::skip]
        fn round_trip(operation: &str, report: &RoundTripReport) {
            assert!(report.is_equal(), "{operation}: {report}");
        }
    }
}

fn check_sample() -> TokenStream {
    quote! {
        #[doc = " Decodes a sample, encodes it again and compares every value; then does the same with modified samples."]
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

/// The tests of an operation.
pub(super) fn item<'m>(module: &'m Module, operation: &'m Operation) -> Item<'m> {
    let (wire, request) = (&operation.wire, &operation.request.path);
    let imported = |path: &TypePath| format!("generated::{}::{}", module.name, path.shortest());
    let mut imports = vec![imported(request)];
    let call = format!("super::round_trip({wire:?}, &super::check_round_trip::<{}>());", request.name);
    let mut tests = vec![Test { name: "request", call }];
    let sample = sample_of(operation).map(|(output, text)| {
        let response = operation.response();
        imports.extend(response.map(imported));
        let ty = type_name(output, &Outside { module, imported: response });
        tests.push(Test { name: "sample", call: format!("super::sample::<{ty}>({wire:?}, SAMPLE);") });
        Sample(text)
    });
    Item::Tests(TestModule { name: names::program(&operation.method), imports, tests, sample })
}

/// The type and text of a sample that can be tested.
fn sample_of(operation: &Operation) -> Option<(&Type, &str)> {
    match (&operation.output, &operation.docs.sample) {
        (Output::Json(output), Some(sample)) => Some((output, sample)),
        _ => None,
    }
}

/// Names as they are written outside the crate, where little is imported.
struct Outside<'m> {
    module: &'m Module,
    /// The type that is imported.
    imported: Option<&'m TypePath>,
}

impl Names for Outside<'_> {
    fn defined(&self, path: &TypePath) -> String {
        if self.imported == Some(path) {
            return path.name.clone();
        }
        format!("generated::{}::{}", self.module.name, path.shortest())
    }

    fn foreign(&self, name: &'static str) -> &'static str {
        match name {
            "Value" => "generated::Value",
            "BTreeMap" => "std::collections::BTreeMap",
            _ => name,
        }
    }
}
