//! Values out of serde.

use std::{borrow::Cow, fmt};

use bytes::Bytes;
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Number, Value};

use super::{
    super::{
        Field, Place,
        json::{self, Orders},
        lenient,
    },
    compound,
    precision::{self, Seen},
};

/// Deserializes a value by the rules of the JSON reader: what does not fit within an object is kept there.
///
/// # Errors
///
/// The deserializer's own, and a value of another kind than `T` as a whole.
#[inline]
pub fn deserialize<'de, T: Field, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut slot = None;
    fill(T::place(&mut slot), deserializer)?;
    slot.ok_or_else(|| D::Error::custom("expected a value of another kind"))
}

/// Deserializes into a place, by the same rules.
///
/// # Errors
///
/// The deserializer's own, and a value of another kind than the place as a whole.
pub fn fill<'de, D: Deserializer<'de>>(place: Place<'_>, deserializer: D) -> Result<(), D::Error> {
    let expected = place.expected();
    let mut orders = Orders::default();
    match (Filler { place, orders: &mut orders }).deserialize(deserializer)? {
        Fit::Fits | Fit::Null => Ok(()),
        Fit::Misfit(_) => Err(D::Error::custom(expected)),
    }
}

/// Whether a value fitted its place.
pub(super) enum Fit {
    Fits,
    /// It did, and it is a null: within an object, that is an unset member.
    Null,
    /// It did not; this is its JSON text.
    Misfit(String),
}

impl Fit {
    fn of(fits: bool, json: impl FnOnce() -> String) -> Self {
        if fits { Self::Fits } else { Self::Misfit(json()) }
    }
}

/// Up to here, every whole number is a float: beyond, a float that looks whole may have lost a fraction.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Fills a place with whatever comes.
pub(super) struct Filler<'p, 'o> {
    pub(super) place: Place<'p>,
    /// The orders met so far in the document.
    pub(super) orders: &'o mut Orders,
}

impl<'de> DeserializeSeed<'de> for Filler<'_, '_> {
    type Value = Fit;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Fit, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Filler<'_, '_> {
    fn number(self, token: &str, integer: bool) -> Fit {
        Fit::of(lenient::put_number(self.place, token, integer), || token.to_owned())
    }

    /// Puts a number, of which there are only digits, as `serde_json` reads it: 64 bits or a float.
    fn digits<E: Error>(self, token: &str) -> Result<Fit, E> {
        match (token.parse(), token.parse(), token.parse()) {
            (Ok(unsigned), _, _) => self.visit_u64(unsigned),
            (_, Ok(signed), _) if signed != 0 => self.visit_i64(signed),
            (_, _, Ok(float)) if f64::is_finite(float) => self.visit_f64(float),
            _ => Err(E::custom("number out of range")),
        }
    }

    fn text(self, text: &str) -> Fit {
        Fit::of(lenient::put_text(self.place, Cow::Borrowed(text)), || quoted(text))
    }

    /// Puts a value of a kind that the place is not made for.
    fn value(self, value: Value) -> Fit {
        match self.place {
            Place::Any(slot) => {
                *slot = Some(value);
                Fit::Fits
            }
            Place::Bytes(slot) => {
                // A list stands for what is not text.
                let bytes = Vec::<u8>::deserialize(&value).ok();
                *slot = bytes.filter(|bytes| std::str::from_utf8(bytes).is_err()).map(Bytes::from);
                Fit::of(slot.is_some(), || value.to_string())
            }
            _ => Fit::Misfit(value.to_string()),
        }
    }
}

impl<'de> Visitor<'de> for Filler<'_, '_> {
    type Value = Fit;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of any kind")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Fit, E> {
        Ok(Fit::of(lenient::put_boolean(self.place, value), || value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Fit, E> {
        if let Place::Integer(slot) = self.place {
            *slot = Some(value);
            return Ok(Fit::Fits);
        }
        Ok(self.number(&value.to_string(), true))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Fit, E> {
        Ok(self.number(&value.to_string(), true))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Fit, E> {
        self.digits(&value.to_string())
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Fit, E> {
        self.digits(&value.to_string())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Fit, E> {
        if let Place::Number(slot) = self.place {
            *slot = Some(value);
            return Ok(Fit::Fits);
        }
        Ok(match Number::from_f64(value) {
            Some(number) if matches!(self.place, Place::Integer(_)) && value.abs() > EXACT => {
                Fit::Misfit(number.to_string())
            }
            Some(number) => self.number(&number.to_string(), false),
            None => self.text(&value.to_string()),
        })
    }

    fn visit_str<E>(self, text: &str) -> Result<Fit, E> {
        if let Place::Text(slot) = self.place {
            *slot = Some(text.to_owned());
            return Ok(Fit::Fits);
        }
        Ok(self.text(text))
    }

    fn visit_string<E>(self, text: String) -> Result<Fit, E> {
        if let Place::Text(slot) = self.place {
            *slot = Some(text);
            return Ok(Fit::Fits);
        }
        Ok(self.text(&text))
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Fit, E> {
        if let Place::Bytes(slot) = self.place {
            *slot = Some(Bytes::copy_from_slice(bytes));
            return Ok(Fit::Fits);
        }
        Ok(match std::str::from_utf8(bytes) {
            Ok(text) => self.text(text),
            Err(_) => self.value(bytes.into()),
        })
    }

    fn visit_unit<E: Error>(self) -> Result<Fit, E> {
        Ok(match self.value(Value::Null) {
            Fit::Fits => Fit::Null,
            misfit => misfit,
        })
    }

    fn visit_none<E: Error>(self) -> Result<Fit, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Fit, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Fit, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, elements: A) -> Result<Fit, A::Error> {
        match self.place {
            Place::List(place) => compound::list(place, self.orders, elements),
            place => compound::free_list(elements).map(|value| Filler { place, orders: self.orders }.value(value)),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Fit, A::Error> {
        let Filler { place, orders } = self;
        if let Place::Object(place) = place {
            return match compound::object(place, orders, members)? {
                Some(digits) => Filler { place: Place::Object(place), orders }.digits(&digits),
                None => Ok(Fit::Fits),
            };
        }
        match (precision::look(members, Free)?, place) {
            (Seen::Number(digits), place) => Filler { place, orders }.digits(&digits),
            (Seen::Map(members), Place::Map(place)) => compound::map(place, orders, members),
            (Seen::Map(members), place) => {
                compound::free_object(members).map(|value| Filler { place, orders }.value(value))
            }
        }
    }
}

/// Reads a free-form value.
pub(super) struct Free;

impl<'de> DeserializeSeed<'de> for Free {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        let mut slot = None;
        let place = Place::Any(&mut slot);
        let fit = Filler { place, orders: &mut Orders::default() }.deserialize(deserializer)?;
        Ok(match fit {
            Fit::Fits | Fit::Null => slot.unwrap_or_default(),
            Fit::Misfit(json) => Value::String(json),
        })
    }
}

/// The JSON text of a string.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::new();
    json::write_text(text, &mut out);
    out
}
