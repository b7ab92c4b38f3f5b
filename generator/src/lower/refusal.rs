//! What is refused, by what the document says, never by a product's name.
//!
//! | the document says | refused | reason |
//! |---|---|---|
//! | `info.style` is `OSS`, `SLS`, `PDS` or `AliGenie` | all | the product has a gateway and a signature of its own |
//! | most operations have a parameter in the `host` | all | as above, whatever the style: also those without one are signed so |
//! | a parameter goes into the `host` | the operation | the host is part of the request there, and so is another signature |
//! | a body in XML: style `xml`, or only XML media types | the operation | bodies are JSON, forms or bytes |
//! | no security scheme but foreign ones | the operation | it is not known how to make the call |

use super::security;
use crate::spec::NodeId;
use crate::spec::document::{Api, Document, Parameter};

/// Why an operation is refused.
#[derive(Clone, Debug)]
pub(super) struct Refusal {
    /// A short name of the reason, for counting.
    pub(super) kind: &'static str,
    /// The reason.
    pub(super) reason: String,
    /// Where the document says so.
    pub(super) at: NodeId,
}

impl Refusal {
    fn new(kind: &'static str, reason: impl Into<String>, at: NodeId) -> Self {
        Self { kind, reason: reason.into(), at }
    }
}

/// Why a whole document is refused, if it is: the product has a gateway of its own.
pub(super) fn of_document(document: &Document<'_>) -> Option<Refusal> {
    style(document).or_else(|| hosts(document))
}

/// Why an operation is refused, if it is.
pub(super) fn of_operation(api: &Api<'_>, at: NodeId) -> Option<Refusal> {
    host(api).or_else(|| xml(api, at)).or_else(|| foreign(api))
}

fn style(document: &Document<'_>) -> Option<Refusal> {
    let style = &document.info.style;
    matches!(style.text.trim(), "OSS" | "SLS" | "PDS" | "AliGenie")
        .then(|| Refusal::new("gateway", format!("style {} has a gateway of its own", style.text.trim()), style.at))
}

fn hosts(document: &Document<'_>) -> Option<Refusal> {
    let found = document.apis.iter().filter_map(|api| Some((&api.name, host_parameter(&api.value)?)));
    let (_, parameter) = found.min_by_key(|(name, _)| *name).filter(|_| has_hosts(document))?;
    let reason = "most operations have a parameter in the host: the product has a gateway of its own";
    Some(Refusal::new("gateway", reason, parameter.at))
}

/// Whether most operations have a parameter in the host: it is how the product is called, also by the others. One such
/// parameter among many operations is that operation's.
pub(crate) fn has_hosts(document: &Document<'_>) -> bool {
    2 * document.apis.iter().filter(|api| host_parameter(&api.value).is_some()).count() > document.apis.len()
}

fn host(api: &Api<'_>) -> Option<Refusal> {
    let parameter = host_parameter(api)?;
    Some(Refusal::new("host", "a parameter is part of the host", parameter.at))
}

fn host_parameter<'d>(api: &'d Api<'d>) -> Option<&'d Parameter<'d>> {
    api.parameters.iter().find(|parameter| parameter.location.text == "host")
}

fn xml(api: &Api<'_>, at: NodeId) -> Option<Refusal> {
    let only_xml = |types: &[std::borrow::Cow<'_, str>]| !types.is_empty() && types.iter().all(|t| t.contains("xml"));
    let body = api.parameters.iter().find(|p| p.style.as_ref().is_some_and(|s| s.text == "xml"));
    if let Some(parameter) = body {
        return Some(Refusal::new("xml", "the request body is XML", parameter.at));
    }
    if only_xml(&api.consumes) && api.parameters.iter().any(|p| p.location.text == "body") {
        return Some(Refusal::new("xml", "the request body is XML", at));
    }
    only_xml(&api.produces).then(|| Refusal::new("xml", "the response body is XML", at))
}

fn foreign(api: &Api<'_>) -> Option<Refusal> {
    let first = api.security.first().filter(|_| security::is_foreign(&api.security))?;
    let mut names: Vec<&str> = api.security.iter().map(|scheme| scheme.text.as_ref()).collect();
    names.sort_unstable();
    Some(Refusal::new("security", format!("security scheme {}", names.join(", ")), first.at))
}
