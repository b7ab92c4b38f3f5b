//! The tokio runtime that a call is polled in: what it offers, and how long something may take there.

mod deadline;
mod drivers;

pub(crate) use self::deadline::{Deadline, Elapsed, Setting};
pub(crate) use self::drivers::{Missing, current, network, timers};
