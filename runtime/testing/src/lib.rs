//! Test support for the runtime and for generated crates: a loopback server, a server that injects [`faults`], time that
//! passes without waiting, checks of what types read and write, and what bench programs share.
//!
//! A dev-dependency: it sees the runtime as generated code does, through its public items and `codegen`, and is as
//! unstable as that. Tests instantiate the checks once for each operation, so each generic function here is only a few
//! lines around one that is not.

mod answer;
mod compare;
mod decode;
pub mod faults;
mod loopback;
#[cfg(all(unix, feature = "measure"))]
pub mod measure;
mod mutations;
#[cfg(feature = "observer")]
mod observer;
mod random;
mod received;
mod round_trip;
mod sample;
mod virtual_time;

use runtime::codegen::codec::{View, json};

pub use self::loopback::{Loopback, Reply};
pub use self::mutations::{MutationFailure, MutationReport, check_mutations};
#[cfg(feature = "observer")]
pub use self::observer::Observer;
pub use self::random::Random;
pub use self::received::ReceivedRequest;
pub use self::round_trip::{RoundTripFailure, RoundTripReport, check_round_trip, check_round_trip_with};
pub use self::sample::{SampleReport, check_sample};
pub use self::virtual_time::{Participant, VirtualTime};

/// A JSON string.
fn quoted(text: &str) -> String {
    json::to_string("", View::Text(text)).unwrap_or_default()
}

/// The beginning of a text that is only to be shown.
fn shortened(text: &str) -> String {
    const LENGTH: usize = 200;
    match text.char_indices().nth(LENGTH) {
        Some((end, _)) => text.get(..end).unwrap_or_default().to_owned() + "…",
        None => text.to_owned(),
    }
}
