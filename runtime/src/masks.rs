//! The secrets of one call, to be left out of whatever is printed of its answer.
//!
//! A service may repeat anything of a request: in a message, in a body, in a header. What of it is secret:
//!
//! * the secret of the access key and the security token;
//! * members of the request that are declared or named so, at any depth;
//! * the values of headers and query parameters that the caller added, since nobody knows what they are.
//!
//! A secret is found as it is and as it looks when it is percent-encoded, once or twice, quoted, however often, or written
//! in HTML. Texts of fewer than four bytes are not looked for: they would be found everywhere.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use bytes::Bytes;
use http::Request;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::uri::PathAndQuery;
use serde_json::Value;

use crate::codec::json::{self, write_text};
use crate::codec::secrets::{Kind, REDACTED, hides};
use crate::credentials::Credentials;
use crate::encode::percent;

const FORM: &[u8] = b"application/x-www-form-urlencoded";

/// The secrets of a call.
#[derive(Clone, Default)]
pub(crate) struct Masks {
    pub(crate) credentials: Option<Credentials>,
    /// Those that all calls of a client have.
    pub(crate) shared: Arc<[String]>,
    pub(crate) own: Vec<String>,
    /// Where to look for what is secret by its name only. Looked through when something is printed.
    pub(crate) sent: Option<Sent>,
}

/// A request as it was sent.
#[derive(Clone)]
pub(crate) struct Sent {
    target: Option<PathAndQuery>,
    /// Empty if it is no text that names its parts.
    body: Bytes,
}

impl Sent {
    /// What is to be kept of a request until its answer is printed.
    pub(crate) fn of(request: &Request<Bytes>) -> Self {
        let has_names = || {
            let content_type = request.headers().get(CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
            [b"application/json".as_slice(), FORM].iter().any(|prefix| content_type.starts_with(prefix))
        };
        // Most requests have no body.
        let body = if request.body().is_empty() || !has_names() { Bytes::new() } else { request.body().clone() };
        Self { target: request.uri().path_and_query().cloned(), body }
    }

    /// What is secret by its name in the query and the body: what no type describes.
    fn secrets(&self) -> Vec<String> {
        let mut found = Vec::new();
        let body = str::from_utf8(&self.body).unwrap_or_default();
        let form = if body.starts_with(['{', '[']) { "" } else { body };
        for pair in
            self.target.as_ref().and_then(PathAndQuery::query).unwrap_or_default().split('&').chain(form.split('&'))
        {
            let Some((name, value)) = pair.split_once('=') else { continue };
            let value = unpercent(value);
            if hides(name, kind_of(&value)) {
                found.push(value.into_owned());
            } else if let Some(document) = value.starts_with(['{', '[']).then(|| json::parse(&value)).flatten() {
                add_named(&document, &mut found);
            }
        }
        if let Some(document) = json::parse(body) {
            add_named(&document, &mut found);
        }
        found
    }
}

impl Masks {
    /// A text without the secrets.
    pub(crate) fn hide<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.needles().hide(text)
    }

    /// What to look for, when it is to be looked for more than once.
    pub(crate) fn needles(&self) -> Needles {
        let mut spellings: Vec<_> = self.all().iter().flat_map(|secret| spellings(secret)).collect();
        spellings.sort_unstable();
        spellings.dedup();
        Needles(spellings)
    }

    /// Shows a value as its `Debug` does, without the secrets.
    pub(crate) fn debug(&self, value: &dyn fmt::Debug, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = if f.alternate() { format!("{value:#?}") } else { format!("{value:?}") };
        f.write_str(&self.hide(&text))
    }

    /// All of them that are long enough.
    fn all(&self) -> Vec<String> {
        const SHORTEST: usize = 4;
        let sent = self.sent.as_ref().map(Sent::secrets).unwrap_or_default();
        let credentials =
            self.credentials.iter().flat_map(|keys| [Some(keys.access_key_secret()), keys.security_token()]);
        let request = self.shared.iter().chain(&self.own).chain(&sent).map(String::as_str);
        let all = credentials.flatten().chain(request).filter(|secret| secret.len() >= SHORTEST);
        all.map(str::to_owned).collect()
    }
}

/// Every spelling of the secrets of a call.
pub(crate) struct Needles(Vec<String>);

impl Needles {
    /// A text without the secrets.
    pub(crate) fn hide<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let haystack = Haystack::new(text);
        let mut found: Vec<_> = self.0.iter().flat_map(|spelling| haystack.find(spelling)).collect();
        if found.is_empty() {
            return Cow::Borrowed(text);
        }
        found.sort_unstable_by_key(|range| (range.start, range.end));
        let (mut shown, mut end) = (String::with_capacity(text.len()), 0);
        for range in found {
            if range.start >= end {
                shown.push_str(text.get(end..range.start).unwrap_or_default());
                shown.push_str(REDACTED);
            }
            end = end.max(range.end);
        }
        shown.push_str(text.get(end..).unwrap_or_default());
        Cow::Owned(shown)
    }
}

impl fmt::Debug for Masks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Masks").finish_non_exhaustive()
    }
}

/// A text in which quoting makes no difference: without its backslashes, and in lower case.
struct Haystack {
    plain: String,
    /// Where each byte of it stands in the text.
    places: Vec<usize>,
}

