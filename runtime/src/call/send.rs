//! Carrying out a call. Nothing here is generic, so that it is compiled once.
//!
//! ```text
//! deadline of the call (credentials, attempts, waits, body)
//! └ attempt 1..n: identity → signature → connection → send → head → body     the deadline of the attempt
//! ```

use std::future::ready;
use std::sync::Arc;
use std::time::Duration;

use http::response::Parts;
use http_body::Body as _;
use tokio::time::Instant;

use super::CallOptions;
use crate::attempt::{Attempt, Earlier, identity};
use crate::body::Body;
use crate::codec::ObjectView;
use crate::config::Settings;
use crate::error::{Attempts, Error, FailedAttempt, Failure, ServiceError};
use crate::executor::{Deadline, Setting};
use crate::http_response::HttpResponse;
use crate::identity::Identity;
use crate::operation::{Descriptor, Idempotency, OperationInfo};
use crate::redaction::CallSecrets;
use crate::request::{self, Token};
use crate::request_id;
use crate::retry::{Next, Retries, Retry};
use crate::transport::{Phase, TransportError, TransportOptions};
use crate::{BoxError, BoxFuture};

/// How many bytes of the body of an error response are read; the rest is left out.
const ERROR_LIMIT: usize = 1 << 20;

/// A success, and what of the call must not be shown.
pub(crate) struct Answer {
    pub(super) http: HttpResponse,
    pub(super) operation: Descriptor,
    pub(super) idempotency: Idempotency,
    pub(super) secrets: CallSecrets,
    pub(super) attempts: Attempts,
}

/// Encodes a request now, and sends it when the future is polled.
pub(crate) fn send(
    client: Arc<Settings>,
    operation: Descriptor,
    info: &OperationInfo<'_>,
    request: &dyn ObjectView,
    options: CallOptions,
) -> BoxFuture<'static, Result<Answer, Error>> {
    match encoded(&client, info, request, &options) {
        Ok(parts) => Box::pin(Sending::new(client, operation, parts, options).answer()),
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
    let is_given = |name| options.queries.iter().chain(&client.config.queries).any(|(given, _)| given == name);
    let is_needed = options.retry.unwrap_or(client.config.retry).is_on() && !info.token.is_some_and(is_given);
    Ok(request::encode(info, request, is_needed.then_some(&make))?)
}

/// A call on its way.
struct Sending {
    client: Arc<Settings>,
    operation: Descriptor,
    parts: request::Parts,
    options: CallOptions,
    secrets: CallSecrets,
    /// The identity for the next attempt, if it is not the one that the source gives.
    identity: Option<Identity>,
}

/// What a call still has after a wait.
struct Left {
    wait: Duration,
    deadline: Deadline,
}

impl Sending {
    fn new(client: Arc<Settings>, operation: Descriptor, mut parts: request::Parts, mut options: CallOptions) -> Self {
        if let Some(body) = options.body.take() {
            parts.set_octets(body);
        }
        // Nobody knows what the values are that the caller adds.
        let mut own = std::mem::take(&mut parts.secrets);
        own.extend(options.headers.iter().chain(&options.queries).map(|(_, value)| value.clone()));
        let secrets = CallSecrets { shared: Arc::clone(&client.secrets), own, ..CallSecrets::default() };
        Self { client, operation, parts, options, secrets, identity: None }
    }

