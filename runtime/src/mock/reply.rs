//! Responses of a mock.

use std::fmt::Display;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::header::{CONTENT_TYPE, DATE};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use http_body::Frame;
use serde::Serialize;
use serde_json::{Value, json};

use super::Fault;
use crate::body::Body;
use crate::date;
use crate::http_response::HttpResponse;
use crate::operation::Sampled;

const JSON: &str = "application/json;charset=utf-8";

/// A response of the service.
///
/// ```
/// # use std::time::Duration;
/// # use runtime::mock::Reply;
/// let started = Reply::json(serde_json::json!({ "InstanceId": "i-1" })).with_delay(Duration::from_secs(2));
/// let denied = Reply::error(403, "NoPermission", "You are not authorized.");
/// # let _ = (started, denied);
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Reply {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    pub(super) delay: Duration,
    is_cut_off: bool,
    /// What makes it impossible.
    fault: Option<String>,
}

impl Reply {
    /// A response with this status and body, and without headers.
    pub fn new(status: u16, body: impl Into<Bytes>) -> Self {
        let reply = Self {
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            body: body.into(),
            delay: Duration::ZERO,
            is_cut_off: false,
            fault: None,
        };
        reply.with_status(status)
    }

    /// A success whose body is this value: one made by `json!`, a response of a generated type, or anything else that can be
    /// serialized. A text that is a JSON object or list is taken as the body itself.
    pub fn json(value: impl Serialize) -> Self {
        match serde_json::to_value(&value) {
            Ok(Value::String(text)) if text.trim_start().starts_with(['{', '[']) => Self::json_text(text),
            // From the value itself, since a `Value` may round its numbers.
            _ => match serde_json::to_string(&value) {
                Ok(text) => Self::json_text(text),
                Err(error) => Self::json_text("").failing("a value cannot be written as JSON", &error),
            },
        }
    }

    /// A success whose body is the sample in the document of an operation. Of a stream of events, that is its one event.
    pub fn sample<O: Sampled>() -> Self {
        if !O::INFO.event_stream {
            return Self::json_text(O::SAMPLE);
        }
        let lines: String = O::SAMPLE.lines().flat_map(|line| ["data: ", line, "\n"]).collect();
        Self::new(200, lines + "\n").with_header(CONTENT_TYPE.as_str(), "text/event-stream;charset=utf-8")
    }

    /// An error of the service.
    pub fn error(status: u16, code: &str, message: &str) -> Self {
        let body = json!({ "RequestId": "00000000-0000-0000-0000-000000000000", "Code": code, "Message": message });
        Self::json_text(body.to_string()).with_status(status)
    }

    /// The service asks to call again no earlier than after this time; it counts in milliseconds.
    pub fn throttled(retry_after: Duration) -> Self {
        let reply = Self::error(429, "Throttling.User", "Request was denied due to user flow control.");
        reply.with_header("x-acs-retry-after", &retry_after.as_millis().to_string())
    }

    fn json_text(text: impl Into<Bytes>) -> Self {
        Self::new(200, text).with_header(CONTENT_TYPE.as_str(), JSON)
    }

    /// The same with another status.
    pub fn with_status(self, status: u16) -> Self {
        match StatusCode::from_u16(status) {
            Ok(status) => Self { status, ..self },
            Err(error) => self.failing(&format!("{status} is no HTTP status"), &error),
        }
    }

    /// Adds a header.
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(value.as_bytes())) {
            (Ok(name), Ok(value)) => {
                self.headers.append(name, value);
                self
            }
            (Err(error), _) => self.failing(&format!("{name:?} is no name of a header"), &error),
            (_, Err(error)) => self.failing(&format!("the header {name} cannot have such a value"), &error),
        }
    }

    /// Says what time it is at the service: the header `date`, by which a client corrects its clock.
    pub fn with_date(self, time: SystemTime) -> Self {
        self.with_header(DATE.as_str(), &date::http_date(time))
    }

    /// Lets this much time of the mock pass before the response comes.
    pub fn with_delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Closes the connection in the middle of the body.
    pub fn cut_off(mut self) -> Self {
        self.is_cut_off = true;
        self
    }

    fn failing(mut self, what: &str, error: &dyn Display) -> Self {
        self.fault.get_or_insert_with(|| format!("{what}: {error}"));
        self
    }

    /// The response as a transport gives it.
    pub(super) fn into_http(self) -> Result<http::Response<Body>, Fault> {
        if let Some(fault) = self.fault {
            return Err(Fault::misuse(format!("the reply of the mock is not possible: {fault}")));
        }
        let body = match self.is_cut_off {
            true => Body::stream(CutOff(Some(self.body.slice(..self.body.len() / 2)))),
            false => self.body.into(),
        };
        let mut response = http::Response::new(body);
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        Ok(response)
    }
}

/// A response that came once, to be given again.
impl From<HttpResponse> for Reply {
    fn from(response: HttpResponse) -> Self {
        let headers = response.headers().clone();
        Self { status: response.status(), headers, ..Self::new(200, response.body().clone()) }
    }
}

/// A body that ends early.
struct CutOff(Option<Bytes>);

impl http_body::Body for CutOff {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        const TEXT: &str = "the mock closed the connection within the body";
        let end = || Err(io::Error::new(io::ErrorKind::UnexpectedEof, TEXT));
        Poll::Ready(Some(self.0.take().map_or_else(end, |half| Ok(Frame::data(half)))))
    }
}
