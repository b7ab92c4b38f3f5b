//! The RAM role of the ECS instance that the program runs on.

use std::time::Duration;

use http::header::{HOST, HeaderName};
use http::{Method, StatusCode, Uri};

use super::answer::Answer;
use super::cache::{Cached, Source};
use super::exchange::{Exchange, request};
use crate::identity::{CredentialsContext, CredentialsError, CredentialsProvider, Identity};
use crate::{BoxFuture, encoding, environment};

/// Where every instance finds its metadata.
const HOST_NAME: &str = "100.100.100.200";
const ROLE: &str = "ALIBABA_CLOUD_ECS_METADATA";
const V1_DISABLED: &str = "ALIBABA_CLOUD_IMDSV1_DISABLED";
const DISABLED: &str = "ALIBABA_CLOUD_ECS_METADATA_DISABLED";

const TOKEN: HeaderName = HeaderName::from_static("x-aliyun-ecs-metadata-token");
const TOKEN_TTL: HeaderName = HeaderName::from_static("x-aliyun-ecs-metadata-token-ttl-seconds");
const TTL_SECONDS: &str = "21600";

const WITHOUT_V1: &str = "requests without a token are disabled";

/// How long the service, which is on the same machine, has for an answer.
const TIMEOUT: Duration = Duration::from_secs(1);

/// Asks the metadata service of the ECS instance for the identity of its RAM role, and again shortly before that has expired.
///
/// Requests carry a token (version 2 of the service). Where the service gives none, they go without (version 1), unless that
/// is disabled by [`without_v1`](Self::without_v1) or by `ALIBABA_CLOUD_IMDSV1_DISABLED=true`. Each has to be answered within
/// a second, and none goes through a proxy.
///
/// The role is that of `ALIBABA_CLOUD_ECS_METADATA` unless one is set, and without both the only one that the instance has.
/// `ALIBABA_CLOUD_ECS_METADATA_DISABLED=true` disables this source. Clones share the identity.
#[derive(Clone, Debug)]
#[must_use]
pub struct EcsRamRoleCredentials(Cached<Metadata>);

#[derive(Clone, Debug, Default)]
struct Metadata {
    role: Option<String>,
    without_v1: bool,
}

impl EcsRamRoleCredentials {
    /// Asks for the role of the environment variable, else for the one that the instance has.
    pub fn new() -> Self {
        Self(Cached::new(Metadata::default()))
    }

    /// Asks for this role.
    pub fn with_role_name(self, name: impl Into<String>) -> Self {
        Self(self.0.with(|metadata| metadata.role = Some(name.into())))
    }

    /// Makes no request without a token.
    pub fn without_v1(self) -> Self {
        Self(self.0.with(|metadata| metadata.without_v1 = true))
    }
}

impl Default for EcsRamRoleCredentials {
    fn default() -> Self {
        Self::new()
    }
}

impl Metadata {
    async fn fetched(&self, context: CredentialsContext<'_>) -> Result<Identity, CredentialsError> {
        if environment::is_true(DISABLED) {
            return Err(CredentialsError::new(format!("disabled by the environment variable {DISABLED}")));
        }
        let role = match self.role.clone().or_else(|| environment::variable(ROLE)) {
            Some(role) => role,
            None => self.found_role(context).await?,
        };
        let answer = self.get(context, &encoding::percent(&role)).await?;
        if answer.status == StatusCode::NOT_FOUND {
            return Err(CredentialsError::new(format!("the instance does not have the RAM role {role:?}")));
        }
        answer.identity(&answer.success()?, "ecs_ram_role")
    }

    /// The name of the role that the instance has.
    async fn found_role(&self, context: CredentialsContext<'_>) -> Result<String, CredentialsError> {
        let answer = self.get(context, "").await?;
        let missing = || CredentialsError::new("this instance has no RAM role");
        if answer.status == StatusCode::NOT_FOUND {
            return Err(missing());
        }
        answer.text()?.lines().map(str::trim).find(|line| !line.is_empty()).map(str::to_owned).ok_or_else(missing)
    }

    /// Asks for something below the roles, with a new token if there is one. An answer that refuses the token is followed by
    /// a request without.
    async fn get(&self, context: CredentialsContext<'_>, name: &str) -> Result<Answer, CredentialsError> {
        let allows_v1 = !self.without_v1 && !environment::is_true(V1_DISABLED);
        let path = format!("/latest/meta-data/ram/security-credentials/{name}");
        let without_token = || send(context, Method::GET, &path, None);
        let answer = send(context, Method::PUT, "/latest/api/token", Some((TOKEN_TTL, TTL_SECONDS.to_owned()))).await?;
        let token = match answer.text().map(str::trim) {
            Ok(token) if !token.is_empty() => token.to_owned(),
            _ if allows_v1 => return without_token().await,
            Ok(_) => return Err(answer.unusable("has no token").with_help(WITHOUT_V1)),
            Err(error) => return Err(error.with_help(WITHOUT_V1)),
        };
        let answer = send(context, Method::GET, &path, Some((TOKEN, token))).await?;
        if answer.status.is_success() || !allows_v1 { Ok(answer) } else { without_token().await }
    }
}

/// Sends a request to the service.
async fn send(
    context: CredentialsContext<'_>,
    method: Method,
    path: &str,
    header: Option<(HeaderName, String)>,
) -> Result<Answer, CredentialsError> {
    let uri = Uri::builder().scheme("http").authority(HOST_NAME).path_and_query(path).build();
    let uri = uri.map_err(|_| CredentialsError::new("the name of the RAM role is too long"))?;
    let headers = header.into_iter().chain([(HOST, HOST_NAME.to_owned())]);
    Exchange::with_metadata_service(TIMEOUT).send(context, request(method, uri, headers, "")?).await
}

impl Source for Metadata {
    fn fetch<'a>(&'a self, context: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        Box::pin(self.fetched(context))
    }
}

impl CredentialsProvider for EcsRamRoleCredentials {
    fn identity<'a>(&'a self, context: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        self.0.identity(context)
    }
}
