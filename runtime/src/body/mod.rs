//! What is sent and what is received: bytes, a source that can be read again, or a stream that passes once.
//!
//! | content | length known | read again | where it comes from |
//! |---|---|---|---|
//! | bytes | yes | yes | requests of most operations, short responses |
//! | replayable source | if it says so | yes, opened anew each time | a file: read for the signature, then for each attempt |
//! | stream | if it says so | no | long responses, a pipe |

mod collected;
mod file;
mod progress;
mod upload;

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};

pub(crate) use self::collected::Collected;
use self::progress::{Counted, Progress};
use crate::BoxError;

/// The body of a request or a response.
///
/// It is an [`http_body::Body`], so that a transport can hand it to an HTTP library as it is; and one is made from an
/// `http_body::Body` by [`stream`](Self::stream) or [`replayable`](Self::replayable).
///
/// `Debug` shows what kind it is and how long, never the content.
pub struct Body(Content);

/// A stream of unknown type.
type BoxStream = Pin<Box<dyn HttpBody<Data = Bytes, Error = BoxError> + Send>>;

/// What opens a stream, as often as it is needed.
struct Source {
    open: Arc<dyn Fn() -> BoxStream + Send + Sync>,
    /// Who wants to know how far the body is sent.
    progress: Option<Progress>,
}

enum Content {
    Bytes(Bytes),
    Stream {
        stream: BoxStream,
        /// For one that can be read again.
        source: Option<Arc<Source>>,
    },
    /// One whose stream was taken; opened when it is read again.
    Unopened(Arc<Source>),
}

impl Source {
    fn open(self: Arc<Self>) -> Content {
        Content::Stream { stream: (self.open)(), source: Some(self) }
    }
}

impl Body {
    /// A body without content.
    #[must_use]
    pub const fn empty() -> Self {
        Self(Content::Bytes(Bytes::new()))
    }

    /// A body that passes once. A request with one can be sent once: it is not sent again after a failure.
    pub fn stream<B>(stream: B) -> Self
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self(Content::Stream { stream: boxed(stream), source: None })
    }

    /// A body that can be read from its beginning as often as it is needed: `open` is called now and for each further
    /// time, and must give the same bytes. Faults of opening, such as a file that is gone, are those of the first frame.
    pub fn replayable<B>(open: impl Fn() -> B + Send + Sync + 'static) -> Self
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self(Arc::new(Source { open: Arc::new(move || boxed(open())), progress: None }).open())
    }

    /// The bytes, if the body is not a stream.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Content::Bytes(bytes) => Some(bytes),
            Content::Stream { .. } | Content::Unopened(_) => None,
        }
    }

    /// The same body, to be read from its beginning; `None` if it is a stream that passes once.
    #[must_use]
    pub fn try_clone(&self) -> Option<Self> {
        match &self.0 {
            Content::Bytes(bytes) => Some(Self(Content::Bytes(bytes.clone()))),
            Content::Stream { source, .. } => Some(Self(Arc::clone(source.as_ref()?).open())),
            Content::Unopened(source) => Some(Self(Arc::clone(source).open())),
        }
    }

    /// Whether it cannot be read again.
    pub(crate) fn passes_once(&self) -> bool {
        matches!(&self.0, Content::Stream { source: None, .. })
    }

    /// Takes the body to be sent, and leaves what can be sent another time: the same, or nothing if it passes once.
    pub(crate) fn take(&mut self) -> Self {
        let left = match &self.0 {
            Content::Bytes(bytes) => Content::Bytes(bytes.clone()),
            Content::Stream { source: None, .. } => Content::Bytes(Bytes::new()),
            Content::Stream { source: Some(source), .. } | Content::Unopened(source) => {
                Content::Unopened(Arc::clone(source))
            }
        };
        match std::mem::replace(&mut self.0, left) {
            Content::Unopened(source) => Self(source.open()),
            taken => Self(taken),
        }
        .observed()
    }

    /// The same, with the progress of its source reported.
    fn observed(self) -> Self {
        match self.0 {
            Content::Stream { stream, source: Some(source) } => {
                let stream = match &source.progress {
                    Some(progress) => Counted::over(stream, Arc::clone(progress)),
                    None => stream,
                };
                Self(Content::Stream { stream, source: Some(source) })
            }
            _ => self,
        }
    }

    /// Reads the body to its end.
    ///
    /// # Errors
    ///
    /// The stream fails, or it has more than `limit` bytes.
    pub async fn collect(self, limit: usize) -> Result<Bytes, BoxError> {
        match self.collect_up_to(limit).await? {
            (bytes, false) => Ok(bytes),
            (_, true) => Err(format!("the body has more than {limit} bytes").into()),
        }
    }

    /// Reads up to `limit` bytes, and says whether there are more.
    pub(crate) async fn collect_up_to(mut self, limit: usize) -> Result<(Bytes, bool), BoxError> {
        if let Content::Bytes(bytes) = &mut self.0 {
            let is_longer = bytes.len() > limit;
            bytes.truncate(limit);
            return Ok((std::mem::take(bytes), is_longer));
        }
        let mut read = Collected::default();
        while let Some(frame) = poll_fn(|context| Pin::new(&mut self).poll_frame(context)).await {
            // Trailers say nothing that is wanted.
            let Ok(mut data) = frame?.into_data() else { continue };
            let room = limit - read.len();
            let is_longer = data.len() > room;
            data.truncate(room);
            read.push(data);
            if is_longer {
                return Ok((read.into_bytes(), true));
            }
        }
        Ok((read.into_bytes(), false))
    }
}

impl HttpBody for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match &mut self.0 {
            Content::Bytes(bytes) => {
                let bytes = std::mem::take(bytes);
                Poll::Ready((!bytes.is_empty()).then(|| Ok(Frame::data(bytes))))
            }
            Content::Stream { stream, .. } => stream.as_mut().poll_frame(context),
            Content::Unopened(source) => {
                self.0 = Arc::clone(source).open();
                self.poll_frame(context)
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Content::Bytes(bytes) => bytes.is_empty(),
            Content::Stream { stream, .. } => stream.is_end_stream(),
            Content::Unopened(_) => false,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Content::Bytes(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Content::Stream { stream, .. } => stream.size_hint(),
            Content::Unopened(_) => SizeHint::default(),
        }
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Content::Bytes(bytes) => write!(f, "Body([{} bytes])", bytes.len()),
            Content::Stream { source: Some(_), .. } | Content::Unopened(_) => f.write_str("Body([replayable])"),
            Content::Stream { source: None, .. } => f.write_str("Body([stream])"),
        }
    }
}

/// Implements `From` for what is turned into bytes.
macro_rules! from {
    ($($type:ty),+) => {$(
        impl From<$type> for Body {
            fn from(content: $type) -> Self {
                Self(Content::Bytes(content.into()))
            }
        }
    )+};
}

from!(Bytes, Vec<u8>, String, &'static str, &'static [u8]);

/// A stream whose errors are boxed.
fn boxed<B>(stream: B) -> BoxStream
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    Box::pin(http_body_util::BodyExt::map_err(stream, Into::into))
}
