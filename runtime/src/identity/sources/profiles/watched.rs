//! A source that a file describes, and that changes with the file.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use super::plan::Plan;
use crate::BoxFuture;
use crate::executor::{Deadline, Setting};
use crate::identity::sources::file::{self, blocking};
use crate::identity::sources::flight::{SingleFlight, lock};
use crate::identity::sources::named::Prefix;
use crate::identity::{CredentialsContext, CredentialsError, CredentialsProvider, Identity};

/// How often the file is read, at most. It is short: to read it is as quick as to find out whether it has changed, and surer.
const PAUSE: Duration = Duration::from_secs(1);
/// How long an unreadable file is tolerated after it could be read: another program may be writing it.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long reading the file may take.
const TIME_LIMIT: Duration = Duration::from_secs(30);
/// How long a call waits for that if there is a source already: a folder on a network can hang.
const WAIT: Duration = Duration::from_secs(1);
/// How long it waits if there is none yet: the chain has other sources.
const FIRST_WAIT: Duration = Duration::from_secs(5);

/// A kind of files that describe sources.
pub(super) trait Format: Clone + Send + Sync + 'static {
    /// What stands before the provider names of identities, with a slash.
    const PREFIX: &'static str;

    /// What the settings and the environment say.
    fn selection(&self) -> Result<Selection, CredentialsError>;

    /// What a profile of the file asks for.
    fn plan(file: &Path, text: &str, profile: Option<&str>) -> Result<Plan, CredentialsError>;

    /// The region that a profile of the file names.
    fn region(file: &Path, text: &str, profile: Option<&str>) -> Result<String, CredentialsError>;
}

/// Which profile of which file is used.
#[derive(Clone, PartialEq)]
pub(super) struct Selection {
    /// The first one that exists.
    pub(super) files: Vec<PathBuf>,
    /// Unless set, the one that the file says.
    pub(super) profile: Option<String>,
}

impl Selection {
    /// Reads the file: its path and its text.
    pub(super) fn read(&self) -> Result<(&Path, String), CredentialsError> {
        for file in &self.files {
            if let Some(text) = file::read_if_exists(file)? {
                return Ok((file, text));
            }
        }
        Err(CredentialsError::new(format!("there is no file {}", self.names())))
    }

    /// The paths of the files.
    fn names(&self) -> String {
        let names: Vec<_> = self.files.iter().map(|file| file.display().to_string()).collect();
        names.join(" or ")
    }
}

/// The source that a profile describes, built anew when the profile changes. Clones share it.
pub(super) struct Watched<F>(Arc<Shared<F>>);

struct Shared<F> {
    format: F,
    last: Mutex<Option<Check>>,
    checking: SingleFlight<Arc<Loaded>>,
    prefix: Prefix,
}

/// The last time that the file was read.
#[derive(Clone)]
struct Check {
    at: SystemTime,
    /// When the file could be read last.
    read_at: SystemTime,
    loaded: Arc<Loaded>,
}

/// What the file describes.
struct Loaded {
    selection: Selection,
    plan: Plan,
    source: Arc<dyn CredentialsProvider>,
}

impl<F: Format> Watched<F> {
    pub(super) fn new(format: F) -> Self {
        Self(Arc::new(Shared {
            format,
            last: Mutex::default(),
            checking: SingleFlight::default(),
            prefix: Prefix::new(F::PREFIX),
        }))
    }

    pub(super) fn format(&self) -> &F {
        &self.0.format
    }

    pub(super) fn identity<'a>(
        &'a self,
        context: CredentialsContext<'a>,
    ) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        Box::pin(async move {
            let loaded = self.loaded(context).await?;
            let identity = loaded.source.identity(context).await?;
            Ok(self.0.prefix.name(identity))
        })
    }

    /// What the file describes now, or did a moment ago.
    async fn loaded(&self, context: CredentialsContext<'_>) -> Result<Arc<Loaded>, CredentialsError> {
        let selection = self.0.format.selection()?;
        let now = context.now();
        let last = self.0.last(&selection);
        if let Some(last) = &last
            && last.is_recent(now)
            && context.refused().is_none()
        {
            return Ok(Arc::clone(&last.loaded));
        }
        let (shared, files) = (Arc::clone(&self.0), selection.names());
        let check = move || -> BoxFuture<'static, _> { Box::pin(blocking(move || shared.check(selection, now))) };
        let checked = self.0.checking.join(TIME_LIMIT, check);
        let Some(last) = last else {
            let first = Deadline::after(FIRST_WAIT, Setting::Call).bound(checked).await;
            return first.unwrap_or_else(|_| {
                Err(CredentialsError::late(format!(
                    "{files} could not be read within {FIRST_WAIT:?}: its folder hangs"
                )))
            });
        };
        Deadline::after(WAIT, Setting::Call).bound(checked).await.unwrap_or(Ok(last.loaded))
    }
}

impl<F: Format> Shared<F> {
    fn last(&self, selection: &Selection) -> Option<Check> {
        lock(&self.last).clone().filter(|last| last.loaded.selection == *selection)
    }

    /// Reads the file. A source that the profile still describes stays, with all that it has fetched.
    fn check(&self, selection: Selection, now: SystemTime) -> Result<Arc<Loaded>, CredentialsError> {
        let last = self.last(&selection);
        let previous = last.as_ref().map(|last| &last.loaded);
        let (loaded, read_at) = match (Loaded::now::<F>(selection, previous), last) {
            (Ok(loaded), _) => (loaded, now),
            (Err(_), Some(last)) if last.is_tolerable(now) => (last.loaded, last.read_at),
            (Err(error), _) => {
                *lock(&self.last) = None;
                return Err(error);
            }
        };
        *lock(&self.last) = Some(Check { at: now, read_at, loaded: Arc::clone(&loaded) });
        Ok(loaded)
    }
}

impl Check {
    /// Also over if the clock was set back.
    fn is_recent(&self, now: SystemTime) -> bool {
        now.duration_since(self.at).is_ok_and(|age| age < PAUSE)
    }

    /// Whether the file may still be unreadable.
    fn is_tolerable(&self, now: SystemTime) -> bool {
        now.duration_since(self.read_at).is_ok_and(|age| age < PATIENCE)
    }
}

impl Loaded {
    /// What the file describes now: the same as before, unless the profile has changed.
    fn now<F: Format>(selection: Selection, previous: Option<&Arc<Self>>) -> Result<Arc<Self>, CredentialsError> {
        let (file, text) = selection.read()?;
        let plan = F::plan(file, &text, selection.profile.as_deref())?;
        match previous {
            Some(previous) if previous.plan == plan => Ok(Arc::clone(previous)),
            _ => Ok(Arc::new(Self { source: plan.build(), selection, plan })),
        }
    }
}

impl<F> Clone for Watched<F> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}
