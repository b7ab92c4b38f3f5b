//! Bodies from files and readers, and how far they are sent.

use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use super::file::FileSource;
use super::progress::{Counted, Pieces, Progress};
use super::{Body, Content, Source, boxed};
use crate::executor::blocking;

impl Body {
    /// The content of a file, which need not fit into memory. It is read twice: for the signature, and to be sent; and once
    /// more for each further attempt.
    ///
    /// ```no_run
    /// # async fn example(call: runtime::Call<impl runtime::Operation>) -> Result<(), Box<dyn std::error::Error>> {
    /// use std::time::Duration;
    /// # use runtime::Body;
    ///
    /// let body = Body::file("report.zip")?.on_progress(|sent, total| println!("{sent} of {total:?} bytes"));
    /// call.body(body).timeout(Duration::from_secs(600)).attempt_timeout(Duration::from_secs(600)).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Sending counts against the time of the attempt and of the call: allow as much as a large file takes. The file is read on
    /// threads for blocking work, a piece of 256 KiB at a time; only its size is looked up now.
    ///
    /// # Errors
    ///
    /// There is no such file, or it is no regular file, such as a pipe: [`reader`](Self::reader) takes those. Later, a file
    /// that has changed since, or that is shorter than it was, fails the call: what was signed would not be what is sent.
    pub fn file(path: impl AsRef<Path>) -> io::Result<Self> {
        let source = FileSource::new(path.as_ref())?;
        Ok(Self::replayable(move || source.open()))
    }

    /// What a reader gives, up to its end. It is read into memory now, on a thread for blocking work, since the signature needs
    /// all of it before the first byte can be sent.
    ///
    /// # Errors
    ///
    /// The reader fails, or has more than `limit` bytes: put those into a file, and use [`file`](Self::file).
    pub async fn reader(reader: impl Read + Send + 'static, limit: usize) -> io::Result<Self> {
        let read = blocking(move || {
            let mut bytes = Vec::new();
            reader.take((limit as u64).saturating_add(1)).read_to_end(&mut bytes)?;
            match bytes.len() > limit {
                true => Err(io::Error::new(
                    io::ErrorKind::FileTooLarge,
                    format!("the reader has more than {limit} bytes; put them into a file, and use `Body::file`"),
                )),
                false => Ok(Self::from(bytes)),
            }
        });
        read.await.unwrap_or_else(|| Err(io::Error::other("the tokio runtime ended while the reader was read")))
    }

    /// Calls this while a [`Call`](crate::Call) sends the body: with the number of bytes that were handed to the connection
    /// so far, and that of all, if it is known. Each attempt begins anew. It should not take long: sending waits for it.
    #[must_use]
    pub fn on_progress(self, progress: impl Fn(u64, Option<u64>) + Send + Sync + 'static) -> Self {
        let progress: Progress = Arc::new(progress);
        let source = match self.0 {
            Content::Bytes(bytes) => {
                let open = move || boxed(Pieces(bytes.clone()));
                Source { open: Arc::new(open), progress: Some(progress) }
            }
            Content::Stream { stream, source: None } => {
                let stream = Counted::over(stream, progress);
                return Self(Content::Stream { stream, source: None });
            }
            Content::Stream { source: Some(source), .. } | Content::Unopened(source) => {
                Source { open: Arc::clone(&source.open), progress: Some(progress) }
            }
        };
        Self(Arc::new(source).open())
    }
}
