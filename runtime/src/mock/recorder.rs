//! Writing down what goes over a transport.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::response::Parts;
use http_body::{Frame, SizeHint};

use super::recording::{Log, Outcome};
use super::{Recording, SentRequest};
use crate::body::Body;
use crate::config::Clock;
use crate::transport::{HttpTransport, Request, Response, TransportError, TransportOptions};
use crate::{BoxError, BoxFuture};

/// Passes requests on to another transport, and keeps what was sent and what came back: to look at the traffic of a program.
/// Cheap to clone; clones are one recorder.
///
/// ```
/// # use std::sync::Arc;
/// # use runtime::Config;
/// # use runtime::mock::Recorder;
/// # use runtime::transport::HyperTransport;
/// let recorder = Recorder::new(Arc::new(HyperTransport::new()));
/// let config = Config::new("cn-shanghai").with_transport(Arc::new(recorder.clone()));
/// // After some calls:
/// println!("{}", recorder.recording());
/// # let _ = config;
/// ```
///
/// It keeps everything, secrets included, until it is dropped; only what is printed is without them. The body of a request is
/// left out if it is a stream, that of a response if it is not read.
#[derive(Clone)]
#[must_use]
pub struct Recorder {
    inner: Arc<dyn HttpTransport>,
    log: Log,
    clock: Clock,
}

impl Recorder {
    /// Records what goes over this transport.
    pub fn new(inner: Arc<dyn HttpTransport>) -> Self {
        Self { inner, log: Log::default(), clock: Clock::default() }
    }

    /// What went over the wire so far.
    #[must_use]
    pub fn recording(&self) -> Recording {
        self.log.recording()
    }
}

impl HttpTransport for Recorder {
    fn send(&self, request: Request, options: TransportOptions) -> BoxFuture<'_, Result<Response, TransportError>> {
        let body = request.body().as_bytes().cloned().unwrap_or_default();
        let entry =
            Entry { log: self.log.clone(), index: self.log.begin(SentRequest::new(&request, body, self.clock.now())) };
        Box::pin(async move {
            match self.inner.send(request, options).await {
                Ok(response) => Ok(entry.record(response)),
                Err(error) => {
                    entry.log.end(entry.index, Outcome::Failed(format!("{error:#}")));
                    Err(error)
                }
            }
        })
    }
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorder").field("inner", &self.inner).finish_non_exhaustive()
    }
}

/// A request in the log.
struct Entry {
    log: Log,
    index: usize,
}

impl Entry {
    /// Records a response, at once or while its body is read.
    fn record(self, response: Response) -> Response {
        let (head, body) = response.into_parts();
        let body = match body.as_bytes() {
            Some(bytes) => {
                self.end(&head, bytes.clone());
                body
            }
            None => Body::stream(Tee { body, read: Vec::new(), head: head.clone(), entry: self }),
        };
        Response::from_parts(head, body)
    }

    fn end(&self, head: &Parts, body: Bytes) {
        self.log.end(self.index, Outcome::Response { status: head.status, headers: head.headers.clone(), body });
    }
}

/// A body whose bytes are recorded as they pass.
struct Tee {
    body: Body,
    read: Vec<u8>,
    head: Parts,
    entry: Entry,
}

impl http_body::Body for Tee {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = Pin::new(&mut self.body).poll_frame(context);
        if let Poll::Ready(Some(Ok(frame))) = &frame
            && let Some(data) = frame.data_ref()
        {
            self.read.extend_from_slice(data);
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Tee {
    /// However far it was read.
    fn drop(&mut self) {
        self.entry.end(&self.head, std::mem::take(&mut self.read).into());
    }
}
