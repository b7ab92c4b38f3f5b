//! Which failed attempts are retried, when, and what the next attempt sends: through the mock, so that waits take no time.

mod attempts;
mod budget;
mod clocks;
mod identities;
mod rules;
mod support;
mod tokens;
mod vectors;
mod waits;
