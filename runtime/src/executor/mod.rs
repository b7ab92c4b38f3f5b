//! The tokio runtime that a call is polled in: what it offers, and how long something may take there; and that of blocking
//! calls.

#[cfg(feature = "blocking")]
mod background;
mod blocking;
mod deadline;
mod drivers;
mod watchdog;

#[cfg(feature = "blocking")]
pub(crate) use self::background::{Unavailable, block_on};
pub(crate) use self::blocking::blocking;
pub(crate) use self::deadline::{Deadline, Elapsed, Setting};
pub(crate) use self::drivers::{Missing, current, network, timers};
pub(crate) use self::watchdog::Watchdog;
