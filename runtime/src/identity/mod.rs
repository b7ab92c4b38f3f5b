//! Who calls: identities, and the sources that they come from.
//!
//! An [`Identity`] is an access key, a temporary access key or a bearer token. A [`CredentialsProvider`] is a source of
//! identities; an `Identity` is a source of always the same one. Both are given to a client with
//! [`Config::with_credentials`](crate::Config::with_credentials).
//!
//! # Sources
//!
//! Without credentials a client uses [`DefaultCredentials`]: it tries these sources in this order, and from the first success
//! on asks only the one that had it. So a program runs unchanged on a laptop, in a function, in a pod and on an ECS instance.
//!
//! | source | environment variables | files |
//! |---|---|---|
//! | [`EnvironmentCredentials`] | `ALIBABA_CLOUD_ACCESS_KEY_ID`, `ALIBABA_CLOUD_ACCESS_KEY_SECRET`, for temporary keys `ALIBABA_CLOUD_SECURITY_TOKEN` | |
//! | [`OidcCredentials`] | `ALIBABA_CLOUD_ROLE_ARN`, `ALIBABA_CLOUD_OIDC_PROVIDER_ARN`, `ALIBABA_CLOUD_OIDC_TOKEN_FILE`, and `ALIBABA_CLOUD_ROLE_SESSION_NAME` | the file of the token |
//! | [`CliProfileCredentials`] | `ALIBABA_CLOUD_PROFILE`; disabled by `ALIBABA_CLOUD_CLI_PROFILE_DISABLED=true` | `~/.aliyun/config.json` |
//! | [`ProfileFileCredentials`] | `ALIBABA_CLOUD_PROFILE`, `ALIBABA_CLOUD_CREDENTIALS_FILE` | that file, else `~/.alibabacloud/credentials.ini`, else `~/.alibabacloud/credentials` |
//! | [`EcsRamRoleCredentials`] | `ALIBABA_CLOUD_ECS_METADATA`, `ALIBABA_CLOUD_IMDSV1_DISABLED`; disabled by `ALIBABA_CLOUD_ECS_METADATA_DISABLED=true` | |
//! | [`UriCredentials`] | `ALIBABA_CLOUD_CREDENTIALS_URI` | |
//!
//! An empty variable counts as missing, and line ends behind a value are cut off. Where a role is assumed, the Security Token
//! Service (STS) is asked: in the region of `ALIBABA_CLOUD_STS_REGION` if there is one, and with
//! `ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED=true` at the host of that region for a VPC.
//!
//! Each source can be used by itself, and [`AssumeRole`] assumes a role in the name of any of them.
//! [`DefaultCredentials::builder`] leaves sources out, and names the profile. The cargo feature `credentials`, which is on by
//! default, has all of them but `EnvironmentCredentials`, which a client uses without that feature.
//!
//! The example program `credentials` of this crate shows what each source gives:
//! `cargo run -p alibabacloud-runtime --example credentials`. If none has an identity, the error says why, one line a source.
//!
//! # Identities that expire
//!
//! A source keeps a temporary identity, and all clones of the source share it. However many calls wait, one fetches. It is
//! fetched again in the background when less than 15 minutes are left of it, or a quarter of its life if that is shorter; with
//! less than a minute left, or a tenth of its life, calls wait for another one. If fetching fails, it is used until its end, and
//! fetched again after pauses that grow. One that the service refuses as expired is fetched again at once.

mod environment;
mod error;
mod provider;
#[cfg(feature = "credentials")]
mod sources;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

pub use self::environment::EnvironmentCredentials;
pub use self::error::CredentialsError;
pub use self::provider::{CredentialsContext, CredentialsProvider};
#[cfg(feature = "credentials")]
pub(crate) use self::sources::region;
#[cfg(feature = "credentials")]
pub use self::sources::{
    AssumeRole, CliProfileCredentials, DefaultCredentials, DefaultCredentialsBuilder, EcsRamRoleCredentials,
    OidcCredentials, ProfileFileCredentials, UriCredentials,
};
use crate::sign::SigningKey;

/// What a request is made in the name of: an access key, a temporary access key, or a bearer token. Cheap to clone.
///
/// Line ends behind each part are cut off, since that is what reading it from a file or a command leaves. An identity with
/// an empty part, or with a control character within, fails the call before anything is sent.
///
/// `Debug` shows the id of the key, never a secret or a token.
///
/// ```
/// # use runtime::Identity;
/// let identity = Identity::access_key("LTAI", "hidden");
/// assert!(!format!("{identity:?}").contains("hidden"));
/// ```
#[derive(Clone)]
pub struct Identity(Arc<Parts>);

/// How a request is made in the name of an identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum IdentityKind {
    /// Signed with a lasting access key.
    AccessKey,
    /// Signed with a temporary access key, whose security token is sent along.
    TemporaryKey,
    /// Not signed: a bearer token is sent.
    BearerToken,
}

#[derive(Clone)]
struct Parts {
    secret: Secret,
    expires_at: Option<SystemTime>,
    provider_name: Cow<'static, str>,
    /// Why no request can be made with it, if none can.
    fault: Option<String>,
}

#[derive(Clone)]
enum Secret {
    Keys(Box<AccessKey>),
    BearerToken(String),
}

/// What a request is signed with.
#[derive(Clone)]
pub(crate) struct AccessKey {
    pub(crate) id: String,
    secret: String,
    pub(crate) security_token: Option<String>,
    /// The secret, prepared for signing.
    pub(crate) signing_key: SigningKey,
}

