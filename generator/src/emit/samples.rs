//! Sample responses, for the mock. A sample has a file of its own: neither it nor the list of them is parsed without the
//! feature, and what else shows a sample includes the file.

use super::module;
use crate::Owner;
use crate::item::{File, Item, Sample, SampleFile, SampledImpl};
use crate::model::{Module, Operation};
use crate::rustdoc::Topic;

/// The feature that samples are compiled with.
pub(super) const FEATURE: &str = "test-util";

/// `samples/mod.rs`: the samples of all operations that have one.
pub(super) fn list(module: &Module) -> Option<File<'_>> {
    let items: Vec<Item<'_>> = module.operations.iter().filter_map(item).collect();
    let docs = Topic::Fixed(&["Documented samples of responses, for tests."]).into();
    (!items.is_empty()).then(|| module::file(module, &["samples"], "samples/mod.rs", docs, items))
}

/// Whether a module has any sample.
pub(super) fn has_any(module: &Module) -> bool {
    module.operations.iter().any(|operation| operation.sample().is_some())
}

/// The sample of an operation, in the list.
pub(super) fn item(operation: &Operation) -> Option<Item<'_>> {
    let (request, wire) = (&operation.request.path, &operation.wire);
    sample(operation).map(|sample| Item::Sampled(SampledImpl { request, operation: wire, sample }))
}

/// The sample of an operation.
pub(super) fn sample(operation: &Operation) -> Option<Sample<'_>> {
    operation.sample().map(|json| Sample { file: &operation.file, json })
}

/// `samples/<operation>.in`
pub(super) fn file<'m>(module: &'m Module, operation: &'m Operation) -> Option<SampleFile<'m>> {
    let sample = sample(operation)?;
    Some(SampleFile {
        path: module.source_file(&format!("samples/{}.in", sample.file)),
        document: &module.origin,
        owner: Owner::Operation(operation.wire.clone()),
        sample,
    })
}
