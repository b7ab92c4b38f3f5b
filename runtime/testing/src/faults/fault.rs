//! The faults: their names, what each does, and how often it occurs.

use std::fmt;
use std::str::FromStr;

use crate::random::Random;

/// Defines the faults, with the name and the description of each.
macro_rules! faults {
    ($($(#[doc = $doc:literal])+ $variant:ident $name:literal,)+) => {
        /// What goes wrong with a request.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Fault {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Fault {
            /// All faults, those that prevent the effect first.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The name: `drop-before`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// What it does, in one sentence.
            #[must_use]
            pub const fn description(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!($($doc),+).trim_ascii(),)+
                }
            }
        }
    };
}

faults! {
    /// Close the connection after the head of the request; its body stays unread.
    DropUnread "drop-unread",
    /// Close the connection after the request; nothing is carried out.
    DropBefore "drop-before",
    /// Reset the connection (RST) after the request; nothing is carried out.
    ResetBefore "reset-before",
    /// Throttle with status 429 and no hint.
    Throttle "throttle",
    /// Throttle with a hint in milliseconds, `x-acs-retry-after`.
    ThrottleHint "throttle-hint",
    /// Throttle with a hint in seconds, `Retry-After`.
    ThrottleRetryAfter "throttle-retry-after",
    /// Refuse a temporary identity with `InvalidSecurityToken.Expired`; a request without one is unaffected.
    TokenExpired "token-expired",
    /// Answer 500 `InternalError`, before or after the effect with equal probability.
    Status500 "status-500",
    /// Answer 502 with HTML, before or after the effect with equal probability.
    Status502 "status-502",
    /// Answer 503 `ServiceUnavailable`, before or after the effect with equal probability.
    Status503 "status-503",
    /// Answer 504 with HTML, before or after the effect with equal probability.
    Status504 "status-504",
    /// Carry the request out, then close the connection without an answer.
    DropAfter "drop-after",
    /// Carry the request out, then reset the connection (RST) without an answer.
    ResetAfter "reset-after",
    /// Carry the request out, then close the connection within the head of the answer.
    HalfHead "half-head",
    /// Carry the request out, then close the connection within the body of the answer.
    HalfBody "half-body",
    /// Carry the request out and answer slowly.
    Slow "slow",
    /// Carry the request out, then keep the connection open and never answer.
    Hang "hang",
}

impl Fault {
    /// The fault of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|fault| fault.name() == name)
    }

    /// Whether the server answers with a server error.
    pub(super) const fn is_failure(self) -> bool {
        matches!(self, Self::Status500 | Self::Status502 | Self::Status503 | Self::Status504)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The share of requests that something happens to, in parts per million.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rate(u32);

impl Rate {
    const WHOLE: u32 = 1_000_000;

    /// So many percent; more than 100 is 100.
    #[must_use]
    pub const fn percent(percent: u32) -> Self {
        let parts = percent.saturating_mul(Self::WHOLE / 100);
        Self(if parts > Self::WHOLE { Self::WHOLE } else { parts })
    }
}

impl FromStr for Rate {
    type Err = String;

    /// Reads `5%`, `0.5%` or `0.005`.
    fn from_str(text: &str) -> Result<Self, String> {
        let (number, unit) = text.strip_suffix('%').map_or((text, 1.0), |number| (number, 100.0));
        let share = number.trim_end().parse().map(|number: f64| number / unit).ok();
        let share = share.filter(|share| (0.0..=1.0).contains(share));
        let share = share.ok_or("expected a percentage from 0% to 100%, or a number from 0 to 1")?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to a million")]
        Ok(Self((share * f64::from(Self::WHOLE)).round() as u32))
    }
}

/// How often each fault occurs. At most one occurs with a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FaultRates(Vec<(Fault, Rate)>);

impl FaultRates {
    /// No faults.
    #[must_use]
    pub const fn none() -> Self {
        Self(Vec::new())
    }

    /// The same rate for all of these faults.
    #[must_use]
    pub fn each(faults: impl IntoIterator<Item = Fault>, rate: Rate) -> Self {
        faults.into_iter().fold(Self::none(), |rates, fault| rates.with(fault, rate))
    }

    /// Sets the rate of one fault.
    #[must_use]
    pub fn with(mut self, fault: Fault, rate: Rate) -> Self {
        self.0.retain(|(other, _)| *other != fault);
        self.0.push((fault, rate));
        self.0.sort_unstable();
        self
    }

    /// Checks that the rates add up to 100 % at most; what is beyond would never occur.
    ///
    /// # Errors
    ///
    /// They add up to more.
    pub fn checked(self) -> Result<Self, String> {
        let sum: u64 = self.0.iter().map(|(_, rate)| u64::from(rate.0)).sum();
        if sum <= u64::from(Rate::WHOLE) {
            return Ok(self);
        }
        Err(format!(
            "the rates of all faults add up to {}.{:02} %, which is more than 100 %",
            sum / 10_000,
            sum / 100 % 100
        ))
    }

    /// What happens to an attempt of a call: the same for the same seed, call and number, whenever it arrives.
    pub(super) fn draw(&self, seed: u64, call: &str, attempt: u32) -> Draw {
        let mut random = Random::new(hash(seed, call, attempt));
        let mut point = u32::try_from(random.below(Rate::WHOLE as usize)).unwrap_or_default();
        let after = random.one_in(2);
        for &(fault, rate) in &self.0 {
            match point.checked_sub(rate.0) {
                Some(rest) => point = rest,
                None => return Draw { fault: Some(fault), after },
            }
        }
        Draw { fault: None, after }
    }
}

/// What was drawn for a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Draw {
    pub(super) fault: Option<Fault>,
    /// Whether a server error follows the effect.
    pub(super) after: bool,
}

