//! The sources that are tried one after the other when no credentials are given.

use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime};

use tokio::time::Instant;

use super::flight::SingleFlight;
use super::named::Prefix;
use super::{CliProfileCredentials, EcsRamRoleCredentials, OidcCredentials, ProfileFileCredentials, UriCredentials};
use crate::BoxFuture;
use crate::causes::Causes;
use crate::executor::{Deadline, Setting};
use crate::identity::{CredentialsContext, CredentialsError, CredentialsProvider, EnvironmentCredentials, Identity};
use crate::transport::HttpTransport;

/// How long looking for the first identity may take. Each source ends sooner by itself.
const TIME_LIMIT: Duration = Duration::from_secs(180);

/// Tries the usual sources one after the other, until one gives an identity; from then on only that one is asked.
///
/// This is what a [`Config`](crate::Config) without credentials uses. The sources are those of the
/// [table](crate::identity#sources), in its order. [`builder`](Self::builder) leaves some of them out.
#[derive(Clone)]
pub struct DefaultCredentials(Arc<Chain>);

/// Says which sources [`DefaultCredentials`] tries.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct DefaultCredentialsBuilder {
    profile: Option<String>,
    left_out: Vec<Part>,
}

/// A source of the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Environment,
    Oidc,
    CliProfile,
    ProfileFile,
    EcsRamRole,
    Uri,
}

struct Chain {
    sources: Vec<Named>,
    /// The index of the source that has given the first identity.
    chosen: OnceLock<usize>,
    choosing: SingleFlight<Identity>,
    prefix: Prefix,
}

/// A source, and what errors call it.
struct Named {
    name: &'static str,
    source: Arc<dyn CredentialsProvider>,
}

impl DefaultCredentials {
    /// All sources.
    #[must_use]
    pub fn new() -> Self {
        Self::builder().build()
    }

    /// The sources in their order, each with its name, to find out what each of them gives.
    pub fn sources(&self) -> impl Iterator<Item = (&'static str, &dyn CredentialsProvider)> {
        self.0.sources.iter().map(|Named { name, source }| (*name, &**source))
    }

    /// Some of the sources.
    pub fn builder() -> DefaultCredentialsBuilder {
        DefaultCredentialsBuilder::default()
    }
}

impl Default for DefaultCredentials {
    fn default() -> Self {
        Self::new()
    }
}

impl DefaultCredentialsBuilder {
    /// Uses this profile of the files instead of the one that the environment or the files name.
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.profile = Some(name.into());
        self
    }

    /// Leaves out the environment variables for keys.
    pub fn without_environment(self) -> Self {
        self.without(Part::Environment)
    }

    /// Leaves out the role that is assumed with an OIDC token.
    pub fn without_oidc(self) -> Self {
        self.without(Part::Oidc)
    }

    /// Leaves out the profiles of the vendor's command line tool.
    pub fn without_cli_profile(self) -> Self {
        self.without(Part::CliProfile)
    }

    /// Leaves out the profile file.
    pub fn without_profile_file(self) -> Self {
        self.without(Part::ProfileFile)
    }

    /// Leaves out the RAM role of the ECS instance. A program that is sure not to run on one saves the second that it takes
    /// to find out.
    pub fn without_ecs_ram_role(self) -> Self {
        self.without(Part::EcsRamRole)
    }

    /// Leaves out the URI of the environment.
    pub fn without_uri(self) -> Self {
        self.without(Part::Uri)
    }

    fn without(mut self, part: Part) -> Self {
        self.left_out.push(part);
        self
    }

    /// The sources that are left.
    #[must_use]
    pub fn build(self) -> DefaultCredentials {
        let (mut cli, mut file) = (CliProfileCredentials::new(), ProfileFileCredentials::new());
        if let Some(profile) = self.profile {
            (cli, file) = (cli.with_profile(profile.clone()), file.with_profile(profile));
        }
        let parts: [(Part, &'static str, Arc<dyn CredentialsProvider>); 6] = [
            (Part::Environment, "environment", Arc::new(EnvironmentCredentials::new())),
            (Part::Oidc, "OIDC", Arc::new(OidcCredentials::new())),
            (Part::CliProfile, "CLI profile", Arc::new(cli)),
            (Part::ProfileFile, "profile file", Arc::new(file)),
            (Part::EcsRamRole, "ECS RAM role", Arc::new(EcsRamRoleCredentials::new())),
            (Part::Uri, "URI", Arc::new(UriCredentials::new())),
        ];
        let parts = parts.into_iter().filter(|(part, ..)| !self.left_out.contains(part));
        let sources = parts.map(|(_, name, source)| Named { name, source }).collect();
        DefaultCredentials(Arc::new(Chain {
            sources,
            chosen: OnceLock::new(),
            choosing: SingleFlight::default(),
            prefix: Prefix::new("default/"),
        }))
    }
}

impl Chain {
    /// The identity of the source that was chosen, or of the first that has one, which is chosen by that.
    async fn chosen(
        self: Arc<Self>,
        transport: Arc<dyn HttpTransport>,
        now: SystemTime,
    ) -> Result<Identity, CredentialsError> {
        let start = Instant::now();
        let context = CredentialsContext::until(&transport, now, Deadline::since(start, TIME_LIMIT, Setting::Call));
        if let Some(chosen) = self.source() {
            return chosen.identity(context).await;
        }
        let mut reasons = Vec::new();
        for (index, source) in self.sources.iter().enumerate() {
            match source.identity(context).await {
                Ok(identity) => {
                    self.chosen.set(index).ok();
                    return Ok(identity);
                }
                Err(error) => {
                    // One line each, whatever a cause says.
                    reasons.push(format!("\n  {}", Causes(&error).line().replace(['\r', '\n'], " ")));
                }
            }
        }
        let taken = start.elapsed();
        Err(CredentialsError::new(format!(
            "none of the {} sources has an identity, after {taken:.1?}; give keys with `Config::with_credentials`, or set up \
             one of these:{}",
            self.sources.len(),
            reasons.concat()
        )))
    }

    /// The source that was chosen.
    fn source(&self) -> Option<&Named> {
        self.sources.get(*self.chosen.get()?)
    }
}

impl Named {
    /// Its identity. Errors name it.
    async fn identity(&self, context: CredentialsContext<'_>) -> Result<Identity, CredentialsError> {
        self.source.identity(context).await.map_err(|error| error.within(self.name))
    }
}

impl CredentialsProvider for DefaultCredentials {
    fn identity<'a>(&'a self, context: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        let chain = &self.0;
        Box::pin(async move {
            let identity = match chain.source() {
                Some(source) => source.identity(context).await?,
                None => {
                    let (task, transport) = (Arc::clone(chain), Arc::clone(context.transport()));
                    let now = context.now();
                    chain.choosing.join(TIME_LIMIT, move || Box::pin(task.chosen(transport, now))).await?
                }
            };
            Ok(chain.prefix.name(identity))
        })
    }
}

impl fmt::Debug for DefaultCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.sources.iter().map(|named| named.name)).finish()
    }
}
