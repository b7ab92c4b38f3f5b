//! Imports: a new edition of a document over our file, or into none.

#[path = "../support/listing.rs"]
mod listing;
#[path = "../support/metadata.rs"]
mod metadata;

mod contents;
mod documents;
mod faults;
mod merge;
mod mutations;
mod ours;
mod retained;
mod spelling;

use generator::Input;
use generator::import::{Options, Outcome, Upstream, import};

/// Options with a date and a source.
fn options() -> Options {
    Options { source: "demo.json".into(), date: Some("2025-01-31".into()), sha256: "00".into(), ..Options::default() }
}

#[track_caller]
fn imported(upstream: &Input, existing: Option<&Input>, options: &Options) -> Outcome {
    let upstream = Upstream::read(upstream).unwrap_or_else(|faults| panic!("{faults:#?}"));
    import(upstream, existing, options).unwrap_or_else(|faults| panic!("{faults:#?}"))
}
