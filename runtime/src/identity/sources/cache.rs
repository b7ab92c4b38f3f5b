//! Keeps an identity until shortly before it expires.

use std::fmt;
use std::future::ready;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use tokio::time::Instant;

use super::flight::{SingleFlight, lock};
use super::freshness::{self, Age, Freshness};
use crate::executor::{Deadline, Setting};
use crate::identity::{CredentialsContext, CredentialsError, CredentialsProvider, Identity};
use crate::transport::HttpTransport;
use crate::{BoxFuture, trace};

/// Fetches identities; [`Cached`] keeps them.
pub(crate) trait Source: fmt::Debug + Send + Sync + 'static {
    /// Fetches an identity. The context is that of the task which fetches, not that of a call.
    fn fetch<'a>(&'a self, context: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>>;

    /// How long fetching may take, with all that it consists of.
    fn time_limit(&self) -> Duration {
        Duration::from_secs(30)
    }
}

/// A source whose identities are kept, and shared by all clones.
///
/// | what is there | a call | fetching |
/// |---|---|---|
/// | nothing, one that has expired, or one that the service has refused | waits | now |
/// | an identity that ends within a minute | waits; uses it if fetching fails | now |
/// | an identity that ends within 15 minutes | uses it | in the background |
/// | another identity | uses it | no |
///
/// However many calls wait, one fetches ([`SingleFlight`]). After failures there are growing pauses, as long as there is an
/// identity that is still valid.
pub(crate) struct Cached<S>(Arc<Shared<S>>);

struct Shared<S> {
    source: S,
    kept: Mutex<Kept>,
    fetching: SingleFlight<Identity>,
}

/// What is kept, and how fetching went since.
#[derive(Default)]
struct Kept {
    identity: Option<(Identity, Freshness)>,
    /// How many identities there have been.
    version: u64,
    failures: u32,
    failed_at: Option<SystemTime>,
    /// Since when another one is fetched in the background.
    refreshing_since: Option<SystemTime>,
}

/// What a call has to do for an identity.
enum Need {
    Nothing(Identity),
    /// Use this one, and let another one be fetched.
    Refresh(Identity),
    /// Wait for another one. If there is none, this one can be used.
    Fetch(Option<Identity>),
}

impl<S: Source> Cached<S> {
    /// Keeps the identities of this source.
    pub(crate) fn new(source: S) -> Self {
        Self(Arc::new(Shared { source, kept: Mutex::default(), fetching: SingleFlight::default() }))
    }

    /// The same source with other settings, and nothing kept yet.
    #[must_use]
    pub(crate) fn with(self, change: impl FnOnce(&mut S)) -> Self
    where
        S: Clone,
    {
        let mut source = self.0.source.clone();
        change(&mut source);
        Self::new(source)
    }

    /// Waits for the task that fetches, and starts it if there is none.
    fn fetch(
        &self,
        context: CredentialsContext<'_>,
        version: u64,
    ) -> BoxFuture<'static, Result<Identity, CredentialsError>> {
        let (shared, transport, now) = (Arc::clone(&self.0), Arc::clone(context.transport()), context.now());
        let limit = shared.source.time_limit();
        self.0.fetching.join(limit, move || Box::pin(async move { shared.renewed(&transport, now, version).await }))
    }

    /// Waits for another identity. If there is one that can be used, not for all the time that the call has.
    async fn wait(
        &self,
        context: CredentialsContext<'_>,
        version: u64,
        usable: Option<Identity>,
    ) -> Result<Identity, CredentialsError> {
        let fetched = self.fetch(context, version);
        let Some(usable) = usable else { return fetched.await };
        let half = Deadline::after(context.time_left() / 2, Setting::Call);
        Ok(half.bound(fetched).await.ok().and_then(Result::ok).unwrap_or(usable))
    }
}

