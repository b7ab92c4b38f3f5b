//! Reporting how far a body is sent.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};

use super::BoxStream;
use crate::BoxError;

/// What is called with the bytes so far, and with how many there are if that is known.
pub(super) type Progress = Arc<dyn Fn(u64, Option<u64>) + Send + Sync>;

/// A stream that reports what passes.
pub(super) struct Counted {
    stream: BoxStream,
    progress: Progress,
    passed: u64,
    total: Option<u64>,
}

impl Counted {
    pub(super) fn over(stream: BoxStream, progress: Progress) -> BoxStream {
        let total = stream.size_hint().exact();
        Box::pin(Self { stream, progress, passed: 0, total })
    }
}

impl HttpBody for Counted {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = self.stream.as_mut().poll_frame(context);
        if let Poll::Ready(Some(Ok(frame))) = &frame
            && let Some(data) = frame.data_ref()
        {
            self.passed += data.len() as u64;
            (self.progress)(self.passed, self.total);
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.stream.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.stream.size_hint()
    }
}

/// Bytes that are sent piece by piece, so that there is progress to report.
pub(super) struct Pieces(pub(super) Bytes);

impl Pieces {
    const SIZE: usize = 64 << 10;
}

impl HttpBody for Pieces {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let size = self.0.len().min(Self::SIZE);
        let piece = self.0.split_to(size);
        Poll::Ready((!piece.is_empty()).then(|| Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.0.len() as u64)
    }
}
