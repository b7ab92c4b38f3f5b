//! A transport that the program brings, held to its options: whatever it waits for, a call ends in its time.

use std::sync::Arc;

use super::{HttpTransport, Phase, Request, Response, TransportError, TransportOptions};
use crate::BoxFuture;

/// A transport that is cut off when its time is over. The one of this library needs none of this: it bounds every step.
#[derive(Debug)]
pub(crate) struct Bounded(pub(crate) Arc<dyn HttpTransport>);

impl HttpTransport for Bounded {
    fn send(&self, request: Request, options: TransportOptions) -> BoxFuture<'_, Result<Response, TransportError>> {
        let host = request.uri().host().unwrap_or_default().to_owned();
        Box::pin(async move {
            let response = options.deadline().bound(self.0.send(request, options)).await;
            // How far the request got is not known.
            response.unwrap_or_else(|elapsed| Err(TransportError::elapsed(host, Phase::Receive, elapsed)))
        })
    }
}
