//! The sources of what differs from request to request: time, waits, nonces.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use std::{fmt, process};

use sha2::{Digest, Sha256};

use crate::BoxFuture;
use crate::encoding;
use crate::error::RequestError;
use crate::executor::{self, Missing};
use crate::retry::Jitter;

/// Where what differs from request to request comes from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sources {
    pub(crate) clock: Clock,
    pub(crate) sleep: Sleep,
    pub(crate) nonce: Nonce,
    /// As unique as nonces, and not taken from where a program takes nonces.
    pub(crate) tokens: Nonce,
    pub(crate) jitter: Jitter,
}

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

/// Waits between attempts.
#[derive(Clone, Default)]
pub(crate) struct Sleep(Option<Arc<dyn Fn(Duration) -> BoxFuture<'static, ()> + Send + Sync>>);

impl Sleep {
    pub(crate) fn new(sleep: impl Fn(Duration) -> BoxFuture<'static, ()> + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(sleep)))
    }

    /// Waits. Where there are no timers, nothing can.
    pub(crate) async fn sleep(&self, time: Duration) -> Result<(), Missing> {
        match &self.0 {
            Some(sleep) => sleep(time).await,
            None if time.is_zero() => {}
            None => {
                executor::timers()?;
                tokio::time::sleep(time).await;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Sleep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Custom" } else { "Tokio" })
    }
}

/// Makes the unique text for `x-acs-signature-nonce`.
#[derive(Clone)]
pub(crate) enum Nonce {
    /// 32 hex digits that nobody has had before.
    Unique(Arc<Unique>),
    /// Whatever the caller makes.
    Custom(Arc<dyn Fn() -> String + Send + Sync>),
}

/// Hashes of a secret that the operating system gave, a counter, the process, and the time: as hard to guess as the secret, and
/// a fraction of the time that it takes to ask the system each time. A process that was forked has the secret and the counter
/// of its parent, but another number; a machine that was cloned has that, too, but hardly the same nanosecond.
#[derive(Default)]
pub(crate) struct Unique {
    secret: OnceLock<[u8; 32]>,
    counter: AtomicU64,
}

impl Nonce {
    pub(crate) fn custom(make: impl Fn() -> String + Send + Sync + 'static) -> Self {
        Self::Custom(Arc::new(make))
    }

    /// A nonce for a request of this time.
    pub(crate) fn next(&self, time: SystemTime) -> Result<String, RequestError> {
        match self {
            Self::Custom(make) => Ok(make()),
            Self::Unique(unique) => unique.next(time),
        }
    }
}

impl Unique {
    fn next(&self, time: SystemTime) -> Result<String, RequestError> {
        let time = time.duration_since(UNIX_EPOCH).unwrap_or_default();
        let mut hasher = Sha256::new();
        hasher.update(self.secret()?);
        hasher.update(self.counter.fetch_add(1, Ordering::Relaxed).to_le_bytes());
        hasher.update(process::id().to_le_bytes());
        // Half of the number, which lasts for centuries: all of it in one block is hashed in half the time.
        hasher.update(u64::try_from(time.as_nanos()).unwrap_or_default().to_le_bytes());
        Ok(encoding::hex(hasher.finalize().get(..16).unwrap_or_default()))
    }

    fn secret(&self) -> Result<&[u8; 32], RequestError> {
        if let Some(secret) = self.secret.get() {
            return Ok(secret);
        }
        let mut secret = [0; 32];
        getrandom::fill(&mut secret).map_err(RequestError::nonce)?;
        Ok(self.secret.get_or_init(|| secret))
    }
}

impl Default for Nonce {
    fn default() -> Self {
        Self::Unique(Arc::default())
    }
}

impl fmt::Debug for Nonce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unique(_) => "Unique",
            Self::Custom(_) => "Custom",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nonces_are_32_hex_digits_and_differ() {
        let (first, other) = (Nonce::default(), Nonce::default());
        let nonces = [&first, &first, &first.clone(), &other, &Nonce::default()];
        let nonces: Vec<_> = nonces.into_iter().map(|nonce| nonce.next(UNIX_EPOCH).unwrap()).collect();
        for (index, nonce) in nonces.iter().enumerate() {
            assert!(
                nonce.len() == 32 && nonce.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')),
                "{nonce}"
            );
            assert!(!nonces[..index].contains(nonce));
        }
    }
}
