//! Carrying out a call. Nothing here is generic, so that it is compiled once.
//!
//! ```text
//! deadline of the call (credentials, attempts, waits, body)
//! └ attempt 1..n: identity → signature → connection → send → head → body     the deadline of the attempt
//! ```

use std::borrow::Cow;
use std::future::ready;
use std::sync::Arc;

use bytes::Bytes;
use http::response::Parts;
use http_body::Body as _;

use super::outcome::outcome;
use super::{CallOptions, attempts};
use crate::attempt::{Attempt, Earlier};
use crate::body::Body;
use crate::codec::{self, ObjectView, View};
use crate::config::{Settings, Timeouts};
use crate::error::{Attempts, DecodeError, Error, ServiceError, reports_failure};
use crate::executor::{Deadline, Setting};
use crate::http_response::HttpResponse;
use crate::identity::Identity;
use crate::operation::{Descriptor, Idempotency, OperationInfo};
use crate::redaction::CallSecrets;
use crate::request::{self, Token};
use crate::request_id;
use crate::trace::CallSpan;
use crate::transport::{Phase, TransportError, TransportOptions};
use crate::{BoxError, BoxFuture};

/// How many bytes of the body of an error response are read; the rest is left out.
const ERROR_LIMIT: usize = 1 << 20;

/// A success, and what is known of its call.
///
/// Shared, so that what drops it is compiled with this library, and not with every type of response.
#[derive(Default)]
pub(crate) struct Answer {
    pub(super) http: HttpResponse,
    pub(super) action: Cow<'static, str>,
    pub(super) idempotency: Idempotency,
    pub(super) secrets: CallSecrets,
    pub(super) attempts: Attempts,
}

impl Answer {
    /// Why it cannot be read as what the operation returns.
    pub(super) fn unreadable(&self, cause: codec::DecodeError) -> Error {
        let Self { http, action, idempotency, secrets, attempts } = self;
        let error = DecodeError::new(action.clone(), http.clone(), cause, secrets.clone());
        Error::from(error).of(*idempotency).after(attempts.clone())
    }

    /// The id under which the service knows the request: in what was read of the body, or in a header.
    pub(super) fn request_id(&self, value: Option<View<'_>>) -> Option<String> {
        request_id::in_value(value).or_else(|| request_id::in_headers(self.http.headers()).map(str::to_owned))
    }
}

/// Encodes a request now, and sends it when the future is polled.
pub(crate) fn send(
    client: Arc<Settings>,
    operation: Descriptor,
    info: &OperationInfo<'_>,
    request: &dyn ObjectView,
    options: CallOptions,
) -> BoxFuture<'static, Result<Arc<Answer>, Error>> {
    match Sending::of(client, operation, info, request, options) {
        Ok(mut call) => Box::pin(call.span.clone().around(async move {
            let (http, attempts) = attempts::answer(&mut call).await?;
            let idempotency = call.idempotency();
            let Sending { operation: Descriptor { action, .. }, secrets, .. } = call;
            Ok(Arc::new(Answer { http, action, idempotency, secrets, attempts }))
        })),
        Err(error) => Box::pin(ready(Err(error))),
    }
}

/// The request of a call, with a token if it needs one to be retried.
fn encoded(
    client: &Settings,
    info: &OperationInfo<'_>,
    request: &dyn ObjectView,
    options: &CallOptions,
) -> Result<request::Parts, Error> {
    let make = || client.config.token();
    let given = info.token.and_then(|name| given_token(name, client, options));
    let is_needed = options.retry.unwrap_or(client.config.retry).is_on() && given.is_none();
    let mut parts = request::encode(info, request, is_needed.then_some(&make))?;
    // One without text tells the service nothing.
    if given.is_some_and(|token| !token.is_empty()) {
        parts.token = Token::Given;
    }
    Ok(parts)
}

/// The token that the caller adds to the request as a query parameter or a header.
fn given_token<'a>(name: &str, client: &'a Settings, options: &'a CallOptions) -> Option<&'a str> {
    let mut queries = options.queries.iter().rev().chain(client.config.queries.iter().rev());
    let mut headers = options.headers.iter().rev().chain(client.config.headers.iter().rev());
    let query = queries.find(|(given, _)| given == name);
    query.or_else(|| headers.find(|(given, _)| given.eq_ignore_ascii_case(name))).map(|(_, token)| token.as_str())
}

/// A call on its way.
pub(super) struct Sending {
    pub(super) client: Arc<Settings>,
    pub(super) operation: Descriptor,
    pub(super) parts: request::Parts,
    pub(super) options: CallOptions,
    pub(super) secrets: CallSecrets,
    /// The identity for the next attempt, if it is not the one that the source gives.
    pub(super) identity: Option<Identity>,
    pub(super) span: CallSpan,
    /// The body of a success, if it is read as it comes.
    pub(super) stream: Option<Body>,
}

