//! Checking that a type reads a documented sample response without loss.

use std::fmt;

use bytes::Bytes;
use runtime::Output;
use runtime::codegen::codec::{View, json};

use super::compare::{Comparison, parse};
use super::decode::{Decode, decode};

/// What became of a sample that was read into a type and written again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SampleReport {
    /// Values that came back as they were.
    pub exact: usize,
    /// Values that came back as the same thing in another type: `"4"` as `4`.
    pub converted: usize,
    /// Members that the type does not know. They are kept, and count as exact or converted too.
    pub unknown_fields: usize,
    /// Values that did not fit the type of their member. They are kept, and count as exact too.
    pub mismatches: usize,
    /// Where values were lost or changed.
    pub differences: Vec<String>,
    /// Why the sample could not be read at all.
    pub decode_error: Option<String>,
}

impl SampleReport {
    /// Whether all that the sample holds came back, be it as another type.
    #[must_use]
    pub fn is_lossless(&self) -> bool {
        self.decode_error.is_none() && self.differences.is_empty()
    }

    /// Whether the sample has the declared type in every place.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.is_lossless() && self.converted == 0 && self.unknown_fields == 0 && self.mismatches == 0
    }
}

impl fmt::Display for SampleReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { exact, converted, unknown_fields, mismatches, .. } = self;
        write!(f, "{exact} exact, {converted} converted, {unknown_fields} unknown, {mismatches} mismatched")?;
        if let Some(error) = &self.decode_error {
            write!(f, ", unreadable: {error}")?;
        }
        if !self.differences.is_empty() {
            write!(f, ", lost or changed: {}", self.differences.join(", "))?;
        }
        Ok(())
    }
}

/// Reads a sample response into an output type, writes it again and compares the two.
///
/// Numbers are compared by value; a null is as good as an absent member.
#[must_use]
pub fn check_sample<T: Output>(sample: &str) -> SampleReport {
    check(decode::<T>, sample)
}

/// Not generic: what is compiled for each sample is little.
pub(super) fn check(decode: Decode, sample: &str) -> SampleReport {
    let mut report = SampleReport::default();
    decode(&Bytes::copy_from_slice(sample.as_bytes()), &mut |output| {
        let failure = match output {
            Ok(Some(view)) => report.compare(sample, view).err(),
            Ok(None) => {
                // Not JSON: text and octets are the sample itself.
                report.exact = 1;
                None
            }
            Err(error) => Some(error),
        };
        report.decode_error = failure;
    });
    report
}

impl SampleReport {
    fn compare(&mut self, sample: &str, view: View<'_>) -> Result<(), String> {
        self.count_kept(view);
        let written = json::to_string("sample", view).map_err(|error| error.to_string())?;
        let comparison = Comparison::of(&parse(sample)?, &parse(&written)?);
        self.exact = comparison.exact;
        self.converted = comparison.converted;
        self.differences = comparison.differences;
        Ok(())
    }

    /// Counts what objects keep besides their members.
    fn count_kept(&mut self, view: View<'_>) {
        match view {
            View::List(list) => list.iter().for_each(|element| self.count_kept(element)),
            View::Map(map) => map.iter().for_each(|(_, value)| self.count_kept(value)),
            View::Object(object) => object.slots(&mut |slots, extra| {
                slots.iter().filter_map(|slot| slot.view()).for_each(|value| self.count_kept(value));
                for (name, _) in extra.iter() {
                    let known = object.table().find(name).is_some();
                    *if known { &mut self.mismatches } else { &mut self.unknown_fields } += 1;
                }
            }),
            _ => {}
        }
    }
}
