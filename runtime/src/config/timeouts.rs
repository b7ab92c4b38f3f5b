//! How long what may take.

use std::time::Duration;

/// Timeouts as they are set, on a configuration or for one call.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Timeouts {
    pub(crate) call: Option<Duration>,
    pub(crate) attempt: Option<Duration>,
    pub(crate) connect: Option<Duration>,
    pub(crate) read: Option<Duration>,
}

impl Timeouts {
    const CALL: Duration = Duration::from_secs(60);
    const ATTEMPT: Duration = Duration::from_secs(15);
    const CONNECT: Duration = Duration::from_secs(5);
    const READ: Duration = Duration::from_secs(60);

    /// These where they are set, else the others.
    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            call: self.call.or(other.call),
            attempt: self.attempt.or(other.attempt),
            connect: self.connect.or(other.connect),
            read: self.read.or(other.read),
        }
    }

    /// For the whole call.
    pub(crate) fn call(self) -> Duration {
        self.call.unwrap_or(Self::CALL)
    }

    /// For one attempt. Unless it is set, three of them and the waits between fit into a call, except into a short one.
    pub(crate) fn attempt(self) -> Duration {
        self.attempt.unwrap_or_else(|| Self::ATTEMPT.max(self.call() / 4))
    }

    /// For a connection.
    pub(crate) fn connect(self) -> Duration {
        self.connect.unwrap_or(Self::CONNECT)
    }

    /// For each part of a response that is read as it comes.
    pub(crate) fn read(self) -> Duration {
        self.read.unwrap_or(Self::READ)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_attempts_fit_into_a_call() {
        for seconds in [60, 61, 600, u64::MAX] {
            let timeouts = Timeouts { call: Some(Duration::from_secs(seconds)), ..Timeouts::default() };
            assert!(timeouts.attempt().saturating_mul(3) <= timeouts.call(), "{timeouts:?}");
        }
        assert!(Timeouts::default().attempt() * 3 < Timeouts::default().call());
        assert!(Timeouts::default().connect() < Timeouts::default().attempt());
        // What is set counts, on a call before the configuration.
        let [short, long] = [1, 1000].map(|seconds| Some(Duration::from_secs(seconds)));
        let set = Timeouts { attempt: short, ..Timeouts::default() }.or(Timeouts {
            call: long,
            attempt: long,
            connect: short,
            read: None,
        });
        assert_eq!((Some(set.attempt()), Some(set.call()), Some(set.connect())), (short, long, short));
    }
}
