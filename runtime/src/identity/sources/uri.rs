//! An identity that a service of the program's surroundings gives.

use http::header::{ACCEPT, HOST};
use http::{Method, Uri};

use super::cache::{Cached, Source};
use super::exchange::{Exchange, request};
use crate::identity::{CredentialsContext, CredentialsError, CredentialsProvider, Identity};
use crate::{BoxFuture, environment};

const VARIABLE: &str = "ALIBABA_CLOUD_CREDENTIALS_URI";

/// Fetches temporary keys with a GET request to a URI: that of `ALIBABA_CLOUD_CREDENTIALS_URI` unless one is set.
///
/// The answer is a JSON object with `Code` (`Success`), `AccessKeyId`, `AccessKeySecret`, `SecurityToken` and `Expiration`.
/// It is fetched again shortly before it has expired. Clones share it.
#[derive(Clone, Debug)]
#[must_use]
pub struct UriCredentials(Cached<FromUri>);

/// `Debug` does not show the URI: it can hold a token.
#[derive(Clone, Default)]
struct FromUri {
    uri: Option<String>,
}

impl std::fmt::Debug for FromUri {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FromUri").finish_non_exhaustive()
    }
}

impl UriCredentials {
    /// Asks the URI of the environment variable.
    pub fn new() -> Self {
        Self(Cached::new(FromUri::default()))
    }

    /// Asks this URI instead, `http://…` or `https://…`.
    pub fn with_uri(self, uri: impl Into<String>) -> Self {
        Self(self.0.with(|source| source.uri = Some(uri.into())))
    }
}

impl Default for UriCredentials {
    fn default() -> Self {
        Self::new()
    }
}

impl FromUri {
    async fn fetched(&self, context: CredentialsContext<'_>) -> Result<Identity, CredentialsError> {
        let missing = || CredentialsError::new(format!("the environment variable {VARIABLE} is not set"));
        let uri = self.uri.clone().or_else(|| environment::variable(VARIABLE)).ok_or_else(missing)?;
        let unfit = || CredentialsError::new("the URI of the credentials is not `http://…` or `https://…`");
        let uri: Uri = uri.parse().map_err(|_| unfit())?;
        let authority =
            uri.authority().filter(|_| matches!(uri.scheme_str(), Some("http" | "https"))).ok_or_else(unfit)?;
        if authority.as_str().contains('@') {
            return Err(CredentialsError::new("the URI of the credentials names a user, which is not supported"));
        }
        let headers = [(HOST, authority.to_string()), (ACCEPT, "application/json".to_owned())];
        let request = request(Method::GET, uri.clone(), headers, "")?;
        let answer = Exchange::new().send(context, request).await?;
        answer.identity(&answer.success()?, "credential_uri")
    }
}

impl Source for FromUri {
    fn fetch<'a>(&'a self, context: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        Box::pin(self.fetched(context))
    }
}

impl CredentialsProvider for UriCredentials {
    fn identity<'a>(&'a self, context: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        self.0.identity(context)
    }
}
