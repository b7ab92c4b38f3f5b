//! Errors that the service reports.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::time::{Duration, SystemTime};

use http::header::{DATE, RETRY_AFTER};
use http::{HeaderName, StatusCode};
use serde_json::{Map, Value};

use super::{builder::ServiceErrorBuilder, document::ErrorDocument};
use crate::codec::secrets::up_to_secret;
use crate::codec::{Shown, View};
use crate::http_response::HttpResponse;
use crate::redaction::{CallSecrets, Redactor, Signed};
use crate::request_id;

/// An answer of the service that is not a success.
///
/// Status, headers and body are always there. Code, message and request id are there if the body
/// says them, in whichever of the known spellings; what it does not say stays `None`.
///
/// Prints as one line. For common problems, it ends with what to do: the permission that is missing, how
/// far the clock is off, what of a signature differs.
///
/// One is made by [`builder`](Self::builder) for tests of what a program does about errors.
pub struct ServiceError {
    action: Cow<'static, str>,
    http: HttpResponse,
    fields: Map<String, Value>,
    code: Option<String>,
    message: Option<String>,
    request_id: Option<String>,
    secrets: CallSecrets,
}

impl ServiceError {
    pub(crate) fn new(action: Cow<'static, str>, http: HttpResponse, secrets: CallSecrets) -> Self {
        let ErrorDocument { fields, code, message, request_id } = ErrorDocument::read(http.headers(), http.body());
        let request_id = request_id.or_else(|| request_id::in_headers(http.headers()).map(str::to_owned));
        Self { action, http, fields, code, message, request_id, secrets }
    }

    /// An error that an operation might give, for tests.
    ///
    /// ```
    /// # use runtime::{Error, ServiceError, StatusCode};
    /// let error = ServiceError::builder("TakeoverAIAgentCall", StatusCode::BAD_REQUEST)
    ///     .code("Throttling.User")
    ///     .message("Request was denied due to user flow control.")
    ///     .request_id("7B117AF5")
    ///     .build();
    /// assert!(Error::from(error).is_throttling());
    /// ```
    pub fn builder(action: impl Into<Cow<'static, str>>, status: StatusCode) -> ServiceErrorBuilder {
        ServiceErrorBuilder::new(action.into(), status)
    }

    /// The name of the operation that failed.
    #[must_use]
    pub fn action(&self) -> &str {
        &self.action
    }

    /// The response as it came, whatever it is.
    #[must_use]
    pub fn http(&self) -> &HttpResponse {
        &self.http
    }

    /// The error code, such as `InvalidParameter`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The message as the service sent it. It may repeat parts of the request, secrets included; `Display` leaves secrets out.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// The id under which the service knows the request; quote it in support tickets.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// What else the body says: `HostId`, `Recommend`, `AccessDeniedDetail`, … Empty if the body
    /// is neither a JSON object nor an XML error.
    #[must_use]
    pub fn fields(&self) -> &Map<String, Value> {
        &self.fields
    }

    /// Whether the service asks to slow down: by its code (`Throttling.User`, `FlowControl`, `CCAI.Throttling.Qps`, …), by
    /// status 429, or by saying when to try again.
    #[must_use]
    pub fn is_throttling(&self) -> bool {
        self.http.status() == StatusCode::TOO_MANY_REQUESTS
            || self.code().is_some_and(is_throttling_code)
            || self.hint_of_vendor().is_some()
    }

    /// How long to wait before the next attempt: from the header `x-acs-retry-after` (milliseconds), else from `retry-after`
    /// (seconds or a date).
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.hint_of_vendor().or_else(|| {
            let value = self.header(&RETRY_AFTER)?;
            let until = || httpdate::parse_http_date(value).ok()?.duration_since(self.date()?).ok();
            value.parse().ok().map(Duration::from_secs).or_else(until)
        })
    }

    /// When the service answered, by its own clock.
    pub(crate) fn date(&self) -> Option<SystemTime> {
        httpdate::parse_http_date(self.header(&DATE)?).ok()
    }

    /// What the header of the vendor says of the time to wait.
    fn hint_of_vendor(&self) -> Option<Duration> {
        const RETRY_AFTER_MILLIS: HeaderName = HeaderName::from_static("x-acs-retry-after");

        self.header(&RETRY_AFTER_MILLIS)?.parse().ok().map(Duration::from_millis)
    }

    fn header(&self, name: &HeaderName) -> Option<&str> {
        Some(self.http.headers().get(name)?.to_str().ok()?.trim())
    }
}

