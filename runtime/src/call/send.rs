//! Carrying out a call. Nothing here is generic, so that it is compiled once.
//!
//! ```text
//! deadline of the call (credentials, attempts, body)
//! └ attempt: identity → signature → connection → send → head → body     the deadline of the attempt
//! ```

use std::future::ready;
use std::sync::Arc;

use http::Response;
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
use crate::request::{self, Parts};
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
        Ok(parts) => Box::pin(execute(client, operation, parts, options)),
        Err(error) => Box::pin(ready(Err(error.into()))),
    }
}

async fn execute(
    client: Arc<Settings>,
    operation: Descriptor,
    mut parts: Parts,
    mut options: CallOptions,
) -> Result<Answer, Error> {
    let mut secrets = CallSecrets {
        own: std::mem::take(&mut parts.secrets),
        shared: Arc::clone(&client.secrets),
        ..CallSecrets::default()
    };
    if let Some(body) = options.body.take() {
        parts.set_octets(body);
    }
    let result = attempt(&client, &operation, parts, options, &mut secrets).await;
    // A redirect is no success: it is not followed, since the signature would not fit.
    match result {
        Ok(http) if http.status().is_success() => Ok(Answer { http, operation, secrets }),
        Ok(http) => Err(Error::from(ServiceError::new(operation.action, http, secrets)).of(operation.idempotency)),
        Err(error) => Err(error.of(operation.idempotency)),
    }
}

/// Sends the request and reads the whole response, whatever its status.
async fn attempt(
    client: &Settings,
    operation: &Descriptor,
    parts: Parts,
    options: CallOptions,
    secrets: &mut CallSecrets,
) -> Result<HttpResponse, Error> {
    let CallOptions { headers, queries, timeouts, body: _ } = options;
    let (timeouts, start) = (timeouts.or(client.config.timeouts), Instant::now());
    let deadline = Deadline::since(start, timeouts.call(), Setting::Call);
    let attempt_deadline = deadline.or_earlier(Deadline::since(start, timeouts.attempt(), Setting::Attempt));
    let attempt = Attempt {
        settings: client,
        operation,
        headers: &headers,
        queries: &queries,
        deadline,
        options: TransportOptions::until(timeouts.connect(), attempt_deadline),
    };
    let response = attempt.send(parts, secrets).await;
    // Nobody knows what they are.
    secrets.own.extend(headers.into_iter().chain(queries).map(|(_, value)| value));
    let (host, limit) = (client.host.as_str(), client.config.response_limit);
    collected(response?, host, limit).await.map_err(|error| error.redacted(|text| secrets.redacted(text)).into())
}

/// The response with its whole body. A success that is too long is an error; an error response is cut off instead, since
/// its status says enough.
async fn collected(response: Response<Body>, host: &str, limit: usize) -> Result<HttpResponse, TransportError> {
    let (head, body) = response.into_parts();
    let is_success = head.status.is_success();
    let limit = if is_success { limit } else { limit.min(ERROR_LIMIT) };
    let announced = body.size_hint().lower();
    let cause = if is_success && announced > limit as u64 {
        TransportError::too_long(host, limit)
    } else {
        match body.collect_up_to(limit).await {
            Ok((_, true)) if is_success => TransportError::too_long(host, limit),
            Ok((body, _)) => return Ok(HttpResponse::new(head.status, head.headers, body)),
            Err(error) => interrupted(host, error),
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
