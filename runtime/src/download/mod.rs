//! Downloads: binary responses that are read as they come, or saved to a file.

mod file;
mod saved;

use std::fmt;
use std::future::poll_fn;
use std::path::PathBuf;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

pub use self::saved::SavedFile;
use crate::call::{Call, Opening, ResponseStream};
use crate::error::{Attempts, Error};
use crate::http_response::HttpResponse;
use crate::operation::Operation;
use crate::request_id;

impl<O: Operation<Output = Bytes>> Call<O> {
    /// Reads the body of the response as it comes, instead of collecting it: it need not fit into memory, and
    /// [`Config::with_response_limit`](crate::Config::with_response_limit) does not apply.
    ///
    /// ```no_run
    /// # use runtime::{Bytes, Call, Error, Operation};
    /// # async fn example<O: Operation<Output = Bytes>>(first: Call<O>, second: Call<O>) -> Result<(), Error> {
    /// // To a file, which is there when it is complete.
    /// let saved = first.download().to_file("report.zip").await?;
    /// println!("{} bytes", saved.len());
    ///
    /// // Piece by piece.
    /// let mut download = second.download().on_progress(|received, _| println!("{received} bytes so far"));
    /// while let Some(bytes) = download.next().await {
    ///     println!("{} bytes more", bytes?.len());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// The request is sent when the first bytes are asked for. Until the head of the response is there, everything is as in any
    /// other call: an error of the service is the first and only item, and failed attempts are retried.
    pub fn download(self) -> Download {
        Download::of(self.streamed())
    }
}

/// What is called with the bytes that came so far, and with how many there are if that is known.
type Progress = Box<dyn FnMut(u64, Option<u64>) + Send>;

/// The body of a response, as it comes.
///
/// It is a [`Stream`] of pieces, none of which is empty; [`next`](Self::next) needs no other crate.
///
/// * The time to the first byte of the response is bounded as in any other call. From then on, the wait for the next bytes
///   is bounded by [`Config::with_read_timeout`](crate::Config::with_read_timeout), and the whole by nothing, unless
///   [`Call::timeout`] was set for this call.
/// * A body that is cut off, or is not as long as its head says, is an error of kind
///   [`Transport`](crate::error::ErrorKind::Transport) behind the bytes that came. It is not retried.
/// * Dropping it before its end closes the connection.
#[must_use = "streams do nothing unless they are polled"]
pub struct Download {
    state: State,
    progress: Option<Progress>,
}

enum State {
    Opening(Opening),
    /// Stays when all bytes are read.
    Open(Box<ResponseStream>),
    Failed,
}

impl Download {
    /// The body of a response that is opened like this.
    pub(crate) fn of(opening: Opening) -> Self {
        Self { state: State::Opening(opening), progress: None }
    }

    /// Calls this after each piece, with the number of bytes that came so far and the number of all, if the response says
    /// that. It should not take long: the download waits for it.
    pub fn on_progress(mut self, progress: impl FnMut(u64, Option<u64>) + Send + 'static) -> Self {
        self.progress = Some(Box::new(progress));
        self
    }

    /// The next bytes; `None` after the last ones and after an error. No bytes are lost if the future is dropped.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// Saves the body to a file. A file of this name is replaced, or made, when the body is complete and on the disk.
    ///
    /// Until then the bytes are in a file beside it, `.NAME.….part`, which is removed if the download fails or the future is
    /// dropped; a process that is killed leaves it behind. A file that is replaced hands on its permissions, and its owner as
    /// far as that is possible; through a symbolic link, the file that it names is replaced. Needs no more memory than a few
    /// pieces, and does not hold up the tokio runtime.
    ///
    /// # Errors
    ///
    /// Those of the call and of the body; or the file cannot be written, which is of kind
    /// [`File`](crate::error::ErrorKind::File). If no file can be made in the folder, nothing is sent.
    pub async fn to_file(self, path: impl Into<PathBuf>) -> Result<SavedFile, Error> {
        // Boxed, so that the size of the future does not depend on it.
        Box::pin(file::save(self, path.into())).await
    }

    /// Status and headers of the response, without its body; `None` before the first bytes and after an error.
    #[must_use]
    pub fn http(&self) -> Option<&HttpResponse> {
        Some(self.stream()?.head())
    }

    /// The id under which the service knows the request, if a header says it; `None` before the first bytes and after an error.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        request_id::in_headers(self.http()?.headers())
    }

    /// The attempts that it took to get the response; `None` before the first bytes and after an error.
    #[must_use]
    pub fn attempts(&self) -> Option<&Attempts> {
        Some(self.stream()?.attempts())
    }

    /// How many bytes the body has, if the response says so; `None` before the first bytes and after an error.
    #[must_use]
    pub fn content_length(&self) -> Option<u64> {
        self.stream()?.announced()
    }

    fn stream(&self) -> Option<&ResponseStream> {
        match &self.state {
            State::Open(stream) => Some(stream),
            State::Opening(_) | State::Failed => None,
        }
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        loop {
            let error = match &mut self.state {
                State::Opening(opening) => match ready!(opening.as_mut().poll(context)) {
                    Ok(stream) => {
                        self.state = State::Open(stream);
                        continue;
                    }
                    Err(error) => error,
                },
                State::Open(stream) => match ready!(stream.poll_data(context)) {
                    Some(Ok(bytes)) => {
                        if let Some(progress) = &mut self.progress {
                            progress(stream.received(), stream.announced());
                        }
                        return Poll::Ready(Some(Ok(bytes)));
                    }
                    Some(Err(error)) => error,
                    None => return Poll::Ready(None),
                },
                State::Failed => return Poll::Ready(None),
            };
            self.state = State::Failed;
            return Poll::Ready(Some(Err(error)));
        }
    }
}

impl Stream for Download {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let received = self.stream().map(ResponseStream::received);
        f.debug_struct("Download").field("received", &received).finish_non_exhaustive()
    }
}
