//! Profiles whose keys a command prints.

use std::fmt;
use std::process::Stdio;
use std::time::Duration;

use serde_json::{Map, Value};
use tokio::io::AsyncReadExt;
use tokio::process::Command;

use super::command::{self, Backslash};
use super::document::Profile;
use crate::executor;
use crate::identity::sources::cache::Source;
use crate::identity::{CredentialsContext, CredentialsError, Identity};
use crate::{BoxFuture, date};

/// How much a command may print. Keys and tokens have a few thousand bytes.
const LIMIT: u64 = 64 << 10;
/// How long a command may take.
const TIME_LIMIT: Duration = Duration::from_secs(60);
/// How long keys are used that come without an expiration: the command may know of others by then.
const UNDATED_LIFE: Duration = Duration::from_secs(5 * 60);

/// A command that prints keys, in the JSON members of a profile.
#[derive(Clone, PartialEq)]
pub(in crate::identity::sources::profiles) struct External {
    words: Vec<String>,
}

impl External {
    pub(super) fn new(profile: &Profile<'_>) -> Result<Self, CredentialsError> {
        let command = profile.required("process_command")?;
        let words = command::split(&command, Backslash::HERE)
            .map_err(|fault| profile.place.fault(format!("`process_command` is invalid: {fault}")))?;
        Ok(Self { words })
    }

    /// Runs the command; what it has printed. The process is killed when the future is dropped.
    async fn run(&self) -> Result<Vec<u8>, CredentialsError> {
        executor::network().map_err(CredentialsError::new)?;
        let [program, arguments @ ..] = self.words.as_slice() else { return Err(fault("names no program")) };
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
        let mut process = command.spawn().map_err(|error| fault(format!("cannot be started: {}", error.kind())))?;
        let mut printed = Vec::new();
        if let Some(stdout) = process.stdout.take() {
            let read = stdout.take(LIMIT + 1).read_to_end(&mut printed).await;
            read.map_err(|error| fault(format!("printed what cannot be read: {}", error.kind())))?;
        }
        if printed.len() as u64 > LIMIT {
            return Err(fault(format!("printed more than {LIMIT} bytes")));
        }
        let status = process.wait().await.map_err(|error| fault(format!("is lost: {}", error.kind())))?;
        if !status.success() {
            return Err(fault(format!("failed with {status}; run it in a shell to see why")));
        }
        Ok(printed)
    }

    fn read(printed: &[u8], context: CredentialsContext<'_>) -> Result<Identity, CredentialsError> {
        let Ok(members) = serde_json::from_slice::<Map<String, Value>>(printed) else {
            return Err(fault("did not print a JSON object"));
        };
        let text = |name: &str| members.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
        let token = text("sts_token");
        match text("mode") {
            None | Some("AK") => {}
            Some("StsToken") if token.is_some() => {}
            Some("StsToken") => return Err(fault("printed no `sts_token`")),
            Some(_) => return Err(fault("printed a `mode` that is neither AK nor StsToken")),
        }
        let (Some(id), Some(secret)) = (text("access_key_id"), text("access_key_secret")) else {
            return Err(fault("printed no `access_key_id` or no `access_key_secret`"));
        };
        let identity = match token {
            Some(token) => Identity::sts(id, secret, token),
            None => Identity::access_key(id, secret),
        };
        let expires_at = match members.get("expiration") {
            None | Some(Value::Null) => context.now() + UNDATED_LIFE,
            Some(Value::String(text)) if text.is_empty() => context.now() + UNDATED_LIFE,
            Some(expiration) => {
                let time = expiration.as_str().and_then(date::parse_iso8601);
                time.ok_or_else(|| fault("printed an `expiration` that is not like 2026-01-14T08:00:00Z"))?
            }
        };
        Ok(identity.with_expires_at(expires_at).with_provider_name("external"))
    }
}

impl Source for External {
    fn fetch<'a>(&'a self, context: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        Box::pin(async move { Self::read(&self.run().await?, context) })
    }

    fn time_limit(&self) -> Duration {
        TIME_LIMIT
    }
}

/// Without the command, whose arguments can be secret.
impl fmt::Debug for External {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("External").finish_non_exhaustive()
    }
}

/// An error of the command. `fault` must not hold anything that it has printed.
fn fault(fault: impl fmt::Display) -> CredentialsError {
    CredentialsError::new(format!("`process_command` {fault}"))
}
