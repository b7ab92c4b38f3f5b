//! The client of a module: one thin method per operation.

use crate::Owner;
use crate::item::{
    Answer, Argument, Attribute, Body, Deprecated, Docs, Field, File, Impl, Item, Method, Naming, Origin, Receiver,
    Returned, Struct, Ty, Visibility,
};
use crate::model::{ArgumentForm, Module, Operation};
use crate::rustdoc::{self, Topic};

/// `client.rs`.
///
/// Requests and responses are written by the lists that they stand in, so that a new operation adds lines and changes none.
pub(super) fn file(module: &Module) -> File<'_> {
    let documented = rustdoc::documented(module);
    let methods = impls(module, [constructor(), call()], |operation| method(operation, documented));
    File {
        path: module.source_file("client.rs"),
        module: module.below(&["client"]),
        document: &module.origin,
        owner: Owner::Document,
        docs: Topic::Lines(vec![format!("The client of {} {}.", module.product, module.version)]).into(),
        attributes: Vec::new(),
        naming: Naming::List,
        imports: vec!["super::service::SERVICE".to_owned()],
        items: std::iter::once(Item::Struct(definition(module))).chain(methods).collect(),
    }
}

/// The methods of a client: those that every client has, then a block for each chapter of the module's table of contents.
pub(super) fn impls<'m>(
    module: &'m Module,
    common: [Method<'m>; 2],
    method: impl Fn(&'m Operation) -> Method<'m>,
) -> Vec<Item<'m>> {
    let block = |docs, methods| Item::Impl(Impl { ty: "Client", docs, consts: Vec::new(), methods });
    let chapters = rustdoc::chapters(module).into_iter().map(|chapter| {
        let methods = chapter.operations.into_iter().map(&method).collect();
        block(Topic::Lines(chapter.headings).into(), methods)
    });
    std::iter::once(block(Docs::default(), common.into())).chain(chapters).collect()
}

pub(super) fn definition(module: &Module) -> Struct<'_> {
    let core = Field {
        name: "core",
        wire: None,
        ty: Ty::Runtime("ClientCore"),
        secret: false,
        visibility: Visibility::Private,
        docs: Docs::default(),
        deprecated: None,
    };
    Struct {
        name: "Client",
        origin: None,
        docs: Topic::Client(module).into(),
        attributes: vec![Attribute::Derive(&["Clone", "Debug"])],
        fields: vec![core],
    }
}

pub(super) fn constructor() -> Method<'static> {
    Method {
        name: "new",
        origin: None,
        owner: None,
        docs: Topic::Fixed(&[
            "Creates a client. It is cheap to clone; share it between tasks.",
            "",
            "# Errors",
            "",
            "Fails if there is no host to call (neither a region nor an endpoint), or if a client-wide header cannot be sent.",
        ])
        .into(),
        deprecated: None,
        attributes: (&[]).into(),
        receiver: None,
        arguments: vec![Argument { name: "config", ty: Ty::Runtime("Config"), form: ArgumentForm::ByValue }],
        returned: Returned::Fallible,
        body: Body::Expression("ClientCore::new(config, &SERVICE).map(|core| Self { core })"),
    }
}

/// A call of any operation.
pub(super) fn call() -> Method<'static> {
    let operation = Ty::Parameter("O", "Operation");
    Method {
        name: "call",
        origin: None,
        owner: None,
        docs: Topic::Fixed(&[
            "Prepares a call of any operation of this product and version: the method of an operation does the same.",
            "",
            "For code that is generic over operations.",
        ])
        .into(),
        deprecated: None,
        attributes: (&[Attribute::Inline]).into(),
        receiver: Some(Receiver::Ref),
        arguments: vec![Argument { name: "request", ty: operation, form: ArgumentForm::ByValue }],
        returned: Returned::Call(operation, None),
        body: Body::Expression("self.core.call(request)"),
    }
}

/// The method of an operation. `documented` says whether operations of the module document what they need.
pub(super) fn method(operation: &Operation, documented: bool) -> Method<'_> {
    let deprecation = operation.deprecated.as_ref();
    Method {
        name: &operation.method,
        origin: Some(Origin::Path(&operation.wire)),
        owner: Some(Owner::Operation(operation.wire.clone())),
        docs: Topic::Method { operation, permissions: documented }.into(),
        deprecated: deprecation.map(|deprecation| Deprecated { note: rustdoc::deprecation_note(deprecation) }),
        attributes: (&[Attribute::Inline]).into(),
        receiver: Some(Receiver::Ref),
        arguments: vec![Argument {
            name: "request",
            ty: Ty::Named(&operation.request.path),
            form: ArgumentForm::ByValue,
        }],
        returned: Returned::Call(Ty::Named(&operation.request.path), Some(Answer::of(operation))),
        body: Body::Expression("self.core.call(request)"),
    }
}
