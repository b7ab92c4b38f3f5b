//! The profiles of the vendor's command line tool.

mod cloud_sso;
mod command;
mod document;
mod edit;
mod external;
mod mode;
mod oauth;

use std::fmt;
use std::path::{Path, PathBuf};

pub(super) use self::cloud_sso::CloudSso;
use self::document::Document;
pub(super) use self::external::External;
pub(super) use self::oauth::{OAuth, OAuthSource};
use super::plan::Plan;
use super::watched::{Format, Selection, Watched};
use crate::identity::{CredentialsContext, CredentialsError, CredentialsProvider, Identity};
use crate::{BoxFuture, environment};

const DISABLED: &str = "ALIBABA_CLOUD_CLI_PROFILE_DISABLED";

/// Uses a profile of the vendor's command line tool `aliyun`, from `~/.aliyun/config.json`.
///
/// The profile is the one that is set, else that of `ALIBABA_CLOUD_PROFILE`, else the current one of the tool.
/// `ALIBABA_CLOUD_CLI_PROFILE_DISABLED=true` disables this source.
///
/// | mode | identity |
/// |---|---|
/// | `AK`, `StsToken` | the keys of the profile |
/// | `RamRoleArn` | a role that is [assumed](crate::identity::AssumeRole) with the keys of the profile |
/// | `ChainableRamRoleArn` | a role that is assumed in the name of the profile that `source_profile` names |
/// | `EcsRamRole` | that of the [RAM role](crate::identity::EcsRamRoleCredentials) of the ECS instance |
/// | `OIDC` | a role that is assumed with an [OIDC token](crate::identity::OidcCredentials) |
/// | `CloudSSO` | keys in exchange for the access token of a sign-in, until that ends |
/// | `OAuth` | keys in exchange for the access token of a sign-in; tokens are renewed and written back to the file by one rename, under the lock `.config.json.lock` beside it |
/// | `External` | what the command `process_command` prints; it runs without a shell, has a minute, and is then killed |
///
/// The file is read again when the identity is used, at most once a second; what was fetched is kept unless the profile has
/// changed. A file that cannot be read, because another program is writing it, is tolerated for a minute. Errors name the
/// file and the profile, and show nothing else of it.
///
/// ```
/// # use runtime::{Config, identity::CliProfileCredentials};
/// let config = Config::new("cn-shanghai").with_credentials(CliProfileCredentials::new().with_profile("audit"));
/// # let _ = config;
/// ```
///
/// Clones share the identity.
#[derive(Clone)]
#[must_use]
pub struct CliProfileCredentials(Watched<CliProfile>);

/// Which profile of which file is used.
#[derive(Clone, Debug, Default)]
pub(super) struct CliProfile {
    file: Option<PathBuf>,
    profile: Option<String>,
}

impl CliProfile {
    /// A profile of the usual file; the one that the environment or the tool says unless it is named.
    pub(super) fn named(profile: Option<&str>) -> Self {
        Self { file: None, profile: profile.map(str::to_owned) }
    }
}

impl CliProfileCredentials {
    /// Uses the profile that the environment or the tool says.
    pub fn new() -> Self {
        Self(Watched::new(CliProfile::default()))
    }

    /// Reads this file instead of `~/.aliyun/config.json`.
    pub fn with_file(self, path: impl Into<PathBuf>) -> Self {
        let mut wanted = self.0.format().clone();
        wanted.file = Some(path.into());
        Self(Watched::new(wanted))
    }

    /// Uses the profile of this name.
    pub fn with_profile(self, name: impl Into<String>) -> Self {
        let mut wanted = self.0.format().clone();
        wanted.profile = Some(name.into());
        Self(Watched::new(wanted))
    }
}

impl Default for CliProfileCredentials {
    fn default() -> Self {
        Self::new()
    }
}

impl Format for CliProfile {
    const PREFIX: &'static str = "cli_profile/";

    fn selection(&self) -> Result<Selection, CredentialsError> {
        if environment::is_true(DISABLED) {
            return Err(CredentialsError::new(format!("disabled by the environment variable {DISABLED}")));
        }
        let file = match &self.file {
            Some(file) => file.clone(),
            None => super::home()?.join(".aliyun").join("config.json"),
        };
        Ok(Selection { files: vec![file], profile: super::profile(self.profile.as_ref()) })
    }

    fn plan(file: &Path, text: &str, profile: Option<&str>) -> Result<Plan, CredentialsError> {
        let document = Document::parse(file, text)?;
        mode::plan(&document, &document.profile(profile)?)
    }

    fn region(file: &Path, text: &str, profile: Option<&str>) -> Result<String, CredentialsError> {
        Document::parse(file, text)?.profile(profile)?.required("region_id")
    }
}

impl CredentialsProvider for CliProfileCredentials {
    fn identity<'a>(&'a self, context: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        self.0.identity(context)
    }
}

impl fmt::Debug for CliProfileCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let CliProfile { file, profile } = self.0.format();
        f.debug_struct("CliProfileCredentials").field("file", file).field("profile", profile).finish_non_exhaustive()
    }
}
