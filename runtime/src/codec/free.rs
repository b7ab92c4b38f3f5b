//! Free-form values, the same whatever features of `serde_json` the program has.
//!
//! `serde_json` has a feature `arbitrary_precision` that anyone in the program may turn on, and then everyone has it: a
//! [`Number`] is the text that was parsed then, and serializes as a structure of a private name. So nothing here relies on
//! how a [`Number`] compares, prints or serializes; all of it goes by what the number would be without that feature.

use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::{Number, Value};

/// A number of a free-form value.
#[derive(Clone, Copy, Debug)]
pub(crate) enum FreeNumber<'a> {
    /// A whole number of 64 bits.
    Signed(i64),
    /// A whole number beyond those.
    Unsigned(u64),
    /// Any other.
    Float(f64),
    /// One beyond all floats; only `arbitrary_precision` has such.
    Beyond(&'a Number),
}

/// Whether a [`Number`] may be a text, as with `arbitrary_precision`: it is more than a number of 64 bits and its kind.
///
/// Known to the compiler, so that a program without that feature does not hold what `serde_json` formats numbers with.
const MAY_BE_TEXT: bool = size_of::<Number>() > 16;

impl<'a> FreeNumber<'a> {
    pub(crate) fn of(number: &'a Number) -> Self {
        let float = number.as_f64();
        match number.as_i64() {
            // A text `-0` is read as a whole number, too.
            Some(0) if float.is_some_and(f64::is_sign_negative) => Self::Float(-0.0),
            Some(value) => Self::Signed(value),
            None => match number.as_u64() {
                Some(value) => Self::Unsigned(value),
                None => float.map_or(Self::Beyond(number), Self::Float),
            },
        }
    }

    /// Whether both are the same number; `1.0` is `1`.
    #[expect(clippy::float_cmp, clippy::cast_precision_loss, reason = "equality with a float is that of floats")]
    pub(crate) fn equals(self, other: Self) -> bool {
        match (self, other) {
            (Self::Signed(left), Self::Signed(right)) => left == right,
            (Self::Unsigned(left), Self::Unsigned(right)) => left == right,
            (Self::Float(left), Self::Float(right)) => left == right,
            (Self::Signed(whole), Self::Float(float)) | (Self::Float(float), Self::Signed(whole)) => {
                whole as f64 == float
            }
            (Self::Unsigned(whole), Self::Float(float)) | (Self::Float(float), Self::Unsigned(whole)) => {
                whole as f64 == float
            }
            (Self::Beyond(left), Self::Beyond(right)) => left == right,
            _ => false,
        }
    }
}

impl fmt::Display for FreeNumber<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Signed(value) => value.fmt(f),
            Self::Unsigned(value) => value.fmt(f),
            Self::Float(value) => fmt::Debug::fmt(value, f),
            Self::Beyond(number) if MAY_BE_TEXT => number.fmt(f),
            Self::Beyond(_) => Ok(()),
        }
    }
}

/// The text of a free-form value that is a text, a number or a boolean.
pub(crate) fn plain_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(FreeNumber::of(number).to_string()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A free-form value as serde sees it.
pub(crate) struct Free<'a>(pub(crate) &'a Value);

impl Serialize for Free<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Number(number) => match FreeNumber::of(number) {
                FreeNumber::Signed(value) => serializer.serialize_i64(value),
                FreeNumber::Unsigned(value) => serializer.serialize_u64(value),
                FreeNumber::Float(value) => serializer.serialize_f64(value),
                // As all numbers that serde's data model does not have.
                FreeNumber::Beyond(number) => serializer.collect_str(number),
            },
            Value::String(text) => serializer.serialize_str(text),
            Value::Array(list) => serializer.collect_seq(list.iter().map(Free)),
            Value::Object(object) => serializer.collect_map(object.iter().map(|(name, value)| (name, Free(value)))),
        }
    }
}