impl<S: Source> Shared<S> {
    /// Fetches an identity and keeps it, unless there is one already that is newer than the one of this version.
    async fn renewed(
        &self,
        transport: &Arc<dyn HttpTransport>,
        now: SystemTime,
        version: u64,
    ) -> Result<Identity, CredentialsError> {
        if let Some(newer) = lock(&self.kept).newer(version) {
            return Ok(newer);
        }
        let start = Instant::now();
        let deadline = Deadline::since(start, self.source.time_limit(), Setting::Call);
        let fetching = self.source.fetch(CredentialsContext::until(transport, now, deadline));
        let fetched = deadline.bound(fetching).await.unwrap_or_else(|elapsed| {
            Err(CredentialsError::late(format!("fetching the identity was not over within {:?}", elapsed.allowed)))
        });
        let is_kept = lock(&self.kept).update(&fetched, version, now + start.elapsed());
        match &fetched {
            Ok(identity) => trace::identity_fetched(identity.provider_name()),
            // Nobody else would hear of it.
            Err(error) if is_kept => trace::identity_kept(error),
            Err(_) => {}
        }
        fetched
    }
}

impl Kept {
    fn newer(&self, version: u64) -> Option<Identity> {
        (self.version != version).then(|| self.identity.as_ref().map(|(identity, _)| identity.clone()))?
    }

    /// Keeps what was fetched when there was this version. If it failed, says whether there is an identity that can still be
    /// used.
    fn update(&mut self, fetched: &Result<Identity, CredentialsError>, version: u64, now: SystemTime) -> bool {
        let is_late = self.version != version;
        match fetched {
            // Another runtime was quicker, and this one may be older.
            Ok(identity) if is_late && identity.expires_at() <= self.expires_at() => {}
            Ok(identity) => {
                let freshness = Freshness::new(identity, now, random());
                let kept = Some((identity.clone(), freshness));
                *self = Self { identity: kept, version: self.version + 1, ..Self::default() };
            }
            Err(_) if is_late => {}
            Err(_) => {
                (self.failures, self.failed_at) = (self.failures.saturating_add(1), Some(now));
                self.refreshing_since = None;
            }
        }
        self.identity.as_ref().is_some_and(|(_, freshness)| freshness.age(now) != Age::Expired)
    }

    fn expires_at(&self) -> Option<SystemTime> {
        self.identity.as_ref()?.0.expires_at()
    }

    /// What a call has to do now. It is the only one that is told to refresh, as long as that may take.
    fn need(&mut self, now: SystemTime, refused: Option<&Identity>, time_limit: Duration) -> Need {
        let Some((identity, freshness)) = &self.identity else { return Need::Fetch(None) };
        if refused.is_some_and(|refused| refused.is_same(identity)) {
            return Need::Fetch(None);
        }
        match freshness.age(now) {
            Age::Fresh => Need::Nothing(identity.clone()),
            Age::Expired => Need::Fetch(None),
            age if self.is_paused(age, now) => Need::Nothing(identity.clone()),
            Age::Aging if is_within(time_limit, self.refreshing_since, now) => Need::Nothing(identity.clone()),
            Age::Aging => {
                self.refreshing_since = Some(now);
                Need::Refresh(identity.clone())
            }
            Age::Ending => Need::Fetch(Some(identity.clone())),
        }
    }

    /// Whether fetching has failed so recently that it has to wait.
    fn is_paused(&self, age: Age, now: SystemTime) -> bool {
        is_within(freshness::pause(age, self.failures), self.failed_at, now)
    }
}

/// Whether it is less than this long ago. What seems to lie ahead was before the clock was set back.
fn is_within(time: Duration, since: Option<SystemTime>, now: SystemTime) -> bool {
    since.and_then(|since| now.duration_since(since).ok()).is_some_and(|passed| passed < time)
}

impl<S: Source> CredentialsProvider for Cached<S> {
    fn identity<'a>(&'a self, context: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        let (need, version) = {
            let mut kept = lock(&self.0.kept);
            let need = kept.need(context.now(), context.refused(), self.0.source.time_limit());
            (need, kept.version)
        };
        match need {
            Need::Nothing(identity) => Box::pin(ready(Ok(identity))),
            Need::Refresh(identity) => {
                // Goes on by itself.
                drop(self.fetch(context, version));
                Box::pin(ready(Ok(identity)))
            }
            Need::Fetch(usable) => Box::pin(self.wait(context, version, usable)),
        }
    }
}

/// All clones share what is kept.
impl<S> Clone for Cached<S> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

/// That of the source.
impl<S: Source> fmt::Debug for Cached<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.source.fmt(f)
    }
}

/// A random number; without one, nothing is spread.
fn random() -> u8 {
    let mut byte = [0];
    getrandom::fill(&mut byte).map_or(0, |()| u8::from_le_bytes(byte))
}
