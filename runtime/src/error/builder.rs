//! Errors of a service, made up for tests.

use std::borrow::Cow;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde_json::{Map, Value};

use super::ServiceError;
use crate::http_response::HttpResponse;
use crate::redaction::CallSecrets;

/// Makes a [`ServiceError`].
#[derive(Debug)]
#[must_use]
pub struct ServiceErrorBuilder {
    action: Cow<'static, str>,
    status: StatusCode,
    headers: HeaderMap,
    fields: Map<String, Value>,
    body: Option<Bytes>,
}

impl ServiceErrorBuilder {
    pub(super) fn new(action: Cow<'static, str>, status: StatusCode) -> Self {
        Self { action, status, headers: HeaderMap::new(), fields: Map::new(), body: None }
    }

    /// Sets the error code.
    pub fn code(self, code: impl Into<String>) -> Self {
        self.field("Code", code.into())
    }

    /// Sets the message.
    pub fn message(self, message: impl Into<String>) -> Self {
        self.field("Message", message.into())
    }

    /// Sets the id of the request.
    pub fn request_id(self, id: impl Into<String>) -> Self {
        self.field("RequestId", id.into())
    }

    /// Sets any member of the body.
    pub fn field(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.fields.insert(name.into(), value.into());
        self
    }

    /// Sets the response headers.
    pub fn headers(mut self, headers: HeaderMap) -> Self {
        self.headers = headers;
        self
    }

    /// Sets the body as a whole, instead of its members.
    pub fn body(mut self, body: impl Into<Bytes>) -> Self {
        self.body = Some(body.into());
        self
    }

    /// The error, as if its response had come from the service.
    #[must_use]
    pub fn build(self) -> ServiceError {
        let body = self.body.unwrap_or_else(|| Value::Object(self.fields).to_string().into());
        ServiceError::new(self.action, HttpResponse::new(self.status, self.headers, body), CallSecrets::default())
    }
}
