//! What a profile asks for, whatever file it stands in.

use std::path::PathBuf;
use std::time::Duration;

use super::cli::{CloudSso, External, OAuth};

/// The source that a profile describes.
///
/// Two plans are equal if they give the same identities: a file may change in everything else without its identities being
/// fetched anew. Not `Debug`: it holds secrets.
#[derive(Clone, PartialEq)]
pub(super) enum Plan {
    Keys { id: String, secret: String, token: Option<String> },
    AssumeRole { source: Box<Plan>, role: Role },
    EcsRamRole { role: Option<String> },
    Oidc { role: Role, provider_arn: String, token_file: PathBuf },
    CloudSso(CloudSso),
    OAuth(OAuth),
    External(External),
}

/// A role to assume, and how.
#[derive(Clone, PartialEq)]
pub(super) struct Role {
    pub(super) arn: String,
    pub(super) session_name: Option<String>,
    pub(super) policy: Option<String>,
    pub(super) external_id: Option<String>,
    pub(super) duration: Option<Duration>,
    /// The region whose STS is asked.
    pub(super) region: Option<String>,
    /// Whether STS is asked inside a virtual private cloud.
    pub(super) vpc: bool,
}
