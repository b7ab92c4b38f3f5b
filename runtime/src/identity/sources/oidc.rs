//! A role that is assumed with the token of an identity provider.

use std::path::PathBuf;
use std::time::Duration;

use super::cache::{Cached, Source};
use super::file;
use super::sts::{self, Role, StsHost};
use crate::identity::{CredentialsContext, CredentialsError, CredentialsProvider, Identity, without_line_end};
use crate::{BoxFuture, environment};

const ROLE_ARN: &str = "ALIBABA_CLOUD_ROLE_ARN";
const PROVIDER_ARN: &str = "ALIBABA_CLOUD_OIDC_PROVIDER_ARN";
const TOKEN_FILE: &str = "ALIBABA_CLOUD_OIDC_TOKEN_FILE";

/// Assumes a RAM role with the token of an OIDC identity provider, and again shortly before that has expired: what a pod
/// with a service account (RRSA) does.
///
/// What is not set is that of environment variables: `ALIBABA_CLOUD_ROLE_ARN`, `ALIBABA_CLOUD_OIDC_PROVIDER_ARN`,
/// `ALIBABA_CLOUD_OIDC_TOKEN_FILE`, `ALIBABA_CLOUD_ROLE_SESSION_NAME`, `ALIBABA_CLOUD_STS_REGION` and
/// `ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED`. The file is read each time: the token in it changes. Clones share the identity.
#[derive(Clone, Debug)]
#[must_use]
pub struct OidcCredentials(Cached<Oidc>);

#[derive(Clone, Debug, Default)]
struct Oidc {
    provider_arn: Option<String>,
    token_file: Option<PathBuf>,
    role: Role,
    host: StsHost,
}

impl OidcCredentials {
    /// Takes everything from environment variables.
    pub fn new() -> Self {
        Self(Cached::new(Oidc::default()))
    }

    /// Assumes this role at this host.
    pub(super) fn described(role: Role, host: StsHost) -> Self {
        Self(Cached::new(Oidc { role, host, ..Oidc::default() }))
    }

    /// The ARN of the role to assume, such as `acs:ram::123456789012:role/reader`.
    pub fn with_role_arn(self, arn: impl Into<String>) -> Self {
        self.with(|oidc| oidc.role.arn = Some(arn.into()))
    }

    /// The ARN of the identity provider, such as `acs:ram::123456789012:oidc-provider/cluster`.
    pub fn with_provider_arn(self, arn: impl Into<String>) -> Self {
        self.with(|oidc| oidc.provider_arn = Some(arn.into()))
    }

    /// The file that the token is in.
    pub fn with_token_file(self, path: impl Into<PathBuf>) -> Self {
        self.with(|oidc| oidc.token_file = Some(path.into()))
    }

    /// The name under which audit logs show what is done in the role. A generated one, unless it is set or there is one in
    /// the environment.
    pub fn with_session_name(self, name: impl Into<String>) -> Self {
        self.with(|oidc| oidc.role.session_name = Some(name.into()))
    }

    /// A policy, as JSON, that leaves less than the role allows.
    pub fn with_policy(self, policy: impl Into<String>) -> Self {
        self.with(|oidc| oidc.role.policy = Some(policy.into()))
    }

    /// How long each identity is valid: one hour unless set, 15 minutes or more, and at most what the role allows.
    pub fn with_duration(self, duration: Duration) -> Self {
        self.with(|oidc| oidc.role.duration = Some(duration))
    }

    /// Asks STS in this region.
    pub fn with_region(self, region: impl Into<String>) -> Self {
        self.with(|oidc| oidc.host.region = Some(region.into()))
    }

    /// Asks the host of the region that is reached from within a VPC. Only matters with a region.
    pub fn with_vpc(self, is_within: bool) -> Self {
        self.with(|oidc| oidc.host.vpc = Some(is_within))
    }

    /// Asks this host, given as `host` or `host:port`, whatever the region.
    pub fn with_endpoint(self, endpoint: impl Into<String>) -> Self {
        self.with(|oidc| oidc.host.endpoint = Some(endpoint.into()))
    }

    fn with(self, change: impl FnOnce(&mut Oidc)) -> Self {
        Self(self.0.with(change))
    }
}

impl Default for OidcCredentials {
    fn default() -> Self {
        Self::new()
    }
}

impl Oidc {
    async fn assumed(&self, context: CredentialsContext<'_>) -> Result<Identity, CredentialsError> {
        let given = |set: Option<String>, name| {
            let missing = || CredentialsError::new(format!("the environment variable {name} is not set"));
            set.or_else(|| environment::variable(name)).ok_or_else(missing)
        };
        let arn = given(self.role.arn.clone(), ROLE_ARN)?;
        let provider_arn = given(self.provider_arn.clone(), PROVIDER_ARN)?;
        let path = match &self.token_file {
            Some(path) => path.clone(),
            None => given(None, TOKEN_FILE)?.into(),
        };
        let shown = path.display().to_string();
        let token = file::blocking(move || file::read(&path)).await?;
        let token = without_line_end(token);
        if token.is_empty() {
            return Err(CredentialsError::new(format!("{shown} holds no token: it is empty")));
        }
        let role = Role { arn: Some(arn.clone()), ..self.role.clone() };
        let answer = sts::assume_role_with_oidc(context, &self.host, &role, provider_arn, token).await;
        let identity = answer.and_then(|answer| sts::identity(&answer, "oidc_role_arn"));
        identity.map_err(|error| error.within(format_args!("assuming {arn}")))
    }
}

impl Source for Oidc {
    fn fetch<'a>(&'a self, context: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        Box::pin(self.assumed(context))
    }
}

impl CredentialsProvider for OidcCredentials {
    fn identity<'a>(&'a self, context: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        self.0.identity(context)
    }
}
