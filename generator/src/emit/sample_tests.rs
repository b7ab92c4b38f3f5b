//! One test program per module: requests go out and back, and every documented sample is parsed, written back and
//! compared, as it is and after many small changes.

use crate::Owner;
use crate::item::{Attribute, Code, File, Item, Naming, Test, TestModule};
use crate::model::{Module, Operation};
use crate::names;
use crate::rustdoc::Topic;
use proc_macro2::TokenStream;
use quote::quote;

/// `tests/<module>.rs`.
pub(super) fn file(module: &Module) -> File<'_> {
    let mut imports = vec!["runtime_testing::check_round_trip", "runtime_testing::RoundTripReport"];
    let mut items = vec![Item::Code(Code::new(round_trip))];
    let sampled = || module.operations.iter().filter(|operation| operation.sample().is_some());
    let [has_samples, has_events] =
        [false, true].map(|events| sampled().any(|operation| operation.call.event_stream == events));
    if has_samples || has_events {
        let names = ["runtime_testing::check_mutations", "runtime_testing::check_sample"];
        imports.extend(names.into_iter().chain(["runtime::codegen::Sampled", "runtime::Output"]));
        items.push(Item::Code(Code::new(check)));
    }
    if has_samples {
        items.push(Item::Code(Code::new(sample)));
    }
    if has_events {
        imports.push("runtime::codegen::EventText");
        items.push(Item::Code(Code::new(event)));
    }
    items.extend(module.operations.iter().map(|operation| Item::Tests(tests(module, operation))));
    File {
        path: module.package_file(&format!("tests/{}.rs", module.name)),
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
        attributes: module.feature().map(Attribute::Feature).into_iter().collect(),
        naming: Naming::List,
        imports: imports.into_iter().map(str::to_owned).collect(),
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

fn sample() -> TokenStream {
    quote! {
        #[doc = " Checks the sample of a response."]
        #[rustfmt::skip]
        fn sample<O: Sampled>() {
            check::<O::Output>(O::INFO.action, O::SAMPLE);
        }
    }
}

fn event() -> TokenStream {
    quote! {
        #[doc = " Checks the sample of an event's data."]
        #[rustfmt::skip]
        fn event<O: Sampled<Output = EventText<T>>, T: Output>() {
            check::<T>(O::INFO.action, O::SAMPLE);
        }
    }
}

fn check() -> TokenStream {
    quote! {
        #[doc = " Decodes a sample, encodes it again and compares every value; then does the same with modified samples."]
        #[rustfmt::skip]
        fn check<T: Output>(operation: &str, sample: &str) {
            let report = check_sample::<T>(sample);
            println!("{operation}: {report}");
            assert!(report.is_lossless(), "{operation}: {report}");
            let report = check_mutations::<T>(sample);
            assert!(report.is_lossless(), "{operation}: {report}");
        }
    }
}

/// The tests of an operation.
pub(super) fn tests(module: &Module, operation: &Operation) -> TestModule {
    let (wire, request) = (&operation.wire, &operation.request.path);
    let call = format!("super::round_trip({wire:?}, &super::check_round_trip::<{}>());", request.name);
    let sample = operation.sample().map(|_| match operation.call.event_stream {
        false => format!("super::sample::<{}>();", request.name),
        true => format!("super::event::<{}, _>();", request.name),
    });
    let tests = [("request", Some(call)), ("sample", sample)];
    TestModule {
        name: names::program(&operation.method, &module.crate_name),
        imports: vec![format!("{}::{}", module.rust_path(), request.shortest())],
        tests: tests.into_iter().filter_map(|(name, call)| Some(Test { name, call: call? })).collect(),
    }
}
