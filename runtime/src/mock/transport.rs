//! Sending a request to a mock.

use std::time::Duration;

use super::recording::Outcome;
use super::{Fault, Mock, SentRequest, script};
use crate::BoxFuture;
use crate::body::Body;
use crate::transport::{HttpTransport, Phase, Request, Response, TransportError, TransportOptions};

impl HttpTransport for Mock {
    fn send(&self, request: Request, options: TransportOptions) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let host = parts.uri.authority().map(ToString::to_string).unwrap_or_default();
            let body =
                body.collect(usize::MAX).await.map_err(|error| TransportError::new(&*host, Phase::Send, error))?;
            let request = Request::from_parts(parts, Body::from(body.clone()));
            self.reply(&SentRequest::new(&request, body, self.clock().now()), &host, options)
        })
    }
}

impl Mock {
    /// Replies to a request, and records it.
    fn reply(&self, request: &SentRequest, host: &str, options: TransportOptions) -> Result<Response, TransportError> {
        let (index, handler) = {
            let mut state = self.lock();
            (self.log.begin(request.clone()), state.scripts.next(request))
        };
        // Not locked: a handler may ask the mock for what was sent, or for the time.
        let reply = handler.inspect_err(|_| self.lock().unexpected.push(index));
        let reply = reply.and_then(|handler| script::reply(&handler, request));
        let wait = |time: Duration| {
            self.clock().advance(time);
            if let Some(context) = &request.context {
                context.call.pass(time);
            }
        };
        let left = options.timeout();
        let reply = match reply {
            Ok(reply) if reply.delay >= left => Err(Fault::timed_out(Phase::Receive)),
            Ok(reply) => {
                wait(reply.delay);
                let recorded = (reply.status, reply.headers.clone(), reply.body.clone());
                reply.into_http().map(|response| (response, recorded))
            }
            Err(fault) => Err(fault),
        };
        let reply = reply.map_err(|fault| fault.into_error(host, options, wait));
        let outcome = match &reply {
            Ok((_, (status, headers, body))) => {
                Outcome::Response { status: *status, headers: headers.clone(), body: body.clone() }
            }
            Err(error) => Outcome::Failed(format!("{error:#}")),
        };
        self.log.end(index, outcome);
        reply.map(|(response, _)| response)
    }
}
