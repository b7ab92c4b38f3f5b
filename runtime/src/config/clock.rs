//! The two sources of things that differ from request to request: time and nonces.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use crate::encoding;
use crate::error::RequestError;

/// Tells the time for `x-acs-date`.
#[derive(Clone)]
pub(crate) struct Clock(Arc<dyn Fn() -> SystemTime + Send + Sync>);

impl Clock {
    pub(crate) fn new(now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    pub(crate) fn now(&self) -> SystemTime {
        (self.0)()
    }
}

impl Default for Clock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock of the system")]
    fn default() -> Self {
        Self::new(SystemTime::now)
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}

/// Makes the unique text for `x-acs-signature-nonce`.
#[derive(Clone, Default)]
pub(crate) enum Nonce {
    /// 32 hex digits from the random source of the operating system.
    #[default]
    Random,
    /// Whatever the caller makes.
    Custom(Arc<dyn Fn() -> String + Send + Sync>),
}

impl Nonce {
    pub(crate) fn custom(make: impl Fn() -> String + Send + Sync + 'static) -> Self {
        Self::Custom(Arc::new(make))
    }

    pub(crate) fn next(&self) -> Result<String, RequestError> {
        match self {
            Self::Custom(make) => Ok(make()),
            Self::Random => {
                let mut bytes = [0; 16];
                getrandom::fill(&mut bytes).map_err(RequestError::nonce)?;
                Ok(encoding::hex(&bytes))
            }
        }
    }
}

impl fmt::Debug for Nonce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Random => "Random",
            Self::Custom(_) => "Custom",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_nonces_are_32_hex_digits_and_differ() {
        let (first, second) = (Nonce::default().next().unwrap(), Nonce::default().next().unwrap());
        assert_ne!(first, second);
        for nonce in [first, second] {
            assert_eq!(nonce.len(), 32);
            assert!(nonce.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')));
        }
    }
}