impl Sending {
    /// Encodes a request.
    pub(super) fn of(
        client: Arc<Settings>,
        operation: Descriptor,
        info: &OperationInfo<'_>,
        request: &dyn ObjectView,
        options: CallOptions,
    ) -> Result<Self, Error> {
        let parts = encoded(&client, info, request, &options)?;
        let span = CallSpan::new(&client.observed(&operation));
        Ok(Self::new(client, operation, parts, options, span))
    }

    fn new(
        client: Arc<Settings>,
        operation: Descriptor,
        mut parts: request::Parts,
        mut options: CallOptions,
        span: CallSpan,
    ) -> Self {
        if let Some(body) = options.body.take() {
            parts.set_octets(body);
        }
        // Nobody knows what the values are that the caller adds.
        let mut own = std::mem::take(&mut parts.secrets);
        own.extend(options.headers.iter().chain(&options.queries).map(|(_, value)| value.clone()));
        let secrets = CallSecrets { shared: Arc::clone(&client.secrets), own, ..CallSecrets::default() };
        Self { client, operation, parts, options, secrets, identity: None, span, stream: None }
    }

    /// One attempt: a success, or why it failed.
    pub(super) async fn attempt(
        &mut self,
        deadline: Deadline,
        timeouts: Timeouts,
        earlier: Option<Earlier>,
    ) -> Result<HttpResponse, Error> {
        let span =
            self.span.attempt(&self.client.observed(&self.operation), earlier.map_or(0, |earlier| earlier.attempts));
        let of_attempt = Deadline::after(timeouts.attempt(), Setting::Attempt);
        let mut options = TransportOptions::until(timeouts.connect(), deadline.or_earlier(of_attempt));
        if self.options.is_streamed {
            options = options.with_read_timeout(timeouts.read());
        }
        let result = match span.around(self.response(deadline, options, earlier)).await {
            Ok(http) if http.status().is_success() && !self.reports_failure(&http) => Ok(http),
            // A redirect is no success: it is not followed, since the signature would not fit.
            Ok(http) => Err(ServiceError::new(self.operation.action.clone(), http, self.secrets.clone()).into()),
            Err(error) => Err(error),
        };
        let result = result.map_err(|error: Error| error.of(self.idempotency()));
        span.ended(|| outcome(result.as_ref(), &self.secrets));
        result
    }

    /// Whether a success reports a failure, and is to be taken for one.
    fn reports_failure(&self, http: &HttpResponse) -> bool {
        let is_strict = self.options.strict_outcome.unwrap_or(self.client.config.strict_outcome);
        is_strict && reports_failure(http.body())
    }

    /// Sends the request and reads the whole response, whatever its status; of a success that is read as it comes, the head.
    async fn response(
        &mut self,
        deadline: Deadline,
        options: TransportOptions,
        earlier: Option<Earlier>,
    ) -> Result<HttpResponse, Error> {
        let Self {
            client,
            operation,
            parts,
            options: CallOptions { headers, queries, context, .. },
            secrets,
            identity,
            ..
        } = self;
        let attempt = Attempt { settings: client, operation, headers, queries, deadline, options, earlier, context };
        let response = attempt.send(parts, identity.take(), secrets).await;
        let (head, body) = response?.into_parts();
        if self.options.is_streamed && head.status.is_success() {
            self.stream = Some(body);
            return Ok(HttpResponse::new(head.status, head.headers, Bytes::new()));
        }
        let (host, limit) = (client.host.as_str(), client.config.response_limit);
        let response = match body.as_bytes() {
            Some(bytes) if bytes.len() <= limit.min(ERROR_LIMIT) => {
                return Ok(HttpResponse::new(head.status, head.headers, bytes.clone()));
            }
            // Boxed, since it is rare and large: most bodies come together with the head.
            _ => Box::pin(collected(head, body, host, limit, options)).await,
        };
        response.map_err(|error| error.redacted(|text| secrets.redacted(text)).into())
    }
}

/// The response with its whole body. A success that is too long is an error; an error response is cut off instead, since
/// its status says enough.
async fn collected(
    head: Parts,
    body: Body,
    host: &str,
    limit: usize,
    options: TransportOptions,
) -> Result<HttpResponse, TransportError> {
    let is_success = head.status.is_success();
    let limit = if is_success { limit } else { limit.min(ERROR_LIMIT) };
    let announced = body.size_hint().lower();
    let cause = if is_success && announced > limit as u64 {
        TransportError::too_long(host, limit)
    } else {
        match options.deadline().bound(body.collect_up_to(limit)).await {
            Ok(Ok((_, true))) if is_success => TransportError::too_long(host, limit),
            Ok(Ok((body, _))) => return Ok(HttpResponse::new(head.status, head.headers, body)),
            Ok(Err(error)) => interrupted(host, error),
            Err(elapsed) => TransportError::elapsed(host, Phase::Body, elapsed),
        }
    };
    Err(cause.with_head(head.status, request_id::in_headers(&head.headers)))
}

/// A body that did not come as a whole. A transport says best why.
pub(super) fn interrupted(host: &str, error: BoxError) -> TransportError {
    match error.downcast() {
        Ok(error) => *error,
        Err(error) => TransportError::new(host, Phase::Body, error),
    }
}
