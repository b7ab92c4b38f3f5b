//! The codec on real bytes. Run these in release, too: the reader met a compiler bug that only optimised code shows.

mod conformity;
mod debug;
mod enums;
mod equality;
mod flat;
mod hostile;
mod json;
mod kept;
mod losses;
mod mutations;
mod numbers;
mod order;
mod random;
mod round_trip;
mod sample;
mod scalars;
mod serde_bridge;
mod text;
mod wide;
