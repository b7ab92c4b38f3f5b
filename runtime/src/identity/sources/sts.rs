//! The two requests to the Security Token Service (STS) that give an identity.
//!
//! `AssumeRole` is signed with `ACS3-HMAC-SHA256`, as every request of this library. `AssumeRoleWithOIDC` proves itself by its
//! token: it has the older form of requests, without a signature, and the token is in the body, since URLs end up in logs.

use std::fmt;
use std::time::{Duration, SystemTime};

use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HOST, HeaderName};
use http::uri::Authority;
use http::{Method, Uri};

use super::answer::Answer;
use super::exchange::{Exchange, request};
use crate::identity::{CredentialsContext, CredentialsError, Identity, Proof};
use crate::sign::{self, SigningRequest};
use crate::transport::Request;
use crate::{date, encoding, environment};

const VERSION: &str = "2015-04-01";

/// The role to assume, and for how long.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Role {
    pub(crate) arn: Option<String>,
    pub(crate) session_name: Option<String>,
    pub(crate) duration: Option<Duration>,
    pub(crate) policy: Option<String>,
    pub(crate) external_id: Option<String>,
}

/// Which host of the service is asked.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct StsHost {
    pub(crate) endpoint: Option<String>,
    pub(crate) region: Option<String>,
    pub(crate) vpc: Option<bool>,
}

/// Without the policy and the external id, which can be confidential.
impl fmt::Debug for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Role")
            .field("arn", &self.arn)
            .field("session_name", &self.session_name)
            .field("duration", &self.duration)
            .finish_non_exhaustive()
    }
}

/// Without the endpoint, which can hold a password by mistake.
impl fmt::Debug for StsHost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StsHost").field("region", &self.region).field("vpc", &self.vpc).finish_non_exhaustive()
    }
}

impl StsHost {
    /// The endpoint, else the host of the region, within a VPC if wanted, else the host for all regions. What is not set is
    /// that of `ALIBABA_CLOUD_STS_REGION` and `ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED`.
    fn authority(&self) -> Result<Authority, CredentialsError> {
        let region = self.region.clone().or_else(|| environment::variable("ALIBABA_CLOUD_STS_REGION"));
        let vpc = self.vpc.unwrap_or_else(|| environment::is_true("ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED"));
        let (host, what) = match (&self.endpoint, region) {
            (Some(endpoint), _) => (endpoint.clone(), "endpoint"),
            (None, Some(region)) => (format!("sts{}.{region}.aliyuncs.com", if vpc { "-vpc" } else { "" }), "region"),
            (None, None) => ("sts.aliyuncs.com".to_owned(), "endpoint"),
        };
        // Not shown: it can hold a password.
        let fault =
            || CredentialsError::new(format!("the {what} for STS gives no host: it is neither a name nor an address"));
        Authority::try_from(host.as_str()).ok().filter(|host| !host.as_str().contains('@')).ok_or_else(fault)
    }
}

impl Role {
    /// The parameters of both requests.
    fn parameters(&self, now: SystemTime) -> Result<Vec<(String, String)>, CredentialsError> {
        const SHORTEST: u64 = 900;

        let seconds = self.duration.map_or(3600, |duration| duration.as_secs());
        if seconds < SHORTEST {
            return Err(CredentialsError::new(format!(
                "a role is assumed for {SHORTEST} seconds or more, and {seconds} are asked for"
            )));
        }
        let arn = self.arn.clone().filter(|arn| !arn.is_empty());
        let arn = arn.ok_or_else(|| CredentialsError::new("the ARN of the role to assume is missing"))?;
        let session_name =
            self.session_name.clone().or_else(|| environment::variable("ALIBABA_CLOUD_ROLE_SESSION_NAME"));
        let unnamed = || {
            format!("alibabacloud-rust-{}", now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_millis())
        };
        let parameters = [
            ("DurationSeconds", Some(seconds.to_string())),
            ("ExternalId", self.external_id.clone()),
            ("Policy", self.policy.clone()),
            ("RoleArn", Some(arn)),
            ("RoleSessionName", Some(session_name.unwrap_or_else(unnamed))),
        ];
        Ok(parameters.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect())
    }
}

