//! Profiles of people who have signed in through OAuth.
//!
//! ```text
//! refresh token ── renewed with the access token, near its end ──▶ access token ── exchanged ──▶ keys
//! ```
//!
//! All three stand in the file, and are written back to it: a refresh token is good for one renewal, so whoever loses the
//! next one has to sign in again. Processes that share the file take turns; one renews, the others find what it has written.

mod site;
mod stored;

use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use self::site::Site;
use self::stored::{Edition, Exclusive, Stored, Tokens};
use super::document::Profile;
use crate::identity::sources::cache::Source;
use crate::identity::sources::flight::lock;
use crate::identity::sources::profiles::place::{Name, Place};
use crate::identity::{CredentialsContext, CredentialsError, Identity};
use crate::{BoxFuture, date};

/// An access token is renewed when so many seconds are left of it …
const RENEWED_BEFORE: u64 = 20 * 60;
/// … and keys of the file are used as long as more than this is left of them.
const USED_BEFORE: Duration = Duration::from_secs(60);

/// A sign-in, whose tokens stand in the file.
#[derive(Clone)]
pub(in crate::identity::sources::profiles) struct OAuth {
    place: Place,
    site: Site,
    /// What the file held when it was read or written last. If it holds something else, somebody has signed in anew, or
    /// another process has renewed it: the source is built anew. Clones share it.
    known: Arc<Mutex<Stored>>,
}

impl OAuth {
    pub(super) fn new(profile: &Profile<'_>) -> Result<Self, CredentialsError> {
        let site = Site::named(profile.text("oauth_site_type")?);
        let site = site.ok_or_else(|| profile.place.fault("`oauth_site_type` is neither CN nor INTL"))?;
        let known = Arc::new(Mutex::new(Stored::of(profile)?));
        Ok(Self { place: profile.place.clone(), site, known })
    }
}

impl PartialEq for OAuth {
    fn eq(&self, other: &Self) -> bool {
        let known = |sign_in: &Self| lock(&sign_in.known).clone();
        self.place == other.place && self.site == other.site && known(self) == known(other)
    }
}

/// Gets keys by a sign-in, and keeps the file up to date.
pub(in crate::identity::sources::profiles) struct OAuthSource {
    sign_in: OAuth,
    /// The keys that were returned last. Another fetch means that others are needed.
    returned: Mutex<Option<Identity>>,
    /// Tokens that could not be written, with the refresh token of the file that they replace.
    unwritten: Mutex<Option<(Option<String>, Tokens)>>,
}

impl OAuthSource {
    pub(in crate::identity::sources::profiles) fn new(sign_in: OAuth) -> Self {
        Self { sign_in, returned: Mutex::default(), unwritten: Mutex::default() }
    }

    async fn keys(&self, context: CredentialsContext<'_>) -> Result<Identity, CredentialsError> {
        let place = &self.sign_in.place;
        if let Some(keys) = self.stored_keys(&Stored::read(place).await?, context) {
            return Ok(keys);
        }
        let exclusive = Exclusive::wait(place).await?;
        // Somebody else may have renewed them meanwhile.
        let stored = Stored::read(place).await?;
        if let Some(keys) = self.stored_keys(&stored, context) {
            return Ok(keys);
        }
        let replaced = stored.tokens.refresh.clone();
        let newest = self.newest(stored.tokens);
        let tokens = self.renewed(context, newest, replaced.as_ref(), exclusive.as_ref()).await?;
        let access = tokens.access.as_deref().unwrap_or_default();
        let keys = self.sign_in.site.exchange(context, access).await?;
        // The keys are good whether or not others find them in the file.
        if let Some(exclusive) = &exclusive
            && let Ok(edition) = exclusive.begin().await
        {
            self.commit(edition, replaced, tokens, Some(keys.clone())).await.ok();
        }
        Ok(keys)
    }

    /// The keys of the file, if they are good for a while and are not those that are to be replaced.
    fn stored_keys(&self, stored: &Stored, context: CredentialsContext<'_>) -> Option<Identity> {
        let keys = stored.keys.as_ref()?;
        let is_returned = lock(&self.returned).as_ref().is_some_and(|returned| returned.is_same(keys));
        let is_good = keys.expires_at().is_some_and(|ends| ends > context.now() + USED_BEFORE);
        (is_good && !is_returned).then(|| keys.clone())
    }

    /// The tokens of the file, unless there are newer ones that could not be written into it.
    fn newest(&self, stored: Tokens) -> Tokens {
        match &*lock(&self.unwritten) {
            Some((replaced, newer)) if *replaced == stored.refresh => newer.clone(),
            _ => stored,
        }
    }

    /// The tokens, renewed if there is not much left of the access token.
    async fn renewed(
        &self,
        context: CredentialsContext<'_>,
        tokens: Tokens,
        replaced: Option<&String>,
        exclusive: Option<&Exclusive>,
    ) -> Result<Tokens, CredentialsError> {
        let now = date::unix_seconds(context.now());
        let is_valid = tokens.access.is_some() && tokens.access_ends > now;
        if is_valid && tokens.access_ends > now.saturating_add(RENEWED_BEFORE) {
            return Ok(tokens);
        }
        let renewed = match &tokens.refresh {
            Some(refresh) => self.renew(context, refresh, replaced, exclusive).await,
            None => Err(CredentialsError::new("its sign-in has expired")),
        };
        match renewed {
            Ok(renewed) => Ok(renewed),
            Err(_) if is_valid => Ok(tokens),
            Err(error) => {
                let name = Name(&self.sign_in.place.profile);
                let help = format!("sign in again with `aliyun configure --mode OAuth --profile {name}`");
                Err(error.with_help(help))
            }
        }
    }

    /// Renews the tokens and writes them into the file at once.
    async fn renew(
        &self,
        context: CredentialsContext<'_>,
        refresh: &str,
        replaced: Option<&String>,
        exclusive: Option<&Exclusive>,
    ) -> Result<Tokens, CredentialsError> {
        let fault = "its tokens must be renewed, but the folder of the file is not writable";
        let unwritable = || CredentialsError::new(fault);
        let edition = exclusive.ok_or_else(unwritable)?.begin().await?;
        let tokens = self.sign_in.site.renew(context, refresh).await?;
        *lock(&self.unwritten) = Some((Some(refresh.to_owned()), tokens.clone()));
        // The next one who needs keys tries again.
        self.commit(edition, replaced.cloned(), tokens.clone(), None).await.ok();
        Ok(tokens)
    }

    /// Makes tokens, and keys if there are other ones, part of the file.
    async fn commit(
        &self,
        edition: Edition,
        replaced: Option<String>,
        tokens: Tokens,
        keys: Option<Identity>,
    ) -> Result<(), CredentialsError> {
        edition.commit(replaced, tokens.clone(), keys.clone()).await?;
        *lock(&self.unwritten) = None;
        let mut known = lock(&self.sign_in.known);
        let keys = keys.or_else(|| known.keys.take());
        *known = Stored { tokens, keys };
        Ok(())
    }
}

impl Source for OAuthSource {
    fn fetch<'a>(&'a self, context: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        Box::pin(async move {
            let keys = self.keys(context).await?;
            *lock(&self.returned) = Some(keys.clone());
            Ok(keys)
        })
    }

    /// Waiting for the lock, and two requests.
    fn time_limit(&self) -> Duration {
        Duration::from_secs(60)
    }
}

/// Without the tokens.
impl fmt::Debug for OAuthSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let OAuth { place, site, .. } = &self.sign_in;
        f.debug_struct("OAuth").field("place", place).field("site", site).finish_non_exhaustive()
    }
}
