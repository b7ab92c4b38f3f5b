//! A success whose body is read as it comes, instead of being collected.
//!
//! Everything up to the head is as in any other call: errors of the service, retries, deadlines. From there on the time
//! between two parts is bounded, and that of the whole only if it is set for this call.

use std::borrow::Cow;
use std::fmt;
use std::future::ready;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http_body::Body as _;
use tokio::time::Instant;

use super::send::{Sending, interrupted};
use super::{CallOptions, attempts};
use crate::BoxFuture;
use crate::body::Body;
use crate::codec::ObjectView;
use crate::config::Settings;
use crate::error::{Attempts, DecodeError, Error, ErrorKind};
use crate::executor::{Deadline, Setting, Watchdog};
use crate::http_response::HttpResponse;
use crate::operation::{Descriptor, Idempotency, OperationInfo};
use crate::redaction::CallSecrets;
use crate::request_id;
use crate::transport::{Phase, TransportError};

/// The future of a response that is read as it comes.
pub(crate) type Opening = BoxFuture<'static, Result<Box<ResponseStream>, Error>>;

/// The future of a response that is asked for again: that, or why there is none, and how many tries are left.
pub(crate) type Reopening = BoxFuture<'static, (Result<Box<ResponseStream>, Error>, u32)>;

/// A successful response whose body is still to come. Dropping it closes the connection, unless the body was read to its end.
pub(crate) struct ResponseStream {
    call: Sending,
    head: HttpResponse,
    attempts: Attempts,
    body: Body,
    /// How many bytes the head announces, and how many came.
    announced: Option<u64>,
    received: u64,
    /// Whether nothing more is read of it.
    is_closed: bool,
    /// The end of the call as a whole, if its time is set, and what watches it.
    total: Option<Deadline>,
    watchdog: Option<Watchdog>,
    /// Whether the request can be sent again: its body does not pass once.
    is_replayable: bool,
}

/// Encodes a request now, and sends it when the future is polled.
pub(crate) fn open(
    client: Arc<Settings>,
    operation: Descriptor,
    info: &OperationInfo<'_>,
    request: &dyn ObjectView,
    options: CallOptions,
) -> Opening {
    match Sending::of(client, operation, info, request, CallOptions { is_streamed: true, ..options }) {
        Ok(call) => Box::pin(async { opened(call).await.map_err(|(error, _)| error) }),
        Err(error) => Box::pin(ready(Err(error))),
    }
}

/// Waits for the head of a success. Without one, the call can be made again.
async fn opened(mut call: Sending) -> Result<Box<ResponseStream>, (Error, Box<Sending>)> {
    let total = call.options.timeouts.call.map(|allowed| Deadline::after(allowed, Setting::Call));
    let is_replayable = !call.parts.body.passes_once();
    let (head, attempts) = match call.span.clone().around(attempts::answer(&mut call)).await {
        Ok(answer) => answer,
        Err(error) => return Err((error, Box::new(call))),
    };
    let body = call.stream.take().unwrap_or_default();
    let announced = head.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    let watchdog = total.map(Watchdog::until);
    Ok(Box::new(ResponseStream {
        call,
        head,
        attempts,
        body,
        announced,
        received: 0,
        is_closed: false,
        total,
        watchdog,
        is_replayable,
    }))
}

impl ResponseStream {
    /// Status and headers.
    pub(crate) fn head(&self) -> &HttpResponse {
        &self.head
    }

    pub(crate) fn attempts(&self) -> &Attempts {
        &self.attempts
    }