impl Haystack {
    fn new(text: &str) -> Self {
        let places = text.bytes().enumerate().filter(|(_, byte)| *byte != b'\\').map(|(place, _)| place).collect();
        Self { plain: plain(text), places }
    }

    /// The parts of the text that say this.
    fn find<'a>(&'a self, spelling: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        self.plain
            .match_indices(spelling)
            .filter_map(|(start, found)| Some(*self.places.get(start)?..*self.places.get(start + found.len() - 1)? + 1))
    }
}

/// A text without its backslashes, in lower case.
fn plain(text: &str) -> String {
    text.replace('\\', "").to_ascii_lowercase()
}

/// How a secret may look in an answer.
fn spellings(secret: &str) -> Vec<String> {
    let once = percent(secret);
    let html = secret.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let mut json = String::new();
    write_text(secret, &mut json);
    let ascii: String = json.encode_utf16().map(escaped_unit).collect();
    let inner = |quoted: &str| quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default().to_owned();
    let all = [
        percent(&once),
        once.replace("%20", "+"),
        once,
        html.replace('"', "&quot;").replace('\'', "&#39;"),
        html,
        inner(&json),
        inner(&ascii),
        inner(&format!("{secret:?}")),
        secret.to_owned(),
    ];
    all.iter().map(|spelling| plain(spelling)).filter(|spelling| !spelling.is_empty()).collect()
}

/// A code unit as JSON writes it that is to be ASCII.
fn escaped_unit(unit: u16) -> String {
    match u8::try_from(unit).ok().filter(u8::is_ascii) {
        Some(byte) => char::from(byte).to_string(),
        None => format!("\\u{unit:04x}"),
    }
}

/// The texts and numbers under secret names, at any depth. As deep as the reader goes, which is not deep.
fn add_named(value: &Value, own: &mut Vec<String>) {
    match value {
        Value::Array(list) => list.iter().for_each(|element| add_named(element, own)),
        Value::Object(members) => {
            for (name, member) in members {
                if hides(name, Kind::of_value(member)) { add_all(member, own) } else { add_named(member, own) }
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

/// All texts and numbers of a value.
pub(crate) fn add_all(value: &Value, own: &mut Vec<String>) {
    match value {
        Value::Array(list) => list.iter().for_each(|element| add_all(element, own)),
        Value::Object(members) => members.values().for_each(|member| add_all(member, own)),
        Value::String(text) => own.push(text.clone()),
        Value::Number(number) => own.push(number.to_string()),
        Value::Bool(_) | Value::Null => {}
    }
}

/// The text that was percent-encoded by us.
fn unpercent(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let escaped = (byte == b'%').then(|| tail.get(..2)).flatten();
        let decoded = escaped.and_then(|digits| u8::from_str_radix(str::from_utf8(digits).ok()?, 16).ok());
        bytes.push(decoded.unwrap_or(byte));
        rest = if decoded.is_some() { tail.get(2..).unwrap_or_default() } else { tail };
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masks(own: &[&str]) -> Masks {
        Masks { own: own.iter().map(ToString::to_string).collect(), ..Masks::default() }
    }

    #[test]
    fn every_spelling_is_found() {
        let secret = "a B/\"中\\<&>\t'";
        let once = percent(secret);
        let quoted = Value::from(secret).to_string();
        let html = "a B/&quot;中\\&lt;&amp;&gt;\t&#39;".to_owned();
        let ascii = r#"a B/\"\u4E2D\\<&>\t'"#.to_owned();
        for text in [
            secret.to_owned(),
            once.to_lowercase(),
            percent(&once),
            once.replace("%20", "+"),
            format!("{secret:?}"),
            format!("{:?}", Value::from(quoted.as_str()).to_string()),
            quoted,
            html,
            ascii,
        ] {
            let shown = masks(&[secret]).hide(&format!("<{text}>")).into_owned();
            assert!(shown.contains(REDACTED) && !shown.to_lowercase().contains(" b"), "{text}: {shown}");
            assert!(shown.len() < REDACTED.len() + 20, "{text}: {shown}");
        }
    }

    #[test]
    fn the_longest_goes_first_and_the_shortest_not_at_all() {
        let hidden = masks(&["abcd", "abcdef", "xyz", ""]);
        assert_eq!(hidden.hide("abcdef abcd xyz"), "[redacted] [redacted] xyz");
        assert!(matches!(hidden.hide("nothing"), Cow::Borrowed("nothing")));
    }

    #[test]
    fn what_is_named_so_is_secret() {
        let config = percent(r#"{"Auth":{"Password":"in-json","Pins":[{"token":12345}]},"Name":"shown"}"#);
        let target = format!("/?Config={config}&User.1.Password=in-query&Plain=shown").parse().ok();
        let sent = Sent { target, body: Bytes::from_static(br#"[{"ApiKey":["in-body"]}]"#) };
        assert_eq!(sent.secrets(), ["in-json", "12345", "in-query", "in-body"]);
        let form = Sent { target: None, body: Bytes::from_static(b"Secret=in%20form&Other=shown") };
        assert_eq!(form.secrets(), ["in form"]);
    }

    #[test]
    fn only_a_body_with_names_is_kept() {
        for (content_type, kept) in [("application/json; charset=utf-8", 2), ("application/octet-stream", 0)] {
            let request = Request::post("/").header("content-type", content_type).body(Bytes::from_static(b"{}"));
            assert_eq!(Sent::of(&request.unwrap()).body.len(), kept);
        }
    }
}
