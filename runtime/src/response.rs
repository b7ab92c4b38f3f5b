//! What a successful call gives.

use std::fmt;
use std::ops::{Deref, DerefMut};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::codec::json::Repaired;
use crate::codec::{Kept, Shown, findings};
use crate::masks::Masks;
use crate::output::{self, Output};

/// The value of a successful response, with the response it came in.
///
/// Derefs to the value, so its fields can be read directly.
#[derive(Clone)]
pub struct Response<T> {
    value: T,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    request_id: Option<String>,
    /// What was read instead of the body, if that is not JSON as it came.
    repaired: Option<Box<Repaired>>,
    masks: Masks,
}

impl<T> Response<T> {
    /// The value alone.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The response headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The response body as it came.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The id under which the service knows the request; quote it in support tickets.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }
}

impl<T: Output> Response<T> {
    pub(crate) fn new(value: T, response: http::Response<Bytes>, repaired: Option<Repaired>, masks: Masks) -> Self {
        let (http::response::Parts { status, headers, .. }, body) = response.into_parts();
        let request_id = output::request_id(value.view());
        let request_id = request_id.or_else(|| header_request_id(&headers).map(str::to_owned));
        Self { value, status, headers, body, request_id, repaired: repaired.map(Box::new), masks }
    }

    /// What the service sent and no type has a field for, at any depth.
    #[must_use]
    pub fn unknown_fields(&self) -> Vec<Kept> {
        self.masked(self.value.view().map(findings::unknown_fields).unwrap_or_default())
    }

    /// Values that do not fit the type of their field, at any depth: those fields are unset. Also elements of the response
    /// as a whole, where that is a list or a map: those are left out. And what had to be repaired to read the body at all,
    /// such as half a character in a string: as it was read, or as it stands there if it was left out.
    #[must_use]
    pub fn mismatches(&self) -> Vec<Kept> {
        let (body, found) = match &self.repaired {
            Some(repaired) => (&repaired.text, repaired.found.as_slice()),
            None => (&self.body, &[][..]),
        };
        let mut mismatches = found.to_vec();
        mismatches.extend(T::left_out(body));
        mismatches.extend(self.value.view().map(findings::mismatches).unwrap_or_default());
        self.masked(mismatches)
    }

    /// What is kept, to be printed without the secrets of the request.
    fn masked(&self, kept: Vec<Kept>) -> Vec<Kept> {
        if kept.is_empty() {
            return kept;
        }
        let needles = self.masks.needles();
        kept.into_iter().map(|kept| kept.masked(&needles)).collect()
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for Response<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

impl<T: Output> fmt::Debug for Response<T> {
    /// Leaves out headers and body: the value knows which of its members are secret, they do not. A text or binary content
    /// as a whole shows its size only. Secrets of the request that the service repeats are left out as well.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.masks.debug(&Unmasked(self), f)
    }
}

/// A response with the secrets of the request still in it.
struct Unmasked<'a, T>(&'a Response<T>);

impl<T: Output> fmt::Debug for Unmasked<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(response) = self;
        let size = format_args!("[{} bytes]", response.body.len());
        let shown = response.value.view().map(Shown);
        f.debug_struct("Response")
            .field("value", shown.as_ref().map_or(&size, |shown| shown as &dyn fmt::Debug))
            .field("status", &response.status)
            .field("request_id", &response.request_id)
            .finish_non_exhaustive()
    }
}

/// The request id that a gateway puts into a header.
pub(crate) fn header_request_id(headers: &HeaderMap) -> Option<&str> {
    headers.get("x-acs-request-id")?.to_str().ok().filter(|id| !id.is_empty())
}
