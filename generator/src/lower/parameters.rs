//! Parameters → the fields of the request, and where each goes.

use super::types::Types;
use super::wire_path::WirePath;
use super::{field, texts};
use crate::model::{BodyKind, Field, Parameter, ParameterLocation, Style, Type};
use crate::names;
use crate::spec::NodeId;
use crate::spec::document::{Api, Located, Parameter as Declared, Schema};
use crate::spec::keys::{self, values};
use crate::spec::shape::Shape;
use crate::spec::tree::short;
use std::collections::{BTreeMap, BTreeSet};

/// The fields of a request and their places.
pub(super) struct Parameters {
    pub(super) fields: Vec<Field>,
    pub(super) places: Vec<Parameter>,
}

/// What decides about places besides the parameter itself.
#[derive(Clone, Copy)]
pub(super) struct Call<'c> {
    pub(super) verb: &'c str,
    pub(super) path: Option<&'c str>,
}

/// Lowers the parameters of an operation.
pub(super) fn lower<'d>(types: &mut Types<'_, 'd>, api: &'d Api<'d>, call: Call<'_>, path: &WirePath) -> Parameters {
    let merged = merged(types, api);
    let undeclared = undeclared(types, &merged, api, call);
    let at = at_of_path(api);
    let declared = merged.iter().flat_map(|(wire, same)| same.iter().map(|parameter| (*wire, parameter.at)));
    let wires = declared.chain(undeclared.iter().map(|wire| (*wire, at)));
    let settled = types.components.overrides.settle(wires, names::field, types.faults);
    let mut lowered = Parameters { fields: Vec::new(), places: Vec::new() };
    for (wire, same) in &merged {
        let Some(first) = same.first().copied() else { continue };
        let place = place(types, first, call);
        if place == ParameterLocation::Nowhere {
            lowered.places.push(Parameter { wire: (*wire).to_owned(), place, style: Style::Flat });
            continue;
        }
        let ty = types.ty(&first.schema, &path.child(wire));
        let style = style(types, first);
        let place = if let ParameterLocation::Body(_) = place {
            ParameterLocation::Body(body_kind(&first.schema))
        } else {
            place
        };
        let ty = if place == ParameterLocation::Body(BodyKind::Binary) { Type::Bytes } else { ty };
        let name = settled.get(wire).cloned().unwrap_or_else(|| names::field(wire));
        let mut field = field::field(wire, name, ty, &first.schema);
        // Copies of a parameter are one: it is gone when all of them are.
        let mut alive = same.iter().filter(|p| p.gone_since.is_none() && p.schema.gone_since.is_none()).peekable();
        field.gone = field.gone.or_else(|| texts::gone(first.gone_since.as_ref())).filter(|_| alive.peek().is_none());
        field.required = alive.any(|p| p.schema.required) || place == ParameterLocation::Path;
        if (place, style) != (ParameterLocation::Query, Style::Flat) {
            lowered.places.push(Parameter { wire: (*wire).to_owned(), place, style });
        }
        lowered.fields.push(field);
    }
    for wire in undeclared {
        let name = settled.get(wire).cloned().unwrap_or_else(|| names::field(wire));
        let mut field = field::field(wire, name, Type::Text, &Schema::default());
        field.required = true;
        lowered.fields.push(field);
        lowered.places.push(Parameter { wire: wire.to_owned(), place: ParameterLocation::Path, style: Style::Flat });
    }
    lowered.fields.sort_by(|a, b| a.wire.cmp(&b.wire));
    lowered.places.sort_by(|a, b| a.wire.cmp(&b.wire));
    lowered
}

