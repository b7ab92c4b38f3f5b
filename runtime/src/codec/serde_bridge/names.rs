//! Names of members out of serde.

use std::fmt;

use serde::{
    Deserializer,
    de::{DeserializeSeed, Error, Visitor},
};

use super::super::Table;

/// The name of a member: the index in the table and the name there, or any other.
pub(super) enum Name {
    Known(usize, &'static str),
    Other(String),
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        match name {
            Name::Known(_, name) => name.to_owned(),
            Name::Other(name) => name,
        }
    }
}

/// Looks a name up in a table.
pub(super) struct NameIn(pub(super) &'static Table);

impl NameIn {
    /// For names that may be any.
    pub(super) const NO_TABLE: Self = Self(&Table { name: "", members: &[] });
}

impl<'de> DeserializeSeed<'de> for NameIn {
    type Value = Name;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Name, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for NameIn {
    type Value = Name;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E>(self, name: &str) -> Result<Name, E> {
        let known = self.0.find(name);
        Ok(known.map_or_else(|| Name::Other(name.to_owned()), |(index, name)| Name::Known(index, name)))
    }

    fn visit_bool<E: Error>(self, name: bool) -> Result<Name, E> {
        self.visit_str(&name.to_string())
    }

    fn visit_i64<E: Error>(self, name: i64) -> Result<Name, E> {
        self.visit_str(&name.to_string())
    }

    fn visit_u64<E: Error>(self, name: u64) -> Result<Name, E> {
        self.visit_str(&name.to_string())
    }
}
