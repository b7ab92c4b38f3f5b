//! One operation.

use super::components::Components;
use super::effect::{self, Witnesses};
use super::parameters::{self, Call};
use super::types::Types;
use super::wire_path::WirePath;
use super::{security, texts};
use crate::Severity;
use crate::model::{
    Access, CallForm, Deprecation, ErrorCode, Field, Gone, Object, Operation, OperationDocs, Output, Permission, Prose,
    Substitute, Type, TypeDef, TypeModule, Unpaged,
};
use crate::spec::Fault;
use crate::spec::document::{Api, Named, Schema, Text};
use crate::spec::shape::Shape;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Lowers an operation that is not refused. Names of types are provisional.
pub(super) fn lower<'d>(
    components: &mut Components<'d>,
    faults: &mut Vec<Fault>,
    named: &'d Named<'d, Api<'d>>,
    method: &str,
) -> Operation {
    let (wire, api) = (named.name.as_ref(), &named.value);
    let module = TypeModule::Operation(method.to_owned());
    let mut types = Types { components, faults, operation: Some(wire), module, defined: Vec::new() };
    let mut call = call_form(&mut types, named);
    let request_path = WirePath::root(&[wire, "Request"]);
    let form = Call { verb: call.verb, path: call.path.as_deref() };
    let parameters = parameters::lower(&mut types, api, form, &request_path);
    call.path = call.path.map(|path| encoded(&path));
    call.token = token(&parameters.fields);
    let output = output(&mut types, wire, api);
    let request = Object {
        path: types.path_of(&request_path),
        wire_path: request_path.dotted(),
        text: Prose::default(),
        gone: None,
        fields: parameters.fields,
    };
    let docs = with_fitting_sample(docs(types.faults, named), &mut types, api, &output);
    Operation {
        wire: wire.to_owned(),
        method: method.to_owned(),
        file: method.strip_prefix("r#").unwrap_or(method).to_owned(),
        call,
        request,
        parameters: parameters.places,
        output,
        // What a page is made of is known once all types are.
        paging: Err(Unpaged::NoParameter),
        types: types.defined,
        docs,
        deprecated: api.deprecated.then(|| deprecation(api)),
        gone: texts::gone(api.gone_since.as_ref()),
    }
}

fn call_form(types: &mut Types<'_, '_>, named: &Named<'_, Api<'_>>) -> CallForm {
    let api = &named.value;
    let witnesses = Witnesses::of(named);
    types.faults.extend(witnesses.contradiction());
    let path = api.path.as_ref().map(|path| path.text.trim()).filter(|path| !path.is_empty());
    let path = path.filter(|_| !types.components.paths_are_ignored).map(|path| bracketed(path, api));
    CallForm {
        verb: verb(&api.methods),
        path,
        effect: witnesses.effect(),
        token: None,
        anonymous: security::is_unsigned(&api.security),
        event_stream: api.schemes.iter().any(|s| s == "sse") || api.produces.iter().any(|p| p.contains("event-stream")),
    }
}

/// The wire name of the parameter that makes the call safe to repeat. One that is gone may no longer be understood.
fn token(fields: &[Field]) -> Option<String> {
    let is_token = |field: &&Field| effect::is_token(&field.wire) && field.ty == Type::Text && field.gone.is_none();
    fields.iter().find(is_token).map(|field| field.wire.clone())
}

