//! The secrets of one call, to be left out of whatever is printed of its answer.
//!
//! A service may repeat anything of a request: in a message, in a body, in a header. What of it is secret:
//!
//! * the secret of the access key and the security token;
//! * members of the request that are declared or named so, at any depth;
//! * the values of headers and query parameters that the caller added, since nobody knows what they are.
//!
//! A secret is found as it is and as it looks when it is percent-encoded, once or twice, or quoted. Texts of fewer than
//! four characters are not looked for: they would be found everywhere.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use serde_json::Value;

use crate::codec::json::{self, write_text};
use crate::codec::secrets::{REDACTED, is_secret_name};
use crate::credentials::Credentials;
use crate::encode::percent;

/// The secrets of a call.
#[derive(Clone, Default)]
pub(crate) struct Masks {
    pub(crate) credentials: Option<Credentials>,
    /// Those that all calls of a client have.
    pub(crate) shared: Arc<[String]>,
    pub(crate) own: Vec<String>,
}

impl Masks {
    /// Adds what is secret by its name in the query and the body of a request: what no type describes.
    pub(crate) fn add_named(&mut self, query: &str, body: &[u8]) {
        let form = str::from_utf8(body).ok().filter(|body| !body.starts_with(['{', '[']));
        for pair in query.split('&').chain(form.into_iter().flat_map(|form| form.split('&'))) {
            let Some((name, value)) = pair.split_once('=') else { continue };
            let value = unpercent(value);
            if is_secret_name(name) {
                self.own.push(value.into_owned());
            } else if let Some(document) = value.starts_with(['{', '[']).then(|| json::parse(&value)).flatten() {
                add_named(&document, &mut self.own);
            }
        }
        if let Some(document) = str::from_utf8(body).ok().and_then(json::parse) {
            add_named(&document, &mut self.own);
        }
    }

    /// A text without the secrets.
    pub(crate) fn hide<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut shown = Cow::Borrowed(text);
        for secret in self.all() {
            for spelling in spellings(secret) {
                if shown.contains(&spelling) {
                    shown = Cow::Owned(shown.replace(&spelling, REDACTED));
                }
            }
        }
        shown
    }

    /// Shows a value as its `Debug` does, without the secrets.
    pub(crate) fn debug(&self, value: &dyn fmt::Debug, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = if f.alternate() { format!("{value:#?}") } else { format!("{value:?}") };
        f.write_str(&self.hide(&text))
    }

    /// The longest first: one may be a part of another.
    fn all(&self) -> Vec<&str> {
        const SHORTEST: usize = 4;
        let credentials =
            self.credentials.iter().flat_map(|keys| [Some(keys.access_key_secret()), keys.security_token()]);
        let request = self.shared.iter().chain(&self.own).map(String::as_str);
        let mut all: Vec<_> = credentials.flatten().chain(request).filter(|secret| secret.len() >= SHORTEST).collect();
        all.sort_unstable_by(|left, right| right.len().cmp(&left.len()).then(left.cmp(right)));
        all.dedup();
        all
    }
}

impl fmt::Debug for Masks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Masks").finish_non_exhaustive()
    }
}

/// How a secret may look in an answer, the longest spelling first.
fn spellings(secret: &str) -> Vec<String> {
    let once = percent(secret);
    let mut json = String::new();
    write_text(secret, &mut json);
    let mut all = vec![percent(&once), once.replace("%20", "+"), once, secret.to_owned()];
    for quoted in [json, format!("{secret:?}")] {
        // Printed again, what was quoted is quoted once more.
        let inner = quoted.trim_matches('"').to_owned();
        all.push(inner.escape_debug().to_string());
        all.push(inner);
    }
    all.sort_unstable_by_key(|spelling| std::cmp::Reverse(spelling.len()));
    all.dedup();
    all
}

/// The texts and numbers under secret names, at any depth. As deep as the reader goes, which is not deep.
fn add_named(value: &Value, own: &mut Vec<String>) {
    match value {
        Value::Array(list) => list.iter().for_each(|element| add_named(element, own)),
        Value::Object(members) => {
            for (name, member) in members {
                if is_secret_name(name) { add_all(member, own) } else { add_named(member, own) }
            }
        }
        _ => {}
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
        let secret = "a b/\"中\\";
        let once = percent(secret);
        for text in [secret.to_owned(), percent(&once), once.replace("%20", "+"), format!("{secret:?}"), once] {
            let shown = masks(&[secret]).hide(&format!("<{text}>")).into_owned();
            assert!(shown.contains(REDACTED) && !shown.contains('b'), "{text}: {shown}");
        }
        let quoted = serde_json::Value::from(secret).to_string();
        let shown = masks(&[secret]).hide(&format!("{quoted:?}")).into_owned();
        assert!(!shown.contains('中'), "{shown}");
    }

    #[test]
    fn the_longest_goes_first_and_the_shortest_not_at_all() {
        let hidden = masks(&["abcd", "abcdef", "xyz", ""]);
        assert_eq!(hidden.hide("abcdef abcd xyz"), "[redacted] [redacted] xyz");
        assert!(matches!(hidden.hide("nothing"), Cow::Borrowed("nothing")));
    }

    #[test]
    fn what_is_named_so_is_secret() {
        let mut found = Masks::default();
        let config = percent(r#"{"Auth":{"Password":"in-json","Pins":[{"token":12345}]},"Name":"shown"}"#);
        found.add_named(
            &format!("Config={config}&User.1.Password=in-query&Plain=shown"),
            br#"[{"ApiKey":["in-body"]}]"#,
        );
        found.add_named("", b"Secret=in%20form&Other=shown");
        assert_eq!(found.own, ["in-json", "12345", "in-query", "in-body", "in form"]);
    }
}
