//! What is refused, by what the document says, never by a product's name.
//!
//! | the document says | reason |
//! |---|---|
//! | `info.style` is `OSS`, `SLS`, `PDS` or `AliGenie` | the product has a gateway and a signature of its own |
//! | a parameter goes into the `host` | the host is part of the request there, and so is another signature |
//! | a body in XML: style `xml`, or only XML media types | bodies are JSON, forms or bytes |
//! | no security scheme but foreign ones | only access keys, tokens and no identity at all are known |

use crate::spec::At;
use crate::spec::document::{Api, Document};

/// Why an operation is refused.
pub(super) struct Refusal {
    /// A short name of the reason, for counting.
    pub(super) kind: &'static str,
    /// The reason.
    pub(super) reason: String,
    /// Where the document says so.
    pub(super) at: At,
}

impl Refusal {
    fn new(kind: &'static str, reason: impl Into<String>, at: At) -> Self {
        Self { kind, reason: reason.into(), at }
    }
}

/// Why an operation is refused, if it is.
pub(super) fn reason(document: &Document<'_>, api: &Api<'_>, at: At) -> Option<Refusal> {
    style(document).or_else(|| host(api)).or_else(|| xml(api, at)).or_else(|| security(api))
}

fn style(document: &Document<'_>) -> Option<Refusal> {
    let style = &document.info.style;
    matches!(style.text.trim(), "OSS" | "SLS" | "PDS" | "AliGenie")
        .then(|| Refusal::new("gateway", format!("style {} has a gateway of its own", style.text.trim()), style.at))
}

fn host(api: &Api<'_>) -> Option<Refusal> {
    let parameter = api.parameters.iter().find(|p| p.location.text == "host")?;
    Some(Refusal::new("host", "a parameter is part of the host", parameter.at))
}

fn xml(api: &Api<'_>, at: At) -> Option<Refusal> {
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

fn security(api: &Api<'_>) -> Option<Refusal> {
    let known = |name: &str| matches!(name, "AK" | "Anonymous") || name.to_ascii_lowercase().contains("token");
    let first = api.security.first()?;
    if api.security.iter().any(|scheme| known(&scheme.text)) {
        return None;
    }
    let mut names: Vec<&str> = api.security.iter().map(|scheme| scheme.text.as_ref()).collect();
    names.sort_unstable();
    Some(Refusal::new("security", format!("security scheme {}", names.join(", ")), first.at))
}
