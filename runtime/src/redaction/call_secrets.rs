//! Which texts of a call are secret.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::{Redactor, SentRequest, Signed};
use crate::identity::Identity;

/// The secrets of a call.
#[derive(Clone, Default)]
pub(crate) struct CallSecrets {
    pub(crate) identity: Option<Identity>,
    /// One that the service refused in an earlier attempt.
    pub(crate) refused: Option<Identity>,
    /// Those that all calls of a client have.
    pub(crate) shared: Arc<[String]>,
    pub(crate) own: Vec<String>,
    /// Where to look for what is secret by its name only. Looked through when something is printed.
    pub(crate) sent: Option<SentRequest>,
}

impl CallSecrets {
    /// Lets go of what is only needed when the service does not accept a signature.
    pub(crate) fn forget_signed(&mut self) {
        if let Some(sent) = &mut self.sent {
            sent.signed = None;
        }
    }

    /// What was signed of the request, if it was signed.
    pub(crate) fn signed(&self) -> Option<&Signed> {
        self.sent.as_ref()?.signed.as_ref()
    }

    /// A text without the secrets.
    pub(crate) fn redact<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.redactor().redact(text)
    }

    /// A text without the secrets, if it has any.
    pub(crate) fn redacted(&self, text: &str) -> Option<String> {
        match self.redact(text) {
            Cow::Owned(redacted) => Some(redacted),
            Cow::Borrowed(_) => None,
        }
    }

    /// What to look for, when it is to be looked for more than once.
    pub(crate) fn redactor(&self) -> Redactor {
        Redactor::new(&self.all())
    }

    /// Shows a value as its `Debug` does, without the secrets.
    pub(crate) fn debug(&self, value: &dyn fmt::Debug, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = if f.alternate() { format!("{value:#?}") } else { format!("{value:?}") };
        f.write_str(&self.redact(&text))
    }

    /// All of them that are long enough.
    fn all(&self) -> Vec<String> {
        const SHORTEST: usize = 4;
        let sent = self.sent.as_ref().map(SentRequest::secrets).unwrap_or_default();
        let identity = self.identity.iter().chain(&self.refused).flat_map(Identity::secrets);
        let request = self.shared.iter().chain(&self.own).chain(&sent).map(String::as_str);
        let all = identity.chain(request).filter(|secret| secret.len() >= SHORTEST);
        all.map(str::to_owned).collect()
    }
}

impl fmt::Debug for CallSecrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallSecrets").finish_non_exhaustive()
    }
}