/// Assumes a role in the name of an identity. The answer is that of the service, whatever its status.
pub(crate) async fn assume_role(
    context: CredentialsContext<'_>,
    host: &StsHost,
    role: &Role,
    identity: &Identity,
) -> Result<Answer, CredentialsError> {
    let (authority, query) = (host.authority()?, encoding::canonical_query(&role.parameters(context.now())?));
    let send =
        async |now| Exchange::new().send(context, signed("AssumeRole", &authority, &query, now, identity)?).await;
    let answer = send(context.now()).await?;
    match answer.other_time() {
        Some(time) => send(time).await,
        None => Ok(answer),
    }
}

/// Assumes a role in the name of whoever an identity provider has given the token to.
pub(crate) async fn assume_role_with_oidc(
    context: CredentialsContext<'_>,
    host: &StsHost,
    role: &Role,
    provider_arn: String,
    token: String,
) -> Result<Answer, CredentialsError> {
    let mut form = role.parameters(context.now())?;
    form.extend([("OIDCProviderArn".to_owned(), provider_arn), ("OIDCToken".to_owned(), token)]);
    let query = [
        ("Action", "AssumeRoleWithOIDC".to_owned()),
        ("Format", "JSON".to_owned()),
        ("Timestamp", date::iso8601(context.now())),
        ("Version", VERSION.to_owned()),
    ];
    let query = encoding::canonical_query(&query.map(|(name, value)| (name.to_owned(), value)));
    let authority = host.authority()?;
    let headers = [
        (HOST, authority.to_string()),
        (ACCEPT, "application/json".to_owned()),
        (CONTENT_TYPE, "application/x-www-form-urlencoded".to_owned()),
    ];
    let request = request(Method::POST, uri(&authority, &query)?, headers, encoding::canonical_query(&form))?;
    Exchange::new().send(context, request).await
}

/// The identity in the answer to one of the requests.
pub(crate) fn identity(answer: &Answer, provider_name: &'static str) -> Result<Identity, CredentialsError> {
    let members = answer.members()?;
    match members.get("Credentials").and_then(serde_json::Value::as_object) {
        Some(credentials) => answer.identity(credentials, provider_name),
        None => Err(answer.unusable("has no Credentials")),
    }
}

/// A request of an RPC operation, with its parameters in the query, signed in the name of an identity.
fn signed(
    action: &str,
    authority: &Authority,
    query: &str,
    now: SystemTime,
    identity: &Identity,
) -> Result<Request, CredentialsError> {
    let Proof::Signature(key) = identity.proof()? else {
        return Err(CredentialsError::new("a role is assumed with an access key, and the source gave a bearer token"));
    };
    let mut nonce = [0; 16];
    getrandom::fill(&mut nonce).map_err(|error| {
        CredentialsError::new("the operating system gave no random bytes for a nonce").with_source(error)
    })?;
    let payload_hash = sign::payload_hash(b"");
    let mut headers = vec![
        ("accept", "application/json".to_owned()),
        ("host", authority.to_string()),
        ("x-acs-action", action.to_owned()),
        ("x-acs-content-sha256", payload_hash.clone()),
        ("x-acs-credentials-provider", identity.provider_name().to_owned()),
        ("x-acs-date", date::iso8601(now)),
        ("x-acs-signature-nonce", encoding::hex(&nonce)),
        ("x-acs-version", VERSION.to_owned()),
    ];
    if let Some(token) = &key.security_token {
        headers.extend([("x-acs-accesskey-id", key.id.clone()), ("x-acs-security-token", token.clone())]);
    }
    let texts: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let request_to_sign =
        SigningRequest { method: "POST", path: "/", query, headers: &texts, payload_hash: &payload_hash };
    let authorization = sign::authorization(&request_to_sign, &key.id, &key.signing_key);
    let headers = headers.into_iter().map(|(name, value)| (HeaderName::from_static(name), value));
    request(Method::POST, uri(authority, query)?, headers.chain([(AUTHORIZATION, authorization)]), "")
}

fn uri(authority: &Authority, query: &str) -> Result<Uri, CredentialsError> {
    let uri = Uri::builder().scheme("https").authority(authority.clone()).path_and_query(format!("/?{query}")).build();
    uri.map_err(|_| CredentialsError::new("the role, its session name or its policy is too long for a request"))
}
