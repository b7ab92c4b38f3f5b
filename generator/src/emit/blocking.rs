//! The client of a module for programs without async: the methods of the async one, which documents them.

use super::{client, module};
use crate::item::{Body, Field, File, Item, Method, Returned, Struct, Ty};
use crate::model::{Module, Operation};
use crate::rustdoc::Topic;

/// The feature that it is compiled with.
pub(super) const FEATURE: &str = "blocking";

/// `blocking.rs`.
pub(super) fn file(module: &Module) -> File<'_> {
    let methods = client::impls(module, [constructor(), call()], method);
    let items = std::iter::once(Item::Struct(definition(module))).chain(methods).collect();
    let docs =
        Topic::Lines(vec![format!("The client of {} {} for programs without async.", module.product, module.version)]);
    let file = module::file(module, &["blocking"], "blocking.rs", docs.into(), items);
    File { imports: vec!["super::service::SERVICE".to_owned()], ..file }
}

fn definition(module: &Module) -> Struct<'_> {
    let definition = client::definition(module);
    let fields = definition.fields.into_iter().map(|core| Field { ty: Ty::Runtime("BlockingCore"), ..core });
    Struct { docs: Topic::BlockingClient(module).into(), fields: fields.collect(), ..definition }
}

fn constructor() -> Method<'static> {
    const DOCS: &[&str] = &[
        "Creates a client. It is cheap to clone; share it between threads.",
        "",
        "# Errors",
        "",
        "Those of the async [`Client::new`](super::Client::new).",
    ];
    Method {
        docs: Topic::Fixed(DOCS).into(),
        body: Body::Expression("BlockingCore::new(config, &SERVICE).map(|core| Self { core })"),
        ..client::constructor()
    }
}

/// A call of any operation.
fn call() -> Method<'static> {
    blocking(client::call())
}

/// The method of an operation.
pub(super) fn method(operation: &Operation) -> Method<'_> {
    blocking(Method { docs: Topic::BlockingMethod(operation).into(), ..client::method(operation, false) })
}

/// The same method, which returns a call that its thread waits for.
fn blocking(method: Method<'_>) -> Method<'_> {
    let returned = match method.returned {
        Returned::Call(operation, _) => Returned::BlockingCall(operation),
        other => other,
    };
    Method { returned, ..method }
}
