//! The wire format `text/event-stream`, as the HTML standard (WHATWG, "Server-sent events") defines it.
//!
//! * A line ends with LF, CR or CRLF; a byte order mark at the very beginning is skipped.
//! * A line is a field: a name, a colon, and a value from which one blank at the beginning is removed. Without a colon, all of
//!   it is the name. One that begins with a colon is a comment. Unknown fields are ignored.
//! * Several `data` fields are joined with LF. An empty line ends the event; without `data` there is none.
//! * What stands behind the last empty line is no event.
//! * An `id` with a NUL and a `retry` that is not all digits are ignored; both hold until there is another.
//! * Bytes that are not UTF-8 are replaced.
//!
//! How the bytes are split makes no difference.

use std::mem;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Buf, Bytes};

/// How many bytes the data of an event may have, or any line.
pub const EVENT_LIMIT: usize = 1 << 20;

/// An event as it stands on the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawEvent {
    /// The `data` fields, joined with LF.
    pub data: String,
    /// The `event` field, if it is there and not empty.
    pub name: Option<Box<str>>,
    /// The last `id` so far, if it is not empty.
    pub id: Option<Arc<str>>,
    /// The last `retry` so far: how long to wait before connecting again.
    pub retry: Option<Duration>,
}

/// An event, or a line, has more bytes than [`EVENT_LIMIT`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong;

/// Reads events from bytes in pieces of any size.
#[derive(Debug, Default)]
pub struct Parser {
    /// The beginning of a line whose end has not come yet.
    line: Vec<u8>,
    /// Whether the last line ended with CR: an LF right behind it belongs to it.
    is_after_cr: bool,
    is_begun: bool,
    /// The data of the event so far, each line with its LF, and how many bytes these lines have on the wire, without their ends.
    data: String,
    size: usize,
    name: String,
    /// The id that counts from the next empty line on.
    next_id: Option<Arc<str>>,
    id: Option<Arc<str>>,
    retry: Option<Duration>,
}

impl Parser {
    /// Reads up to the end of the next event, which is taken from the bytes; all of them if there is none.
    ///
    /// # Errors
    ///
    /// An event is too long. The parser is of no use then.
    pub fn next(&mut self, bytes: &mut Bytes) -> Result<Option<RawEvent>, TooLong> {
        while let Some(&first) = bytes.first() {
            if mem::take(&mut self.is_after_cr) && first == b'\n' {
                bytes.advance(1);
                continue;
            }
            let end = bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            let rest = bytes.get(..end.unwrap_or(bytes.len())).unwrap_or_default();
            if self.size + self.line.len() + rest.len() > EVENT_LIMIT {
                return Err(TooLong);
            }
            let Some(end) = end else {
                self.line.extend_from_slice(rest);
                bytes.clear();
                break;
            };
            let event = if self.line.is_empty() {
                self.read_line(rest)
            } else {
                let mut line = mem::take(&mut self.line);
                line.extend_from_slice(rest);
                self.read_line(&line)
            };
            self.is_after_cr = bytes.get(end) == Some(&b'\r');
            bytes.advance(end + 1);
            if event.is_some() {
                return Ok(event);
            }
        }
        Ok(None)
    }

    /// The id of the last event, to say when connecting again.
    #[must_use]
    pub fn last_id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// How long to wait before connecting again, if the service said so.
    #[must_use]
    pub fn retry(&self) -> Option<Duration> {
        self.retry
    }

    /// Begins with another connection: what is not complete is gone; the id and the time to wait still hold.
    pub fn reconnect(&mut self) {
        let (id, retry) = (self.id.take(), self.retry);
        *self = Self { next_id: id.clone(), id, retry, ..Self::default() };
    }

    /// Reads a line without its end.
    fn read_line(&mut self, line: &[u8]) -> Option<RawEvent> {
        let line = match mem::replace(&mut self.is_begun, true) {
            true => line,
            false => line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line),
        };
        if line.is_empty() {
            return self.dispatch();
        }
        let colon = line.iter().position(|byte| *byte == b':').unwrap_or(line.len());
        let (name, value) = line.split_at_checked(colon).unwrap_or_default();
        let value = value.strip_prefix(b":").unwrap_or(value);
        let value = value.strip_prefix(b" ").unwrap_or(value);
        match name {
            b"data" => {
                self.size += line.len();
                self.data.push_str(&String::from_utf8_lossy(value));
                self.data.push('\n');
            }
            b"event" => self.name = String::from_utf8_lossy(value).into_owned(),
            b"id" if !value.contains(&0) => {
                self.next_id = (!value.is_empty()).then(|| String::from_utf8_lossy(value).into());
            }
            b"retry" if !value.is_empty() && value.iter().all(u8::is_ascii_digit) => {
                let number = value
                    .iter()
                    .fold(0_u64, |number, digit| number.saturating_mul(10).saturating_add(u64::from(digit - b'0')));
                self.retry = Some(Duration::from_millis(number));
            }
            _ => {}
        }
        None
    }

    /// Ends an event.
    fn dispatch(&mut self) -> Option<RawEvent> {
        self.id.clone_from(&self.next_id);
        let (mut data, name) = (mem::take(&mut self.data), mem::take(&mut self.name));
        self.size = 0;
        // The LF of its last line; without any line there is no event.
        data.pop()?;
        let name = (!name.is_empty()).then(|| name.into_boxed_str());
        Some(RawEvent { data, name, id: self.id.clone(), retry: self.retry })
    }
}
