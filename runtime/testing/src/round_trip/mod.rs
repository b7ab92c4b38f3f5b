//! Checking that a type survives every way out and back.

mod difference;
mod fill;
mod subject;
mod vocabulary;

use std::fmt;

use runtime::codegen::codec::{Object, flat};
use serde::{Serialize, de::DeserializeOwned};

use self::difference::{difference, shown};
use self::fill::{Filler, Share};
use self::subject::{Pair, Subject, Way};

/// How many values are made of a type: one with nothing set, one with everything, and random ones.
const ROUNDS: u64 = 12;

/// What became of made-up values of a type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RoundTripReport {
    /// The name of the type.
    pub name: &'static str,
    /// How many values there were.
    pub rounds: u64,
    /// How many members and elements of them were scalars or free-form values.
    pub scalars: usize,
    /// How many ways out and back failed.
    pub failed: usize,
    /// The first one.
    pub failure: Option<RoundTripFailure>,
}

/// A value that did not come back.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RoundTripFailure {
    /// The way it went.
    pub way: &'static str,
    /// Where the two values differ first; empty if they do as a whole.
    pub path: String,
    /// What stood there.
    pub before: String,
    /// What came back there, or why nothing did.
    pub after: String,
}

impl RoundTripReport {
    /// Whether every value came back.
    #[must_use]
    pub fn is_equal(&self) -> bool {
        self.failed == 0
    }
}

impl fmt::Display for RoundTripReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, rounds, scalars, failed, failure } = self;
        write!(f, "{name}: {rounds} rounds of {scalars} scalars, {failed} failed")?;
        if let Some(RoundTripFailure { way, path, before, after }) = failure {
            write!(f, "; {way}: `{path}` was {before}, came back as {after}")?;
        }
        Ok(())
    }
}

/// Makes values of a type and sends them out and back: as text and as a tree by serde, as JSON by the codec, and as a
/// clone. Also flattens them, which has no way back.
///
/// The values are the same in every run. Members, elements and keys are made of texts and numbers that are known to hurt.
#[must_use]
pub fn check_round_trip<T: Clone + Object + PartialEq + Serialize + DeserializeOwned>() -> RoundTripReport {
    check_round_trip_with::<T>(&[])
}

/// The same, with texts for open enums besides those that no enum knows: a place cannot tell the texts of its variants.
#[must_use]
pub fn check_round_trip_with<T: Clone + Object + PartialEq + Serialize + DeserializeOwned>(
    tokens: &[&str],
) -> RoundTripReport {
    check(&mut Pair::<T>::default(), T::description().name, tokens)
}

/// Not generic: what is compiled for each type is little.
fn check(subject: &mut dyn Subject, name: &'static str, tokens: &[&str]) -> RoundTripReport {
    let mut report = RoundTripReport { name, rounds: ROUNDS, ..RoundTripReport::default() };
    for round in 0..ROUNDS {
        let share = match round {
            0 => Share::Nothing,
            1 => Share::Everything,
            _ => Share::Some,
        };
        let mut filler = Filler::new(round, share, tokens);
        filler.place(subject.original());
        report.scalars += filler.scalars;
        for way in Way::ALL {
            if let Err(failure) = travel(subject, way, filler.binary) {
                report.failed += 1;
                report.failure.get_or_insert(failure);
            }
        }
        if let Some(view) = subject.view() {
            // Binary content is an error here; all that is asked for is that it ends.
            let _ = flat::write("", view, &mut Vec::new());
        }
    }
    report
}

fn travel(subject: &mut dyn Subject, way: Way, binary: bool) -> Result<(), RoundTripFailure> {
    let (path, before, after) = match subject.travel(way) {
        Ok(()) if subject.equal() => return Ok(()),
        Ok(()) => difference(subject.view(), subject.copy()),
        // The codec writes text only.
        Err(_) if binary && way == Way::Codec => return Ok(()),
        Err(error) => (String::new(), shown(subject.view()), error),
    };
    Err(RoundTripFailure { way: way.name(), path, before, after })
}
