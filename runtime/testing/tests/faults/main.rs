//! The server that injects faults, and whether calls survive it.
//!
//! Each survival test runs with a few hundred calls, and, ignored by default, at full size:
//! `cargo test --release -p alibabacloud-runtime-testing --test faults -- --ignored --nocapture` prints the figures.

mod clock;
mod hints;
mod losses;
mod outage;
mod server;
mod support;
mod writes;
