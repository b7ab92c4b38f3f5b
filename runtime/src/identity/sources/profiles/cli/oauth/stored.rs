//! What the file holds of a sign-in: tokens, and the keys that they were exchanged for last.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use std::{fs, io};

use super::super::document::{Document, Profile};
use super::super::edit;
use crate::draft;
use crate::identity::sources::file::{self, blocking};
use crate::identity::sources::profiles::lock::FileLock;
use crate::identity::sources::profiles::place::Place;
use crate::identity::sources::profiles::replace::Draft;
use crate::identity::{CredentialsError, Identity};
use crate::{date, executor};

/// How often a lock is tried that somebody else holds, and how long. The holder makes two short requests.
const LOCK_PAUSE: Duration = Duration::from_millis(50);
const LOCK_PATIENCE: u32 = 600;

/// The tokens of a sign-in. Not `Debug`: they are secret.
#[derive(Clone, PartialEq)]
pub(super) struct Tokens {
    pub(super) access: Option<String>,
    /// In seconds since 1970; 0 if nobody knows.
    pub(super) access_ends: u64,
    pub(super) refresh: Option<String>,
}

/// What the file holds.
#[derive(Clone)]
pub(super) struct Stored {
    pub(super) tokens: Tokens,
    pub(super) keys: Option<Identity>,
}

impl Stored {
    pub(super) async fn read(place: &Place) -> Result<Self, CredentialsError> {
        let place = place.clone();
        blocking(move || {
            let text = file::read(&place.file)?;
            Self::parse(&place, &text)
        })
        .await
    }

    fn parse(place: &Place, text: &str) -> Result<Self, CredentialsError> {
        let document = Document::parse(&place.file, text)?;
        Self::of(&document.profile(Some(&place.profile))?)
    }

    /// What stands in a profile.
    pub(super) fn of(profile: &Profile<'_>) -> Result<Self, CredentialsError> {
        let tokens = Tokens {
            access: profile.optional("oauth_access_token")?,
            access_ends: profile.number("oauth_access_token_expire")?.unwrap_or_default(),
            refresh: profile.optional("oauth_refresh_token")?,
        };
        Ok(Self { tokens, keys: keys(profile)? })
    }
}

impl PartialEq for Stored {
    fn eq(&self, other: &Self) -> bool {
        let same_keys = match (&self.keys, &other.keys) {
            (Some(own), Some(other)) => own.is_same(other),
            (own, other) => own.is_none() && other.is_none(),
        };
        same_keys && self.tokens == other.tokens
    }
}

/// The keys of the last exchange, if all parts are there.
fn keys(profile: &Profile<'_>) -> Result<Option<Identity>, CredentialsError> {
    let text = |member| profile.optional(member);
    let parts = (text("access_key_id")?, text("access_key_secret")?, text("sts_token")?);
    let ends = profile.number("sts_expiration")?.and_then(|ends| UNIX_EPOCH.checked_add(Duration::from_secs(ends)));
    let ((Some(id), Some(secret), Some(token)), Some(ends)) = (parts, ends) else { return Ok(None) };
    Ok(Some(Identity::sts(id, secret, token).with_expires_at(ends).with_provider_name("oauth")))
}

/// The right to renew what the file holds: whoever else wants to waits.
pub(super) struct Exclusive {
    place: Place,
    /// The file itself, where `place` names a link.
    file: PathBuf,
    lock: Arc<FileLock>,
}

impl Exclusive {
    /// Waits until nobody else renews what the file holds. `None` if nobody can: the folder cannot be written into.
    pub(super) async fn wait(place: &Place) -> Result<Option<Self>, CredentialsError> {
        executor::timers().map_err(CredentialsError::new)?;
        for _ in 0..LOCK_PATIENCE {
            let tried = place.clone();
            match blocking(move || Ok(Self::try_now(tried))).await? {
                Ok(Some(exclusive)) => return Ok(Some(exclusive)),
                Ok(None) => tokio::time::sleep(LOCK_PAUSE).await,
                Err(_) => return Ok(None),
            }
        }
        Err(CredentialsError::new("another process holds the lock of the file and does not release it"))
    }

    fn try_now(place: Place) -> io::Result<Option<Self>> {
        let file = fs::canonicalize(&place.file)?;
        let lock = FileLock::try_acquire(&draft::beside(&file, "lock"))?;
        Ok(lock.map(|lock| Self { place, file, lock: Arc::new(lock) }))
    }

    /// Begins the next edition of the file, so that a file that cannot be replaced is found out before anything is renewed.
    pub(super) async fn begin(&self) -> Result<Edition, CredentialsError> {
        let (place, file, lock) = (self.place.clone(), self.file.clone(), Arc::clone(&self.lock));
        blocking(move || match Draft::create(&file) {
            Ok(draft) => Ok(Edition { place, file, draft, _lock: lock }),
            Err(error) => Err(CredentialsError::new(format!(
                "its tokens must be renewed, but the file cannot be replaced: {}; make its folder writable",
                error.kind()
            ))),
        })
        .await
    }
}

/// The next edition of the file.
pub(super) struct Edition {
    place: Place,
    file: PathBuf,
    draft: Draft,
    /// Nobody else begins one before this one is over.
    _lock: Arc<FileLock>,
}

impl Edition {
    /// Replaces the file by one with these tokens and keys. All else stays as it is in the file now.
    ///
    /// The file must hold the sign-in that the tokens come from, known by the refresh token that they replace: the tool
    /// itself does not ask for the lock when somebody signs in anew.
    pub(super) async fn commit(
        self,
        replaced: Option<String>,
        tokens: Tokens,
        keys: Option<Identity>,
    ) -> Result<(), CredentialsError> {
        blocking(move || {
            let Self { place, file, draft, _lock } = self;
            let text = file::read(&file)?;
            let held = Stored::parse(&place, &text)?.tokens.refresh;
            if held != replaced && held != tokens.refresh {
                return Err(CredentialsError::new("the file holds another sign-in by now"));
            }
            let changed = edit::with_members(&text, &place.profile, &members(&tokens, keys.as_ref()));
            let changed = changed.ok_or_else(|| CredentialsError::new("the file no longer holds it"))?;
            draft
                .commit(&changed)
                .map_err(|error| CredentialsError::new(format!("the file cannot be replaced: {}", error.kind())))
        })
        .await
    }
}

/// The members of the profile, as JSON.
fn members(tokens: &Tokens, keys: Option<&Identity>) -> Vec<(&'static str, String)> {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let mut members = Vec::new();
    let mut text = |name, text: Option<&str>| members.extend(text.map(|text| (name, quoted(text))));
    text("oauth_access_token", tokens.access.as_deref());
    text("oauth_refresh_token", tokens.refresh.as_deref());
    text("access_key_id", keys.and_then(Identity::access_key_id));
    text("access_key_secret", keys.and_then(Identity::access_key_secret));
    text("sts_token", keys.and_then(Identity::security_token));
    members.push(("oauth_access_token_expire", tokens.access_ends.to_string()));
    let ends = keys.and_then(Identity::expires_at);
    members.extend(ends.map(|ends: SystemTime| ("sts_expiration", date::unix_seconds(ends).to_string())));
    members
}
