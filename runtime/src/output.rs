//! Reading the body of a successful response.

use std::collections::BTreeMap;

use bytes::Bytes;
use serde_json::Value;

use crate::codec::{DecodeError, Field, Object, View, json};

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
    [T: Field] Vec<T>;
    [T: Field] BTreeMap<String, T>;
    [] Value;
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

/// The request id among the members of an object, in any of its spellings.
pub(crate) fn request_id(view: Option<View<'_>>) -> Option<String> {
    let Some(View::Object(object)) = view else { return None };
    let mut found = None;
    object.slots(&mut |slots, extra| {
        let members = object.table().members.iter().zip(slots).filter(|(member, _)| is_request_id(member.name));
        let known = members.filter_map(|(_, slot)| match slot.view() {
            Some(View::Text(text)) => Some(text.to_owned()),
            _ => None,
        });
        let kept = extra.iter().filter(|(name, _)| is_request_id(name));
        let unknown = kept.filter_map(|(_, raw)| serde_json::from_str::<String>(raw).ok());
        found = known.chain(unknown).find(|text| !text.is_empty());
    });
    found
}

fn is_request_id(name: &str) -> bool {
    matches!(name, "RequestId" | "requestId" | "requestid" | "request_id")
}
