//! JSON: the reader and the writer.

mod any;
mod compact;
mod keys;
mod order;
mod parts;
mod per_type;
mod reader;
mod repair;
mod scanner;
mod strings;
mod writer;

use serde_json::Value;

use self::{reader::Reader, scanner::Numbers};
use super::{DecodeError, EncodeError, Field, View};

/// Reads the JSON document in `bytes`.
///
/// # Errors
///
/// The document is not JSON, is not UTF-8, is nested too deep, or is of another kind than `T` as a whole. A value
/// inside an object that does not fit is not an error: the object keeps it.
pub fn from_slice<T: Field>(bytes: &[u8]) -> Result<T, DecodeError> {
    let mut slot = None;
    reader::read(bytes, T::place(&mut slot))?;
    slot.ok_or(DecodeError::new(0, "expected a value of another kind"))
}

/// Writes `view` as compact JSON. `name` is what an error calls the value.
///
/// # Errors
///
/// A number is not finite, or binary content is not text.
pub fn to_string(name: &str, view: View<'_>) -> Result<String, EncodeError> {
    // As much as most values need.
    let mut out = String::with_capacity(128);
    writer::write(view, &mut out).map_err(|error| error.within(name))?;
    Ok(out)
}

pub(crate) use order::{Order, Orders};
#[cfg(feature = "credentials")]
pub(crate) use parts::{element_ranges, member_ranges};
pub(crate) use parts::{elements, members};
pub(crate) use repair::{Repaired, repairs};
pub(crate) use writer::write_text;

/// Reads raw JSON text, if a [`Value`] can hold all its numbers.
pub(crate) fn parse(raw: &str) -> Option<Value> {
    Reader::new(raw, Numbers::Exact).any().ok().flatten()
}

/// Reads the JSON document in `bytes`. A number that a [`Value`] cannot hold is rounded; beyond all floats it is read as text.
pub(crate) fn rounded(bytes: &[u8]) -> Option<Value> {
    let mut reader = Reader::new(std::str::from_utf8(bytes).ok()?, Numbers::Rounded);
    let value = reader.any().ok().flatten()?;
    reader.peek().is_none().then_some(value)
}

/// Reads raw JSON text. A number that a [`Value`] cannot hold is read as text, with all its digits.
#[must_use]
pub fn parse_lossless(raw: &str) -> Value {
    Reader::new(raw, Numbers::OrText).any().ok().flatten().unwrap_or_default()
}
