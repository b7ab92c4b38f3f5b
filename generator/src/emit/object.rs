//! Structs and their setters.

use super::doc::{self, Doc};
use super::scope::Scope;
use super::source::{Item, Member, Method, Type as Definition};
use super::tokens::alias;
use crate::docs;
use crate::model::{Field, Object, Type};

/// What a struct is for, in its documentation.
pub(super) enum Role {
    /// The request of a client's method, with that method and the wire name of the operation.
    Request {
        /// The method's name.
        method: String,
        /// The path of `Client` from the file.
        client: &'static str,
        /// The operation's wire name.
        operation: String,
    },
    /// The response of an operation, with a documented sample.
    Response {
        /// The method's name.
        method: String,
        /// The path of `Client` from the file.
        client: &'static str,
        /// The sample.
        sample: Option<String>,
    },
    /// Anything else.
    Plain,
}

/// The items of a struct: definition, methods, table.
pub(super) fn items(object: &Object, role: &Role, scope: &Scope) -> Vec<Item> {
    let constructor = matches!(role, Role::Request { .. }).then(|| constructor(object, scope));
    let setters = object.fields.iter().map(|field| setter(field, scope));
    let methods: Vec<Method> = constructor.into_iter().chain(setters).collect();
    let mut items = vec![Item::Type(definition(object, role, scope))];
    if !methods.is_empty() {
        items.push(Item::Methods { ty: object.name.clone(), methods });
    }
    items.push(table(object));
    items
}

fn definition(object: &Object, role: &Role, scope: &Scope) -> Definition {
    let wire = match role {
        Role::Request { operation, .. } => operation.as_str(),
        // The path of a nested type is no wire name.
        Role::Plain if !object.path.contains('.') => object.path.as_str(),
        Role::Plain | Role::Response { .. } => "",
    };
    let derives = ["#[derive(Default)]".to_owned(), "#[non_exhaustive]".to_owned()];
    let extra = Member { docs: Vec::new(), attributes: Vec::new(), text: "extra: Extra".to_owned() };
    Definition {
        docs: type_docs(object, role),
        attributes: alias(wire, &object.name).into_iter().chain(derives).collect(),
        head: format!("pub struct {}", object.name),
        members: object.fields.iter().map(|field| member(field, scope)).chain([extra]).collect(),
    }
}

fn type_docs(object: &Object, role: &Role) -> Vec<String> {
    let mut doc = Doc::default();
    match role {
        Role::Request { method, client, .. } => {
            doc.paragraph(format!("Request of [`Client::{method}`]({client}::{method})."));
        }
        Role::Response { method, client, sample } => {
            doc.paragraph(format!("Response of [`Client::{method}`]({client}::{method})."));
            doc.prose(&object.text);
            if let Some(sample) = sample {
                doc.block(doc::sample(sample));
            }
        }
        Role::Plain => {
            doc.prose(&object.text);
            doc.gone(object.gone.as_ref());
            doc.paragraph(format!("Wire path {}.", docs::code(&object.path)));
        }
    }
    doc.lines()
}

fn member(field: &Field, scope: &Scope) -> Member {
    Member {
        docs: doc::field(field),
        attributes: deprecated(field).into_iter().collect(),
        text: format!("pub {}: Option<{}>", field.name, scope.ty(&field.ty)),
    }
}

/// `#[deprecated]`, with what to use instead where that is known.
fn deprecated(field: &Field) -> Option<String> {
    let deprecation = field.deprecated.as_ref()?;
    Some(match &deprecation.reason {
        Some(reason) => format!("#[deprecated = {reason:?}]"),
        None => "#[deprecated]".to_owned(),
    })
}

/// The fields that `new` of a request takes, in this order.
pub(crate) fn required(object: &Object) -> impl Iterator<Item = &Field> {
    object.fields.iter().filter(|field| field.required)
}

/// Only what a program calls is compiled: without this the release build of a large module takes twice as long.
const INLINE: &str = "#[inline]";

/// `new` of a request: what is required now.
fn constructor(object: &Object, scope: &Scope) -> Method {
    let required: Vec<&Field> = required(object).collect();
    let mut method = Method {
        docs: vec!["A request with the required parameters.".to_owned()],
        attributes: vec![INLINE.to_owned()],
        head: "pub fn new".to_owned(),
        arguments: required.iter().map(|field| argument(field, scope)).collect(),
        output: "Self".to_owned(),
        body: Vec::new(),
    };
    if required.is_empty() {
        method.docs = vec!["An empty request.".to_owned()];
        method.body.push("Self::default()".to_owned());
        return method;
    }
    // Clippy's limit.
    if required.len() > 7 {
        method
            .attributes
            .push("#[expect(clippy::too_many_arguments, reason = \"the operation requires all of them\")]".to_owned());
    }
    if required.iter().any(|field| field.deprecated.is_some()) {
        method.attributes.push("#[expect(deprecated, reason = \"required although deprecated\")]".to_owned());
    }
    method.body.push("Self {".to_owned());
    method.body.extend(required.iter().map(|field| format!("    {}: Some({}),", field.name, value(field))));
    method.body.extend(["    ..Self::default()".to_owned(), "}".to_owned()]);
    method
}

/// `with_field`; what a raw identifier or one of a private look begins with is no part of it.
pub(crate) fn setter_name(field: &Field) -> String {
    let plain = field.name.strip_prefix("r#").unwrap_or(&field.name);
    format!("with_{}", plain.trim_start_matches('_'))
}

fn setter(field: &Field, scope: &Scope) -> Method {
    let plain = field.name.strip_prefix("r#").unwrap_or(&field.name);
    let expected = "#[expect(deprecated, reason = \"the field is deprecated, too\")]";
    let expected = field.deprecated.as_ref().map(|_| expected.to_owned());
    Method {
        docs: vec![format!("Sets [`{plain}`](Self::{plain}).")],
        attributes: deprecated(field).into_iter().chain(expected).chain([INLINE.to_owned()]).collect(),
        head: format!("pub fn {}", setter_name(field)),
        arguments: vec!["mut self".to_owned(), argument(field, scope)],
        output: "Self".to_owned(),
        body: vec![format!("self.{} = Some({});", field.name, value(field)), "self".to_owned()],
    }
}

fn argument(field: &Field, scope: &Scope) -> String {
    format!("{}: {}", field.name, taken(field, scope.ty(&field.ty)))
}

/// What a setter or `new` takes for a field of this type: `impl Into` only where it helps, for texts and free-form values.
pub(crate) fn taken(field: &Field, ty: String) -> String {
    if field.ty.takes_into() { format!("impl Into<{ty}>") } else { ty }
}

fn value(field: &Field) -> String {
    if field.ty.takes_into() { format!("{}.into()", field.name) } else { field.name.clone() }
}

impl Type {
    fn takes_into(&self) -> bool {
        matches!(self, Self::Text | Self::Any)
    }
}

/// The list that the codec's tables are made from.
fn table(object: &Object) -> Item {
    let row = |field: &Field| format!("{}: {:?}{}", field.name, field.wire, if field.secret { " secret" } else { "" });
    Item::List { name: "object", ty: object.name.clone(), rows: object.fields.iter().map(row).collect() }
}
