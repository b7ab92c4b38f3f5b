//! Requests as a mock received them.

use std::any::Any;
use std::fmt;
use std::ops::Deref;
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use bytes::Bytes;
use http::{HeaderMap, Method, Request};

use crate::call_context::{AttemptContext, TypedRequest};
use crate::codec::copy;
use crate::encoding::unpercent;
use crate::operation::Operation;
use crate::redaction::CallSecrets;

/// A request as it was sent: encoded, and signed unless the operation is anonymous.
///
/// `Debug` shows it without secrets.
#[derive(Clone)]
pub struct SentRequest {
    pub(super) action: String,
    pub(super) method: Method,
    pub(super) host: String,
    pub(super) target: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    pub(super) time: SystemTime,
    pub(super) context: Option<AttemptContext>,
}

impl SentRequest {
    pub(super) fn new(request: &Request<crate::Body>, body: Bytes, time: SystemTime) -> Self {
        let target = request.uri().path_and_query().map_or("/", |target| target.as_str());
        let mut sent = Self {
            action: String::new(),
            method: request.method().clone(),
            host: request.uri().authority().map(ToString::to_string).unwrap_or_default(),
            target: target.to_owned(),
            headers: request.headers().clone(),
            body,
            time,
            context: request.extensions().get().cloned(),
        };
        let action = sent.header("x-acs-action").map(str::to_owned).or_else(|| sent.query("Action"));
        sent.action = action.unwrap_or_default();
        sent
    }

    /// The name of the operation; empty if the request names none, as that of a credentials provider may.
    #[must_use]
    pub fn action(&self) -> &str {
        &self.action
    }

    /// The HTTP method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The host, with the port if one was given.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The path and the query, as they stand on the request line.
    #[must_use]
    pub fn target(&self) -> &str {
        &self.target
    }

    /// The path, percent-encoded.
    #[must_use]
    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// The names and values of the query, decoded, in the order in which they were sent: sorted by name.
    #[must_use]
    pub fn query_pairs(&self) -> Vec<(String, String)> {
        let query = self.target.split_once('?').map_or("", |(_, query)| query);
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.map(|(name, value)| (unpercent(name).into_owned(), unpercent(value).into_owned())).collect()
    }

    /// The value of a query parameter, decoded.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<String> {
        self.query_pairs().into_iter().find(|(found, _)| found == name).map(|(_, value)| value)
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The value of a header; `None` unless it is text, and there is exactly one of that name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.get_all(name).iter();
        match (values.next(), values.next()) {
            (Some(value), None) => value.to_str().ok(),
            _ => None,
        }
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// When it was sent, by the clock of the mock.
    #[must_use]
    pub fn time(&self) -> SystemTime {
        self.time
    }

    /// Which attempt of its call it is, from 1.
    #[must_use]
    pub fn attempt(&self) -> u32 {
        self.header("x-acs-retry-attempts").and_then(|made| made.parse().ok()).unwrap_or(0_u32).saturating_add(1)
    }

    /// The request as the program made it, if it is an `O`.
    #[must_use]
    pub fn request<O: Operation>(&self) -> Option<O> {
        self.with_request(copy)
    }

    /// Looks at the request as the program made it, if it is an `O`.
    pub(super) fn with_request<O: Operation, T>(&self, look: impl FnOnce(&O) -> T) -> Option<T> {
        let request = self.typed()?.request.downcast_ref::<Mutex<O>>()?;
        Some(look(&request.lock().unwrap_or_else(PoisonError::into_inner)))
    }

    /// The request as the program made it.
    pub(super) fn typed(&self) -> Option<&TypedRequest> {
        self.context.as_ref()?.call.request()
    }

    /// What tells types of requests apart.
    pub(super) fn type_id(&self) -> Option<std::any::TypeId> {
        self.typed().map(|typed| Any::type_id(typed.request.as_ref()))
    }

    /// What must not be shown of it.
    pub(super) fn secrets(&self) -> CallSecrets {
        self.context.as_ref().map(|context| context.secrets.clone()).unwrap_or_default()
    }
}

impl fmt::Debug for SentRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        super::recording::show_request(self, &self.secrets().redactor(), f)
    }
}

/// A request of one operation: dereferences to it as the program made it.
#[derive(Clone)]
pub struct Sent<O> {
    request: O,
    http: SentRequest,
}

impl<O: Operation> Sent<O> {
    pub(super) fn of(http: &SentRequest) -> Option<Self> {
        Some(Self { request: http.request()?, http: http.clone() })
    }

    /// The request as it was sent.
    #[must_use]
    pub fn http(&self) -> &SentRequest {
        &self.http
    }
}

impl<O> Deref for Sent<O> {
    type Target = O;

    fn deref(&self) -> &O {
        &self.request
    }
}

impl<O> fmt::Debug for Sent<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.http.fmt(f)
    }
}
