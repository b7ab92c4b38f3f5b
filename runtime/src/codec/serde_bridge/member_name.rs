//! Deserializes the name of a member and looks it up in the table of its type.

use std::fmt;

use serde::{
    Deserializer,
    de::{DeserializeSeed, Error, Visitor},
};

use super::super::json::Order;

/// The name of a member: its index in the table and its name there, or an unknown name.
pub(super) enum MemberName {
    Known(usize, &'static str),
    Other(String),
}

impl From<MemberName> for String {
    fn from(name: MemberName) -> Self {
        match name {
            MemberName::Known(_, name) => name.to_owned(),
            MemberName::Other(name) => name,
        }
    }
}

/// Deserializes a name and looks it up: first where the order of the type expects it. Without one, accepts any name.
pub(super) struct MemberNameSeed<'a>(pub(super) Option<&'a mut Order>);

impl<'de> DeserializeSeed<'de> for MemberNameSeed<'_> {
    type Value = MemberName;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<MemberName, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for MemberNameSeed<'_> {
    type Value = MemberName;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E>(self, name: &str) -> Result<MemberName, E> {
        let known = self.0.and_then(|order| order.find(name, true));
        Ok(known.map_or_else(|| MemberName::Other(name.to_owned()), |(index, name)| MemberName::Known(index, name)))
    }

    fn visit_string<E>(self, name: String) -> Result<MemberName, E> {
        let known = self.0.and_then(|order| order.find(&name, true));
        Ok(known.map_or_else(|| MemberName::Other(name), |(index, name)| MemberName::Known(index, name)))
    }

    fn visit_bool<E: Error>(self, name: bool) -> Result<MemberName, E> {
        self.visit_str(&name.to_string())
    }

    fn visit_i64<E: Error>(self, name: i64) -> Result<MemberName, E> {
        self.visit_str(&name.to_string())
    }

    fn visit_u64<E: Error>(self, name: u64) -> Result<MemberName, E> {
        self.visit_str(&name.to_string())
    }
}
