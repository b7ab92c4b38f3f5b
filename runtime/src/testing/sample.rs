//! Checking that a type reads a documented sample response without loss.

use std::fmt;

use bytes::Bytes;
use serde_json::{Map, Value};

use crate::codec::{View, json};
use crate::output::Output;

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
    match T::decode(&Bytes::copy_from_slice(sample.as_bytes())) {
        Ok(output) => compare(sample, output.view()),
        Err(error) => SampleReport { decode_error: Some(error.to_string()), ..SampleReport::default() },
    }
}

/// Not generic: what is compiled for each sample is little.
fn compare(sample: &str, view: Option<View<'_>>) -> SampleReport {
    let mut report = SampleReport::default();
    let Some(view) = view else {
        // Not JSON: text and octets are the sample itself.
        report.exact = 1;
        return report;
    };
    report.count_kept(view);
    let written = json::to_string("sample", view).map_err(|error| error.to_string());
    let both = written.and_then(|written| Ok((parse(sample)?, parse(&written)?)));
    match both {
        Ok((sample, written)) => report.value("", &sample, &written),
        Err(error) => report.decode_error = Some(error),
    }
    report
}

fn parse(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

impl SampleReport {
    /// Counts what objects keep besides their members.
    fn count_kept(&mut self, view: View<'_>) {
        match view {
            View::List(list) => list.iter().for_each(|element| self.count_kept(element)),
            View::Map(map) => map.iter().for_each(|(_, value)| self.count_kept(value)),
            View::Object(object) => object.slots(&mut |slots, extra| {
                slots.iter().filter_map(|slot| slot.view()).for_each(|value| self.count_kept(value));
                for (name, _) in extra.iter() {
                    let known = object.table().members.iter().any(|member| member.name == name);
                    *if known { &mut self.mismatches } else { &mut self.unknown_fields } += 1;
                }
            }),
            _ => {}
        }
    }

    fn value(&mut self, path: &str, sample: &Value, written: &Value) {
        match (sample, written) {
            (Value::Object(sample), Value::Object(written)) => self.members(path, sample, written),
            (Value::Array(sample), Value::Array(written)) if sample.len() == written.len() => {
                for (index, (sample, written)) in sample.iter().zip(written).enumerate() {
                    self.value(&format!("{path}[{index}]"), sample, written);
                }
            }
            _ if same(sample, written) => self.exact += 1,
            _ if converts(sample, written) => self.converted += 1,
            _ => self.differences.push(path.to_owned()),
        }
    }

    fn members(&mut self, path: &str, sample: &Map<String, Value>, written: &Map<String, Value>) {
        let join = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        for (name, value) in sample {
            self.value(&join(name), value, written.get(name).unwrap_or(&Value::Null));
        }
        for name in written.keys().filter(|name| !sample.contains_key(*name)) {
            self.differences.push(join(name));
        }
    }
}

fn same(sample: &Value, written: &Value) -> bool {
    match (sample, written) {
        (Value::Number(left), Value::Number(right)) => left == right || left.as_f64() == right.as_f64(),
        _ => sample == written,
    }
}

/// Whether one scalar says in another type what the other says.
fn converts(sample: &Value, written: &Value) -> bool {
    match (sample, written) {
        (Value::String(text), Value::Number(number)) | (Value::Number(number), Value::String(text)) => {
            text == &number.to_string() || text.parse().is_ok_and(|value: f64| Some(value) == number.as_f64())
        }
        (Value::String(text), Value::Bool(flag)) | (Value::Bool(flag), Value::String(text)) => {
            text.eq_ignore_ascii_case(if *flag { "true" } else { "false" })
        }
        (Value::Number(number), Value::Bool(flag)) => number.as_u64() == Some(u64::from(*flag)),
        _ => false,
    }
}
