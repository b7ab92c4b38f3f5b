//! What is known of an operation, and why: what its document says, and what was made of it.

use crate::lower::{self, effect::Witnesses};
use crate::model::{
    Effect, Module, Operation, Output, Paging, Parameter, ParameterLocation, Style, Type, TypeDef, Unpaged,
};
use crate::rustdoc;
use crate::spec::document::{Api, Located, Named};
use crate::spec::{LoadedDocument, keys};
use crate::{Diagnostic, Input, Position};

/// An operation of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Description {
    /// The document, as named by [`Input::path`].
    pub file: String,
    /// Where the operation stands.
    pub position: Option<Position>,
    /// The product's code.
    pub product: String,
    /// The version.
    pub version: String,
    /// The wire name.
    pub operation: String,
    /// What the operation is for, in one line; empty where the document does not say.
    pub summary: String,
    /// What it does to resources.
    pub effect: EffectReport,
    /// What is generated of it, or why nothing is.
    pub outcome: Result<Generated, String>,
    /// Warnings about it, and what it is refused for.
    pub diagnostics: Vec<Diagnostic>,
}

/// Whether an operation only reads, and what that is concluded from.
#[derive(Clone, Debug, PartialEq)]
pub struct EffectReport {
    /// What it counts as.
    pub effect: Effect,
    /// What the document says, field by field; the name first, a correction last.
    pub evidence: Vec<Evidence>,
}

/// Something that speaks for an effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Where it was found: `name`, `operationType`, `systemTags.operationType`, `effect`.
    pub source: &'static str,
    /// What stands there; for the name, its first word where that reads. `None` where there is nothing.
    pub value: Option<String>,
    /// File and position, where there is a value with a place.
    pub place: Option<(String, Position)>,
}

/// What is generated of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generated {
    /// The path of the method: `ice20201109::Client::takeover_ai_agent_call`.
    pub method: String,
    /// The HTTP method.
    pub verb: &'static str,
    /// The path template; `None` for the RPC style.
    pub path: Option<String>,
    /// Whether the call is signed.
    pub signed: bool,
    /// Whether the answer is a stream of events.
    pub event_stream: bool,
    /// The parameter that makes a repeated call harmless.
    pub token: Option<String>,
    /// When a call is retried, as the end of a sentence.
    pub retried: String,
    /// How it gives its items page by page, or why not.
    pub paging: Result<Paging, Unpaged>,
    /// The name of the request's type.
    pub request: String,
    /// The parameters, sorted by wire name.
    pub parameters: Vec<ParameterReport>,
    /// What the call gives: `JSON`, `text`, `bytes`, `nothing`, with the type's name where there is one; and whether there is a
    /// sample of it.
    pub response: String,
    /// The RAM actions that it needs, sorted.
    pub permissions: Vec<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
}

/// A parameter of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterReport {
    /// The wire name.
    pub wire: String,
    /// The field.
    pub field: String,
    /// The field's type, in words: `text`, `list of Tag`.
    pub ty: String,
    /// Where and how it is sent: `query`, `form, as JSON`.
    pub location: String,
    /// Whether it is an argument of `new`.
    pub required: bool,
}

/// The result of [`describe`].
#[derive(Clone, Debug, Default)]
pub struct Descriptions {
    /// The operations, document by document.
    pub operations: Vec<Description>,
    /// Documents that cannot be read.
    pub errors: Vec<Diagnostic>,
    /// The names that no document has, each with the one that is closest to it, if one is close.
    pub unknown: Vec<(String, Option<String>)>,
}

/// Looks operations up in documents, by wire name, upper or lower case alike.
#[must_use]
pub fn describe(inputs: &[Input], wanted: &[&str]) -> Descriptions {
    let mut all = Descriptions::default();
    let mut names = Vec::new();
    let is_wanted = |name: &str| wanted.iter().any(|wanted| name.eq_ignore_ascii_case(wanted));
    for input in inputs {
        let mut source = match LoadedDocument::read(input) {
            Ok(source) => source,
            Err(error) => {
                all.errors.push(*error);
                continue;
            }
        };
        names.extend(source.document.apis.iter().map(|api| api.name.to_string()));
        if !source.document.apis.iter().any(|api| is_wanted(&api.name)) {
            continue;
        }
        let (module, faults, _) = lower::document(&mut source);
        let diagnostics = source.diagnostics(faults);
        for api in source.document.apis.iter().filter(|api| is_wanted(&api.name)) {
            all.operations.push(description(&source, module.as_ref(), api, &diagnostics));
        }
    }
    let unknown = wanted.iter().filter(|wanted| !names.iter().any(|name| name.eq_ignore_ascii_case(wanted)));
    let closest = |name: &str| keys::closest(name, names.iter().map(String::as_str)).map(str::to_owned);
    all.unknown = unknown.map(|name| ((*name).to_owned(), closest(name))).collect();
    all
}

