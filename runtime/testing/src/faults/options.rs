//! How a server is set up.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::{Duration, SystemTime};

use bytes::Bytes;

use super::authentication::AccessKey;
use super::clock::ServerClock;
use super::fault::FaultRates;

/// How a [`FaultServer`](super::FaultServer) is set up: by default without faults, on a free port of the loopback interface.
pub struct FaultOptions {
    pub(super) address: SocketAddr,
    pub(super) seed: u64,
    pub(super) rates: FaultRates,
    pub(super) access_key: AccessKey,
    pub(super) clock: ServerClock,
    pub(super) hint: Duration,
    pub(super) delay: Option<Duration>,
    pub(super) body: Option<Bytes>,
}

impl FaultOptions {
    /// The default id of the access key.
    pub const ACCESS_KEY_ID: &str = "testAccessKeyId";

    /// The default secret of the access key.
    pub const ACCESS_KEY_SECRET: &str = "testAccessKeySecret";

    /// The defaults.
    #[must_use]
    pub fn new() -> Self {
        Self {
            address: (Ipv4Addr::LOCALHOST, 0).into(),
            seed: 0,
            rates: FaultRates::none(),
            access_key: AccessKey::new(Self::ACCESS_KEY_ID, Self::ACCESS_KEY_SECRET),
            clock: ServerClock::default(),
            hint: Duration::from_millis(500),
            delay: None,
            body: None,
        }
    }

    /// Sets the address to listen on.
    #[must_use]
    pub fn address(self, address: impl Into<SocketAddr>) -> Self {
        Self { address: address.into(), ..self }
    }

    /// The address to listen on.
    #[must_use]
    pub fn listens_on(&self) -> SocketAddr {
        self.address
    }

    /// Sets the seed that decides which requests are affected.
    #[must_use]
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// Sets how often each fault occurs.
    #[must_use]
    pub fn rates(self, rates: FaultRates) -> Self {
        Self { rates, ..self }
    }

    /// Sets the access key that requests must be signed with.
    #[must_use]
    pub fn access_key(self, id: &str, secret: &str) -> Self {
        Self { access_key: AccessKey::new(id, secret), ..self }
    }

    /// Sets the clock, by default that of the system.
    #[must_use]
    pub fn clock(self, now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        Self { clock: ServerClock::new(now), ..self }
    }

    /// Sets the clock forward, or back if `seconds` is negative.
    #[must_use]
    pub fn clock_offset(self, seconds: i64) -> Self {
        self.clock.jump(seconds);
        self
    }

    /// Sets the wait that a throttled client is asked for; `Retry-After` rounds it up to seconds.
    #[must_use]
    pub fn hint(self, hint: Duration) -> Self {
        Self { hint, ..self }
    }

    /// Sets how long a slow answer takes. By default it takes no time: it comes in pieces of a few bytes.
    #[must_use]
    pub fn delay(self, delay: Duration) -> Self {
        Self { delay: Some(delay), ..self }
    }

    /// Sets the body of successful answers, by default `{"RequestId":"…"}`.
    #[must_use]
    pub fn body(self, body: impl Into<Bytes>) -> Self {
        Self { body: Some(body.into()), ..self }
    }
}

impl Default for FaultOptions {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for FaultOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { address, seed, rates, clock, hint, delay, .. } = self;
        f.debug_struct("FaultOptions")
            .field("address", address)
            .field("seed", seed)
            .field("rates", rates)
            .field("clock", clock)
            .field("hint", hint)
            .field("delay", delay)
            .finish_non_exhaustive()
    }
}
