//! Numbers as `serde_json` hands them over when its feature `arbitrary_precision` is on.
//!
//! Anyone in the program may turn the feature on. Its deserializers then give most numbers as a map of one entry, from a
//! private name to the digits. So the first entry of every map is looked at before anything is filled, and the digits are
//! read as without the feature; only the last bit of a float may be another, since `serde_json` does not always round
//! correctly without it.

use serde::de::{DeserializeSeed, Error, IntoDeserializer, MapAccess};
use serde_json::Value;

use super::{super::number, member_name::MemberNameSeed};

/// The name under which the digits stand.
const NAME: &str = "$serde_json::private::Number";

/// The digits, if the first entry of a map says that it is a number.
pub(super) fn digits<'a>(name: &str, value: &'a Value) -> Option<&'a str> {
    value.as_str().filter(|digits| name == NAME && number::is_number(digits))
}

/// What a map turns out to be.
pub(super) enum Seen<A> {
    /// A number: its digits.
    Number(String),
    /// A map; nothing of it is lost.
    Map(Begun<A>),
}

/// A map whose first entry was looked at.
pub(super) struct Begun<A> {
    name: Option<String>,
    value: Option<Value>,
    /// What is still to come; nothing when the map is empty.
    rest: Option<A>,
}

/// Looks at the first entry of a map, whose value `free` reads.
pub(super) fn look<'de, A, S>(mut map: A, free: S) -> Result<Seen<A>, A::Error>
where
    A: MapAccess<'de>,
    S: DeserializeSeed<'de, Value = Value>,
{
    let Some(name) = map.next_key_seed(MemberNameSeed(None))?.map(String::from) else {
        return Ok(Seen::Map(Begun { name: None, value: None, rest: None }));
    };
    let mut value = None;
    if name == NAME {
        let first = map.next_value_seed(free)?;
        if let Some(digits) = digits(&name, &first) {
            return Ok(Seen::Number(digits.to_owned()));
        }
        value = Some(first);
    }
    Ok(Seen::Map(Begun { name: Some(name), value, rest: Some(map) }))
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Begun<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        match (self.name.take(), &mut self.rest) {
            (Some(name), _) => seed.deserialize(name.into_deserializer()).map(Some),
            (None, Some(rest)) => rest.next_key_seed(seed),
            (None, None) => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match (self.value.take(), &mut self.rest) {
            (Some(value), _) => seed.deserialize(value).map_err(A::Error::custom),
            (None, Some(rest)) => rest.next_value_seed(seed),
            (None, None) => Err(A::Error::custom("expected a name before a value")),
        }
    }
}