    /// Makes attempts until one succeeds, or another has no point or may do harm.
    async fn answer(mut self) -> Result<Answer, Error> {
        let client = Arc::clone(&self.client);
        let timeouts = self.options.timeouts.or(client.config.timeouts);
        let mut deadline = Deadline::after(timeouts.call(), Setting::Call);
        // A body that passes once is gone with the first attempt.
        let retry = self.options.retry.unwrap_or(client.config.retry);
        let retry = if self.parts.body.passes_once() { Retry::off() } else { retry };
        let mut retries = Retries::new(retry, client.budget(), self.is_repeatable());
        let (mut failed, mut earlier) = (Vec::new(), None);
        loop {
            retries.begin();
            let of_attempt = Deadline::after(timeouts.attempt(), Setting::Attempt);
            let transport = TransportOptions::until(timeouts.connect(), deadline.or_earlier(of_attempt));
            let error = match self.response(deadline, transport, earlier).await {
                Ok(http) if http.status().is_success() => {
                    client.budget().give();
                    let (idempotency, attempts) = (self.idempotency(), Attempts::new(retries.made(), failed));
                    let Self { operation, secrets, .. } = self;
                    return Ok(Answer { http, operation, idempotency, secrets, attempts });
                }
                // A redirect is no success: it is not followed, since the signature would not fit.
                Ok(http) => ServiceError::new(self.operation.action.clone(), http, self.secrets.clone()).into(),
                Err(error) => error,
            };
            let error = error.of(self.idempotency());
            let is_corrected = self.learn_clock(&error);
            let next = match retries.after(&error, deadline.left()) {
                // Boxed, since it is rare.
                Next::Attempt(wait) if is_corrected => Box::pin(self.prepare(&error, wait, deadline)).await,
                _ => None,
            };
            let Some(left) = next else {
                return Err(error.after(Attempts::new(retries.made(), failed)));
            };
            deadline = left.deadline;
            earlier = Some(Earlier { attempts: retries.made(), delay: left.wait });
            failed.push(FailedAttempt::new(error, left.wait));
        }
    }

    /// Gets ready for another attempt: with another identity if that one was refused, and after the wait.
    async fn prepare(&mut self, error: &Error, wait: Duration, deadline: Deadline) -> Option<Left> {
        if error.failure() == Failure::IdentityExpired {
            self.replace_identity(deadline).await?;
        }
        let start = Instant::now();
        self.client.config.sleep.sleep(wait).await.ok()?;
        // Time that was only pretended to pass counts as well.
        Some(Left { wait, deadline: deadline.less(wait.saturating_sub(start.elapsed())) })
    }

    /// Asks the source for another identity than the one that was refused.
    async fn replace_identity(&mut self, deadline: Deadline) -> Option<()> {
        let refused = self.secrets.identity.take()?;
        let identity = identity(&self.client, deadline, Some(&refused)).await;
        self.identity = identity.ok().filter(|identity| !identity.is_same(&refused));
        self.secrets.refused = Some(refused);
        self.identity.is_some().then_some(())
    }

    /// Remembers the clock of the host if it refused ours: whether there is no need to, or it could be read.
    fn learn_clock(&self, error: &Error) -> bool {
        if error.failure() != Failure::ClockSkewed {
            return true;
        }
        let date = error.as_service().and_then(ServiceError::date);
        date.inspect(|date| self.client.skew.learn(*date, self.client.config.clock.now())).is_some()
    }

    /// Whether sending the request twice does no more than sending it once.
    fn is_repeatable(&self) -> bool {
        self.idempotency() == Idempotency::Idempotent || self.parts.token == Token::Made
    }

    /// Whether making the call twice does no more than making it once. A token that was made for this call says nothing of
    /// another one.
    fn idempotency(&self) -> Idempotency {
        if self.options.idempotent || self.parts.token == Token::Given {
            Idempotency::Idempotent
        } else {
            self.operation.idempotency
        }
    }

    /// Sends the request and reads the whole response, whatever its status.
    async fn response(
        &mut self,
        deadline: Deadline,
        options: TransportOptions,
        earlier: Option<Earlier>,
    ) -> Result<HttpResponse, Error> {
        let Self { client, operation, parts, options: CallOptions { headers, queries, .. }, secrets, identity } = self;
        let attempt = Attempt { settings: client, operation, headers, queries, deadline, options, earlier };
        let response = attempt.send(parts, identity.take(), secrets).await;
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
