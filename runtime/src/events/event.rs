//! An event of a stream.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use super::parser::RawEvent;
use crate::codec::Shown;
use crate::error::{DecodeError, Error};
use crate::http_response::HttpResponse;
use crate::operation::Idempotency;
use crate::output::{self, Output};
use crate::redaction::CallSecrets;

/// An event of a stream. `T` is what its data says.
pub struct Event<T> {
    raw: RawEvent,
    origin: Arc<Origin>,
    data: PhantomData<fn() -> T>,
}

/// The response that an event came in.
#[derive(Default)]
pub(super) struct Origin {
    pub(super) action: Cow<'static, str>,
    pub(super) head: HttpResponse,
    pub(super) idempotency: Idempotency,
    pub(super) secrets: CallSecrets,
}

impl<T> Event<T> {
    /// An event with these data, for tests of what a program does with one.
    #[must_use]
    pub fn new(data: impl Into<String>) -> Self {
        Self::from_raw(RawEvent { data: data.into(), ..RawEvent::default() }, Arc::default())
    }

    pub(super) fn from_raw(raw: RawEvent, origin: Arc<Origin>) -> Self {
        Self { raw, origin, data: PhantomData }
    }

    /// The name of the event; `message` if the service gives it none.
    #[must_use]
    pub fn name(&self) -> &str {
        self.raw.name.as_deref().unwrap_or("message")
    }

    /// The last id that the stream gave, with this event or an earlier one.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.raw.id.as_deref()
    }

    /// How long to wait before connecting again, as the stream said last, with this event or an earlier one.
    #[must_use]
    pub fn retry(&self) -> Option<Duration> {
        self.raw.retry
    }

    /// The data as text, as they came.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.raw.data
    }

    /// The data alone, as text.
    #[must_use]
    pub fn into_text(self) -> String {
        self.raw.data
    }
}

impl<T: Output> Event<T> {
    /// The data, read now.
    ///
    /// As in a response, unknown members are kept, and a value of the wrong type leaves its field unset.
    ///
    /// # Errors
    ///
    /// The text is not what the operation declares as its data at all, such as text where that is JSON. The stream goes on:
    /// the [text](Self::text) of this event is still there, and the next events can be read.
    pub fn data(&self) -> Result<T, Error> {
        let text = Bytes::copy_from_slice(self.raw.data.as_bytes());
        output::read(&text).map(|(data, _)| data).map_err(|cause| {
            let Origin { action, head, idempotency, secrets } = self.origin.as_ref();
            let http = HttpResponse::new(head.status(), head.headers().clone(), text);
            Error::from(DecodeError::new(action.clone(), http, cause, secrets.clone())).of(*idempotency)
        })
    }
}

impl<T> Clone for Event<T> {
    fn clone(&self) -> Self {
        Self::from_raw(self.raw.clone(), Arc::clone(&self.origin))
    }
}

impl<T: Output> fmt::Debug for Event<T> {
    /// Shows the data as their type does, without its secrets and those of the request; text of no known structure shows its
    /// size only.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.origin.secrets.debug(&Unmasked(self), f)
    }
}

/// An event with the secrets of the request still in it.
struct Unmasked<'a, T>(&'a Event<T>);

impl<T: Output> fmt::Debug for Unmasked<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(event) = self;
        let size = format_args!("[{} bytes]", event.raw.data.len());
        let data = event.data().ok();
        let shown = data.as_ref().and_then(Output::view).map(Shown);
        f.debug_struct("Event")
            .field("name", &event.name())
            .field("id", &event.id())
            .field("data", shown.as_ref().map_or(&size, |shown| shown as &dyn fmt::Debug))
            .finish()
    }
}
