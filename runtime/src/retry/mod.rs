//! Whether a call makes another attempt, and when.

mod backoff;
mod budget;
mod policy;
mod skew;

use std::time::Duration;

pub(crate) use self::backoff::random_part;
pub(crate) use self::budget::Budget;
pub(crate) use self::policy::{Next, Retries};
pub(crate) use self::skew::{Skew, Skews};

/// How failed attempts of a call are retried.
///
/// Three attempts unless said otherwise, for failures after which another attempt has a point and does no harm. The wait
/// between them is what the service asks for; else a random time that may be twice as long after each attempt.
///
/// ```
/// # use runtime::{Config, Retry};
/// let config = Config::new("cn-shanghai").with_retry(Retry::standard().max_attempts(5));
/// let without = Config::new("cn-shanghai").with_retry(Retry::off());
/// # let _ = (config, without);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct Retry {
    max_attempts: u32,
    base_delay: Duration,
    max_delay: Duration,
}

impl Retry {
    /// Up to three attempts.
    pub const fn standard() -> Self {
        Self { max_attempts: 3, base_delay: Duration::from_millis(200), max_delay: Duration::from_secs(20) }
    }

    /// One attempt only. Tokens such as `ClientToken` are sent only if the request has them.
    pub const fn off() -> Self {
        Self::standard().max_attempts(1)
    }

    /// How many attempts a call may take, the first one included. 0 counts as 1.
    pub const fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = if attempts == 0 { 1 } else { attempts };
        self
    }

    /// The longest wait after the first attempt. 200 ms unless set. It doubles with each further attempt. A wait that the
    /// service asks for is kept to instead.
    pub const fn base_delay(mut self, delay: Duration) -> Self {
        self.base_delay = delay;
        self
    }

    /// The longest wait after any attempt. 20 seconds unless set. A wait that the service asks for may be longer, as far as
    /// the time of the call allows.
    pub const fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// Whether there is more than one attempt.
    pub(crate) const fn is_on(self) -> bool {
        self.max_attempts > 1
    }
}

impl Default for Retry {
    fn default() -> Self {
        Self::standard()
    }
}
