//! The answers of the server.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use runtime::codegen::date::http_date;
use serde_json::json;

use super::fault::Fault;
use crate::answer::Answer;

/// What all answers to a request have in common.
pub(super) struct Replies {
    pub(super) request_id: String,
    pub(super) now: SystemTime,
}

impl Replies {
    pub(super) fn success(&self, body: Option<&Bytes>) -> Answer {
        let body = body.cloned().unwrap_or_else(|| json!({ "RequestId": self.request_id }).to_string().into());
        self.answer(200, "application/json;charset=utf-8", body)
    }

    /// A complete service error.
    pub(super) fn error(&self, status: u16, code: &str, message: &str) -> Answer {
        let body = json!({ "RequestId": self.request_id, "HostId": "localhost", "Code": code, "Message": message });
        self.answer(status, "application/json;charset=utf-8", body.to_string().into())
    }

    /// The answer to a throttled request.
    pub(super) fn throttled(&self, fault: Fault, hint: Duration) -> Answer {
        let mut answer = self.error(429, "Throttling.User", "Request was denied due to user flow control.");
        let header = match fault {
            Fault::ThrottleHint => ("x-acs-retry-after", hint.as_millis().to_string()),
            Fault::ThrottleRetryAfter => ("retry-after", hint.as_millis().div_ceil(1000).to_string()),
            _ => return answer,
        };
        answer.headers.push((header.0.to_owned(), header.1));
        answer
    }

    /// The answer to a request whose temporary identity is said to be expired.
    pub(super) fn token_expired(&self) -> Answer {
        self.error(400, "InvalidSecurityToken.Expired", "Specified SecurityToken is expired.")
    }

    /// An answer of a server that failed.
    pub(super) fn failed(&self, fault: Fault) -> Answer {
        match fault {
            Fault::Status502 => self.html(502, "Bad Gateway"),
            Fault::Status503 => self.error(
                503,
                "ServiceUnavailable",
                "The request has failed due to a temporary failure of the server.",
            ),
            Fault::Status504 => self.html(504, "Gateway Time-out"),
            _ => self.error(500, "InternalError", "The request processing has failed due to some unknown error."),
        }
    }

    fn html(&self, status: u16, reason: &str) -> Answer {
        let page =
            format!("<html><head><title>{status} {reason}</title></head><body>{status} {reason}</body></html>\n");
        self.answer(status, "text/html", page.into())
    }

    fn answer(&self, status: u16, content_type: &str, body: Bytes) -> Answer {
        let headers = [
            ("date", http_date(self.now)),
            ("content-type", content_type.to_owned()),
            ("x-acs-request-id", self.request_id.clone()),
        ];
        Answer { status, headers: headers.map(|(name, value)| (name.to_owned(), value)).to_vec(), body }
    }
}