/// Parameters by name. Real documents list some twice: copies are merged, the first decides where they differ.
fn merged<'d>(types: &mut Types<'_, 'd>, api: &'d Api<'d>) -> BTreeMap<&'d str, Vec<&'d Declared<'d>>> {
    let mut merged: BTreeMap<&str, Vec<&Declared<'_>>> = BTreeMap::new();
    for parameter in &api.parameters {
        if !parameter.name.text.trim().is_empty() {
            merged.entry(parameter.name.text.as_ref()).or_default().push(parameter);
        }
    }
    for (wire, same) in &mut merged {
        // The order of the document must not matter.
        same.sort_by(|a, b| contents(a).cmp(&contents(b)));
        if let [first, rest @ ..] = same.as_slice()
            && let Some(key) = rest.iter().find_map(|p| difference(p, first))
        {
            let at = same.iter().map(|p| p.at).max().unwrap_or_default();
            let message = format!("parameter `{}` is listed twice with a different `{key}`", short(wire));
            types.warn("duplicate-parameter", at, message, "they are merged; the result is required if one of them is");
        }
    }
    merged
}

/// What a parameter says, comparable: the first of several with one name is the one that says so first. A header is the
/// last one, since not every request has a place for it.
pub(crate) fn contents<'p>(parameter: &'p Declared<'_>) -> (bool, bool, Vec<Option<&'p str>>, Vec<&'p str>) {
    let is_header = parameter.location.text == "header";
    let schema = &parameter.schema;
    let located = [&parameter.style, &schema.kind, &schema.reference].map(|l| l.as_ref().map(|l| l.text.as_ref()));
    let texts = [&schema.format, &schema.description, &schema.title, &schema.example, &schema.default, &schema.pattern];
    let limits = [
        &schema.minimum,
        &schema.maximum,
        &schema.min_length,
        &schema.max_length,
        &schema.min_items,
        &schema.max_items,
    ];
    let texts = texts.into_iter().chain(limits).map(|text| text.as_deref());
    let mut values: Vec<&str> = schema.values.iter().flatten().map(|value| value.text.as_ref()).collect();
    values.sort_unstable();
    let all = std::iter::once(Some(parameter.location.text.as_ref())).chain(located).chain(texts).collect();
    (is_header, !schema.required, all, values)
}

/// The key in which two parameters differ, if they do not mean the same.
fn difference(a: &Declared<'_>, b: &Declared<'_>) -> Option<&'static str> {
    let keys = [
        ("in", a.location.text == b.location.text),
        ("style", text(a.style.as_ref()) == text(b.style.as_ref())),
        ("type", text(a.schema.kind.as_ref()) == text(b.schema.kind.as_ref())),
        ("required", a.schema.required == b.schema.required),
        ("schema", same_type(&a.schema, &b.schema)),
    ];
    keys.into_iter().find(|(_, is_same)| !is_same).map(|(key, _)| key)
}

/// Whether two schemas mean the same type, whatever they say about it.
fn same_type(a: &Schema<'_>, b: &Schema<'_>) -> bool {
    let values = |schema: &'_ Schema<'_>| -> Option<BTreeSet<String>> {
        schema.values.as_ref().map(|values| values.iter().map(|value| value.text.to_string()).collect())
    };
    let boxed = |a: &Option<Box<Schema<'_>>>, b: &Option<Box<Schema<'_>>>| match (a, b) {
        (Some(a), Some(b)) => same_type(a, b),
        (a, b) => a.is_none() && b.is_none(),
    };
    a.required == b.required
        && a.format == b.format
        && text(a.kind.as_ref()) == text(b.kind.as_ref())
        && text(a.reference.as_ref()) == text(b.reference.as_ref())
        && values(a) == values(b)
        && boxed(&a.items, &b.items)
        && boxed(&a.additional_properties, &b.additional_properties)
        && same_properties(a, b)
}

fn same_properties<'s>(a: &'s Schema<'s>, b: &'s Schema<'s>) -> bool {
    let sorted = |schema: &'s Schema<'s>| {
        let mut properties: Vec<_> = schema.properties.iter().flatten().collect();
        properties.sort_by_key(|property| property.name.as_ref());
        properties
    };
    let (a, b) = (sorted(a), sorted(b));
    a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| a.name == b.name && same_type(&a.value, &b.value))
}

fn text<'l>(located: Option<&'l Located<'_>>) -> Option<&'l str> {
    located.map(|located| located.text.as_ref())
}

