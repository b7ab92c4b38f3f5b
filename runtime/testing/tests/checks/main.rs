//! The checks that tests of generated crates use: that they pass on good types, and fail on bad ones.

mod bad;
mod mutations;
mod round_trip;
mod types;
