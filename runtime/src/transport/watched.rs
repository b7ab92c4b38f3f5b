//! When a request gets its connection: at the moment at which its body is first asked for.

use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::{Body, Frame, SizeHint};
use tokio::time::Instant;

type Inner = Full<Bytes>;

/// A body that notes when it is first asked for.
///
/// hyper-util can tell as well, by `capture_connection`, but for a microsecond a request.
pub(super) struct Watched {
    body: Inner,
    connected: Connected,
}

/// When the request got its connection, if it has.
#[derive(Clone, Default)]
pub(super) struct Connected(Arc<OnceLock<Instant>>);

impl Watched {
    pub(super) fn new(body: Bytes) -> (Self, Connected) {
        let connected = Connected::default();
        (Self { body: Full::new(body), connected: connected.clone() }, connected)
    }
}

impl Connected {
    pub(super) fn since(&self) -> Option<Instant> {
        self.0.get().copied()
    }
}

impl Body for Watched {
    type Data = <Inner as Body>::Data;
    type Error = <Inner as Body>::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    /// A connection asks this of every body before it writes the head of the request.
    fn is_end_stream(&self) -> bool {
        self.connected.0.get_or_init(Instant::now);
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
