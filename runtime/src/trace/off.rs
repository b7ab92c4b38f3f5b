//! Nothing is observed.

#![expect(clippy::unused_self, reason = "as where something is")]

use std::time::Duration;

use super::{Observed, Outcome};

#[derive(Clone)]
pub(crate) struct CallSpan;

pub(crate) struct AttemptSpan;

impl CallSpan {
    #[inline]
    pub(crate) fn new(_: &Observed<'_>) -> Self {
        Self
    }

    #[inline]
    pub(crate) fn around<F: Future>(&self, future: F) -> F {
        future
    }

    #[inline]
    pub(crate) fn attempt(&self, _: &Observed<'_>, _: u32) -> AttemptSpan {
        AttemptSpan
    }

    #[inline]
    pub(crate) fn waits(&self, _: impl FnOnce() -> String, _: u32, _: Duration) {}

    #[inline]
    pub(crate) fn ended(&self, _: u32, _: impl FnOnce() -> Outcome) {}
}

impl AttemptSpan {
    #[inline]
    pub(crate) fn around<F: Future>(&self, future: F) -> F {
        future
    }

    #[inline]
    pub(crate) fn ended(&self, _: impl FnOnce() -> Outcome) {}
}

#[inline]
pub(crate) fn connected(_: &str) {}

#[inline]
pub(crate) fn stale_connection(_: &str) {}

#[cfg(feature = "credentials")]
#[inline]
pub(crate) fn identity_fetched(_: &str) {}

#[cfg(feature = "credentials")]
#[inline]
pub(crate) fn identity_kept(_: &(dyn std::error::Error + 'static)) {}
