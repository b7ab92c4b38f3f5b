//! One request and its response on one connection.
//!
//! The call itself drives the connection: nothing runs between calls, and a call that is dropped closes its connection.
//!
//! * An answer before the request is sent as a whole is the answer.
//! * Of what breaks we say how far it got.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use http_body::{Body as HttpBody, Frame};
use hyper::body::Incoming;
use hyper::client::conn::TrySendError;
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use tokio::time::Sleep;

use super::error::Peer;
use super::origin::Origin;
use super::proxy::ProxyServer;
use super::stream::{Stream, Wire};
use super::{Phase, TransportError};
use crate::BoxFuture;
use crate::body::Body;
use crate::executor::{Deadline, Elapsed};

/// Why there is no response.
pub(super) struct Failed {
    pub(super) error: Box<TransportError>,
    /// The request, if nothing of it was sent and it can be sent over another connection.
    pub(super) unsent: Option<Box<Request<Body>>>,
}

/// Why an exchange ended early.
pub(super) enum Cause {
    Elapsed(Elapsed),
    Broken(hyper::Error),
}

/// What the HTTP library makes of a stream. Behind a trait, so that its parts are compiled once, and not wherever a connection
/// may be closed.
trait Http: Send {
    /// Whether a request can be sent.
    fn is_ready(&self) -> bool;

    /// Sends a request, as turns are taken.
    fn send(&mut self, request: Request<Body>) -> Sent;

    /// Does whatever can be done now; says when there will be nothing more to do.
    fn turn(&mut self, context: &mut Context<'_>) -> Poll<hyper::Result<()>>;
}

/// The head of a response on its way.
type Sent = BoxFuture<'static, Result<Response<Incoming>, TrySendError<Request<Body>>>>;

impl Http for (SendRequest<Body>, http1::Connection<TokioIo<Stream>, Body>) {
    fn is_ready(&self) -> bool {
        self.0.is_ready()
    }

    fn send(&mut self, request: Request<Body>) -> Sent {
        Box::pin(self.0.try_send_request(request))
    }

    fn turn(&mut self, context: &mut Context<'_>) -> Poll<hyper::Result<()>> {
        self.1.poll_without_shutdown(context)
    }
}

/// A connection over which requests are sent, one after another.
pub(super) struct Connection {
    http: Box<dyn Http>,
    wire: Wire,
    /// The proxy between here and the host.
    proxy: Option<Arc<ProxyServer>>,
    /// What wakes the call at its end. Moved from one call to the next, since the timers of the runtime are asked less often
    /// than if each call had its own.
    timer: Option<Pin<Box<Sleep>>>,
    /// Whether the HTTP library is done with it.
    ended: bool,
}

impl Connection {
    /// A connection over a stream, what that stands on, and the proxy that it goes through.
    pub(super) async fn new(stream: Stream, wire: Wire, proxy: Option<Arc<ProxyServer>>) -> hyper::Result<Box<Self>> {
        let http = Box::new(http1::handshake(TokioIo::new(stream)).await?);
        Ok(Box::new(Self { http, wire, proxy, timer: None, ended: false }))
    }

    /// Whether the response before is read to its end, and the host keeps the connection open as far as we know.
    pub(super) fn is_reusable(&mut self) -> bool {
        if !self.http.is_ready() {
            self.turn(&mut unwoken());
        }
        // What came behind the response would be taken for the next one: there the HTTP library ends the connection.
        !self.ended && self.http.is_ready()
    }

    /// Whether the host has neither closed the connection nor sent anything since.
    pub(super) fn is_open(&self) -> bool {
        self.wire.is_quiet()
    }

