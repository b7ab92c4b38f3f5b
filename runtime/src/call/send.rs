//! Carrying out a call. Nothing here is generic, so that it is compiled once.
//!
//! ```text
//! deadline of the call (credentials, attempts, body)
//! └ attempt: identity → signature → connection → send → head → body     the deadline of the attempt
//! ```

use std::future::ready;
use std::sync::Arc;

use http::response::Parts;
use http_body::Body as _;
use tokio::time::Instant;

use super::CallOptions;
use crate::attempt::Attempt;
use crate::body::Body;
use crate::codec::ObjectView;
use crate::config::Settings;
use crate::error::{Error, ServiceError};
use crate::executor::{Deadline, Setting};
use crate::http_response::HttpResponse;
use crate::operation::{Descriptor, OperationInfo};
use crate::redaction::CallSecrets;
use crate::request;
use crate::request_id;
use crate::transport::{Phase, TransportError, TransportOptions};
use crate::{BoxError, BoxFuture};

/// How many bytes of the body of an error response are read; the rest is left out.
const ERROR_LIMIT: usize = 1 << 20;

/// A success, and what of the call must not be shown.
pub(crate) struct Answer {
    pub(super) http: HttpResponse,
    pub(super) operation: Descriptor,
    pub(super) secrets: CallSecrets,
}

/// Encodes a request now, and sends it when the future is polled.
pub(crate) fn send(
    client: Arc<Settings>,
    operation: Descriptor,
    info: &OperationInfo<'_>,
    request: &dyn ObjectView,
    options: CallOptions,
) -> BoxFuture<'static, Result<Answer, Error>> {
    match request::encode(info, request) {
        Ok(parts) => {
            let mut sending = Sending::new(client, operation, parts, options);
            Box::pin(async move {
                let result = sending.response().await;
                sending.outcome(result)
            })
        }
        Err(error) => Box::pin(ready(Err(error.into()))),
    }
}

/// A call on its way.
struct Sending {
    client: Arc<Settings>,
    operation: Descriptor,
    parts: request::Parts,
    options: CallOptions,
    secrets: CallSecrets,
}

impl Sending {
    fn new(client: Arc<Settings>, operation: Descriptor, mut parts: request::Parts, mut options: CallOptions) -> Self {
        if let Some(body) = options.body.take() {
            parts.set_octets(body);
        }
        let (own, shared) = (std::mem::take(&mut parts.secrets), Arc::clone(&client.secrets));
        let secrets = CallSecrets { shared, own, ..CallSecrets::default() };
        Self { client, operation, parts, options, secrets }
    }

    /// Sends the request and reads the whole response, whatever its status.
    async fn response(&mut self) -> Result<HttpResponse, Error> {
        let Self { client, operation, parts, options: CallOptions { headers, queries, timeouts, .. }, secrets } = self;
        let (timeouts, start) = (timeouts.or(client.config.timeouts), Instant::now());
        let deadline = Deadline::since(start, timeouts.call(), Setting::Call);
        let of_attempt = Deadline::since(start, timeouts.attempt(), Setting::Attempt);
        let options = TransportOptions::until(timeouts.connect(), deadline.or_earlier(of_attempt));
        // Nobody knows what they are.
        secrets.own.extend(headers.iter().chain(queries.iter()).map(|(_, value)| value.clone()));
        let attempt = Attempt { settings: client, operation, headers, queries, deadline, options };
        let response = attempt.send(parts, secrets).await;
        let (head, body) = response?.into_parts();
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

    /// Tells success from failure.
    fn outcome(self, response: Result<HttpResponse, Error>) -> Result<Answer, Error> {
        let Self { operation, secrets, .. } = self;
        let idempotency = operation.idempotency;
        // A redirect is no success: it is not followed, since the signature would not fit.
        let error = match response {
            Ok(http) if http.status().is_success() => return Ok(Answer { http, operation, secrets }),
            Ok(http) => ServiceError::new(operation.action, http, secrets).into(),
            Err(error) => error,
        };
        Err(error.of(idempotency))
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
fn interrupted(host: &str, error: BoxError) -> TransportError {
    match error.downcast() {
        Ok(error) => *error,
        Err(error) => TransportError::new(host, Phase::Body, error),
    }
}