    /// The name of the operation.
    pub(crate) fn action(&self) -> Cow<'static, str> {
        self.call.operation.action.clone()
    }

    pub(crate) fn idempotency(&self) -> Idempotency {
        self.call.idempotency()
    }

    pub(crate) fn secrets(&self) -> &CallSecrets {
        &self.call.secrets
    }

    /// How many bytes the body has, if the head says so.
    pub(crate) fn announced(&self) -> Option<u64> {
        self.announced
    }

    /// How many bytes of it came so far.
    pub(crate) fn received(&self) -> u64 {
        self.received
    }

    /// The next bytes of the body. After an error there are no more.
    pub(crate) fn poll_data(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        let host = self.call.client.host.as_str();
        let error = loop {
            if let Some(total) = self.total.filter(|total| total.left().is_zero() && !self.is_closed) {
                break TransportError::elapsed(host, Phase::Body, total.elapsed());
            }
            match Pin::new(&mut self.body).poll_frame(context) {
                Poll::Ready(Some(Ok(frame))) => match frame.into_data() {
                    Ok(data) if !data.is_empty() => {
                        self.received += data.len() as u64;
                        return Poll::Ready(Some(Ok(data)));
                    }
                    // Trailers say nothing that is wanted.
                    _ => {}
                },
                Poll::Ready(Some(Err(error))) => break interrupted(host, error),
                Poll::Ready(None) => match self.announced {
                    Some(announced) if announced != self.received && !self.is_closed => {
                        let ended = format!("the body ended after {} of {announced} bytes", self.received);
                        break TransportError::new(host, Phase::Body, ended);
                    }
                    _ => {
                        self.is_closed = true;
                        return Poll::Ready(None);
                    }
                },
                Poll::Pending => match self.watchdog.as_mut().map(|watchdog| watchdog.poll_elapsed(context)) {
                    Some(Poll::Ready(elapsed)) => break TransportError::elapsed(host, Phase::Body, elapsed),
                    _ => return Poll::Pending,
                },
            }
        };
        Poll::Ready(Some(Err(self.failed(error))))
    }

    /// Lets go of the connection.
    pub(crate) fn close(&mut self) {
        self.body = Body::empty();
        self.is_closed = true;
    }

    fn failed(&mut self, error: TransportError) -> Error {
        self.close();
        let error = error.with_head(self.head.status(), request_id::in_headers(self.head.headers()));
        self.complete(error.redacted(|text| self.call.secrets.redacted(text)).into())
    }

    /// The error that this part of the body cannot be read.
    pub(crate) fn unreadable(&mut self, body: Bytes, reason: impl fmt::Display) -> Error {
        self.close();
        let http = HttpResponse::new(self.head.status(), self.head.headers().clone(), body);
        self.complete(DecodeError::new(self.action(), http, reason, self.call.secrets.clone()).into())
    }

    /// An error with what is known of the call.
    pub(crate) fn complete(&self, error: Error) -> Error {
        error.of(self.idempotency()).after(self.attempts.clone())
    }

    /// Whether the request can be sent again as it was, and there is time for it after this wait.
    pub(crate) fn is_repeatable(&self, wait: Duration) -> bool {
        // Without a time of its own, a call does not wait longer than any other call may take.
        let longest = || self.call.options.timeouts.or(self.call.client.config.timeouts).call();
        self.is_replayable && self.total.map_or_else(longest, Deadline::left) > wait
    }

    /// Makes the same call again after a wait, with this header besides. Where no head comes, once more after the same wait, as
    /// often as there are further tries and there is time.
    pub(crate) fn again(self, wait: Duration, header: Option<(&str, &str)>, further_tries: u32) -> Reopening {
        let (mut call, mut total, mut tries) = (self.call, self.total, further_tries);
        if let Some((name, value)) = header {
            call.options.headers.retain(|(set, _)| !set.eq_ignore_ascii_case(name));
            call.options.headers.push((name.to_owned(), value.to_owned()));
        }
        Box::pin(async move {
            loop {
                let start = Instant::now();
                let _ = call.client.config.sources.sleep.sleep(wait).await;
                // Time that was only pretended to pass counts as well.
                let pretended = wait.saturating_sub(start.elapsed());
                total = total.map(|total| total.less(pretended));
                call.options.timeouts.call = total.map(Deadline::left);
                match opened(call).await {
                    Ok(stream) => return (Ok(stream), tries),
                    Err((error, back)) => {
                        let has_time = total.is_none_or(|total| total.left() > wait);
                        if tries == 0 || !has_time || error.kind() != ErrorKind::Transport {
                            return (Err(error), tries);
                        }
                        (call, tries) = (*back, tries - 1);
                    }
                }
            }
        })
    }
}