fn description(
    source: &LoadedDocument<'_>,
    module: Option<&Module>,
    api: &Named<'_, Api<'_>>,
    diagnostics: &[Diagnostic],
) -> Description {
    let (operation, info) = (api.name.to_string(), &source.document.info);
    let concerns = |diagnostic: &&Diagnostic| {
        diagnostic.operation.as_ref() == Some(&operation) || diagnostic.refuses.contains(&operation)
    };
    let summary = api.value.summary.as_deref().or(api.value.title.as_deref()).unwrap_or_default();
    Description {
        file: source.path().to_owned(),
        position: source.position(api.at),
        product: info.product.text.trim().to_owned(),
        version: info.version.text.trim().to_owned(),
        summary: summary.split_whitespace().collect::<Vec<_>>().join(" "),
        effect: effect(source, api),
        outcome: outcome(module, &operation),
        diagnostics: diagnostics.iter().filter(concerns).cloned().collect(),
        operation,
    }
}

fn effect(source: &LoadedDocument<'_>, api: &Named<'_, Api<'_>>) -> EffectReport {
    let witnesses = Witnesses::of(api);
    let field = |name: &'static str, field: Option<&Located<'_>>| Evidence {
        source: name,
        value: field.map(|field| field.text.to_string()),
        place: field.and_then(|field| source.places(std::iter::once(field.at)).remove(&field.at)),
    };
    let name = Evidence { source: "name", value: witnesses.reading_word().map(str::to_owned), place: None };
    let correction = witnesses.correction.map(|correction| field("effect", Some(correction)));
    let fields =
        [field("operationType", witnesses.operation_type), field("systemTags.operationType", witnesses.tagged_type)];
    let evidence = std::iter::once(name).chain(fields).chain(correction).collect();
    EffectReport { effect: witnesses.effect(), evidence }
}

fn outcome(module: Option<&Module>, wire: &str) -> Result<Generated, String> {
    let Some(module) = module else {
        return Err("the document does not say which product and version it is of".to_owned());
    };
    if let Some(operation) = module.operations.iter().find(|operation| operation.wire == wire) {
        return Ok(generated(module, operation));
    }
    let refused = module.refused.iter().find(|refused| refused.operation == wire);
    Err(refused.map_or_else(|| "the document declares it twice".to_owned(), |refused| refused.reason.clone()))
}

fn generated(module: &Module, operation: &Operation) -> Generated {
    let mut permissions: Vec<String> = operation.docs.permissions.iter().map(|p| p.action.clone()).collect();
    permissions.sort();
    permissions.dedup();
    let parameters = operation.request.fields.iter().map(|field| ParameterReport {
        wire: field.wire.clone(),
        field: field.name.clone(),
        ty: in_words(&field.ty),
        location: location(operation.parameters.iter().find(|parameter| parameter.wire == field.wire)),
        required: field.required,
    });
    Generated {
        method: format!("{}::Client::{}", module.name, operation.method),
        verb: operation.call.verb,
        path: operation.call.path.clone(),
        signed: !operation.call.anonymous,
        event_stream: operation.call.event_stream,
        token: operation.call.token.clone(),
        retried: rustdoc::retry_condition(&operation.call, "`Call::idempotent`"),
        paging: operation.paging.clone(),
        request: operation.request.path.name.clone(),
        parameters: parameters.collect(),
        response: response(operation) + if operation.sample().is_some() { ", with a sample" } else { "" },
        permissions,
        deprecated: operation.deprecated.is_some(),
    }
}

fn location(parameter: Option<&Parameter>) -> String {
    let Some(parameter) = parameter else { return "query".to_owned() };
    let part = match parameter.place {
        ParameterLocation::Query => "query",
        ParameterLocation::Form => "form",
        ParameterLocation::Header => "header",
        ParameterLocation::Path => "path",
        ParameterLocation::Body(_) => "body",
        ParameterLocation::Nowhere => "nowhere",
    };
    match parameter.style {
        Style::Flat => part.to_owned(),
        Style::Json => format!("{part}, as JSON"),
        Style::Simple => format!("{part}, joined by commas"),
    }
}

fn response(operation: &Operation) -> String {
    match &operation.output {
        Output::Unit => "nothing".to_owned(),
        Output::Text => "text".to_owned(),
        Output::Bytes => "bytes".to_owned(),
        Output::Json(ty) => {
            let fields = |definition: &TypeDef| match (ty, definition) {
                (Type::Named(reference), TypeDef::Object(object)) if object.path == *reference => {
                    Some(object.fields.len())
                }
                _ => None,
            };
            let fields = operation.types.iter().find_map(fields);
            let fields = fields.map(|count| format!(" ({count} field{})", if count == 1 { "" } else { "s" }));
            format!("{}{}", in_words(ty), fields.unwrap_or_default())
        }
    }
}

/// A type for people: wrappers are of no interest here.
fn in_words(ty: &Type) -> String {
    match ty {
        Type::Boolean => "boolean".to_owned(),
        Type::Integer => "integer".to_owned(),
        Type::Number => "number".to_owned(),
        Type::Text => "text".to_owned(),
        Type::Bytes => "bytes".to_owned(),
        Type::Any => "any JSON".to_owned(),
        Type::List(inner) => format!("list of {}", in_words(inner)),
        Type::Map(inner) => format!("map of {}", in_words(inner)),
        Type::Named(reference) => reference.name.clone(),
        Type::Boxed(inner) => in_words(inner),
    }
}