/// FNV-1a.
fn hash(seed: u64, call: &str, attempt: u32) -> u64 {
    let bytes = seed.to_le_bytes().into_iter().chain(call.bytes()).chain(attempt.to_le_bytes());
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_read_as_percentages_and_fractions() {
        for (text, parts) in [("5%", 50_000), ("0.5 %", 5_000), ("0.005", 5_000), ("100%", 1_000_000), ("0", 0)] {
            assert_eq!(text.parse(), Ok(Rate(parts)), "{text}");
        }
        for text in ["", "%", "five", "101%", "1.5", "-1%", "NaN", "inf"] {
            assert!(text.parse::<Rate>().unwrap_err().contains("percentage"), "{text}");
        }
        assert_eq!(Rate::percent(200), Rate::percent(100));
    }

    #[test]
    fn rates_that_add_up_to_more_than_everything_are_refused() {
        let rates = FaultRates::each([Fault::Slow, Fault::Hang], Rate::percent(50));
        assert_eq!(rates.clone().checked().as_ref(), Ok(&rates));
        let error = rates.with(Fault::Throttle, "0.25%".parse().unwrap()).checked().unwrap_err();
        assert_eq!(error, "the rates of all faults add up to 100.25 %, which is more than 100 %");
    }

    #[test]
    fn every_fault_occurs_as_often_as_its_rate_says() {
        let rates = FaultRates::each(Fault::ALL.iter().copied(), Rate::percent(5));
        let draws: Vec<_> = (0..20_000).map(|call| rates.draw(7, &format!("call-{call}"), 1)).collect();
        for fault in Fault::ALL {
            let count = draws.iter().filter(|draw| draw.fault == Some(*fault)).count();
            assert!((850..1150).contains(&count), "{fault}: {count}");
        }
        let after = draws.iter().filter(|draw| draw.after).count();
        assert!((9_500..10_500).contains(&after), "{after}");
    }

    #[test]
    fn a_draw_depends_on_seed_call_and_attempt_alone() {
        let rates = FaultRates::each([Fault::DropAfter], Rate::percent(50));
        let run = |seed| -> Vec<_> {
            let pairs = (0..64).flat_map(|call| (1..4).map(move |attempt| (call, attempt)));
            pairs.map(|(call, attempt)| rates.draw(seed, &call.to_string(), attempt)).collect()
        };
        assert_eq!(run(1), run(1));
        assert_ne!(run(1), run(2));
        let attempts =
            [1, 2].map(|attempt| -> Vec<_> { (0..64).map(|call| rates.draw(1, &call.to_string(), attempt)).collect() });
        assert_ne!(attempts[0], attempts[1]);
    }
}
