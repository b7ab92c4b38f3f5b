//! The profile file of the vendor's libraries.

use std::fmt;
use std::path::{Path, PathBuf};

use super::ini::{self, Section};
use super::place::{Name, Place};
use super::plan::{Kind, Plan};
use super::watched::{Format, Selection, Watched};
use crate::identity::sources::sts::{Role, StsHost};
use crate::identity::{CredentialsContext, CredentialsError, CredentialsProvider, Identity};
use crate::{BoxFuture, environment};

const FILE: &str = "ALIBABA_CLOUD_CREDENTIALS_FILE";

/// Uses a section of the profile file of the vendor's libraries, which is in INI form:
///
/// ```ini
/// [default]
/// type = access_key
/// access_key_id = …
/// access_key_secret = …
/// ```
///
/// The file is the one that is set, else that of `ALIBABA_CLOUD_CREDENTIALS_FILE`, else `~/.alibabacloud/credentials.ini`,
/// else `~/.alibabacloud/credentials`: the vendor's libraries differ in the name. The section is the one that is set, else
/// that of `ALIBABA_CLOUD_PROFILE`, else `default`.
///
/// | type | identity | keys |
/// |---|---|---|
/// | `access_key` | the keys of the section | `access_key_id`, `access_key_secret` |
/// | `ram_role_arn` | a role that is [assumed](crate::identity::AssumeRole) with the keys of the section | also `role_arn`, `role_session_name`, `policy` |
/// | `ecs_ram_role` | that of the [RAM role](crate::identity::EcsRamRoleCredentials) of the ECS instance | `role_name` |
/// | `oidc_role_arn` | a role that is assumed with an [OIDC token](crate::identity::OidcCredentials) | `role_arn`, `oidc_provider_arn`, `oidc_token_file_path`, `role_session_name`, `policy` |
///
/// A section with `enable = false` is refused. `#` begins a comment, also inside a value.
///
/// The file is read again when it has changed, as that of [`CliProfileCredentials`](crate::identity::CliProfileCredentials)
/// is. Clones share the identity.
#[derive(Clone)]
#[must_use]
pub struct ProfileFileCredentials(Watched<ProfileFile>);

/// Which section of which file is used.
#[derive(Clone, Debug, Default)]
pub(super) struct ProfileFile {
    file: Option<PathBuf>,
    profile: Option<String>,
}

impl ProfileFile {
    /// A section of the usual file; the one that the environment says unless it is named.
    pub(super) fn named(profile: Option<&str>) -> Self {
        Self { file: None, profile: profile.map(str::to_owned) }
    }
}

impl ProfileFileCredentials {
    /// Uses the file and the section that the environment says.
    pub fn new() -> Self {
        Self(Watched::new(ProfileFile::default()))
    }

    /// Reads this file.
    pub fn with_file(self, path: impl Into<PathBuf>) -> Self {
        let mut wanted = self.0.format().clone();
        wanted.file = Some(path.into());
        Self(Watched::new(wanted))
    }

    /// Uses the section of this name.
    pub fn with_profile(self, name: impl Into<String>) -> Self {
        let mut wanted = self.0.format().clone();
        wanted.profile = Some(name.into());
        Self(Watched::new(wanted))
    }
}

impl Default for ProfileFileCredentials {
    fn default() -> Self {
        Self::new()
    }
}

impl Format for ProfileFile {
    const PREFIX: &'static str = "profile/";

    fn selection(&self) -> Result<Selection, CredentialsError> {
        let files = match self.file.clone().or_else(|| environment::path(FILE)) {
            Some(file) => vec![file],
            None => {
                let folder = super::home()?.join(".alibabacloud");
                vec![folder.join("credentials.ini"), folder.join("credentials")]
            }
        };
        Ok(Selection { files, profile: super::profile(self.profile.as_ref()) })
    }

    fn plan(file: &Path, text: &str, profile: Option<&str>) -> Result<Plan, CredentialsError> {
        Profile::find(file, text, profile)?.plan()
    }

    fn region(file: &Path, text: &str, profile: Option<&str>) -> Result<String, CredentialsError> {
        Profile::find(file, text, profile)?.required("region_id")
    }
}

/// A section of a file.
struct Profile {
    place: Place,
    section: Section,
}

impl Profile {
    fn find(file: &Path, text: &str, name: Option<&str>) -> Result<Self, CredentialsError> {
        let name = name.unwrap_or("default");
        let shown = file.display();
        let mut sections = ini::parse(text)
            .map_err(|ini::Invalid { line, reason }| CredentialsError::new(format!("{shown}:{line}: {reason}")))?;
        match sections.remove(name) {
            Some(section) => Ok(Self { place: Place::new(file, name), section }),
            None => Err(CredentialsError::new(format!("there is no profile {} in {shown}", Name(name)))),
        }
    }

    fn plan(&self) -> Result<Plan, CredentialsError> {
        if self.optional("enable").is_some_and(|enable| enable.eq_ignore_ascii_case("false")) {
            return Err(self.place.fault("it is disabled by `enable = false`"));
        }
        let kind = match self.required("type")?.as_str() {
            "access_key" => self.keys()?,
            "ram_role_arn" => {
                let source = Box::new(Plan { place: self.place.clone(), kind: self.keys()? });
                Kind::AssumeRole { source, role: self.role()?, host: StsHost::default() }
            }
            "ecs_ram_role" => Kind::EcsRamRole { role: self.optional("role_name") },
            "oidc_role_arn" => Kind::Oidc {
                role: self.role()?,
                host: StsHost::default(),
                provider_arn: self.required("oidc_provider_arn")?,
                token_file: self.required("oidc_token_file_path")?.into(),
            },
            other => return Err(self.unsupported(other)),
        };
        Ok(Plan { place: self.place.clone(), kind })
    }

    fn unsupported(&self, name: &str) -> CredentialsError {
        const KNOWN: [&str; 4] = ["rsa_key_pair", "sts", "bearer", "credentials_uri"];

        let known = KNOWN.iter().find(|known| **known == name);
        let which =
            known.map_or("its `type` is not supported".to_owned(), |name| format!("the type {name} is not supported"));
        self.place
            .fault(format_args!("{which}; supported are access_key, ram_role_arn, ecs_ram_role and oidc_role_arn"))
    }

    fn keys(&self) -> Result<Kind, CredentialsError> {
        let (id, secret) = (self.required("access_key_id")?, self.required("access_key_secret")?);
        Ok(Kind::Keys { id, secret, token: None })
    }

    fn role(&self) -> Result<Role, CredentialsError> {
        let (session_name, policy) = (self.optional("role_session_name"), self.optional("policy"));
        Ok(Role { arn: Some(self.required("role_arn")?), session_name, policy, ..Role::default() })
    }

    fn required(&self, key: &str) -> Result<String, CredentialsError> {
        self.optional(key).ok_or_else(|| self.place.missing(key))
    }

    fn optional(&self, key: &str) -> Option<String> {
        self.section.get(key).filter(|value| !value.is_empty()).cloned()
    }
}

impl CredentialsProvider for ProfileFileCredentials {
    fn identity<'a>(&'a self, context: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        self.0.identity(context)
    }
}

impl fmt::Debug for ProfileFileCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ProfileFile { file, profile } = self.0.format();
        f.debug_struct("ProfileFileCredentials").field("file", file).field("profile", profile).finish_non_exhaustive()
    }
}
