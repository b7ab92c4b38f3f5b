//! How long an identity is used before another one is fetched.

use std::time::{Duration, SystemTime};

use crate::identity::Identity;

/// An identity that expires is fetched anew in the background when less than this is left of it …
const SOFT: Duration = Duration::from_secs(15 * 60);
/// … and waited for when less than this is left.
const HARD: Duration = Duration::from_secs(60);
/// Of one that lives shortly, these shares of its life are left then.
const SOFT_SHARE: u32 = 4;
const HARD_SHARE: u32 = 10;
/// The background begins earlier by up to this share, so that many processes do not ask at once.
const JITTER_SHARE: u32 = 5;

/// How old an identity is, as far as it matters for fetching another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Age {
    /// It can be used.
    Fresh,
    /// It can be used; another one should be fetched meanwhile.
    Aging,
    /// It can be used, but not for long: another one should be waited for.
    Ending,
    /// It cannot be used.
    Expired,
}

/// The moments at which an identity grows older; none if it does not expire.
#[derive(Clone, Copy, Debug)]
pub(super) struct Freshness(Option<Moments>);

#[derive(Clone, Copy, Debug)]
struct Moments {
    aging: SystemTime,
    ending: SystemTime,
    expired: SystemTime,
}

impl Freshness {
    /// That of an identity which was fetched now. `jitter` is a random number.
    pub(super) fn new(identity: &Identity, now: SystemTime, jitter: u8) -> Self {
        Self(identity.expires_at().map(|expired| {
            let life = expired.duration_since(now).unwrap_or_default();
            let soft = SOFT.min(life / SOFT_SHARE);
            let jitter = soft / JITTER_SHARE * u32::from(jitter) / u32::from(u8::MAX);
            let before = |left: Duration| expired.checked_sub(left).unwrap_or(now);
            Moments { aging: before(soft + jitter), ending: before(HARD.min(life / HARD_SHARE)), expired }
        }))
    }

    /// The age at a moment.
    pub(super) fn age(self, now: SystemTime) -> Age {
        match self.0 {
            Some(moments) if now >= moments.expired => Age::Expired,
            Some(moments) if now >= moments.ending => Age::Ending,
            Some(moments) if now >= moments.aging => Age::Aging,
            _ => Age::Fresh,
        }
    }
}

/// How long not to try again after this many failures in a row, while there is an identity of this age.
pub(super) fn pause(age: Age, failures: u32) -> Duration {
    const FIRST: Duration = Duration::from_secs(1);
    const LONGEST: Duration = Duration::from_secs(64);
    // Every call waits for the next attempt then, and there is little time left for any.
    const LONGEST_AT_THE_END: Duration = Duration::from_secs(4);

    let longest = match age {
        Age::Fresh | Age::Aging => LONGEST,
        Age::Ending => LONGEST_AT_THE_END,
        Age::Expired => Duration::ZERO,
    };
    match failures {
        0 => Duration::ZERO,
        failures => (FIRST * 2_u32.saturating_pow(failures.min(16) - 1)).min(longest),
    }
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;

    /// How long before its end an identity ages and ends that lives so long, in seconds.
    fn moments(life: u64, jitter: u8) -> (u64, u64) {
        let expired = UNIX_EPOCH + Duration::from_secs(1_000_000);
        let now = expired - Duration::from_secs(life);
        let identity = Identity::access_key("id", "secret").with_expires_at(expired);
        let Moments { aging, ending, .. } = Freshness::new(&identity, now, jitter).0.unwrap();
        let left = |moment| expired.duration_since(moment).unwrap().as_secs();
        (left(aging), left(ending))
    }

    #[test]
    fn a_quarter_hour_or_a_share_of_a_short_life() {
        let table = [
            (12 * 3600, 0, (900, 60)),
            (3600, 0, (900, 60)),
            (3600, 255, (1080, 60)),
            (900, 0, (225, 60)),
            (100, 0, (25, 10)),
            (0, 255, (0, 0)),
        ];
        for (life, jitter, expected) in table {
            assert_eq!(moments(life, jitter), expected, "{life} {jitter}");
        }
    }

    #[test]
    fn ages_in_their_order() {
        let at = |seconds| UNIX_EPOCH + Duration::from_secs(seconds);
        let identity = Identity::access_key("id", "secret").with_expires_at(at(3600));
        let freshness = Freshness::new(&identity, at(0), 0);
        let table = [(0, Age::Fresh), (2699, Age::Fresh), (2700, Age::Aging), (3539, Age::Aging), (3540, Age::Ending)];
        for (now, age) in table.into_iter().chain([(3599, Age::Ending), (3600, Age::Expired), (9999, Age::Expired)]) {
            assert_eq!(freshness.age(at(now)), age, "{now}");
        }
        let lasting = Freshness::new(&Identity::access_key("id", "secret"), at(0), 0);
        assert_eq!(lasting.age(at(u64::from(u32::MAX))), Age::Fresh);
    }

    #[test]
    fn pauses_grow_up_to_a_limit() {
        let seconds = |age, failures| pause(age, failures).as_secs();
        assert_eq!([0, 1, 2, 3, 7, 8, u32::MAX].map(|n| seconds(Age::Aging, n)), [0, 1, 2, 4, 64, 64, 64]);
        assert_eq!([0, 1, 3, 4, u32::MAX].map(|n| seconds(Age::Ending, n)), [0, 1, 4, 4, 4]);
        assert_eq!(seconds(Age::Expired, 9), 0);
    }
}
