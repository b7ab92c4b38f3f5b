//! The client of a program, and its settings.

use super::expression::Expressions;
use std::fmt::Write as _;
use std::time::Duration;

/// What the client of a program is made with. What is not set is as in any program with the crate.
#[derive(Clone, Copy, Debug, Default)]
pub struct ClientSettings<'a> {
    /// The region; without it the program takes that of the environment or the profile.
    pub region: Option<&'a str>,
    /// The profile with the credentials.
    pub profile: Option<&'a str>,
    /// The host, `host` or `host:port`.
    pub endpoint: Option<&'a str>,
    /// How long a call may take.
    pub timeout: Option<Duration>,
    /// How many attempts a call may make.
    pub retries: Option<Retries>,
}

/// How many attempts a call may make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retries {
    /// One, without a token of its own.
    Off,
    /// At most so many.
    Attempts(u32),
}

impl ClientSettings<'_> {
    /// The statement that makes the client.
    pub(super) fn statement(&self, expressions: &mut Expressions<'_>) -> String {
        let mut config = match (self.profile, self.region) {
            (Some(profile), _) => format!("Config::load_profile({profile:?})"),
            (None, Some(region)) => format!("Config::new({region:?})"),
            (None, None) => "Config::load()".to_owned(),
        };
        if let (Some(_), Some(region)) = (self.profile, self.region) {
            let _ = write!(config, ".with_region({region:?})");
        }
        if let Some(endpoint) = self.endpoint {
            let _ = write!(config, ".with_endpoint({endpoint:?})");
        }
        if let Some(timeout) = self.timeout {
            let duration = expressions.import("Duration", "std::time::Duration".to_owned());
            let _ = write!(config, ".with_timeout({duration}::{})", length(timeout));
        }
        if let Some(retries) = self.retries {
            let retry = expressions.import("Retry", expressions.within_crate("Retry"));
            let _ = match retries {
                Retries::Off => write!(config, ".with_retry({retry}::off())"),
                Retries::Attempts(attempts) => {
                    write!(config, ".with_retry({retry}::standard().max_attempts({attempts}))")
                }
            };
        }
        format!("let client = Client::new({config})?;")
    }
}

/// The call that makes a duration, in the largest unit that is exact.
fn length(time: Duration) -> String {
    match time.subsec_nanos() {
        0 => format!("from_secs({})", time.as_secs()),
        part if part % 1_000_000 == 0 => format!("from_millis({})", time.as_millis()),
        part => format!("new({}, {part})", time.as_secs()),
    }
}
