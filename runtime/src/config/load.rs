//! Settings that the environment and the files of the user say.

use super::Config;
use crate::identity::{CredentialsError, DefaultCredentials};
use crate::{environment, identity};

const REGION: &str = "ALIBABA_CLOUD_REGION_ID";

impl Config {
    /// Settings as the environment and the files of the user say, for a program that runs unchanged wherever it is started.
    ///
    /// The region is that of the environment variable `ALIBABA_CLOUD_REGION_ID`, else the `region_id` of the profile that
    /// [`CliProfileCredentials`](crate::identity::CliProfileCredentials) uses, else that of the one that
    /// [`ProfileFileCredentials`](crate::identity::ProfileFileCredentials) uses. Identities are those of
    /// [`DefaultCredentials`](crate::identity::DefaultCredentials), as without `load`. What is set afterwards wins:
    ///
    /// ```
    /// # use runtime::Config;
    /// let config = Config::load().with_region("cn-beijing");
    /// # let _ = config;
    /// ```
    ///
    /// Not `async`: it reads two short files at most, once, when a program starts. It does not fail: if there is no region, and
    /// none is set, the error when a client is made says where it was looked for. Identities are looked for by the first call.
    pub fn load() -> Self {
        let region = match environment::variable(REGION) {
            Some(region) => Ok(region),
            None => identity::region(None),
        };
        Self::in_region(region)
    }

    /// Settings as a profile says: its region, and its identities alone. The profile is one of the vendor's command line tool,
    /// else of the profile file. If it names no region, the environment variable `ALIBABA_CLOUD_REGION_ID` does.
    ///
    /// ```
    /// # use runtime::Config;
    /// let config = Config::load_profile("staging").with_region("cn-beijing");
    /// # let _ = config;
    /// ```
    ///
    /// Like [`load`](Self::load) it reads two short files at most, and does not fail: a profile that is not there is the error
    /// of the first call, and of making a client unless a region is set.
    pub fn load_profile(name: &str) -> Self {
        let region = identity::region(Some(name));
        let region = region.or_else(|reason| environment::variable(REGION).ok_or(reason));
        let chain = DefaultCredentials::builder().profile(name).without_environment().without_oidc();
        Self::in_region(region).with_credentials(chain.without_ecs_ram_role().without_uri().build())
    }

    fn in_region(region: Result<String, CredentialsError>) -> Self {
        let missing_region = region.as_ref().err().map(|reason| {
            format!(
                "there is no region ({reason}); set the environment variable {REGION}, or `region_id` of the profile, or use \
                 `Config::with_region`"
            )
        });
        Self { region: region.ok(), missing_region, ..Self::default() }
    }
}
