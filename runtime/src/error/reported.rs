//! Failures that a service reports with a status of success: `{"Success": false, "Code": "NotFound", "Message": …}`.

use crate::codec::{json, plain_text};

/// Whether a body reports a failure.
///
/// It does if `Success` is false. If there is no such member, it does if `Code` and `Message` both say something, and the
/// code is not one of [success](means_success): a `Code` alone may be anything, the code of a product or of a country.
pub(crate) fn reports_failure(body: &[u8]) -> bool {
    const FLAGS: [&str; 5] = ["Success", "success", "IsSuccess", "isSuccess", "is_success"];
    const CODES: [&str; 2] = ["Code", "code"];
    const MESSAGES: [&str; 4] = ["Message", "message", "Msg", "msg"];

    let Some(members) = json::members(body) else { return false };
    // Of equal names the last one counts.
    let text = |names: &[&str]| {
        let mut named = members.iter().rev().filter(|(name, _)| names.contains(&name.as_str()));
        named.find_map(|(_, raw)| scalar(raw))
    };
    match text(&FLAGS).as_deref().and_then(flag) {
        Some(success) => !success,
        None => text(&CODES).is_some_and(|code| !means_success(&code)) && text(&MESSAGES).is_some(),
    }
}

/// Whether a code says that there is no failure: `OK`, `Success`, `200` and others that begin with 2, `0`, `0000`, or nothing.
pub(super) fn means_success(code: &str) -> bool {
    let code = code.trim();
    let is_status = code.len() == 3 && code.starts_with('2') && code.bytes().all(|byte| byte.is_ascii_digit());
    is_status
        || code.bytes().all(|byte| byte == b'0')
        || ["ok", "success", "succeeded"].iter().any(|word| code.eq_ignore_ascii_case(word))
}

fn flag(text: &str) -> Option<bool> {
    [("true", true), ("false", false)]
        .into_iter()
        .find(|(word, _)| text.eq_ignore_ascii_case(word))
        .map(|found| found.1)
}

/// The text of a member that says something.
fn scalar(raw: &str) -> Option<String> {
    // Other members may be long.
    if raw.starts_with(['{', '[']) {
        return None;
    }
    plain_text(&json::parse(raw)?).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reports_a_failure() {
        let failures = [
            r#"{"Success":false}"#,
            r#"{"success":"False","code":"200","message":"m"}"#,
            r#"{"is_success":false,"Code":"OK"}"#,
            r#"{"Code":"InvalidX","Message":"m"}"#,
            r#"{"code":500,"msg":"m"}"#,
            r#"{"Code":-1,"Message":"m"}"#,
            r#"{"Success":"maybe","Code":"E","Message":"m"}"#,
            r#"{"Success":null,"Code":"E","Message":"m"}"#,
            r#"{"Success":true,"Success":false}"#,
            r#" {"Data":{"Success":true},"Code":"404","Message":"m"}"#,
        ];
        let successes = [
            "",
            "null",
            "[]",
            "no JSON",
            "{}",
            r#"{"Success":true,"Code":"E","Message":"m"}"#,
            r#"{"Success":"true","Code":"10010001"}"#,
            r#"{"Code":"E"}"#,
            r#"{"Code":"E","Message":""}"#,
            r#"{"Code":{"a":1},"Message":"m"}"#,
            r#"{"Code":"200","Message":"m"}"#,
            r#"{"Code":200,"Message":"m"}"#,
            r#"{"Code":202,"Message":"m"}"#,
            r#"{"Code":"OK","Message":"m"}"#,
            r#"{"Code":"success","Message":"m"}"#,
            r#"{"Code":"0000","Message":"m"}"#,
            r#"{"Code":0,"Message":"m"}"#,
            r#"{"Code":"","Message":"m"}"#,
            r#"{"Code":null,"Message":"m"}"#,
            r#"{"Data":{"Success":false,"Code":"E","Message":"m"}}"#,
        ];
        for (bodies, expected) in [(&failures[..], true), (&successes[..], false)] {
            for body in bodies {
                assert_eq!(reports_failure(body.as_bytes()), expected, "{body}");
            }
        }
    }
}
