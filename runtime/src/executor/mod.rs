//! The tokio runtime that a call is polled in: what it offers, and how long something may take there; and that of blocking
//! calls.

#[cfg(feature = "blocking")]
mod background;
mod deadline;
mod drivers;

#[cfg(feature = "blocking")]
pub(crate) use self::background::{Unavailable, block_on};
pub(crate) use self::deadline::{Deadline, Elapsed, Setting};
pub(crate) use self::drivers::{Missing, current, network, timers};
