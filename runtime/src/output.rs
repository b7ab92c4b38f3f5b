//! Reading the body of a successful response.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use bytes::Bytes;
use serde_json::Value;

use crate::codec::json::{self, Repaired};
use crate::codec::{DecodeError, Field, Kept, Object, View};

/// What a successful call can give.
///
/// Objects, lists, maps and [`Value`] are read from JSON; `String` and `Bytes` are the body as it
/// is; `()` ignores it. An empty body gives the default value.
pub trait Output: Sized + Send + 'static {
    /// Reads the body.
    ///
    /// # Errors
    ///
    /// The body as a whole is not what it should be. What does not fit within is no error.
    #[doc(hidden)]
    fn decode(body: &Bytes) -> Result<Self, DecodeError>;

    /// What was read, if it was JSON.
    #[doc(hidden)]
    #[inline]
    fn view(&self) -> Option<View<'_>> {
        None
    }

    /// Elements of the body that the value has no place for: only those outside of any object, objects keep their own.
    #[doc(hidden)]
    #[must_use]
    #[inline]
    fn left_out(_: &Bytes) -> Vec<Kept> {
        Vec::new()
    }
}

/// Reads a body. Of one that is not quite JSON, what can be repaired is read, and what was repaired comes with it.
pub(crate) fn read<T: Output>(body: &Bytes) -> Result<(T, Option<Repaired>), DecodeError> {
    T::decode(body).map(|value| (value, None)).or_else(|error| {
        let mut repairs = json::repairs(body);
        repairs.find_map(|repaired| Some((T::decode(&repaired.text).ok()?, Some(repaired)))).ok_or(error)
    })
}

/// Implements [`Output`] for types that are read from JSON.
macro_rules! json_output {
    ($([$($generics:tt)*] $type:ty;)+) => {$(
        impl<$($generics)*> Output for $type {
            #[inline]
            fn decode(body: &Bytes) -> Result<Self, DecodeError> {
                if says_nothing(body) { Ok(Self::default()) } else { json::from_slice(body) }
            }

            #[inline]
            fn view(&self) -> Option<View<'_>> {
                Some(Field::view(self))
            }
        }
    )+};
}

json_output! {
    [T: Object] T;
}

impl Output for Value {
    /// A number that is too large for it is rounded: the response keeps it as it came.
    fn decode(body: &Bytes) -> Result<Self, DecodeError> {
        if says_nothing(body) {
            return Ok(Self::default());
        }
        json::from_slice(body).or_else(|error| json::rounded(body).ok_or(error))
    }

    fn view(&self) -> Option<View<'_>> {
        Some(Field::view(self))
    }

    /// The body as a whole, if something in it had to be rounded.
    fn left_out(body: &Bytes) -> Vec<Kept> {
        let exact = says_nothing(body) || json::from_slice::<Self>(body).is_ok();
        let text = || String::from_utf8_lossy(body).into_owned();
        if exact { Vec::new() } else { vec![Kept::new(String::new(), text())] }
    }
}

/// Implements [`Output`] for collections. An element that does not fit is left out, and said to be: no object keeps it.
macro_rules! collection_output {
    ($($type:ty, $parts:ident, $collect:expr;)+) => {$(
        impl<T: Field + Send> Output for $type {
            fn decode(body: &Bytes) -> Result<Self, DecodeError> {
                if says_nothing(body) {
                    return Ok(Self::default());
                }
                json::from_slice(body).or_else(|error| {
                    let parts = $parts(body).ok_or(error)?.into_iter();
                    Ok(parts.filter_map(|(key, part)| Some($collect(key, fitting(&part)?))).collect())
                })
            }

            fn view(&self) -> Option<View<'_>> {
                Some(Field::view(self))
            }

            fn left_out(body: &Bytes) -> Vec<Kept> {
                let parts = $parts(body).unwrap_or_default().into_iter();
                let misfits = parts.filter(|(_, part)| fitting::<T>(part).is_none());
                misfits.map(|(key, part)| Kept::new(key, part.into())).collect()
            }
        }
    )+};
}

collection_output! {
    Vec<T>, elements, |_, element| element;
    BTreeMap<String, T>, members, |key, value| (key, value);
}

/// The elements of a list, each with its path.
fn elements(body: &[u8]) -> Option<Vec<(String, Box<str>)>> {
    let elements = json::elements(body)?.into_iter().enumerate();
    Some(elements.map(|(index, element)| (format!("[{index}]"), element)).collect())
}

/// The members of a map. Of equal names the last one counts.
fn members(body: &[u8]) -> Option<BTreeMap<String, Box<str>>> {
    Some(json::members(body)?.into_iter().collect())
}

/// The part as it is declared, if it can be read so.
fn fitting<T: Field>(part: &str) -> Option<T> {
    json::from_slice(part.as_bytes()).ok()
}

impl Output for String {
    /// Bytes that are not UTF-8 are replaced: the response keeps them.
    fn decode(body: &Bytes) -> Result<Self, DecodeError> {
        Ok(Self::from_utf8_lossy(body).into_owned())
    }
}

impl Output for Bytes {
    fn decode(body: &Bytes) -> Result<Self, DecodeError> {
        Ok(body.clone())
    }
}

impl Output for () {
    fn decode(_: &Bytes) -> Result<Self, DecodeError> {
        Ok(())
    }
}

fn says_nothing(body: &[u8]) -> bool {
    matches!(body.trim_ascii(), b"" | b"null")
}

/// The text of a stream of events (`text/event-stream`), read as a whole. `E` is what the data of an event says.
/// [`Call::events`](crate::Call::events) reads the events one by one.
///
/// Dereferences to the text.
pub struct EventText<E> {
    text: String,
    event: PhantomData<fn() -> E>,
}

impl<E> EventText<E> {
    /// The text alone.
    #[must_use]
    pub fn into_inner(self) -> String {
        self.text
    }
}

impl<E> From<String> for EventText<E> {
    fn from(text: String) -> Self {
        Self { text, event: PhantomData }
    }
}

impl<E: Output> Output for EventText<E> {
    fn decode(body: &Bytes) -> Result<Self, DecodeError> {
        String::decode(body).map(Self::from)
    }
}

impl<E> Deref for EventText<E> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl<E> Clone for EventText<E> {
    fn clone(&self) -> Self {
        self.text.clone().into()
    }
}

impl<E> fmt::Debug for EventText<E> {
    /// Shows how long it is: nobody has judged what it says.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{} bytes]", self.text.len())
    }
}
