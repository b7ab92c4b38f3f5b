//! What a successful call gives.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use super::send::Answer;
use crate::codec::json::Repaired;
use crate::codec::{Kept, Shown, findings};
use crate::error::{Attempts, Error, ServiceError, reports_failure};
use crate::http_response::HttpResponse;
use crate::output::Output;
use crate::redaction::CallSecrets;

/// The value of a successful response, with the response it came in.
///
/// Derefs to the value, so its fields can be read directly.
#[derive(Clone)]
pub struct Response<T> {
    value: T,
    request_id: Option<String>,
    /// What was read instead of the body, if that is not JSON as it came.
    repaired: Option<Box<Repaired>>,
    answer: Arc<Answer>,
}

impl<T> Response<T> {
    /// The value alone.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The response as it came over HTTP: status, headers and body.
    #[must_use]
    pub fn http(&self) -> &HttpResponse {
        &self.answer.http
    }

    /// The attempts that the call took: how many, and why those before the last one failed.
    #[must_use]
    pub fn attempts(&self) -> &Attempts {
        &self.answer.attempts
    }

    /// The id under which the service knows the request; quote it in support tickets. Also where the value has no such
    /// field, and a header says it.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }
}

impl<T> Response<T> {
    /// The same response, unless the service reports a failure with it, in spite of the status.
    ///
    /// Many services do: `{"Success": false, "Code": "NotFound", "Message": "…"}` with status 200. Such a response is a
    /// failure if
    ///
    /// * `Success` (or `IsSuccess`) is false; or
    /// * there is no such member, and there are a `Code` and a `Message`, and the code does not mean success, as `OK`,
    ///   `Success`, `0` and `200` do.
    ///
    /// ```no_run
    /// # async fn example<O: runtime::Operation>(call: runtime::Call<O>) -> Result<(), runtime::Error> {
    /// let response = call.await?.outcome()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// With [`Config::with_strict_outcome`](crate::Config::with_strict_outcome), calls fail by themselves.
    ///
    /// # Errors
    ///
    /// The failure, as the error that it would be with another status: with its code, message and request id.
    pub fn outcome(self) -> Result<Self, Error> {
        if !reports_failure(self.answer.http.body()) {
            return Ok(self);
        }
        let Answer { http, action, secrets, .. } = &*self.answer;
        Err(self.error(ServiceError::new(action.clone(), http.clone(), secrets.clone())))
    }

    /// An error that is found in it.
    pub(crate) fn error(&self, error: impl Into<Error>) -> Error {
        error.into().of(self.answer.idempotency).after(self.answer.attempts.clone())
    }

    /// What of the call must not be shown.
    pub(crate) fn secrets(&self) -> &CallSecrets {
        &self.answer.secrets
    }
}

impl<T: Output> Response<T> {
    /// A response of this value, for tests of what a program does with one.
    ///
    /// ```
    /// # use runtime::{HeaderMap, HttpResponse, Response, StatusCode, Value};
    /// let http = HttpResponse::new(StatusCode::OK, HeaderMap::new(), "{}");
    /// let response = Response::from_parts(Value::from(7), http);
    /// assert_eq!(*response, 7);
    /// ```
    #[must_use]
    pub fn from_parts(value: T, http: HttpResponse) -> Self {
        Self::new(value, None, Arc::new(Answer { http, action: "the call".into(), ..Answer::default() }))
    }

    pub(super) fn new(value: T, repaired: Option<Repaired>, answer: Arc<Answer>) -> Self {
        let request_id = answer.request_id(value.view());
        Self { value, request_id, repaired: repaired.map(Box::new), answer }
    }

    /// What the service sent and no type has a field for, at any depth.
    #[must_use]
    pub fn unknown_fields(&self) -> Vec<Kept> {
        self.redacted(self.value.view().map(findings::unknown_fields).unwrap_or_default())
    }

    /// Values that do not fit the type of their field, at any depth: those fields are unset. Also elements of the response
    /// as a whole, where that is a list or a map: those are left out. And what had to be repaired to read the body at all,
    /// such as half a character in a string: as it was read, or as it stands there if it was left out.
    #[must_use]
    pub fn mismatches(&self) -> Vec<Kept> {
        let (body, found) = match &self.repaired {
            Some(repaired) => (&repaired.text, repaired.found.as_slice()),
            None => (self.answer.http.body(), &[][..]),
        };
        let mut mismatches = found.to_vec();
        mismatches.extend(T::left_out(body));
        mismatches.extend(self.value.view().map(findings::mismatches).unwrap_or_default());
        self.redacted(mismatches)
    }

    /// What is kept, to be printed without the secrets of the request.
    fn redacted(&self, kept: Vec<Kept>) -> Vec<Kept> {
        if kept.is_empty() {
            return kept;
        }
        let redactor = self.answer.secrets.redactor();
        kept.iter().map(|kept| kept.redacted(|text| redactor.redact(text))).collect()
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
        self.answer.secrets.debug(&Unmasked(self), f)
    }
}

/// A response with the secrets of the request still in it.
struct Unmasked<'a, T>(&'a Response<T>);

impl<T: Output> fmt::Debug for Unmasked<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(response) = self;
        let size = format_args!("[{} bytes]", response.answer.http.body().len());
        let shown = response.value.view().map(Shown);
        f.debug_struct("Response")
            .field("value", shown.as_ref().map_or(&size, |shown| shown as &dyn fmt::Debug))
            .field("status", &response.answer.http.status())
            .field("request_id", &response.request_id)
            .finish_non_exhaustive()
    }
}
