//! How far the clock of a host differs from ours.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// What is known of the clocks of hosts, shared by all clients of a shared configuration.
#[derive(Debug, Default)]
pub(crate) struct Skews(Mutex<Vec<(String, Arc<Skew>)>>);

/// How far the clock of a host is ahead of ours, in milliseconds.
#[derive(Debug, Default)]
pub(crate) struct Skew(AtomicI64);

impl Skews {
    /// That of a host.
    pub(crate) fn of(&self, host: &str) -> Arc<Skew> {
        let mut hosts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, skew)) = hosts.iter().find(|(known, _)| known == host) {
            return Arc::clone(skew);
        }
        let skew = Arc::default();
        hosts.push((host.to_owned(), Arc::clone(&skew)));
        skew
    }
}

impl Skew {
    /// The time of the host when ours is this.
    pub(crate) fn correct(&self, time: SystemTime) -> SystemTime {
        let skew = self.0.load(Ordering::Relaxed);
        let size = Duration::from_millis(skew.unsigned_abs());
        let corrected = if skew < 0 { time.checked_sub(size) } else { time.checked_add(size) };
        corrected.unwrap_or(time)
    }

    /// Remembers that it is `theirs` there when it is `ours` here.
    pub(crate) fn learn(&self, theirs: SystemTime, ours: SystemTime) {
        let millis = |size: Duration| i64::try_from(size.as_millis()).unwrap_or_default();
        let skew = match theirs.duration_since(ours) {
            Ok(ahead) => millis(ahead),
            Err(behind) => -millis(behind.duration()),
        };
        self.0.store(skew, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;

    #[test]
    fn what_was_learned_is_added_in_both_directions() {
        let (skews, early, late) = (Skews::default(), UNIX_EPOCH, UNIX_EPOCH + Duration::from_secs(7200));
        let skew = skews.of("host");
        assert_eq!(skew.correct(early), early);
        skew.learn(late, early);
        assert_eq!(skews.of("host").correct(early), late);
        assert_eq!(skews.of("other").correct(early), early);
        skew.learn(early, late);
        assert_eq!(skew.correct(late), early);
    }
}
