//! How long to wait before the next attempt.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::Retry;
use crate::error::{Error, ServiceError};

/// Where random parts of waits come from: the operating system, unless a test needs the same ones each time.
#[derive(Clone, Default)]
pub(crate) struct Jitter(Option<Arc<dyn Fn() -> f64 + Send + Sync>>);

impl Jitter {
    /// Takes fractions, from 0 to 1, from here.
    #[cfg(feature = "test-util")]
    pub(crate) fn custom(next: impl Fn() -> f64 + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(next)))
    }

    /// A random part of a time. Without random bytes, all of it.
    pub(crate) fn part(&self, limit: Duration) -> Duration {
        let fraction = match &self.0 {
            Some(next) => next(),
            None => getrandom::u32().map_or(1.0, |number| f64::from(number) / f64::from(u32::MAX)),
        };
        // Rounded, the longest time is none any more.
        Duration::try_from_secs_f64(limit.as_secs_f64() * fraction).unwrap_or(limit).min(limit)
    }
}

impl fmt::Debug for Jitter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Custom" } else { "Random" })
    }
}

impl Retry {
    /// The part of a wait that the service asks for by which it may be longer: one in this many.
    pub(crate) const SPREAD: u32 = 10;

    /// The wait after this many failed attempts, of which this was the last: at least as long as the service asks for, and
    /// up to a tenth longer, so that not all callers are back at the same moment; else a random part of a limit that doubles
    /// ("full jitter").
    pub(super) fn wait(self, failed: u32, error: &Error, jitter: &Jitter) -> Duration {
        match error.as_service().and_then(ServiceError::retry_after) {
            Some(hint) => hint.saturating_add(jitter.part(hint / Self::SPREAD)),
            None => {
                jitter.part(self.base_delay.saturating_mul(1 << failed.saturating_sub(1).min(20)).min(self.max_delay))
            }
        }
    }
}

#[cfg(all(test, feature = "test-util"))]
mod tests {
    use super::*;

    #[test]
    fn every_time_has_parts() {
        for limit in [Duration::ZERO, Duration::from_nanos(1), Duration::from_millis(200), Duration::MAX] {
            for fraction in [0.0, 0.3, 1.0] {
                let part = Jitter::custom(move || fraction).part(limit);
                assert!(part <= limit && (fraction > 0.0 || part.is_zero()), "{part:?} of {limit:?}");
            }
        }
    }
}