impl ServiceError {
    /// A text of the service as it is shown.
    pub(super) fn shown(&self, text: &str) -> String {
        // Before, since what is left out may end within a secret; after, since what is replaced may complete one.
        let redactor = self.redactor();
        redactor.redact(&printable(&redactor.redact(text))).into_owned()
    }

    /// The secrets of the call, to be left out.
    pub(super) fn redactor(&self) -> Redactor {
        self.secrets.redactor()
    }

    /// What was signed, if the request was.
    pub(super) fn signed(&self) -> Option<&Signed> {
        self.secrets.signed()
    }

    /// The beginning of a body that no field could be taken from.
    fn excerpt(&self) -> String {
        const LENGTH: usize = 80;
        // Secrets go before anything is cut off: half a secret would not be found.
        let shown = self.shown(&String::from_utf8_lossy(self.http.body()));
        let readable = up_to_secret(&shown);
        match readable.trim() {
            "" => " and without a body".to_owned(),
            text => {
                let start: String = text.chars().take(LENGTH).collect();
                let is_cut = start.len() < text.len() || readable.len() < shown.len();
                format!("; the body is: {start}{}", if is_cut { "…" } else { "" })
            }
        }
    }
}

impl fmt::Display for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} failed: {}", self.action, self.http.status().as_u16())?;
        match (self.code(), self.message()) {
            (None, None) => write!(f, " without an error code{}", self.excerpt())?,
            (code, message) => {
                for part in code.into_iter().chain(message) {
                    write!(f, "{} {}", if Some(part) == code { "" } else { ":" }, self.shown(part))?;
                }
            }
        }
        if let Some(id) = self.request_id() {
            write!(f, " (request id {})", self.shown(id))?;
        }
        self.advice().map_or(Ok(()), |advice| write!(f, "; {advice}"))
    }
}

impl fmt::Debug for ServiceError {
    /// Shows the body as far as it is known what it says; secrets of the request are left out wherever they are repeated.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.secrets.debug(&Unmasked(self), f)
    }
}

/// A service error with the secrets of the request still in it.
struct Unmasked<'a>(&'a ServiceError);

impl fmt::Debug for Unmasked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let error = self.0;
        let fields = Value::Object(error.fields.iter().map(|(name, value)| (name.clone(), printed(value))).collect());
        let text = printable(&String::from_utf8_lossy(error.http.body()));
        let body = if error.fields.is_empty() { View::Text(&text) } else { View::Any(&fields) };
        f.debug_struct("ServiceError")
            .field("action", &error.action)
            .field("status", &error.http.status())
            .field("code", &error.code)
            .field("message", &error.message().map(printable))
            .field("request_id", &error.request_id)
            .field("body", &Shown(body))
            .finish_non_exhaustive()
    }
}

/// A value whose texts are as they are shown.
fn printed(value: &Value) -> Value {
    match value {
        Value::Array(list) => list.iter().map(printed).collect(),
        Value::Object(members) => members.iter().map(|(name, member)| (name.clone(), printed(member))).collect(),
        Value::String(text) => printable(text).into(),
        scalar => scalar.clone(),
    }
}

impl StdError for ServiceError {}

/// Whether the code of an error asks to slow down.
pub(super) fn is_throttling_code(code: &str) -> bool {
    const CODES: [&str; 3] = ["FlowControl", "ResourceThrottled", "TooManyRequests"];
    code.split('.').any(|part| part.starts_with("Throttling") || CODES.contains(&part))
}

/// Text of the service as it is shown: on one line, and without what the service repeats of the request when it
/// complains about a signature, since that holds parameters and the security token.
fn printable(text: &str) -> String {
    const TOKEN: &str = "x-acs-security-token:";
    const REPEATED: [&str; 4] = ["canonicalrequest", "canonical request", "stringtosign", "string to sign"];
    let lower = text.to_ascii_lowercase();
    let end = REPEATED.iter().filter_map(|start| lower.find(start)).min();
    let (mut rest, repeated) = end.and_then(|end| text.split_at_checked(end)).unwrap_or((text, ""));
    let mut shown = String::with_capacity(rest.len());
    while let Some((before, after)) = rest.split_once(TOKEN) {
        shown.extend([before, TOKEN, "[redacted]"]);
        rest = after.trim_start_matches(|char: char| char.is_ascii_alphanumeric() || "+/=-_.~".contains(char));
    }
    shown.push_str(rest);
    if !repeated.is_empty() {
        shown.push_str("[what the service repeats of the request is left out; see `ServiceError::http`]");
    }
    shown.replace(char::is_control, " ")
}
