//! What the body of an error says.

use http::HeaderMap;
use http::header::CONTENT_TYPE;
use serde_json::{Map, Value};

use super::{reported::means_success, xml};
use crate::codec::{json, plain_text};
use crate::request_id;

/// The spellings of the code and of the message. Those behind the first two are only met where the service reports a failure
/// with a status of success.
const CODES: [&str; 6] = ["Code", "code", "ErrorCode", "errorCode", "ErrCode", "error_code"];
const MESSAGES: [&str; 10] = [
    "Message",
    "message",
    "ErrorMessage",
    "errorMessage",
    "ErrorMsg",
    "errorMsg",
    "ErrMessage",
    "error_msg",
    "Msg",
    "msg",
];

/// What the body of an error says, whichever way it is written.
pub(super) struct ErrorDocument {
    /// Its members; none if it is not one.
    pub(super) fields: Map<String, Value>,
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    pub(super) request_id: Option<String>,
}

impl ErrorDocument {
    pub(super) fn read(headers: &HeaderMap, body: &[u8]) -> Self {
        let fields = fields(headers, body);
        // Beside an `ErrorCode`, a `Code` may repeat the status.
        let telling = texts(&fields, &CODES).find(|code| !means_success(code));
        let code = telling.or_else(|| text(&fields, &CODES));
        let (message, request_id) = (text(&fields, &MESSAGES), text(&fields, &request_id::SPELLINGS));
        Self { fields, code, message, request_id }
    }
}

/// The members of the error document; none if it is not one.
fn fields(headers: &HeaderMap, body: &[u8]) -> Map<String, Value> {
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if matches!(media_type.as_str(), "text/xml" | "application/xml") {
        return xml::error_fields(&String::from_utf8_lossy(body)).unwrap_or_default();
    }
    let read = |body: &[u8]| match json::rounded(body) {
        Some(Value::Object(fields)) => Some(fields),
        _ => None,
    };
    read(body).or_else(|| json::repairs(body).find_map(|repaired| read(&repaired.text))).unwrap_or_default()
}

/// The members of these names that say something.
fn texts(fields: &Map<String, Value>, names: &[&str]) -> impl Iterator<Item = String> {
    let values = names.iter().filter_map(|name| fields.get(*name));
    values.filter_map(plain_text).filter(|text| !text.is_empty())
}

/// The first of them.
fn text(fields: &Map<String, Value>, names: &[&str]) -> Option<String> {
    texts(fields, names).next()
}
