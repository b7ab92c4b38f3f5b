//! What a profile asks for, whatever file it stands in.

use std::path::PathBuf;
use std::sync::Arc;

use super::cli::{CloudSso, External, OAuth, OAuthSource};
use super::place::{Place, Placed};
use crate::identity::sources::cache::Cached;
use crate::identity::sources::sts::{Role, StsHost};
use crate::identity::sources::{AssumeRole, EcsRamRoleCredentials, OidcCredentials};
use crate::identity::{CredentialsProvider, Identity};

/// The source that a profile describes, and where it does.
///
/// Two plans are equal if they give the same identities: a file may change in everything else without its identities being
/// fetched anew. Not `Debug`: it holds secrets.
#[derive(Clone, PartialEq)]
pub(super) struct Plan {
    pub(super) place: Place,
    pub(super) kind: Kind,
}

/// What gives the identities.
#[derive(Clone, PartialEq)]
pub(super) enum Kind {
    Keys { id: String, secret: String, token: Option<String> },
    AssumeRole { source: Box<Plan>, role: Role, host: StsHost },
    EcsRamRole { role: Option<String> },
    Oidc { role: Role, host: StsHost, provider_arn: String, token_file: PathBuf },
    CloudSso(CloudSso),
    OAuth(OAuth),
    External(External),
}

impl Plan {
    /// The source, which has fetched nothing yet. Its errors say where it is described.
    pub(super) fn build(&self) -> Arc<dyn CredentialsProvider> {
        Arc::new(Placed { place: self.place.clone(), source: self.kind.clone().build() })
    }
}

impl Kind {
    fn build(self) -> Arc<dyn CredentialsProvider> {
        match self {
            Self::Keys { id, secret, token: Some(token) } => Arc::new(Identity::sts(id, secret, token)),
            Self::Keys { id, secret, token: None } => Arc::new(Identity::access_key(id, secret)),
            Self::AssumeRole { source, role, host } => Arc::new(AssumeRole::described(source.build(), role, host)),
            Self::EcsRamRole { role: Some(role) } => Arc::new(EcsRamRoleCredentials::new().with_role_name(role)),
            Self::EcsRamRole { role: None } => Arc::new(EcsRamRoleCredentials::new()),
            Self::Oidc { role, host, provider_arn, token_file } => {
                let oidc = OidcCredentials::described(role, host);
                Arc::new(oidc.with_provider_arn(provider_arn).with_token_file(token_file))
            }
            Self::CloudSso(sign_in) => Arc::new(Cached::new(sign_in)),
            Self::OAuth(sign_in) => Arc::new(Cached::new(OAuthSource::new(sign_in))),
            Self::External(command) => Arc::new(Cached::new(command)),
        }
    }
}
