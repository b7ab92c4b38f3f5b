//! What is secret by its name only, in a request as it was sent.

use std::time::SystemTime;

use bytes::Bytes;
use http::Request;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::uri::PathAndQuery;
use serde_json::Value;

use crate::body::Body;
use crate::codec::all_texts;
use crate::codec::json;
use crate::codec::secrets::{Kind, hides};
use crate::encoding;

const FORM: &[u8] = b"application/x-www-form-urlencoded";

/// A request as it was sent.
#[derive(Clone)]
pub(crate) struct SentRequest {
    pub(super) target: Option<PathAndQuery>,
    /// Empty if it is no text that names its parts.
    pub(super) body: Bytes,
    pub(super) signed: Option<Signed>,
}

/// What was signed of a request. Holds the security token.
#[derive(Clone)]
pub(crate) struct Signed {
    pub(crate) canonical_request: String,
    /// What is written as `x-acs-date`.
    pub(crate) time: SystemTime,
}

impl SentRequest {
    /// What is to be kept of a request until its answer is printed.
    pub(crate) fn of(request: &Request<Body>, signed: Option<Signed>) -> Self {
        let has_names = || {
            let content_type = request.headers().get(CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
            [b"application/json".as_slice(), FORM].iter().any(|prefix| content_type.starts_with(prefix))
        };
        // Most requests have no body.
        let body = request.body().as_bytes().filter(|body| !body.is_empty() && has_names());
        let body = body.cloned().unwrap_or_default();
        Self { target: request.uri().path_and_query().cloned(), body, signed }
    }

    /// What of a body is to be kept, whatever is said about its type.
    #[cfg(feature = "test-util")]
    pub(crate) fn of_body(body: Bytes) -> Self {
        Self { target: None, body, signed: None }
    }

    /// What is secret by its name in the query and the body: what no type describes.
    pub(crate) fn secrets(&self) -> Vec<String> {
        let mut found = Vec::new();
        let body = str::from_utf8(&self.body).unwrap_or_default();
        let form = if body.starts_with(['{', '[']) { "" } else { body };
        for pair in
            self.target.as_ref().and_then(PathAndQuery::query).unwrap_or_default().split('&').chain(form.split('&'))
        {
            let Some((name, value)) = pair.split_once('=') else { continue };
            let value = encoding::unpercent(value);
            if hides(name, kind_of(&value)) {
                found.push(value.into_owned());
            } else if value.starts_with(['{', '[']) {
                add_named(&json::parse_lossless(&value), &mut found);
            }
        }
        add_named(&json::parse_lossless(body), &mut found);
        found
    }
}

/// The texts and numbers under secret names, at any depth. As deep as the reader goes, which is not deep.
fn add_named(value: &Value, own: &mut Vec<String>) {
    match value {
        Value::Array(list) => list.iter().for_each(|element| add_named(element, own)),
        Value::Object(members) => {
            for (name, member) in members {
                if hides(name, Kind::of_value(member)) { all_texts(member, own) } else { add_named(member, own) }
            }
        }
        _ => {}
    }
}

/// What the text of a scalar in a query or form says.
fn kind_of(text: &str) -> Kind {
    match text {
        "true" | "false" => Kind::Plain,
        text if text.parse::<f64>().is_ok() => Kind::Number,
        _ => Kind::Other,
    }
}
