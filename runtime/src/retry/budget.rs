//! How much may be retried: an outage must not multiply its own load.

use std::sync::atomic::{AtomicU32, Ordering};

/// Permits that retries take and successes give back, shared by all clients of a shared configuration.
#[derive(Debug)]
pub(crate) struct Budget(AtomicU32);

impl Budget {
    pub(crate) const FULL: u32 = 500;
    pub(crate) const RETRY: u32 = 5;
    pub(crate) const RETRY_AFTER_TIMEOUT: u32 = 10;

    /// Takes the price of a retry, if it is there.
    pub(super) fn take(&self, after_timeout: bool) -> bool {
        let price = if after_timeout { Self::RETRY_AFTER_TIMEOUT } else { Self::RETRY };
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(price)).is_ok()
    }

    /// Gives a permit back for a success.
    pub(crate) fn give(&self) {
        // Almost always it is full: then nothing is written, and nothing of it moves from core to core.
        if self.0.load(Ordering::Relaxed) < Self::FULL {
            let _ = self
                .0
                .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| (left < Self::FULL).then_some(left + 1));
        }
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self(AtomicU32::new(Self::FULL))
    }
}

#[cfg(test)]
mod tests {
    use super::Budget;

    #[test]
    fn a_hundred_retries_then_one_for_five_successes() {
        let budget = Budget::default();
        budget.give();
        assert_eq!((0..1000).filter(|_| budget.take(false)).count(), 100);
        for _ in 0..4 {
            budget.give();
        }
        assert!(!budget.take(false));
        budget.give();
        assert!(!budget.take(true), "after a timeout it costs twice as much");
        assert!(budget.take(false));
    }
}
