use std::borrow::Cow;

use bytes::Bytes;
use http::Request;
use serde_json::Value;

use super::*;
use crate::body::Body;
use crate::codec::secrets::REDACTED;
use crate::encoding::percent;

fn call_secrets(own: &[&str]) -> CallSecrets {
    CallSecrets { own: own.iter().map(ToString::to_string).collect(), ..CallSecrets::default() }
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
        let shown = call_secrets(&[secret]).redact(&format!("<{text}>")).into_owned();
        assert!(shown.contains(REDACTED) && !shown.to_lowercase().contains(" b"), "{text}: {shown}");
        assert!(shown.len() < REDACTED.len() + 20, "{text}: {shown}");
    }
}

#[test]
fn the_longest_goes_first_and_the_shortest_not_at_all() {
    let hidden = call_secrets(&["abcd", "abcdef", "xyz", ""]);
    assert_eq!(hidden.redact("abcdef abcd xyz"), "[redacted] [redacted] xyz");
    assert!(matches!(hidden.redact("nothing"), Cow::Borrowed("nothing")));
}

#[test]
fn what_is_named_so_is_secret() {
    let config = percent(r#"{"Auth":{"Password":"in-json","Pins":[{"token":12345}]},"Name":"shown"}"#);
    let target = format!("/?Config={config}&User.1.Password=in-query&Plain=shown").parse().ok();
    let sent = SentRequest { target, body: Bytes::from_static(br#"[{"ApiKey":["in-body"]}]"#), signed: None };
    assert_eq!(sent.secrets(), ["in-json", "12345", "in-query", "in-body"]);
    let form = SentRequest { target: None, body: Bytes::from_static(b"Secret=in%20form&Other=shown"), signed: None };
    assert_eq!(form.secrets(), ["in form"]);
}

#[test]
fn only_a_body_with_names_is_kept() {
    for (content_type, kept) in [("application/json; charset=utf-8", 2), ("application/octet-stream", 0)] {
        let request = Request::post("/").header("content-type", content_type).body(Body::from("{}"));
        assert_eq!(SentRequest::of(&request.unwrap(), None).body.len(), kept);
    }
}
