//! The spans and events, and every name in them.
//!
//! | span | level | target |
//! |---|---|---|
//! | `call`, from the first poll to the result | info | `alibabacloud` |
//! | `attempt`, within it, for each request that is sent | debug | `alibabacloud` |
//!
//! | field | of | value |
//! |---|---|---|
//! | `otel.name`, `otel.kind`, `otel.status_code` | both | for exporters to OpenTelemetry |
//! | `alibaba_cloud.product`, `alibaba_cloud.version`, `alibaba_cloud.operation` | `call` | `ICE`, `2020-11-09`, `StartAIAgentInstance` |
//! | `server.address`, `server.port` | both | the host, and the port if it is not that of HTTPS |
//! | `http.request.method` | `attempt` | `POST` |
//! | `http.request.resend_count` | `attempt` | how many attempts there were before, from the second one on |
//! | `http.response.status_code` | both | the status, if a response began |
//! | `error.type` | both | the error code of the service, else the status, else the kind of the error |
//! | `alibaba_cloud.request_id` | both | the id of the request, if the response says it |
//! | `alibaba_cloud.attempts` | `call` | how many attempts were made |
//!
//! | event | level | says |
//! |---|---|---|
//! | `attempt failed, another follows` | debug | `error.type`, `alibaba_cloud.retry_delay_ms`, `http.request.resend_count` |
//! | `call failed` | debug | `error.type` and the error as it prints |
//! | `identity fetched` | debug | `alibaba_cloud.credentials_provider` |
//! | `fetching an identity failed, the last one is used` | warn | the error as it prints, with its causes |
//! | `connected`, `kept connection was closed by the host` | trace | `server.address` |

use std::fmt;
use std::time::Duration;

use tracing::field::Empty;
use tracing::instrument::Instrumented;
use tracing::{Instrument, Level, Span, debug_span, event, info_span};

use super::{Failed, Observed, Outcome};
#[cfg(feature = "credentials")]
use crate::causes::Causes;

const TARGET: &str = "alibabacloud";

const ATTEMPTS: &str = "alibaba_cloud.attempts";
const ERROR_TYPE: &str = "error.type";
const OTEL_STATUS: &str = "otel.status_code";
const REQUEST_ID: &str = "alibaba_cloud.request_id";
const STATUS: &str = "http.response.status_code";

/// A call.
#[derive(Clone)]
pub(crate) struct CallSpan(Span);

/// An attempt.
pub(crate) struct AttemptSpan(Span);

impl CallSpan {
    pub(crate) fn new(call: &Observed<'_>) -> Self {
        let (address, port) = split(call.host);
        Self(info_span!(
            target: TARGET,
            "call",
            otel.name = %Slash(call.product, call.operation),
            otel.kind = "client",
            alibaba_cloud.product = call.product,
            alibaba_cloud.version = call.version,
            alibaba_cloud.operation = call.operation,
            server.address = address,
            server.port = port,
            http.response.status_code = Empty,
            alibaba_cloud.request_id = Empty,
            alibaba_cloud.attempts = Empty,
            error.type = Empty,
            otel.status_code = Empty,
        ))
    }

    /// Follows a future: what happens in it happens in this span.
    pub(crate) fn around<F: Future>(&self, future: F) -> Instrumented<F> {
        future.instrument(self.0.clone())
    }

    /// An attempt after this many others.
    pub(crate) fn attempt(&self, call: &Observed<'_>, earlier: u32) -> AttemptSpan {
        let (address, port) = split(call.host);
        AttemptSpan(debug_span!(
            target: TARGET,
            parent: &self.0,
            "attempt",
            otel.name = call.method,
            otel.kind = "client",
            http.request.method = call.method,
            http.request.resend_count = (earlier > 0).then_some(earlier),
            server.address = address,
            server.port = port,
            http.response.status_code = Empty,
            alibaba_cloud.request_id = Empty,
            error.type = Empty,
            otel.status_code = Empty,
        ))
    }

    /// The call waits before another attempt.
    pub(crate) fn waits(&self, error_type: impl FnOnce() -> String, made: u32, wait: Duration) {
        if !self.0.is_disabled() {
            event!(
                target: TARGET,
                parent: &self.0,
                Level::DEBUG,
                error.type = error_type(),
                alibaba_cloud.retry_delay_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX),
                http.request.resend_count = made,
                "attempt failed, another follows",
            );
        }
    }

    /// The result is there, after this many attempts.
    pub(crate) fn ended(&self, attempts: u32, outcome: impl FnOnce() -> Outcome) {
        if self.0.is_disabled() {
            return;
        }
        let outcome = outcome();
        record(&self.0, &outcome);
        self.0.record(ATTEMPTS, attempts);
        if let Some(Failed { error_type, message }) = outcome.failed {
            event!(target: TARGET, parent: &self.0, Level::DEBUG, error.type = error_type, error = message, "call failed");
        }
    }
}

impl AttemptSpan {
    /// Follows a future: what happens in it happens in this span.
    pub(crate) fn around<F: Future>(&self, future: F) -> Instrumented<F> {
        future.instrument(self.0.clone())
    }

    /// The response is there, or there will be none.
    pub(crate) fn ended(&self, outcome: impl FnOnce() -> Outcome) {
        if !self.0.is_disabled() {
            record(&self.0, &outcome());
        }
    }
}

/// A connection to a host was opened.
pub(crate) fn connected(host: &str) {
    event!(target: TARGET, Level::TRACE, server.address = host, "connected");
}

/// The host had closed a connection that was kept for it.
pub(crate) fn stale_connection(host: &str) {
    event!(target: TARGET, Level::TRACE, server.address = host, "kept connection was closed by the host");
}

/// A source has an identity that it did not have before.
#[cfg(feature = "credentials")]
pub(crate) fn identity_fetched(provider_name: &str) {
    event!(target: TARGET, Level::DEBUG, alibaba_cloud.credentials_provider = provider_name, "identity fetched");
}

/// A source has no new identity, and keeps one that will expire.
#[cfg(feature = "credentials")]
pub(crate) fn identity_kept(error: &(dyn std::error::Error + 'static)) {
    let error = Causes(error).line();
    event!(target: TARGET, Level::WARN, error = error.as_str(), "fetching an identity failed, the last one is used");
}

fn record(span: &Span, outcome: &Outcome) {
    if let Some(status) = outcome.status {
        span.record(STATUS, status);
    }
    if let Some(id) = &outcome.request_id {
        span.record(REQUEST_ID, id.as_str());
    }
    if let Some(failed) = &outcome.failed {
        span.record(ERROR_TYPE, failed.error_type.as_str());
        span.record(OTEL_STATUS, "ERROR");
    }
}

/// The name or address, and the port if there is one.
fn split(host: &str) -> (&str, Option<u16>) {
    match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, port.parse().ok()),
        _ => (host, None),
    }
}

/// Two names with a slash between them.
struct Slash<'a>(&'a str, &'a str);

impl fmt::Display for Slash<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.0, self.1)
    }
}
