//! A transport that the program brings, held to its options: whatever it waits for, a call ends in its time.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};

use super::{HttpTransport, Phase, Request, Response, TransportError, TransportOptions};
use crate::body::Body;
use crate::executor::{self, Watchdog};
use crate::{BoxError, BoxFuture};

/// A transport that is cut off when its time is over. The one of this library needs none of this: it bounds every step.
pub(crate) struct Bounded(pub(crate) Arc<dyn HttpTransport>);

impl fmt::Debug for Bounded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl HttpTransport for Bounded {
    fn send(&self, request: Request, options: TransportOptions) -> BoxFuture<'_, Result<Response, TransportError>> {
        let host = request.uri().host().unwrap_or_default().to_owned();
        Box::pin(async move {
            let response = options.deadline().bound(self.0.send(request, options)).await;
            match (response, options.read_timeout()) {
                (Ok(response), Some(timeout)) => Ok(response?.map(|body| watched(body, timeout, host))),
                (Ok(response), None) => response,
                // How far the request got is not known.
                (Err(elapsed), _) => Err(TransportError::elapsed(host, Phase::Receive, elapsed)),
            }
        })
    }
}

/// A body of which no part may take longer than this.
fn watched(body: Body, timeout: Duration, host: String) -> Body {
    // Bytes are there already, and without timers nothing can be watched.
    if body.as_bytes().is_some() || executor::timers().is_err() {
        return body;
    }
    Body::stream(Watched { body, watchdog: Watchdog::each(timeout), host })
}

/// A body that ends with an error when it stalls.
struct Watched {
    body: Body,
    watchdog: Watchdog,
    host: String,
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) {
            self.watchdog.feed();
            return Poll::Ready(frame);
        }
        let elapsed = ready!(self.watchdog.poll_elapsed(context));
        self.body = Body::empty();
        let host = std::mem::take(&mut self.host);
        Poll::Ready(Some(Err(TransportError::elapsed(host, Phase::Body, elapsed).into())))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
