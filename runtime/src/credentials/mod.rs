//! Who signs: access keys, and where they come from.

mod env;
mod fixed;

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;

pub use self::env::EnvironmentCredentials;
use crate::BoxFuture;

/// A source of [`Credentials`], asked once for every attempt to send a request.
///
/// `Credentials` is itself a source: of always the same keys. A source that fetches keys over the
/// network should keep them until shortly before they expire.
pub trait CredentialsProvider: fmt::Debug + Send + Sync + 'static {
    /// The keys to sign with now.
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>>;
}

/// An access key, with a security token if it is a temporary one.
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
pub struct Credentials {
    access_key_id: String,
    access_key_secret: String,
    security_token: Option<String>,
    provider_name: Cow<'static, str>,
}

impl Credentials {
    /// A lasting access key.
    pub fn access_key(id: impl Into<String>, secret: impl Into<String>) -> Self {
        Self {
            access_key_id: id.into(),
            access_key_secret: secret.into(),
            security_token: None,
            provider_name: Cow::Borrowed("static_ak"),
        }
    }

    /// A temporary access key with its security token. An empty token counts as none.
    pub fn sts(id: impl Into<String>, secret: impl Into<String>, security_token: impl Into<String>) -> Self {
        Self {
            security_token: Some(security_token.into()).filter(|token| !token.is_empty()),
            provider_name: Cow::Borrowed("static_sts"),
            ..Self::access_key(id, secret)
        }
    }

    /// Sets the name of the source, which is sent as `x-acs-credentials-provider`.
    #[must_use]
    pub fn with_provider_name(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.provider_name = name.into();
        self
    }

    /// The id of the access key.
    #[must_use]
    pub fn access_key_id(&self) -> &str {
        &self.access_key_id
    }

    /// The secret of the access key.
    #[must_use]
    pub fn access_key_secret(&self) -> &str {
        &self.access_key_secret
    }

    /// The security token of a temporary key.
    #[must_use]
    pub fn security_token(&self) -> Option<&str> {
        self.security_token.as_deref()
    }

    /// The name of the source.
    #[must_use]
    pub fn provider_name(&self) -> &str {
        &self.provider_name
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const REDACTED: fmt::Arguments<'_> = format_args!("[redacted]");
        f.debug_struct("Credentials")
            .field("access_key_id", &self.access_key_id)
            .field("access_key_secret", &REDACTED)
            .field("security_token", &self.security_token.as_ref().map(|_| REDACTED))
            .field("provider_name", &self.provider_name)
            .finish()
    }
}

/// No credentials could be had. The message must not hold secrets.
#[derive(Debug)]
pub struct CredentialsError {
    message: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl CredentialsError {
    /// An error with a message: what was tried, and what to do.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), source: None }
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
