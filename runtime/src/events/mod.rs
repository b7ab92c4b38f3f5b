//! Streams of events: the responses of operations that answer with `text/event-stream`, event by event.
//!
//! ```text
//! body ── parser ── source ── Events<T>      bytes, raw events, ends and reconnecting, typed events
//! ```

mod event;
mod parser;
mod source;

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

pub use self::event::Event;
pub use self::parser::{EVENT_LIMIT, Parser, RawEvent, TooLong};
use self::source::Source;
use crate::call::{Call, Opening};
use crate::error::{Attempts, Error};
use crate::http_response::HttpResponse;
use crate::operation::Operation;
use crate::output::EventText;
use crate::request_id;

impl<T, O: Operation<Output = EventText<T>>> Call<O> {
    /// Reads the events of the response one by one, as they come.
    ///
    /// ```no_run
    /// # use runtime::{Call, Error, EventText, Operation, Value};
    /// # async fn example(call: Call<impl Operation<Output = EventText<Value>>>) -> Result<(), Error> {
    /// let mut events = call.events();
    /// while let Some(event) = events.next().await {
    ///     println!("{}", event?.data()?);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// The request is sent when the first event is asked for. Until the head of the response is there, everything is as in any
    /// other call: an error of the service is the first and only item, and failed attempts are retried.
    pub fn events(self) -> Events<T> {
        Events::of(self.streamed())
    }
}

/// The events of a response, in the order in which they come.
///
/// It is a [`Stream`]; [`next`](Self::next) needs no other crate. It ends with the response, with an event whose data are
/// `[DONE]`, which is not among the items, or with an error. An event that is not complete when the response ends is none.
///
/// * The time to the first byte of the response is bounded as in any other call. From then on, the wait for the next bytes
///   is bounded by [`Config::with_read_timeout`](crate::Config::with_read_timeout), and the whole by nothing, unless
///   [`Call::timeout`] was set for this call.
/// * A connection that breaks is an error of kind [`Transport`](crate::error::ErrorKind::Transport). A success that is not
///   `text/event-stream`, and an event of more than 1 MiB, are errors of kind [`Decode`](crate::error::ErrorKind::Decode).
/// * An event that reports a failure, such as one with the name `error`, is an event like any other.
/// * Dropping it closes the connection.
#[must_use = "streams do nothing unless they are polled"]
pub struct Events<T> {
    source: Source,
    data: PhantomData<fn() -> T>,
}

impl<T> Events<T> {
    /// The events of a response that is opened like this.
    pub(crate) fn of(opening: Opening) -> Self {
        Self { source: Source::new(opening), data: PhantomData }
    }

    /// The next event; `None` after the last one and after an error. No event is lost if the future is dropped.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// Makes the call again if the connection breaks or stalls, up to this many times without an event in between.
    ///
    /// The request is the same, with the header `Last-Event-ID` if the stream gave an id, after the wait that the stream asked
    /// for, else after a second. Ask for this only if the operation does no harm when it is carried out again; a service that
    /// does not know the header begins anew. A stream that ends is not read again.
    pub fn reconnect(mut self, times: u32) -> Self {
        self.source.allow_reconnects(times);
        self
    }

    /// Status and headers of the response, without its body; `None` before the first event.
    #[must_use]
    pub fn http(&self) -> Option<&HttpResponse> {
        self.source.head()
    }

    /// The id under which the service knows the request, if a header says it; `None` before the first event.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        request_id::in_headers(self.http()?.headers())
    }

    /// The attempts that it took to get the response; `None` before the first event.
    #[must_use]
    pub fn attempts(&self) -> Option<&Attempts> {
        self.source.attempts()
    }

    /// The last id that the stream gave, for a call that goes on behind it: `Last-Event-ID`.
    #[must_use]
    pub fn last_event_id(&self) -> Option<&str> {
        self.source.last_id()
    }

    /// Whether the service said that this is all: `[DONE]`. Not every service says so.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.source.is_done()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Event<T>, Error>>> {
        self.source.poll(context).map_ok(|(raw, origin)| Event::from_raw(raw, origin))
    }
}

impl<T> Stream for Events<T> {
    type Item = Result<Event<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events").field("is_done", &self.is_done()).finish_non_exhaustive()
    }
}
