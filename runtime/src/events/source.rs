//! The events of a call before anybody says what their data are: compiled once for all operations.

use std::mem;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;

use super::event::Origin;
use super::parser::{EVENT_LIMIT, Parser, RawEvent, TooLong};
use crate::body::Collected;
use crate::call::{Opening, Reopening, ResponseStream};
use crate::error::{Attempts, Error, ErrorKind};
use crate::http_response::HttpResponse;

/// What ends a stream, by common agreement of services: the HTML standard has no such thing.
const DONE: &str = "[DONE]";

/// The header that says which event was the last one.
const LAST_EVENT_ID: &str = "last-event-id";

/// How long to wait before connecting again, if the stream does not say.
const RECONNECT_DELAY: Duration = Duration::from_secs(1);

/// An event, and the response that it came in.
type Item = (RawEvent, Arc<Origin>);

/// Where events come from.
pub(super) struct Source {
    state: State,
    parser: Parser,
    /// Bytes that came and are not read yet.
    unread: Bytes,
    origin: Option<Arc<Origin>>,
    attempts: Option<Attempts>,
    /// How often to connect again without an event in between, and how often that is still possible.
    reconnects: u32,
    left: u32,
    is_done: bool,
}

enum State {
    Opening(Opening),
    Reopening(Reopening),
    Open(Box<ResponseStream>),
    /// A success that is no stream of events: its body is collected for the error.
    Foreign(Box<ResponseStream>, Collected),
    Ended,
}

impl Source {
    pub(super) fn new(opening: Opening) -> Self {
        Self {
            state: State::Opening(opening),
            parser: Parser::default(),
            unread: Bytes::new(),
            origin: None,
            attempts: None,
            reconnects: 0,
            left: 0,
            is_done: false,
        }
    }

    pub(super) fn allow_reconnects(&mut self, times: u32) {
        (self.reconnects, self.left) = (times, times);
    }

    pub(super) fn head(&self) -> Option<&HttpResponse> {
        Some(&self.origin.as_ref()?.head)
    }

    pub(super) fn attempts(&self) -> Option<&Attempts> {
        self.attempts.as_ref()
    }

    pub(super) fn last_id(&self) -> Option<&str> {
        self.parser.last_id()
    }

    pub(super) fn is_done(&self) -> bool {
        self.is_done
    }

    /// The next event. After the end, and after an error, there are no more.
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Item, Error>>> {
        loop {
            match &mut self.state {
                State::Opening(opening) => match ready!(opening.as_mut().poll(context)) {
                    Ok(stream) => self.open(stream),
                    Err(error) => return self.fail(error),
                },
                State::Reopening(reopening) => {
                    let (result, left) = ready!(reopening.as_mut().poll(context));
                    self.left = left;
                    match result {
                        Ok(stream) => self.open(stream),
                        Err(error) => return self.fail(error),
                    }
                }
                State::Open(stream) => match self.parser.next(&mut self.unread) {
                    Ok(Some(event)) if event.data.trim() == DONE => self.done(context),
                    Ok(Some(event)) => {
                        self.left = self.reconnects;
                        return Poll::Ready(self.origin.clone().map(|origin| Ok((event, origin))));
                    }
                    Ok(None) => match ready!(stream.poll_data(context)) {
                        Some(Ok(bytes)) => self.unread = bytes,
                        Some(Err(error)) => match self.reconnected(error) {
                            Ok(reopening) => self.state = State::Reopening(reopening),
                            Err(error) => return self.fail(error),
                        },
                        None => self.state = State::Ended,
                    },
                    Err(TooLong) => {
                        let reason = format!("an event has more than {EVENT_LIMIT} bytes");
                        let error = stream.unreadable(Bytes::new(), reason);
                        return self.fail(error);
                    }
                },
                State::Foreign(stream, collected) => match ready!(stream.poll_data(context)) {
                    Some(Ok(bytes)) if collected.len() < EVENT_LIMIT => collected.push(bytes),
                    Some(Err(error)) => return self.fail(error),
                    Some(Ok(_)) | None => {
                        let body = mem::take(collected).into_bytes();
                        let error = stream.unreadable(body, "it is not a stream of events (`text/event-stream`)");
                        return self.fail(error);
                    }
                },
                State::Ended => return Poll::Ready(None),
            }
        }
    }

    /// Goes on with a response whose head is there.
    fn open(&mut self, stream: Box<ResponseStream>) {
        self.attempts = Some(stream.attempts().clone());
        self.origin = Some(Arc::new(Origin {
            action: stream.action(),
            head: stream.head().clone(),
            idempotency: stream.idempotency(),
            secrets: stream.secrets().clone(),
        }));
        self.state = match is_event_stream(stream.head()) {
            true => State::Open(stream),
            false => State::Foreign(stream, Collected::default()),
        };
    }

    /// Ends as the service said. What follows is not read, except for an end that is there already, so that the connection can
    /// be used again.
    fn done(&mut self, context: &mut Context<'_>) {
        self.is_done = true;
        if let State::Open(mut stream) = mem::replace(&mut self.state, State::Ended) {
            let _ = stream.poll_data(context);
        }
    }

    /// Connects again after this error, if that was asked for and has a point.
    fn reconnected(&mut self, error: Error) -> Result<Reopening, Error> {
        if self.left == 0 || error.kind() != ErrorKind::Transport {
            return Err(error);
        }
        let wait = self.parser.retry().unwrap_or(RECONNECT_DELAY);
        match mem::replace(&mut self.state, State::Ended) {
            State::Open(stream) if stream.is_repeatable(wait) => {
                self.parser.reconnect();
                self.unread = Bytes::new();
                let last_id = self.parser.last_id().map(|id| (LAST_EVENT_ID, id));
                Ok(stream.again(wait, last_id, self.left - 1))
            }
            _ => Err(error),
        }
    }

    fn fail(&mut self, error: Error) -> Poll<Option<Result<Item, Error>>> {
        self.state = State::Ended;
        Poll::Ready(Some(Err(error)))
    }
}

/// Whether a response says that it is a stream of events; also one that says nothing.
fn is_event_stream(head: &HttpResponse) -> bool {
    head.headers().get(CONTENT_TYPE).is_none_or(|value| {
        let essence = value.as_bytes().split(|byte| *byte == b';').next().unwrap_or_default();
        essence.trim_ascii().eq_ignore_ascii_case(b"text/event-stream")
    })
}
