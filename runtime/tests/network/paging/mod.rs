//! The pages of an operation: where they begin and end, what a service may do wrong, and how they continue after an error.

#[cfg(feature = "blocking")]
mod blocking;
mod faults;
mod model;
mod operations;
mod resuming;
mod streams;
mod styles;
