//! Entries as text, in the order in which one reads: all documents, the worst of them, what was left out and what was
//! odd, the samples, and in the end what went wrong.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Duration;

use generator::Finding;

use super::entry::{Entry, Failure};
use super::figures::{self, CHECK, Figure, GENERATION, SIZE};
use super::samples::{Class, Sample};
use super::step::Step;
use super::table::Table;
use crate::report::findings::reason;
use crate::terminal::{BAD, GOOD, NOTE, count, printable};

/// How many of the worst are named.
const WORST: usize = 5;

/// Everything there is to say.
pub(super) fn all(entries: &[Entry], steps: &[Step], folder: &str, time: Duration) -> String {
    let sections = [
        documents(entries, steps),
        worst(entries),
        groups("refused operations", entries, |entry| &entry.generated.as_ref().map_or(&[][..], |g| &g.refused), reason),
    ];
    String::new()
}
