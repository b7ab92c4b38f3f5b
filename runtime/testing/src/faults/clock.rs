//! The clock of the server.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

use runtime::codegen::date::iso8601;

/// How far the date of a request may be from the clock of a service.
const TOLERANCE: Duration = Duration::from_secs(15 * 60);

/// A clock that can be set wrong.
#[derive(Clone)]
pub(super) struct ServerClock {
    now: Arc<dyn Fn() -> SystemTime + Send + Sync>,
    /// In seconds.
    offset: Arc<AtomicI64>,
}

impl ServerClock {
    pub(super) fn new(now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        Self { now: Arc::new(now), offset: Arc::default() }
    }

    /// Adds to what the clock shows.
    pub(super) fn jump(&self, seconds: i64) {
        self.offset.fetch_add(seconds, Ordering::Relaxed);
    }

    pub(super) fn now(&self) -> SystemTime {
        let offset = self.offset.load(Ordering::Relaxed);
        let distance = Duration::from_secs(offset.unsigned_abs());
        let now = (self.now)();
        let shifted = if offset < 0 { now.checked_sub(distance) } else { now.checked_add(distance) };
        shifted.unwrap_or(now)
    }

    /// Whether the server takes a request of this date. Dates of one format compare like their texts.
    pub(super) fn takes(&self, date: &str) -> bool {
        let now = self.now();
        let [earliest, latest] =
            [now.checked_sub(TOLERANCE), now.checked_add(TOLERANCE)].map(|end| iso8601(end.unwrap_or(now)));
        date.len() == latest.len() && date >= earliest.as_str() && date <= latest.as_str()
    }
}

impl Default for ServerClock {
    #[expect(clippy::disallowed_methods, reason = "a server that runs by itself has the time of the system")]
    fn default() -> Self {
        Self::new(SystemTime::now)
    }
}

impl fmt::Debug for ServerClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ServerClock").field(&self.now()).finish()
    }
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;

    #[test]
    fn a_date_may_be_a_quarter_of_an_hour_off() {
        // 2026-01-14T08:00:00Z
        let clock = ServerClock::new(|| UNIX_EPOCH + Duration::from_secs(1_768_377_600));
        for (date, taken) in [
            ("2026-01-14T08:00:00Z", true),
            ("2026-01-14T08:15:00Z", true),
            ("2026-01-14T08:15:01Z", false),
            ("2026-01-14T07:45:00Z", true),
            ("2026-01-14T07:44:59Z", false),
            ("2026-01-14T08:00Z", false),
            ("", false),
        ] {
            assert_eq!(clock.takes(date), taken, "{date}");
        }
        clock.jump(3600);
        assert!(!clock.takes("2026-01-14T08:00:00Z") && clock.takes("2026-01-14T09:00:00Z"));
        clock.jump(-2 * 3600);
        assert!(clock.takes("2026-01-14T07:00:00Z"));
    }
}
