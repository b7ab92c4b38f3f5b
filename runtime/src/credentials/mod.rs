//! Who signs: access keys, and where they come from.

mod env;
mod fixed;

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

pub use self::env::EnvironmentCredentials;
use crate::BoxFuture;
use crate::sign::SigningKey;

/// A source of [`Credentials`], asked once for every attempt to send a request.
///
/// `Credentials` is itself a source: of always the same keys. A source that fetches keys over the
/// network should keep them until shortly before they expire.
pub trait CredentialsProvider: fmt::Debug + Send + Sync + 'static {
    /// The keys to sign with now.
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>>;
}

/// An access key, with a security token if it is a temporary one. Cheap to clone.
///
/// Line ends behind each part are cut off, since that is what reading it from a file or a command leaves; a key with an
/// empty part, or with a control character within, fails the call before anything is sent.
///
/// `Debug` shows the key id, never the secret or the token.
///
/// ```
/// use runtime::Credentials;
///
/// let credentials = Credentials::access_key("LTAI", "hidden");
/// assert!(!format!("{credentials:?}").contains("hidden"));
/// ```
#[derive(Clone)]
pub struct Credentials(Arc<Keys>);

#[derive(Clone)]
struct Keys {
    access_key_id: String,
    access_key_secret: String,
    security_token: Option<String>,
    provider_name: Cow<'static, str>,
    signing_key: SigningKey,
    /// Why nothing can be signed with them, if nothing can.
    fault: Option<&'static str>,
}

impl Credentials {
    /// A lasting access key.
    pub fn access_key(id: impl Into<String>, secret: impl Into<String>) -> Self {
        Self::new(id.into(), secret.into(), None, "static_ak")
    }

    /// A temporary access key with its security token. An empty token counts as none.
    pub fn sts(id: impl Into<String>, secret: impl Into<String>, security_token: impl Into<String>) -> Self {
        let token = Some(without_line_end(security_token.into())).filter(|token| !token.is_empty());
        Self::new(id.into(), secret.into(), token, "static_sts")
    }

    fn new(id: String, secret: String, token: Option<String>, provider_name: &'static str) -> Self {
        let (id, secret) = (without_line_end(id), without_line_end(secret));
        Self(Arc::new(Keys {
            signing_key: SigningKey::new(&secret),
            fault: fault(&id, &secret, token.as_deref()),
            access_key_id: id,
            access_key_secret: secret,
            security_token: token,
            provider_name: Cow::Borrowed(provider_name),
        }))
    }

    /// Sets the name of the source, which is sent as `x-acs-credentials-provider`.
    #[must_use]
    pub fn with_provider_name(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        Arc::make_mut(&mut self.0).provider_name = name.into();
        self
    }

    /// The id of the access key.
    #[must_use]
    pub fn access_key_id(&self) -> &str {
        &self.0.access_key_id
    }

    /// The secret of the access key.
    #[must_use]
    pub fn access_key_secret(&self) -> &str {
        &self.0.access_key_secret
    }

    /// The security token of a temporary key.
    #[must_use]
    pub fn security_token(&self) -> Option<&str> {
        self.0.security_token.as_deref()
    }

    /// The name of the source.
    #[must_use]
    pub fn provider_name(&self) -> &str {
        &self.0.provider_name
    }

    /// Whether a request can be signed with them.
    pub(crate) fn check(&self) -> Result<(), CredentialsError> {
        self.0.fault.map_or(Ok(()), |fault| Err(CredentialsError::new(fault)))
    }

    /// The secret, prepared for signing.
    pub(crate) fn signing_key(&self) -> &SigningKey {
        &self.0.signing_key
    }
}

fn without_line_end(mut text: String) -> String {
    text.truncate(text.trim_end_matches(['\r', '\n']).len());
    text
}

/// Why nothing can be signed with these parts. Says which part is at fault, never what it holds.
fn fault(id: &str, secret: &str, token: Option<&str>) -> Option<&'static str> {
    let has_control = |text: &str| text.bytes().any(|byte| byte.is_ascii_control());
    if id.is_empty() {
        Some("the access key id is empty")
    } else if secret.is_empty() {
        Some("the access key secret is empty")
    } else if has_control(id) {
        Some("the access key id has a line end or a control character within; check how it is read")
    } else if has_control(secret) {
        Some("the access key secret has a line end or a control character within; check how it is read")
    } else if token.is_some_and(has_control) {
        Some("the security token has a line end or a control character within; check how it is read")
    } else {
        None
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const REDACTED: fmt::Arguments<'_> = format_args!("[redacted]");
        f.debug_struct("Credentials")
            .field("access_key_id", &self.access_key_id())
            .field("access_key_secret", &REDACTED)
            .field("security_token", &self.security_token().map(|_| REDACTED))
            .field("provider_name", &self.provider_name())
            .finish()
    }
}

/// No credentials could be had. The message must not hold secrets.
#[derive(Debug)]
pub struct CredentialsError {
    message: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
    is_timeout: bool,
}

impl CredentialsError {
    /// An error with a message: what was tried, and what to do.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), source: None, is_timeout: false }
    }

    /// A source that gave nothing in the time that a call has.
    pub(crate) fn timed_out(after: Duration) -> Self {
        let message = format!(
            "the source of the credentials did not answer within {after:?}; check it, or allow more with `Call::timeout`"
        );
        Self { is_timeout: true, ..Self::new(message) }
    }

    /// Whether a timeout was the cause.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.is_timeout
    }

    /// Adds the underlying error.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for CredentialsError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
