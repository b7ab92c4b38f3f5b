//! One request and its response on one connection.
//!
//! The call itself drives the connection: nothing runs between calls, and a call that is dropped closes its connection.
//!
//! * An answer before the request is sent as a whole is the answer.
//! * A response that is too long is an error; an error response is cut off instead, since its status says enough.
//! * Of what breaks we say how far it got.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use bytes::{Bytes, BytesMut};
use http::{Request, Response};
use http_body_util::Full;
use hyper::body::{Body, Incoming};
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;

use super::connect::causes;
use super::deadline::{Deadline, Late};
use super::stream::{Stream, Wire};
use super::{Phase, TransportError};
use crate::response::header_request_id;

/// How many bytes of a response body are read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Of a success: a longer one is an error.
    pub(super) success: usize,
    /// Of an error: the rest is left out.
    pub(super) error: usize,
}

/// What is asked of an exchange.
pub(super) struct Terms<'a> {
    pub(super) host: &'a str,
    pub(super) deadline: Deadline,
    pub(super) limits: Limits,
}

/// Why there is no response.
pub(super) struct Failed {
    pub(super) error: TransportError,
    /// Whether the host can have received anything.
    pub(super) begun: bool,
}

/// Why an exchange ended early.
enum Cause {
    Late(Late),
    Broken(hyper::Error),
    /// The body is longer than the limit; it begins like this.
    TooLong(Bytes),
}

/// A connection over which requests are sent, one after another.
pub(super) struct Connection {
    sender: SendRequest<Full<Bytes>>,
    http: http1::Connection<TokioIo<Stream>, Full<Bytes>>,
    wire: Wire,
    /// Whether the HTTP library is done with it.
    ended: bool,
}

impl Connection {
    /// A connection over a stream, and what that stands on.
    pub(super) async fn new(stream: Stream, wire: Wire) -> hyper::Result<Box<Self>> {
        let (sender, http) = http1::handshake(TokioIo::new(stream)).await?;
        Ok(Box::new(Self { sender, http, wire, ended: false }))
    }

    /// Whether the response before is read to its end, and the host keeps the connection open as far as we know.
    pub(super) fn is_reusable(&mut self) -> bool {
        if !self.sender.is_ready() {
            self.turn(&mut unwoken());
        }
        // What came behind the response would be taken for the next one: there the HTTP library ends the connection.
        !self.ended && self.sender.is_ready()
    }

    /// Whether the host has neither closed the connection nor sent anything since.
    pub(super) fn is_open(&self) -> bool {
        self.wire.is_quiet()
    }

    /// Sends a request and reads its response.
    pub(super) async fn exchange(
        &mut self,
        request: Request<Full<Bytes>>,
        terms: &Terms<'_>,
    ) -> Result<Response<Bytes>, Failed> {
        self.wire.take_outgoing();
        let response = pin!(self.sender.send_request(request));
        let mut over = pin!(terms.deadline.over());
        let (head, body) = match self.head(response, over.as_mut()).await {
            Ok(response) => response.into_parts(),
            Err(cause) => return Err(self.failed(cause, None, terms)),
        };
        let limit = if head.status.is_success() { terms.limits.success } else { terms.limits.error };
        let body = match self.body(body, limit, over).await {
            Ok(body) => body,
            Err(Cause::TooLong(start)) if !head.status.is_success() => start,
            Err(cause) => return Err(self.failed(cause, Some(&head), terms)),
        };
        Ok(Response::from_parts(head, body))
    }

    /// Does whatever can be done on the connection now.
    fn turn(&mut self, context: &mut Context<'_>) {
        // How it ended is told by what waits for it.
        self.ended = self.ended || self.http.poll_without_shutdown(context).is_ready();
    }

    /// Waits for the head of the response.
    async fn head(
        &mut self,
        mut response: Pin<&mut impl Future<Output = hyper::Result<Response<Incoming>>>>,
        mut over: Pin<&mut impl Future<Output = Late>>,
    ) -> Result<Response<Incoming>, Cause> {
        poll_fn(|context| {
            self.turn(context);
            match response.as_mut().poll(&mut unwoken()) {
                Poll::Ready(result) => Poll::Ready(result.map_err(Cause::Broken)),
                Poll::Pending => over.as_mut().poll(context).map(|late| Err(Cause::Late(late))),
            }
        })
        .await
    }

    /// Reads the body of the response.
    async fn body(
        &mut self,
        mut body: Incoming,
        limit: usize,
        mut over: Pin<&mut impl Future<Output = Late>>,
    ) -> Result<Bytes, Cause> {
        let mut read = Collected { limit, ..Collected::default() };
        poll_fn(|context| {
            loop {
                let mut frame = Pin::new(&mut body).poll_frame(&mut unwoken());
                if frame.is_pending() {
                    self.turn(context);
                    frame = Pin::new(&mut body).poll_frame(&mut unwoken());
                }
                match frame {
                    // Trailers say nothing that is wanted.
                    Poll::Ready(Some(Ok(frame))) => {
                        if frame.into_data().is_ok_and(|data| !read.push(data)) {
                            return Poll::Ready(Err(Cause::TooLong(read.take())));
                        }
                    }
                    Poll::Ready(Some(Err(error))) => return Poll::Ready(Err(Cause::Broken(error))),
                    Poll::Ready(None) => return Poll::Ready(Ok(read.take())),
                    Poll::Pending => return over.as_mut().poll(context).map(|late| Err(Cause::Late(late))),
                }
            }
        })
        .await
    }

    /// What went wrong, and how far the request had got.
    fn failed(&self, cause: Cause, head: Option<&http::response::Parts>, terms: &Terms<'_>) -> Failed {
        let outgoing = self.wire.take_outgoing();
        let phase = match head {
            Some(_) => Phase::Body,
            None if !outgoing.begun => Phase::Connect,
            None if outgoing.stuck || outgoing.lost.is_some() => Phase::Send,
            None => Phase::Receive,
        };
        let error = match (cause, &outgoing.lost) {
            (Cause::Late(Late(after)), _) => TransportError::timed_out(terms.host, phase, after),
            (Cause::TooLong(_), _) => TransportError::too_long(terms.host, terms.limits.success),
            (Cause::Broken(_), Some(lost)) => TransportError::new(terms.host, phase, lost),
            (Cause::Broken(error), None) => TransportError::new(terms.host, phase, causes(&error)),
        };
        let error = match head {
            Some(head) => error.with_head(head.status, header_request_id(&head.headers)),
            None => error,
        };
        Failed { error, begun: outgoing.begun }
    }
}

/// For what only becomes ready by a turn of the connection: nobody else has to be woken for it.
fn unwoken() -> Context<'static> {
    Context::from_waker(Waker::noop())
}

/// What was read of a body. One piece stays as it is.
#[derive(Default)]
struct Collected {
    first: Bytes,
    rest: BytesMut,
    limit: usize,
}

impl Collected {
    /// Appends what fits. False if there was more.
    fn push(&mut self, mut data: Bytes) -> bool {
        let room = self.limit - self.first.len() - self.rest.len();
        let fits = data.len() <= room;
        data.truncate(room);
        if self.first.is_empty() {
            self.first = data;
        } else {
            self.rest.extend_from_slice(&data);
        }
        fits
    }

    fn take(&mut self) -> Bytes {
        let first = std::mem::take(&mut self.first);
        if self.rest.is_empty() {
            return first;
        }
        let rest = std::mem::take(&mut self.rest);
        let mut whole = BytesMut::with_capacity(first.len() + rest.len());
        whole.extend_from_slice(&first);
        whole.extend_from_slice(&rest);
        whole.freeze()
    }
}
