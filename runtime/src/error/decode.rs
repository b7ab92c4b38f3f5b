//! Successful responses that cannot be read.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;

use crate::http_response::HttpResponse;
use crate::redaction::CallSecrets;
use crate::request_id;

/// A response that was successful by its status but cannot be read. The call was carried out.
pub(crate) struct DecodeError {
    action: Cow<'static, str>,
    http: HttpResponse,
    /// Where in the body, and what is wrong there: a part of the message, no error of its own.
    cause: String,
    secrets: CallSecrets,
}

impl DecodeError {
    pub(crate) fn new(
        action: Cow<'static, str>,
        http: HttpResponse,
        cause: impl fmt::Display,
        secrets: CallSecrets,
    ) -> Self {
        Self { action, http, cause: cause.to_string(), secrets }
    }

    pub(crate) fn http(&self) -> &HttpResponse {
        &self.http
    }

    /// The id under which the service knows the request, if a header says it or the body seems to.
    pub(crate) fn request_id(&self) -> Option<&str> {
        request_id::in_headers(self.http.headers()).or_else(|| request_id::in_text(self.http.body()))
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { action, cause, .. } = self;
        let status = self.http.status().as_u16();
        write!(f, "{action} succeeded ({status}), but its response cannot be read: {cause}")?;
        match self.request_id() {
            Some(id) => write!(f, " (request id {})", self.secrets.redact(id)),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A successful response can hold secrets: no body here.
        f.debug_struct("DecodeError")
            .field("action", &self.action)
            .field("http", &self.http)
            .field("cause", &self.cause)
            .finish_non_exhaustive()
    }
}

impl StdError for DecodeError {}
