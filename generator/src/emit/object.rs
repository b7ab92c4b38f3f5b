//! Structs with their methods and tables.

use super::samples;
use crate::item::{
    Argument, Attribute, Body, Const, Deprecated, Docs, Field, Impl, Item, Method, Origin, Receiver, Returned, Row,
    Struct, Table, TableMacro, Ty, Visibility,
};
use crate::model::{self, Module, Object, Operation};
use crate::rustdoc::{self, Topic};

/// Only what a program calls is compiled: without this the release build of a large module takes twice as long.
const INLINE: Attribute<'_> = Attribute::Inline;

/// The attributes of a setter, and those of one whose field is deprecated.
const SETTER: &[Attribute<'_>] = &[INLINE];
const DEPRECATED_SETTER: &[Attribute<'_>] = &[Attribute::Expect("deprecated", "the field is deprecated, too"), INLINE];

/// Clippy's limit.
const MOST_ARGUMENTS: usize = 7;

/// What a struct is for.
#[derive(Clone, Copy)]
pub(super) enum ObjectRole<'m> {
    /// The request of an operation of a module.
    Request(&'m Operation, &'m Module),
    /// The response of an operation.
    Response(&'m Operation),
    /// Anything else.
    Nested,
}

/// The items of a struct: definition, methods, table.
pub(super) fn items<'m>(object: &'m Object, role: ObjectRole<'m>) -> Vec<Item<'m>> {
    let constructor = if let ObjectRole::Request(operation, _) = role { Some(constructor(operation)) } else { None };
    let methods: Vec<Method<'_>> =
        constructor.into_iter().chain(object.fields.iter().map(|f| setter(object, f))).collect();
    let consts: Vec<Const<'_>> = Vec::new();
    let mut items = vec![Item::Struct(definition(object, role))];
    if !methods.is_empty() || !consts.is_empty() {
        items.push(Item::Impl(Impl { ty: &object.path.name, docs: Docs::default(), consts, methods }));
    }
    items.push(Item::Table(table(object)));
    items
}

fn definition<'m>(object: &'m Object, role: ObjectRole<'m>) -> Struct<'m> {
    let (docs, wire): (Docs<'_>, _) = match role {
        ObjectRole::Request(operation, module) => (Topic::Request(operation, module).into(), operation.wire.as_str()),
        ObjectRole::Response(operation) => (Topic::Response(operation, object).into(), ""),
        // The path of a nested type is no wire name.
        ObjectRole::Nested if object.wire_path.contains('.') => (Topic::Object(object).into(), ""),
        ObjectRole::Nested => (Topic::Object(object).into(), object.wire_path.as_str()),
    };
    let extra = Field {
        name: "extra",
        wire: None,
        ty: Ty::Runtime("Extra"),
        secret: false,
        visibility: Visibility::Private,
        docs: Docs::default(),
        deprecated: None,
    };
    let sample = if let ObjectRole::Response(operation) = role { samples::sample(operation) } else { None };
    Struct {
        name: &object.path.name,
        origin: Some(&object.wire_path),
        docs,
        attributes: (sample.map(Attribute::Sample).into_iter())
            .chain(alias(wire, &object.path.name))
            .chain([Attribute::Derive(&["Default"]), Attribute::NonExhaustive])
            .collect(),
        fields: object.fields.iter().map(|own| field(own, is_token(role, own))).chain([extra]).collect(),
    }
}

/// An alias for a wire name that differs from the Rust name.
fn alias<'m>(wire: &'m str, name: &str) -> Option<Attribute<'m>> {
    // rustdoc takes neither quotes nor blanks in an alias.
    let is_legal = !wire.contains(['"', '\'', '\\'])
        && !wire.chars().any(|c| c.is_whitespace() || c.is_control())
        && !wire.is_empty();
    (wire != name && is_legal).then_some(Attribute::Alias(wire))
}

/// Whether a field is the token of the request.
fn is_token(role: ObjectRole<'_>, field: &model::Field) -> bool {
    matches!(role, ObjectRole::Request(operation, _) if operation.call.token.as_ref() == Some(&field.wire))
}

fn field(field: &model::Field, is_token: bool) -> Field<'_> {
    let topic = if is_token { Topic::Token } else { Topic::Field };
    Field {
        name: &field.name,
        wire: Some(&field.wire),
        ty: Ty::Optional(&field.ty),
        secret: field.secret,
        visibility: Visibility::Public,
        docs: topic(field).into(),
        deprecated: deprecated(field),
    }
}

/// What to use instead, where that is known.
fn deprecated(field: &model::Field) -> Option<Deprecated> {
    field.deprecated.as_ref().map(|deprecation| Deprecated { note: rustdoc::deprecation_note(deprecation) })
}

/// `new` of a request: what is required now.
fn constructor(operation: &Operation) -> Method<'_> {
    let required: Vec<&model::Field> = operation.arguments().collect();
    let too_many = Attribute::Expect("clippy::too_many_arguments", "the operation requires all of them");
    let deprecated = Attribute::Expect("deprecated", "required although deprecated");
    let attributes = [
        Some(INLINE),
        (required.len() > MOST_ARGUMENTS).then_some(too_many),
        required.iter().any(|field| field.deprecated.is_some()).then_some(deprecated),
    ];
    let docs: &[&str] = if required.is_empty() {
        &["Creates an empty request."]
    } else {
        &["Creates a request with the required parameters."]
    };
    Method {
        name: "new",
        origin: Some(Origin::Path(&operation.request.wire_path)),
        owner: None,
        docs: Topic::Fixed(docs).into(),
        deprecated: None,
        attributes: attributes.into_iter().flatten().collect(),
        receiver: None,
        arguments: required.into_iter().map(argument).collect(),
        returned: Returned::Own,
        body: Body::Construct,
    }
}

fn setter<'m>(object: &'m Object, field: &'m model::Field) -> Method<'m> {
    Method {
        name: &field.setter,
        origin: Some(Origin::Below(&object.wire_path, &field.wire)),
        owner: None,
        docs: Topic::Setter(field).into(),
        deprecated: deprecated(field),
        attributes: if field.deprecated.is_some() { DEPRECATED_SETTER } else { SETTER }.into(),
        receiver: Some(Receiver::Owned),
        arguments: vec![argument(field)],
        returned: Returned::Own,
        body: Body::Set,
    }
}

fn argument(field: &model::Field) -> Argument<'_> {
    Argument { name: &field.name, ty: Ty::Model(&field.ty), form: field.form }
}

fn table(object: &Object) -> Table<'_> {
    let rows = object.fields.iter().map(|field| Row { name: &field.name, wire: &field.wire, secret: field.secret });
    Table { table: TableMacro::Object, ty: &object.path.name, rows: rows.collect() }
}
