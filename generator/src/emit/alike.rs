//! Whether two models give the same text, where programs see the same items in both.
//!
//! Texts reach the files rendered: other line ends, entities or levels of headings may give the same lines, and a text in
//! whose place another is shown gives none. What is equal in both models is passed over; of the rest only the lines are
//! emitted that texts stand in.

use super::{client, doc, errors, example, krate, module, sample, sample_tests, starting};
use crate::docs;
use crate::model::{Component, Enum, ErrorConstant, Field, Module, Object, Operation, TypeDef, Variant};

/// An operation and the module that it is of.
type Owned<'m> = (&'m Module, &'m Operation);

/// Whether the files that an operation appears in say the same of it.
pub(crate) fn operations(old: Owned<'_>, new: Owned<'_>) -> bool {
    let ((_, was), (_, is)) = (old, new);
    was == is
        || (calls(was, is) && objects(&was.request, &is.request) && types(&was.types, &is.types) && told(old, new))
}

/// Whether an operation is called and decoded in the same way.
fn calls(old: &Operation, new: &Operation) -> bool {
    (&old.method, &old.call, &old.parameters, &old.output) == (&new.method, &new.call, &new.parameters, &new.output)
}

/// Whether the client, the table of contents, the examples and the tests say the same of an operation.
fn told(old: Owned<'_>, new: Owned<'_>) -> bool {
    same(old, new, |(module, operation)| client::method_text(module, operation))
        && same(old, new, |(_, operation)| module::entry(operation))
        && same(old, new, |(_, operation)| sample_tests::sample_of(operation).map(|(_, text)| sample::masked(text)))
        && same(old.1, new.1, |operation| example::example(old.0, operation).to_string())
        && same(old, new, |(module, operation)| starting::program_of(module, operation))
}

/// Whether the file of a component of a module says the same, and the examples that its values stand in.
pub(crate) fn components(module: &Module, old: &Component, new: &Component) -> bool {
    let is_same_file = || old.file == new.file && types(&old.types, &new.types);
    old == new || (is_same_file() && same(module, &with(module, new), examples))
}

/// The module with another component of the same name.
fn with(module: &Module, new: &Component) -> Module {
    let mut module = module.clone();
    module.components.iter_mut().filter(|component| component.wire == new.wire).for_each(|old| old.clone_from(new));
    module
}

/// Everything that values of components stand in.
fn examples(module: &Module) -> (Vec<String>, Vec<String>) {
    (example::all(module), starting::program(module))
}

/// Whether the files of a module say the same besides its operations and components. Nothing comes of one without
/// operations.
pub(crate) fn frames(old: &Module, new: &Module) -> bool {
    let is_empty = |module: &Module| module.operations.is_empty();
    if is_empty(old) || is_empty(new) {
        return is_empty(old) && is_empty(new);
    }
    let constants = || {
        all(&old.errors, &new.errors, |a: &ErrorConstant, b| {
            (&a.name, &a.code) == (&b.name, &b.code) && same(a, b, errors::constant_docs)
        })
    };
    (&old.name, &old.product, &old.version, &old.endpoints) == (&new.name, &new.product, &new.version, &new.endpoints)
        && same(old, new, krate::title)
        && same(old, new, module::introduction)
        && (old.groups == new.groups || same(old, new, module::outline))
        && (old.errors == new.errors || constants())
}

fn types(old: &[TypeDef], new: &[TypeDef]) -> bool {
    all(old, new, |old, new| match (old, new) {
        (TypeDef::Object(old), TypeDef::Object(new)) => objects(old, new),
        (TypeDef::Enum(old), TypeDef::Enum(new)) => lists(old, new),
        _ => false,
    })
}

fn objects(old: &Object, new: &Object) -> bool {
    (&old.name, &old.path, &old.gone) == (&new.name, &new.path, &new.gone)
        && prose(&old.text, &new.text)
        && all(&old.fields, &new.fields, fields)
}

fn fields(old: &Field, new: &Field) -> bool {
    // What is told of a field is compared as it is shown, all else as it is.
    let Field { wire, name, ty, required, secret, deprecated, gone: _, docs: _ } = old;
    (wire, name, ty, deprecated) == (&new.wire, &new.name, &new.ty, &new.deprecated)
        && (*required, *secret) == (new.required, new.secret)
        && same(old, new, doc::field)
}

fn lists(old: &Enum, new: &Enum) -> bool {
    let variants = |old: &Variant, new: &Variant| {
        (&old.wire, &old.name) == (&new.wire, &new.name)
            && same(old, new, |v| doc::meaning(&v.wire, &v.label, v.gone.as_ref()))
    };
    (&old.name, &old.path, &old.gone) == (&new.name, &new.path, &new.gone)
        && prose(&old.text, &new.text)
        && all(&old.variants, &new.variants, variants)
}

fn prose(old: &str, new: &str) -> bool {
    old == new || docs::rustdoc(old) == docs::rustdoc(new)
}

/// Whether two lists hold the same, element by element.
fn all<T: PartialEq>(old: &[T], new: &[T], is_alike: impl Fn(&T, &T) -> bool) -> bool {
    old.len() == new.len() && old.iter().zip(new).all(|(old, new)| old == new || is_alike(old, new))
}

fn same<T, R: PartialEq>(old: T, new: T, emitted: impl Fn(T) -> R) -> bool {
    emitted(old) == emitted(new)
}
