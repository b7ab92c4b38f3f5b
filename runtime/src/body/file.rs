//! The content of a file as a body.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::SystemTime;

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};

use crate::BoxFuture;
use crate::executor::blocking;

/// How many bytes are read at once.
const PIECE: u64 = 256 << 10;

/// A file, and how it was when it became a body.
pub(super) struct FileSource {
    path: PathBuf,
    edition: Edition,
}

/// By what a file that has changed is known.
#[derive(PartialEq, Eq)]
struct Edition {
    length: u64,
    modified: Option<SystemTime>,
    /// Which file it is, where that can be told: another may have taken its name.
    #[cfg(unix)]
    id: (u64, u64),
}

impl Edition {
    fn of(found: &Metadata) -> Self {
        Self {
            length: found.len(),
            modified: found.modified().ok(),
            #[cfg(unix)]
            id: {
                use std::os::unix::fs::MetadataExt;
                (found.dev(), found.ino())
            },
        }
    }
}

impl FileSource {
    /// Looks at the file.
    pub(super) fn new(path: &Path) -> io::Result<Arc<Self>> {
        let source = |edition| Self { path: path.to_owned(), edition };
        let found = path.metadata().map_err(|error| named(path, error.kind(), &error.to_string()))?;
        if !found.is_file() {
            let fault = "it is no regular file; `Body::reader` takes anything that can be read";
            return Err(named(path, io::ErrorKind::InvalidInput, fault));
        }
        Ok(Arc::new(source(Edition::of(&found))))
    }

    /// Its content from the beginning.
    pub(super) fn open(self: &Arc<Self>) -> FileStream {
        FileStream { source: Arc::clone(self), state: State::Idle(None), passed: 0 }
    }

    /// Reads the next piece behind `passed` bytes, and makes sure that it is still the same file.
    fn read(&self, file: Option<File>, passed: u64) -> io::Result<(File, Bytes)> {
        let named = |error: io::Error| named(&self.path, error.kind(), &error.to_string());
        let file = match file {
            Some(file) => file,
            None => File::open(&self.path).map_err(named)?,
        };
        let size = (self.edition.length - passed).min(PIECE);
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
        (&file).take(size).read_to_end(&mut bytes).map_err(named)?;
        // Behind the bytes: so it is certain of the last ones as well, and those are not handed out otherwise.
        if bytes.len() as u64 == size && Edition::of(&file.metadata().map_err(named)?) == self.edition {
            return Ok((file, bytes.into()));
        }
        let fault = "it has changed since the body was made of it; send it when nobody writes to it any more";
        Err(self::named(&self.path, io::ErrorKind::InvalidData, fault))
    }
}

/// An error that says which file it is about.
fn named(path: &Path, kind: io::ErrorKind, fault: &str) -> io::Error {
    io::Error::new(kind, format!("the file {}: {fault}", path.display()))
}

/// The content of a file on its way.
pub(super) struct FileStream {
    source: Arc<FileSource>,
    state: State,
    passed: u64,
}

enum State {
    /// The file, if it is open.
    Idle(Option<File>),
    Reading(BoxFuture<'static, io::Result<(File, Bytes)>>),
    Failed,
}

impl FileStream {
    fn left(&self) -> u64 {
        self.source.edition.length - self.passed
    }

    /// Has the next piece read where it holds up nobody.
    fn reading(&self, file: Option<File>) -> State {
        let (source, passed) = (Arc::clone(&self.source), self.passed);
        State::Reading(Box::pin(async move {
            let read = blocking(move || source.read(file, passed)).await;
            read.unwrap_or_else(|| Err(io::Error::other("the tokio runtime ended while a file was read")))
        }))
    }
}

impl HttpBody for FileStream {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        while self.left() > 0 {
            match &mut self.state {
                State::Failed => return Poll::Ready(None),
                State::Idle(file) => {
                    let file = file.take();
                    self.state = self.reading(file);
                }
                State::Reading(reading) => {
                    let (state, piece) = match ready!(reading.as_mut().poll(context)) {
                        Ok((file, bytes)) => (State::Idle(Some(file)), Ok(bytes)),
                        Err(error) => (State::Failed, Err(error)),
                    };
                    self.state = state;
                    return Poll::Ready(Some(piece.map(|bytes| {
                        self.passed += bytes.len() as u64;
                        Frame::data(bytes)
                    })));
                }
            }
        }
        Poll::Ready(None)
    }

    fn is_end_stream(&self) -> bool {
        self.left() == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left())
    }
}
