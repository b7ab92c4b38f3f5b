//! Responses that are read as they come: events, and downloads.

use std::fmt;
use std::path::PathBuf;

use bytes::Bytes;

use super::{Call, block_on};
use crate::download::{self, SavedFile};
use crate::error::{Attempts, Error};
use crate::events::{self, Event};
use crate::http_response::HttpResponse;
use crate::operation::Operation;
use crate::output::EventText;

impl<T, O: Operation<Output = EventText<T>>> Call<O> {
    /// Reads the events of the response one by one, as they come; see [`Call::events`](crate::Call::events).
    pub fn events(self) -> Events<T> {
        Events(self.0.events())
    }
}

impl<O: Operation<Output = Bytes>> Call<O> {
    /// Reads the body of the response as it comes; see [`Call::download`](crate::Call::download).
    pub fn download(self) -> Download {
        Download(self.0.download())
    }
}

/// An iterator over the events of a response; [`Events`](crate::Events) says when it ends.
#[must_use = "iterators are lazy: the request is sent when `next` is called"]
pub struct Events<T>(events::Events<T>);

impl<T> Events<T> {
    /// Makes the call again if the connection breaks or stalls; see [`Events::reconnect`](crate::Events::reconnect).
    pub fn reconnect(self, times: u32) -> Self {
        Self(self.0.reconnect(times))
    }

    /// Status and headers of the response, without its body; `None` before the first event.
    #[must_use]
    pub fn http(&self) -> Option<&HttpResponse> {
        self.0.http()
    }

    /// The id under which the service knows the request, if a header says it; `None` before the first event.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id()
    }

    /// The attempts that it took to get the response; `None` before the first event.
    #[must_use]
    pub fn attempts(&self) -> Option<&Attempts> {
        self.0.attempts()
    }

    /// The last id that the stream gave, for a call that goes on behind it: `Last-Event-ID`.
    #[must_use]
    pub fn last_event_id(&self) -> Option<&str> {
        self.0.last_event_id()
    }

    /// Whether the service said that this is all: `[DONE]`. Not every service says so.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.0.is_done()
    }
}

impl<T> Iterator for Events<T> {
    type Item = Result<Event<T>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        block_on(self.0.next()).unwrap_or_else(|error| Some(Err(error)))
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// An iterator over the pieces of a body, none of which is empty; [`Download`](crate::Download) says when it ends.
#[must_use = "iterators are lazy: the request is sent when `next` is called"]
#[derive(Debug)]
pub struct Download(download::Download);

impl Download {
    /// Calls this after each piece; see [`Download::on_progress`](crate::Download::on_progress).
    pub fn on_progress(self, progress: impl FnMut(u64, Option<u64>) + Send + 'static) -> Self {
        Self(self.0.on_progress(progress))
    }

    /// Saves the body to a file, which is there when it is complete; see [`Download::to_file`](crate::Download::to_file).
    ///
    /// # Errors
    ///
    /// Those of [`Download::to_file`](crate::Download::to_file), and those of [blocking calls](crate::blocking#errors).
    pub fn to_file(self, path: impl Into<PathBuf>) -> Result<SavedFile, Error> {
        block_on(self.0.to_file(path))?
    }

    /// Status and headers of the response, without its body; `None` before the first bytes and after an error.
    #[must_use]
    pub fn http(&self) -> Option<&HttpResponse> {
        self.0.http()
    }

    /// The id under which the service knows the request, if a header says it; `None` before the first bytes and after an
    /// error.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id()
    }

    /// How many bytes the body has, if the response says that; `None` before the first bytes and after an error.
    #[must_use]
    pub fn content_length(&self) -> Option<u64> {
        self.0.content_length()
    }
}

impl Iterator for Download {
    type Item = Result<Bytes, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        block_on(self.0.next()).unwrap_or_else(|error| Some(Err(error)))
    }
}
