//! The operations that examples show.

use crate::model::{Effect, Module, Operation, Output};

/// How well an operation shows how a module is used, the best one smallest: it reads, gives something and asks for little.
/// The shortest name is mostly that of the most central thing.
fn rank(operation: &Operation) -> impl Ord + use<'_> {
    (
        operation.deprecated.is_some(),
        operation.call.anonymous || operation.call.event_stream,
        operation.call.effect != Effect::Read,
        !matches!(operation.output, Output::Json(_)),
        operation.request.fields.iter().filter(|field| field.required).count(),
        operation.wire.len(),
        operation.wire.as_str(),
    )
}

/// One or two operations: the one that shows most, and one that does something else.
pub(super) fn two(module: &Module, suits: impl Fn(&Operation) -> bool) -> Vec<&Operation> {
    let suitable = || module.operations.iter().filter(|operation| suits(operation));
    let Some(first) = suitable().min_by_key(|operation| rank(operation)) else { return Vec::new() };
    let others = suitable().filter(|operation| operation.wire != first.wire);
    let same = |operation: &Operation| operation.call.effect == first.call.effect;
    let second = others.min_by_key(|operation| (same(operation), rank(operation)));
    std::iter::once(first).chain(second).collect()
}

/// The operation that shows most; none where all are deprecated.
pub(super) fn best(module: &Module) -> Option<&Operation> {
    let best = module.operations.iter().min_by_key(|operation| rank(operation));
    best.filter(|operation| operation.deprecated.is_none())
}
