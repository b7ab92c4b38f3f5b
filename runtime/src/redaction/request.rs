//! The secrets of a request that is shown instead of sent.

use std::borrow::Cow;
use std::fmt;

use super::{CallSecrets, Redactor, SentRequest};
use crate::codec::{ObjectView, secret_texts};
use crate::identity::Identity;
use crate::transport::Request;

/// Leaves the secrets of a request out of what is shown of it: those of the identity, and members that are declared or named
/// so.
pub struct RequestRedactor(Redactor);

impl RequestRedactor {
    /// The secrets of a request object, of the HTTP request that was made of it, and of the identity that signed it.
    #[must_use]
    pub fn new(object: &dyn ObjectView, request: &Request, identity: Option<&Identity>) -> Self {
        let mut own = Vec::new();
        secret_texts(object, &mut own);
        let sent = Some(SentRequest::of(request, None));
        Self(CallSecrets { identity: identity.cloned(), own, sent, ..CallSecrets::default() }.redactor())
    }

    /// A text without the secrets.
    #[must_use]
    pub fn redact<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.0.redact(text)
    }
}

impl fmt::Debug for RequestRedactor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestRedactor").finish_non_exhaustive()
    }
}
