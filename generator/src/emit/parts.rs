//! What is written for one part of a document, whichever files it stands in.
//!
//! Texts reach the files rendered: other line ends, entities or levels of headings may give the same lines, and a text in
//! whose place another is shown gives none. So an operation may differ in two models and be written alike. What is written is
//! compared as items and documentation, which are equal when the same text comes of them.

use super::{blocking, client, component, errors, example, module, operation, sample_tests, samples};
use crate::item::{Docs, Impl, Item};
use crate::model::{Component, Module, Operation};
use crate::rustdoc::{self, Topic};

/// Something that is written.
#[derive(Debug, PartialEq)]
enum EmittedPart<'m> {
    Item(Item<'m>),
    /// Documentation that stands on a page with that of others.
    Docs(Docs<'m>),
}

impl<'m> From<Topic<'m>> for EmittedPart<'m> {
    fn from(topic: Topic<'m>) -> Self {
        Self::Docs(topic.into())
    }
}

/// Whether the same is written for an operation in two modules.
pub(crate) fn is_same_operation(old: (&Module, &Operation), new: (&Module, &Operation)) -> bool {
    old.1 == new.1 || of_operation(old.0, old.1) == of_operation(new.0, new.1)
}

/// Its file, its methods, where it is listed, its sample, its example and its tests.
fn of_operation<'m>(module: &'m Module, operation: &'m Operation) -> Vec<EmittedPart<'m>> {
    let method = client::method(operation, rustdoc::documented(module));
    let (listed, exported) = module::operation(operation);
    let items = [
        Item::Impl(Impl {
            ty: "Client",
            docs: Docs::default(),
            consts: Vec::new(),
            methods: vec![method, blocking::method(operation)],
        }),
        Item::Mods(vec![listed]),
        Item::Reexports(vec![exported]),
        Item::Tests(sample_tests::tests(module, operation)),
        example::item(module, operation),
    ];
    let quick_start = rustdoc::is_quick_start(module, operation).then_some(Topic::QuickStart(module));
    let items = operation::items(module, operation).into_iter().chain(samples::item(operation)).chain(items);
    let items = items.map(EmittedPart::Item);
    items.chain([Topic::Entry(operation).into()]).chain(quick_start.map(EmittedPart::from)).collect()
}

/// Whether the same is written for a component, and in the examples that its values stand in.
pub(crate) fn is_same_component(module: &Module, old: &Component, new: &Component) -> bool {
    old == new || (of_component(old) == of_component(new) && examples(module) == examples(&with(module, new)))
}

/// Its file, and where it is listed.
fn of_component(component: &Component) -> Vec<EmittedPart<'_>> {
    let (listed, exported) = module::component(component);
    let listed = [Item::Mods(vec![listed]), Item::Reexports(exported)];
    component::items(component).into_iter().chain(listed).map(EmittedPart::Item).collect()
}

/// The module with another component of the same name.
fn with(module: &Module, new: &Component) -> Module {
    let mut module = module.clone();
    module.components.iter_mut().filter(|component| component.wire == new.wire).for_each(|old| old.clone_from(new));
    module
}

/// Everything that values of components stand in.
fn examples(module: &Module) -> Vec<EmittedPart<'_>> {
    let examples = module.operations.iter().map(|operation| EmittedPart::Item(example::item(module, operation)));
    examples.chain([Topic::QuickStart(module).into()]).collect()
}

/// Whether the same is written for two modules besides their operations and components. Nothing is for one without
/// operations.
pub(crate) fn is_same_frame(old: &Module, new: &Module) -> bool {
    match (old.operations.is_empty(), new.operations.is_empty()) {
        (false, false) => of_frame(old) == of_frame(new),
        (old, new) => old == new,
    }
}

/// Its names, hosts and error codes, and what its page says of all of it.
fn of_frame(module: &Module) -> Vec<EmittedPart<'_>> {
    let names = [module.name.clone(), module.product.clone(), module.version.clone(), rustdoc::title(module)];
    let docs = [Topic::Lines(names.to_vec()), Topic::Introduction(module), Topic::Outline(module)];
    let items = errors::items(module).into_iter().chain([module::service_item(module)]);
    docs.map(EmittedPart::from).into_iter().chain(items.map(EmittedPart::Item)).collect()
}
