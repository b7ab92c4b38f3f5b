//! Tools for the tests of this workspace: a loopback server and a check of sample responses.
//!
//! Behind the cargo feature `test-support`, and as unstable as [`codegen`](crate::codegen).

mod loopback;
mod received;
mod sample;

pub use self::loopback::{Loopback, Reply};
pub use self::received::ReceivedRequest;
pub use self::sample::{SampleReport, check_sample};
