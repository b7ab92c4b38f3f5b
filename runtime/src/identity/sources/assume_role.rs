//! A role that is assumed in the name of another identity.

use std::sync::Arc;
use std::time::Duration;

use super::cache::{Cached, Source};
use super::sts::{self, Role, StsHost};
use crate::BoxFuture;
use crate::identity::{CredentialsContext, CredentialsError, CredentialsProvider, Identity};

/// Assumes a RAM role in the name of another identity, and again shortly before that has expired.
///
/// ```
/// # use runtime::identity::{AssumeRole, EnvironmentCredentials};
/// # use runtime::Config;
/// let role = AssumeRole::new(EnvironmentCredentials::new(), "acs:ram::123456789012:role/reader").with_session_name("nightly");
/// let config = Config::new("cn-shanghai").with_credentials(role);
/// # let _ = config;
/// ```
///
/// The source is itself a [`CredentialsProvider`], so roles can be chained. Clones share the identity.
#[derive(Clone, Debug)]
#[must_use]
pub struct AssumeRole(Cached<Assumed>);

#[derive(Clone, Debug)]
struct Assumed {
    source: Arc<dyn CredentialsProvider>,
    role: Role,
    host: StsHost,
}

impl AssumeRole {
    /// Assumes the role with this ARN, such as `acs:ram::123456789012:role/reader`, in the name of what the source gives.
    pub fn new(source: impl CredentialsProvider, arn: impl Into<String>) -> Self {
        let role = Role { arn: Some(arn.into()), ..Role::default() };
        Self::described(Arc::new(source), role, StsHost::default())
    }

    /// Assumes this role at this host.
    pub(super) fn described(source: Arc<dyn CredentialsProvider>, role: Role, host: StsHost) -> Self {
        Self(Cached::new(Assumed { source, role, host }))
    }

    /// The name under which audit logs show what is done in the role. Unless set, that of
    /// `ALIBABA_CLOUD_ROLE_SESSION_NAME`, or a generated one.
    pub fn with_session_name(self, name: impl Into<String>) -> Self {
        self.with(|assumed| assumed.role.session_name = Some(name.into()))
    }

    /// A policy, as JSON, that leaves less than the role allows.
    pub fn with_policy(self, policy: impl Into<String>) -> Self {
        self.with(|assumed| assumed.role.policy = Some(policy.into()))
    }

    /// The external id that the role asks of those who assume it for somebody else.
    pub fn with_external_id(self, id: impl Into<String>) -> Self {
        self.with(|assumed| assumed.role.external_id = Some(id.into()))
    }

    /// How long each identity is valid: one hour unless set, 15 minutes or more, and at most what the role allows.
    pub fn with_duration(self, duration: Duration) -> Self {
        self.with(|assumed| assumed.role.duration = Some(duration))
    }

    /// Asks STS in this region. Unless set, in that of `ALIBABA_CLOUD_STS_REGION`, or at the host for all regions.
    pub fn with_region(self, region: impl Into<String>) -> Self {
        self.with(|assumed| assumed.host.region = Some(region.into()))
    }

    /// Asks the host of the region that is reached from within a VPC. Unless set, as `ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED`
    /// says. Only matters with a region.
    pub fn with_vpc(self, is_within: bool) -> Self {
        self.with(|assumed| assumed.host.vpc = Some(is_within))
    }

    /// Asks this host, given as `host` or `host:port`, whatever the region.
    pub fn with_endpoint(self, endpoint: impl Into<String>) -> Self {
        self.with(|assumed| assumed.host.endpoint = Some(endpoint.into()))
    }

    fn with(self, change: impl FnOnce(&mut Assumed)) -> Self {
        Self(self.0.with(change))
    }
}

impl Assumed {
    /// The identity in the role. Errors name it, since a role may stand on others.
    async fn assumed(&self, context: CredentialsContext<'_>) -> Result<Identity, CredentialsError> {
        let arn = self.role.arn.as_deref().filter(|arn| !arn.is_empty()).unwrap_or("a role");
        self.exchanged(context).await.map_err(|error| error.within(format_args!("assuming {arn}")))
    }

    async fn exchanged(&self, context: CredentialsContext<'_>) -> Result<Identity, CredentialsError> {
        let mut source = self.source.identity(context).await?;
        let mut answer = sts::assume_role(context, &self.host, &self.role, &source).await?;
        if answer.is_expired_token() {
            source = self.source.identity(context.with_refused(&source.clone())).await?;
            answer = sts::assume_role(context, &self.host, &self.role, &source).await?;
        }
        let identity = sts::identity(&answer, "ram_role_arn")?;
        Ok(identity.with_provider_name(format!("ram_role_arn/{}", source.provider_name())))
    }
}

impl Source for Assumed {
    fn fetch<'a>(&'a self, context: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        Box::pin(self.assumed(context))
    }
}

impl CredentialsProvider for AssumeRole {
    fn identity<'a>(&'a self, context: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        self.0.identity(context)
    }
}
