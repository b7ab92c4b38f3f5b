//! The idempotency token of a request.

use serde_json::Value;

use super::authentication::pairs;
use crate::ReceivedRequest;

const NAME: &str = "ClientToken";

/// The `ClientToken` of a request, wherever it stands.
pub(super) fn client_token(request: &ReceivedRequest) -> Option<String> {
    let query = request.target.split_once('?').map_or("", |(_, query)| query);
    among(pairs(query)).or_else(|| {
        let content_type = request.header("content-type").unwrap_or_default();
        if content_type.starts_with("application/x-www-form-urlencoded") {
            return among(pairs(std::str::from_utf8(&request.body).ok()?));
        }
        let Ok(Value::Object(members)) = serde_json::from_slice(&request.body) else { return None };
        among(members.into_iter().filter_map(|(name, value)| Some((name, value.as_str()?.to_owned()))))
    })
}

fn among(pairs: impl IntoIterator<Item = (String, String)>) -> Option<String> {
    pairs.into_iter().find(|(name, value)| name.eq_ignore_ascii_case(NAME) && !value.is_empty()).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(target: &str, content_type: &str, body: &'static str) -> Option<String> {
        client_token(&ReceivedRequest {
            method: "POST".to_owned(),
            target: target.to_owned(),
            headers: vec![("content-type".to_owned(), content_type.to_owned())],
            body: body.into(),
        })
    }

    #[test]
    fn a_token_is_found_in_query_form_and_json() {
        assert_eq!(token("/?Action=A&ClientToken=t%20", "", ""), Some("t ".to_owned()));
        assert_eq!(token("/", "application/x-www-form-urlencoded", "a=b&clientToken=t"), Some("t".to_owned()));
        assert_eq!(token("/v1/jobs", "application/json", r#"{"clientToken":"t"}"#), Some("t".to_owned()));
        for (target, body) in [("/?ClientToken=", ""), ("/", r#"{"ClientToken":5}"#), ("/", "no JSON"), ("/", "[1]")] {
            assert_eq!(token(target, "application/json", body), None, "{target} {body}");
        }
    }
}