    /// Sends a request and waits for the head of its response.
    ///
    /// Not an `async fn`, so that the request, which is large, is handed on at once and takes no room in the future.
    pub(super) fn send<'a>(
        &'a mut self,
        mut request: Request<Body>,
        origin: &'a Origin,
        deadline: Deadline,
    ) -> impl Future<Output = Result<Response<Incoming>, Failed>> + Send + 'a {
        self.wire.take_outgoing();
        if let Some(proxy) = self.forwarding(origin) {
            proxy.address(&mut request, origin);
        }
        let mut response = self.http.send(request);
        async move {
            let mut timer = self.timer.take().unwrap_or_else(|| Box::pin(deadline.sleep()));
            deadline.set(timer.as_mut());
            let result = poll_fn(|context| {
                self.turn(context);
                match response.as_mut().poll(&mut unwoken()) {
                    Poll::Ready(result) => Poll::Ready(Some(result)),
                    Poll::Pending => deadline.poll_over(timer.as_mut(), context).map(|()| None),
                }
            });
            let (cause, unsent) = match result.await {
                Some(Ok(response)) => {
                    self.timer = Some(timer);
                    return self.of_host(response, origin);
                }
                Some(Err(mut error)) => {
                    let unsent = error.take_message();
                    (Cause::Broken(error.into_error()), unsent)
                }
                None => (Cause::Elapsed(deadline.elapsed()), None),
            };
            let (error, begun) = self.failure(cause, origin, None);
            Err(Failed { error: Box::new(error), unsent: unsent.filter(|_| !begun).map(Box::new) })
        }
    }

    /// The proxy that requests to this origin are to be forwarded by.
    fn forwarding(&self, origin: &Origin) -> Option<&Arc<ProxyServer>> {
        self.proxy.as_ref().filter(|_| !origin.is_tls)
    }

    /// The response, unless it is the proxy that asks who we are: then the host has not seen the request.
    fn of_host(&self, response: Response<Incoming>, origin: &Origin) -> Result<Response<Incoming>, Failed> {
        match self.forwarding(origin) {
            Some(proxy) if response.status() == StatusCode::PROXY_AUTHENTICATION_REQUIRED => {
                let error = TransportError::refused_by_proxy(origin.as_str(), proxy, response.status());
                Err(Failed { error: Box::new(error), unsent: None })
            }
            _ => Ok(response),
        }
    }

    /// Reads the next part of a body.
    pub(super) fn poll_body(
        &mut self,
        body: &mut Incoming,
        context: &mut Context<'_>,
    ) -> Poll<Option<hyper::Result<Frame<Bytes>>>> {
        let frame = Pin::new(&mut *body).poll_frame(&mut unwoken());
        if frame.is_ready() {
            return frame;
        }
        self.turn(context);
        Pin::new(body).poll_frame(&mut unwoken())
    }

    /// What went wrong while the body was read.
    pub(super) fn body_failure(&self, cause: Cause, origin: &Origin) -> TransportError {
        self.failure(cause, origin, Some(Phase::Body)).0
    }

    /// Does whatever can be done on the connection now.
    fn turn(&mut self, context: &mut Context<'_>) {
        // How it ended is told by what waits for it.
        self.ended = self.ended || self.http.turn(context).is_ready();
    }

    /// The error, and whether anything of the request was sent. Without a phase, how far that got decides.
    fn failure(&self, cause: Cause, origin: &Origin, phase: Option<Phase>) -> (TransportError, bool) {
        let (host, outgoing) = (origin.as_str(), self.wire.take_outgoing());
        let phase = phase.unwrap_or(match outgoing {
            ref outgoing if !outgoing.begun => Phase::Start,
            ref outgoing if outgoing.stuck || outgoing.lost.is_some() => Phase::Send,
            _ => Phase::Receive,
        });
        let error = match (cause, outgoing.lost) {
            (Cause::Elapsed(elapsed), _) => TransportError::elapsed(host, phase, elapsed),
            (Cause::Broken(_), Some(lost)) => TransportError::new(host, phase, lost),
            (Cause::Broken(error), None) => TransportError::new(host, phase, error),
        };
        let peer = self.proxy.as_ref().map_or(Peer::Host, |proxy| Peer::HostBehind(Arc::clone(proxy)));
        (error.at(&peer), outgoing.begun)
    }
}

/// For what only becomes ready by a turn of the connection: nobody else has to be woken for it.
fn unwoken() -> Context<'static> {
    Context::from_waker(Waker::noop())
}