/// What proves an identity.
pub(crate) enum Proof<'a> {
    Signature(&'a AccessKey),
    BearerToken(&'a str),
}

/// The source that is asked if no credentials are given.
pub(crate) fn usual() -> Arc<dyn CredentialsProvider> {
    #[cfg(feature = "credentials")]
    let source = DefaultCredentials::new();
    #[cfg(not(feature = "credentials"))]
    let source = EnvironmentCredentials::new();
    Arc::new(source)
}

impl Identity {
    /// A lasting access key.
    pub fn access_key(id: impl Into<String>, secret: impl Into<String>) -> Self {
        Self::keys(id.into(), secret.into(), None, "static_ak")
    }

    /// A temporary access key with its security token, as the Security Token Service (STS) gives it. An empty token counts
    /// as none.
    pub fn sts(id: impl Into<String>, secret: impl Into<String>, security_token: impl Into<String>) -> Self {
        let token = Some(without_line_end(security_token.into())).filter(|token| !token.is_empty());
        Self::keys(id.into(), secret.into(), token, "static_sts")
    }

    /// A bearer token.
    pub fn bearer_token(token: impl Into<String>) -> Self {
        let token = without_line_end(token.into());
        let fault = fault(&[("bearer token", &token)]);
        Self::new(Secret::BearerToken(token), fault, "static_bearer")
    }

    fn keys(id: String, secret: String, security_token: Option<String>, provider_name: &'static str) -> Self {
        let (id, secret) = (without_line_end(id), without_line_end(secret));
        let mut parts = vec![("access key id", id.as_str()), ("access key secret", secret.as_str())];
        parts.extend(security_token.as_deref().map(|token| ("security token", token)));
        let (fault, signing_key) = (fault(&parts), SigningKey::new(&secret));
        Self::new(Secret::Keys(Box::new(AccessKey { id, secret, security_token, signing_key })), fault, provider_name)
    }

    fn new(secret: Secret, fault: Option<String>, provider_name: &'static str) -> Self {
        Self(Arc::new(Parts { secret, expires_at: None, provider_name: Cow::Borrowed(provider_name), fault }))
    }

    /// Sets when it expires. Whoever keeps identities gets another one before.
    #[must_use]
    pub fn with_expires_at(mut self, time: SystemTime) -> Self {
        Arc::make_mut(&mut self.0).expires_at = Some(time);
        self
    }

    /// Sets the name of the source, which is sent as `x-acs-credentials-provider`.
    #[must_use]
    pub fn with_provider_name(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        Arc::make_mut(&mut self.0).provider_name = name.into();
        self
    }

    /// How a request is made in its name.
    #[must_use]
    pub fn kind(&self) -> IdentityKind {
        match &self.0.secret {
            Secret::Keys(key) if key.security_token.is_some() => IdentityKind::TemporaryKey,
            Secret::Keys(_) => IdentityKind::AccessKey,
            Secret::BearerToken(_) => IdentityKind::BearerToken,
        }
    }

    /// When it expires, if it does and the source says so.
    #[must_use]
    pub fn expires_at(&self) -> Option<SystemTime> {
        self.0.expires_at
    }

    /// The id of the access key, if it is one.
    #[must_use]
    pub fn access_key_id(&self) -> Option<&str> {
        self.access().map(|key| key.id.as_str())
    }

    /// The secret of the access key, if it is one.
    #[must_use]
    pub fn access_key_secret(&self) -> Option<&str> {
        self.access().map(|key| key.secret.as_str())
    }

    /// The security token, if it is a temporary access key.
    #[must_use]
    pub fn security_token(&self) -> Option<&str> {
        self.access()?.security_token.as_deref()
    }

    /// The name of the source.
    #[must_use]
    pub fn provider_name(&self) -> &str {
        self.name_of_provider()
    }

    /// The same, as cheap to clone as it was given.
    pub(crate) fn name_of_provider(&self) -> &Cow<'static, str> {
        &self.0.provider_name
    }

    fn access(&self) -> Option<&AccessKey> {
        match &self.0.secret {
            Secret::Keys(key) => Some(key),
            Secret::BearerToken(_) => None,
        }
    }

    /// What proves it, if a request can be made with it.
    pub(crate) fn proof(&self) -> Result<Proof<'_>, CredentialsError> {
        match (&self.0.fault, &self.0.secret) {
            (Some(fault), _) => Err(CredentialsError::new(fault.as_str())),
            (None, Secret::Keys(key)) => Ok(Proof::Signature(key)),
            (None, Secret::BearerToken(token)) => Ok(Proof::BearerToken(token)),
        }
    }

    /// Whether it is the same key or token.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.secrets().eq(other.secrets())
    }

    /// Its secret texts.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &str> {
        let texts = match &self.0.secret {
            Secret::Keys(key) => [Some(key.secret.as_str()), key.security_token.as_deref()],
            Secret::BearerToken(token) => [Some(token.as_str()), None],
        };
        texts.into_iter().flatten()
    }
}

fn without_line_end(mut text: String) -> String {
    text.truncate(text.trim_end_matches(['\r', '\n']).len());
    text
}

/// Why no request can be made with these parts. Says which part is at fault, never what it holds.
fn fault(parts: &[(&str, &str)]) -> Option<String> {
    let empty = parts.iter().find(|(_, text)| text.is_empty());
    let broken = || parts.iter().find(|(_, text)| text.bytes().any(|byte| byte.is_ascii_control()));
    empty.map(|(part, _)| format!("the {part} is empty")).or_else(|| {
        let (part, _) = broken()?;
        Some(format!("the {part} has a line end or a control character within; check how it is read"))
    })
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity")
            .field("kind", &self.kind())
            .field("access_key_id", &self.access_key_id())
            .field("expires_at", &self.expires_at())
            .field("provider_name", &self.provider_name())
            .finish_non_exhaustive()
    }
}