fn place(types: &mut Types<'_, '_>, parameter: &Declared<'_>, call: Call<'_>) -> ParameterLocation {
    match parameter.location.text.as_ref() {
        "query" => ParameterLocation::Query,
        // Where only GET is allowed there is no form: the whole request is the query.
        "formData" if call.path.is_none() && call.verb == "GET" => ParameterLocation::Query,
        "formData" => ParameterLocation::Form,
        "path" if path_holds(call.path, &parameter.name.text) => ParameterLocation::Path,
        // The path has lost its placeholder together with the parameter.
        "path" if parameter.gone_since.is_some() => ParameterLocation::Query,
        "path" => {
            let message =
                format!("parameter `{}` is not in the path `{}`", parameter.name.text, call.path.unwrap_or("/"));
            types.warn("path-parameter", parameter.at, message, "it is sent in the query");
            ParameterLocation::Query
        }
        "body" => ParameterLocation::Body(BodyKind::Json),
        "header" if call.path.is_some() => ParameterLocation::Header,
        // RPC requests have no headers of their own: the vendor's libraries drop such parameters, too. Any other place is that
        // of an operation which is refused.
        _ => ParameterLocation::Nowhere,
    }
}

/// Whether a path has a placeholder; `[name]` for `{name}` occurs, and a path that ends in `/*` is a parameter as a whole.
fn path_holds(path: Option<&str>, name: &str) -> bool {
    path.is_some_and(|path| path.ends_with("/*") || path.contains(&format!("{{{name}}}")))
}

/// How a value is written outside a body. A scalar is written as it is, whatever the style.
fn style<'d>(types: &mut Types<'_, 'd>, parameter: &'d Declared<'d>) -> Style {
    let declared = parameter.style.as_ref().map_or("", |style| style.text.as_ref());
    let shape = Shape::of(types.components.resolved(&parameter.schema));
    match declared {
        "json" if !shape.is_scalar() => Style::Json,
        "simple" if matches!(shape, Shape::Array(_)) => Style::Simple,
        "" | "repeatList" | "flat" | "json" | "simple" | "struct" => Style::Flat,
        other => {
            let at = parameter.style.as_ref().map_or(parameter.at, |style| style.at);
            let message = format!("unknown style `{}` of parameter `{}`", short(other), short(&parameter.name.text));
            let help = match keys::closest(other, values::PARAMETER_STYLES.iter().copied()) {
                Some(close) => format!("did you mean `{close}`? It is flattened, as without a style"),
                None => {
                    format!(
                        "expected one of {}; it is flattened, as without a style",
                        values::PARAMETER_STYLES.join(", ")
                    )
                }
            };
            types.warn("unknown-style", at, message, &help);
            Style::Flat
        }
    }
}

fn body_kind(schema: &Schema<'_>) -> BodyKind {
    match Shape::of(schema) {
        Shape::Bytes => BodyKind::Binary,
        Shape::String | Shape::Enum => BodyKind::Text,
        Shape::Object(_) => BodyKind::JsonObject,
        _ => BodyKind::Json,
    }
}

fn at_of_path(api: &Api<'_>) -> NodeId {
    api.path.as_ref().map(|path| path.at).unwrap_or_default()
}

/// Placeholders that nobody declares: each becomes a required text.
fn undeclared<'p>(
    types: &mut Types<'_, '_>,
    declared: &BTreeMap<&str, Vec<&Declared<'_>>>,
    api: &Api<'_>,
    call: Call<'p>,
) -> BTreeSet<&'p str> {
    let Some(path) = call.path.filter(|path| !path.ends_with("/*")) else { return BTreeSet::new() };
    let at = at_of_path(api);
    let names = path.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name);
    let names: BTreeSet<&str> = names.filter(|name| !declared.contains_key(name)).collect();
    for name in &names {
        let message = format!("no parameter for the placeholder `{{{name}}}` in the path `{path}`");
        types.warn("placeholder", at, message, "a required string parameter of that name is added");
    }
    names
}
