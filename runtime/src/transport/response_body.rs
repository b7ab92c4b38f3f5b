//! The body of a response while its connection is still needed for it.
//!
//! What has come together with the head is read at once: most responses are short, are bytes then, and their connection is
//! free. The rest of a longer one is read as it is asked for; then the connection is kept for the next request. A body that
//! is dropped before its end closes the connection.

use std::pin::Pin;
use std::task::{Context, Poll, Waker, ready};

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use hyper::body::Incoming;
use tokio::runtime;

use super::TransportError;
use super::exchange::{Cause, Connection};
use super::origin::Origin;
use super::pool::Pool;
use crate::body::{Body, Collected};
use crate::executor::{self, Watchdog};

/// Where a connection goes when its response is read.
pub(super) struct Return {
    pub(super) pool: Pool,
    pub(super) runtime: runtime::Id,
    pub(super) origin: Origin,
}

impl Return {
    /// Keeps the connection if another request can be sent over it.
    fn keep(&self, mut connection: Box<Connection>) {
        let is_here = executor::current().is_ok_and(|runtime| runtime.id() == self.runtime);
        if is_here && connection.is_reusable() {
            self.pool.put(self.runtime, self.origin.clone(), connection);
        }
    }
}

/// A body that is not read to its end.
struct ResponseBody {
    incoming: Incoming,
    /// None at the end, and after a failure.
    connection: Option<Box<Connection>>,
    back: Return,
    watchdog: Watchdog,
    /// What was read ahead, and how that ended if it did not end well.
    read: Option<Bytes>,
    failure: Option<TransportError>,
}

/// The body of a response: bytes if it is there as a whole, else a stream.
pub(super) fn read(incoming: Incoming, connection: Box<Connection>, back: Return, watchdog: Watchdog) -> Body {
    let connection = Some(connection);
    let mut body = ResponseBody { incoming, connection, back, watchdog, read: None, failure: None };
    // Who reads the rest is woken for it.
    let (read, is_whole) = body.read_ahead(&mut Context::from_waker(Waker::noop()));
    if is_whole {
        return Body::from(read);
    }
    body.read = Some(read).filter(|read| !read.is_empty());
    Body::stream(body)
}

impl ResponseBody {
    /// How much is read ahead.
    const AHEAD: usize = 64 << 10;

    /// What is there already, and whether that is the whole body.
    fn read_ahead(&mut self, context: &mut Context<'_>) -> (Bytes, bool) {
        let mut read = Collected::default();
        while read.len() < Self::AHEAD {
            match self.poll_connection(context) {
                Poll::Ready(Some(Ok(frame))) => {
                    if let Ok(data) = frame.into_data() {
                        read.push(data);
                    }
                }
                Poll::Ready(Some(Err(error))) => {
                    self.failure = Some(error);
                    return (read.into_bytes(), false);
                }
                Poll::Ready(None) => return (read.into_bytes(), true),
                Poll::Pending => break,
            }
        }
        (read.into_bytes(), false)
    }

    /// The next part; at the end, the connection is given back.
    fn poll_connection(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let Some(connection) = &mut self.connection else { return Poll::Ready(None) };
        match ready!(connection.poll_body(&mut self.incoming, context)) {
            Some(Ok(frame)) => Poll::Ready(Some(Ok(frame))),
            Some(Err(error)) => Poll::Ready(self.fail(Cause::Broken(error)).map(Err)),
            None => {
                if let Some(connection) = self.connection.take() {
                    self.back.keep(connection);
                }
                Poll::Ready(None)
            }
        }
    }

    fn fail(&mut self, cause: Cause) -> Option<TransportError> {
        Some(self.connection.take()?.body_failure(cause, &self.back.origin))
    }
}

impl HttpBody for ResponseBody {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        if let Some(read) = self.read.take() {
            return Poll::Ready(Some(Ok(Frame::data(read))));
        }
        if let Some(error) = self.failure.take() {
            return Poll::Ready(Some(Err(error)));
        }
        if let Poll::Ready(frame) = self.poll_connection(context) {
            self.watchdog.feed();
            return Poll::Ready(frame);
        }
        let elapsed = ready!(self.watchdog.poll_elapsed(context));
        Poll::Ready(self.fail(Cause::Elapsed(elapsed)).map(Err))
    }

    fn is_end_stream(&self) -> bool {
        self.connection.is_none() && self.read.is_none() && self.failure.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        let read = self.read.as_ref().map_or(0, |read| read.len() as u64);
        let rest = self.incoming.size_hint();
        let mut hint = SizeHint::new();
        hint.set_lower(rest.lower().saturating_add(read));
        if let Some(upper) = rest.upper() {
            hint.set_upper(upper.saturating_add(read));
        }
        hint
    }
}
