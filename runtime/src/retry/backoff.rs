//! How long to wait before the next attempt.

use std::time::Duration;

use super::Retry;
use crate::error::{Error, ServiceError};

impl Retry {
    /// The wait after this many failed attempts, of which this was the last: at least as long as the service asks for, and
    /// up to a tenth longer, so that not all callers are back at the same moment; else a random part of a limit that doubles
    /// ("full jitter").
    pub(super) fn wait(self, failed: u32, error: &Error) -> Duration {
        match error.as_service().and_then(ServiceError::retry_after) {
            Some(hint) => hint.saturating_add(random_part(hint / 10)),
            None => {
                random_part(self.base_delay.saturating_mul(1 << failed.saturating_sub(1).min(20)).min(self.max_delay))
            }
        }
    }
}

/// A random part of a time. Without random bytes, all of it.
pub(crate) fn random_part(limit: Duration) -> Duration {
    let fraction = getrandom::u32().map_or(1.0, |number| f64::from(number) / f64::from(u32::MAX));
    limit.mul_f64(fraction)
}