/// POST wherever it is allowed, else the first verb in the alphabet: the order of the list carries no meaning.
fn verb(methods: &[Text<'_>]) -> &'static str {
    let known = ["POST", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "PUT"];
    known.into_iter().find(|verb| methods.iter().any(|m| m.eq_ignore_ascii_case(verb))).unwrap_or("POST")
}

/// `[name]` for `{name}` occurs where a path parameter has that name.
fn bracketed(path: &str, api: &Api<'_>) -> String {
    let names = api.parameters.iter().filter(|p| p.location.text == "path").map(|p| p.name.text.as_ref());
    names.fold(path.to_owned(), |path, name| path.replace(&format!("[{name}]"), &format!("{{{name}}}")))
}

/// The literal parts of a path as they are sent: percent-encoded, `/apps:search` → `/apps%3Asearch`.
fn encoded(path: &str) -> String {
    use std::fmt::Write as _;
    let (path, query) = path.split_once('?').map_or((path, None), |(path, query)| (path, Some(query)));
    let mut encoded = String::with_capacity(path.len());
    let mut inside = false;
    for c in path.chars() {
        inside = (inside || c == '{') && c != '}';
        if inside || c.is_ascii_alphanumeric() || "/-_.~{}*".contains(c) {
            encoded.push(c);
        } else {
            for byte in c.to_string().bytes() {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    if let Some(query) = query {
        encoded.push('?');
        encoded.push_str(query);
    }
    encoded
}

fn output<'d>(types: &mut Types<'_, 'd>, wire: &'d str, api: &'d Api<'d>) -> Output {
    let Some(schema) = api.success_schema() else {
        return Output::Unit;
    };
    match Shape::of(types.components.resolved(schema)) {
        Shape::Bytes => Output::Bytes,
        Shape::String | Shape::Enum => Output::Text,
        _ => Output::Json(response_type(types, wire, schema)),
    }
}

fn response_type<'d>(types: &mut Types<'_, 'd>, wire: &'d str, schema: &'d Schema<'d>) -> Type {
    match types.ty(schema, &WirePath::root(&[wire, "Response"])) {
        Type::Boolean | Type::Integer | Type::Number => Type::Any,
        Type::Named(reference) => {
            let whole = types.defined.iter_mut().find(|definition| definition.name() == reference.name);
            if let (true, Some(TypeDef::Object(object))) = (reference.module == types.module, whole)
                && texts::is_filler(&object.text)
            {
                object.text = Prose::default();
            }
            Type::Named(reference)
        }
        ty => ty,
    }
}

fn deprecation(api: &Api<'_>) -> Deprecation {
    let substitutes: BTreeSet<String> = api.substitutions.iter().filter_map(|wire| trimmed(Some(wire))).collect();
    Deprecation {
        substitutes: substitutes.into_iter().map(|wire| Substitute { wire, method: None }).collect(),
        reason: trimmed(api.no_substitution_reason.as_ref()),
    }
}

/// What a document tells of an operation, whether or not it is generated: the texts, and whether it is deprecated or gone.
pub(crate) fn without_types(named: &Named<'_, Api<'_>>) -> (OperationDocs, Option<Deprecation>, Option<Gone>) {
    let api = &named.value;
    // What is wrong with the sample has been reported.
    (docs(&mut Vec::new(), named), api.deprecated.then(|| deprecation(api)), texts::gone(api.gone_since.as_ref()))
}

fn trimmed(text: Option<&Text<'_>>) -> Option<String> {
    text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty())
}

fn docs(faults: &mut Vec<Fault>, named: &Named<'_, Api<'_>>) -> OperationDocs {
    let api = &named.value;
    let sample = api.response_demo.as_ref().map(|demo| (demo.at, sample(&demo.text)));
    if let Some((at, Err(what))) = &sample {
        let fault = Fault::new(Severity::Warning, "sample", *at, format!("invalid `responseDemo`: {what}"));
        faults.push(fault.help("the operation has no sample response").operation(named.name.as_ref()));
    }
    let parts = [&api.description, &api.request_description, &api.response_description, &api.extra_info];
    OperationDocs {
        title: trimmed(api.title.as_ref()).unwrap_or_default().into(),
        summary: trimmed(api.summary.as_ref()).unwrap_or_default().into(),
        parts: parts.into_iter().filter_map(|part| trimmed(part.as_ref())).map(Prose::from).collect(),
        permissions: permissions(api),
        errors: errors(api),
        sample: sample.and_then(|(_, sample)| sample.ok().flatten()),
    }
}

fn permissions(api: &Api<'_>) -> Vec<Permission> {
    let named = api.ram_actions.iter().filter(|action| !action.action.trim().is_empty());
    let mut permissions: Vec<Permission> = named.map(permission).collect();
    permissions.sort();
    permissions.dedup();
    permissions
}

fn permission(action: &crate::spec::document::RamAction<'_>) -> Permission {
    let mut resources: Vec<String> = action.resources.iter().filter_map(|r| trimmed(r.arn.as_ref())).collect();
    resources.sort();
    resources.dedup();
    Permission { action: action.action.trim().to_owned(), access: access(action.level.as_deref()), resources }
}

fn access(level: Option<&str>) -> Access {
    match level.map(str::trim).unwrap_or_default() {
        "" | "none" => Access::Unstated,
        "list" => Access::List,
        "get" | "read" => Access::Read,
        "create" | "update" | "delete" | "write" => Access::Write,
        other => Access::Other(other.to_owned()),
    }
}

fn errors(api: &Api<'_>) -> Vec<ErrorCode> {
    let of_status = |status: &Named<'_, Vec<crate::spec::document::ErrorCode<'_>>>| -> Vec<ErrorCode> {
        let entry = |error: &crate::spec::document::ErrorCode<'_>| ErrorCode {
            status: status.name.trim().to_owned(),
            code: error.code.trim().to_owned(),
            message: [error.message.as_ref(), error.description.as_ref()]
                .into_iter()
                .find_map(telling)
                .unwrap_or_default()
                .into(),
            constant: None,
        };
        status.value.iter().map(entry).collect()
    };
    let mut errors: Vec<ErrorCode> = api.error_codes.iter().flat_map(of_status).collect();
    errors.sort();
    errors.dedup_by(|a, b| a.status == b.status && a.code == b.code);
    errors
}

/// A message, if it is more than the placeholder of one.
fn telling(message: Option<&Text<'_>>) -> Option<String> {
    trimmed(message).filter(|message| message.replace("%s", "").contains(char::is_alphanumeric))
}

/// A sample of another kind than the response, a list for an object, is no sample of it.
fn with_fitting_sample(
    mut docs: OperationDocs,
    types: &mut Types<'_, '_>,
    api: &Api<'_>,
    output: &Output,
) -> OperationDocs {
    let expected = match output {
        Output::Json(Type::List(_)) => Some(("a list", '[')),
        Output::Json(Type::Map(_) | Type::Named(_)) => Some(("an object", '{')),
        _ => None,
    };
    if let (Some((kind, start)), Some(sample), Some(demo)) = (expected, &docs.sample, &api.response_demo)
        && !sample.starts_with(start)
    {
        let message = format!("the sample in `responseDemo` is not {kind}, but the schema of the response is");
        types.warn("sample", demo.at, message, "the sample is left out; one of the two is wrong");
        docs.sample = None;
    }
    docs
}

/// The JSON sample among the samples of a `responseDemo`, or why there is none to use.
pub(crate) fn sample(demo: &str) -> Result<Option<String>, String> {
    if demo.trim().is_empty() {
        return Ok(None);
    }
    let json = json_example(demo).map_err(|fault| format!("it is not a JSON list of samples ({fault})"))?;
    let Some(json) = json.map(|json| json.trim().to_owned()).filter(|json| !json.is_empty()) else { return Ok(None) };
    let whole: Result<serde::de::IgnoredAny, _> = serde_json::from_str(&json);
    whole.map(|_| Some(json)).map_err(|error| format!("its JSON sample is not valid JSON ({error})"))
}

/// The `example` of the first sample whose `type` is JSON.
fn json_example(demo: &str) -> Result<Option<String>, String> {
    let demos: Vec<Map<String, Value>> = serde_json::from_str(demo).map_err(|error| error.to_string())?;
    let text = |demo: &mut Map<String, Value>, key: &str| match demo.remove(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(format!("`{key}` is not a string")),
    };
    let mut first = None;
    for mut demo in demos {
        let (kind, example) = (text(&mut demo, "type")?, text(&mut demo, "example")?);
        first = first.or(example.filter(|_| kind.as_deref() == Some("json")));
    }
    Ok(first)
}

/// Fills in the methods of substitutes that belong to the same module.
pub(super) fn link_substitutes(
    operation: &mut Operation,
    product: &str,
    version: &str,
    methods: &BTreeMap<String, String>,
) {
    for substitute in operation.deprecated.iter_mut().flat_map(|d| d.substitutes.iter_mut()) {
        let mut parts = substitute.wire.split("::");
        let (Some(of), Some(at), Some(name)) = (parts.next(), parts.next(), parts.next()) else { continue };
        if of.eq_ignore_ascii_case(product) && at == version {
            substitute.method = methods.get(name).map(|method| method.strip_prefix("r#").unwrap_or(method).to_owned());
        }
    }
}
