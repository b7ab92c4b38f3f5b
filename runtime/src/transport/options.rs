//! What is asked of a transport besides sending a request.

use std::time::Duration;

use crate::executor::{Deadline, Setting, Watchdog};

/// What a transport keeps to for one request. Later versions add to it.
#[derive(Clone, Copy, Debug)]
pub struct TransportOptions {
    connect_timeout: Duration,
    deadline: Deadline,
    read_timeout: Option<Duration>,
    is_proxy_allowed: bool,
}

impl TransportOptions {
    /// How long to wait for a connection, and from now to the last byte of the response.
    #[must_use]
    pub fn new(connect_timeout: Duration, timeout: Duration) -> Self {
        Self::until(connect_timeout, Deadline::after(timeout, Setting::Attempt))
    }

    pub(crate) fn until(connect_timeout: Duration, deadline: Deadline) -> Self {
        Self { connect_timeout, deadline, read_timeout: None, is_proxy_allowed: true }
    }

    /// Lets the body of the response take as long as it likes, as long as no part of it keeps the caller waiting for longer
    /// than this. The time of the request then ends with the head of the response.
    #[must_use]
    pub fn with_read_timeout(mut self, timeout: Duration) -> Self {
        self.read_timeout = Some(timeout);
        self
    }

    /// How long to wait for each part of the body, if the body has no time of its own as a whole.
    #[must_use]
    pub fn read_timeout(&self) -> Option<Duration> {
        self.read_timeout
    }

    /// Connects to the host itself, whatever proxy is configured. For services that only this machine can reach, such as the
    /// metadata service of ECS.
    #[must_use]
    pub fn without_proxy(mut self) -> Self {
        self.is_proxy_allowed = false;
        self
    }

    /// Whether the request may go through a proxy, if one is configured.
    #[must_use]
    pub fn is_proxy_allowed(&self) -> bool {
        self.is_proxy_allowed
    }

    /// How long to wait for a new connection: name resolution, TCP and TLS together. Does not count for one that is kept
    /// alive.
    #[must_use]
    pub fn connect_timeout(&self) -> Duration {
        self.connect_timeout
    }

    /// How long it may take from now to the last byte of the response, connecting included; only to the end of its head if there
    /// is a [`read_timeout`](Self::read_timeout).
    #[must_use]
    pub fn timeout(&self) -> Duration {
        self.deadline.left()
    }

    /// The end of connecting, if it begins now.
    #[cfg(feature = "test-util")]
    pub(crate) fn connect_deadline(&self) -> Deadline {
        self.deadline.or_earlier(Deadline::after(self.connect_timeout, Setting::Connect))
    }

    /// The end of it all.
    pub(crate) fn deadline(&self) -> Deadline {
        self.deadline
    }

    /// What ends the wait for the body.
    pub(super) fn watchdog(&self) -> Watchdog {
        self.read_timeout.map_or_else(|| Watchdog::until(self.deadline), Watchdog::each)
    }
}
