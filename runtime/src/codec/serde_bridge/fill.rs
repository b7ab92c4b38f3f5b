//! Lists, maps and objects out of serde.

use std::fmt;

use serde::{
    Deserializer,
    de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value};

use super::{
    super::{Extra, ListPlace, MapPlace, ObjectPlace, Place, Slot, Table, View, json},
    de::{Filler, Fit, Free, quoted},
};

/// Fills a list. It fits if all its elements do.
pub(super) fn list<'de, A: SeqAccess<'de>>(place: &mut dyn ListPlace, mut elements: A) -> Result<Fit, A::Error> {
    let mut result = Ok(None);
    place.fill(&mut |element| {
        result = elements.next_element_seed(Filler(element));
        matches!(result, Ok(Some(Fit::Fits)))
    });
    let Some(Fit::Misfit(misfit)) = result? else { return Ok(Fit::Fits) };
    // What came before is in its places by now, so it is written again.
    let mut texts = Vec::new();
    if let Some(View::List(list)) = place.view() {
        for element in list.iter() {
            texts.push(json::to_string("", element).map_err(A::Error::custom)?);
        }
    }
    texts.push(misfit);
    while let Some(element) = elements.next_element_seed(Free)? {
        texts.push(element.to_string());
    }
    Ok(Fit::Misfit(format!("[{}]", texts.join(","))))
}

/// Fills a map. It fits if all its values do.
pub(super) fn map<'de, A: MapAccess<'de>>(place: &mut dyn MapPlace, mut entries: A) -> Result<Fit, A::Error> {
    let mut result = Ok(None);
    let mut last = String::new();
    place.fill(&mut |key, value| {
        result = next_entry(&mut entries, key, value);
        last.clone_from(key);
        matches!(result, Ok(Some(Fit::Fits)))
    });
    let Some(Fit::Misfit(misfit)) = result? else { return Ok(Fit::Fits) };
    // What came before is in its places by now, so it is written again.
    let mut texts = Vec::new();
    if let Some(View::Map(map)) = place.view() {
        for (key, value) in map.iter() {
            texts.push(quoted(key) + ":" + &json::to_string("", value).map_err(A::Error::custom)?);
        }
    }
    texts.push(quoted(&last) + ":" + &misfit);
    while let Some(key) = entries.next_key_seed(NameIn::NO_TABLE)? {
        texts.push(quoted(&String::from(key)) + ":" + &entries.next_value_seed(Free)?.to_string());
    }
    Ok(Fit::Misfit(format!("{{{}}}", texts.join(","))))
}

fn next_entry<'de, A>(entries: &mut A, key: &mut String, value: Place<'_>) -> Result<Option<Fit>, A::Error>
where
    A: MapAccess<'de>,
{
    let Some(name) = entries.next_key_seed(NameIn::NO_TABLE)? else { return Ok(None) };
    *key = name.into();
    entries.next_value_seed(Filler(value)).map(Some)
}

/// Fills an object. It fits: what does not is kept in it.
pub(super) fn object<'de, A: MapAccess<'de>>(place: &mut dyn ObjectPlace, mut members: A) -> Result<Fit, A::Error> {
    let table = place.table();
    let mut result = Ok(());
    place.fill(&mut |slots, extra| result = members_of(table, slots, extra, &mut members));
    result.map(|()| Fit::Fits)
}

fn members_of<'de, A: MapAccess<'de>>(
    table: &'static Table,
    slots: &mut [&mut dyn Slot],
    extra: &mut Extra,
    members: &mut A,
) -> Result<(), A::Error> {
    while let Some(name) = members.next_key_seed(NameIn(table))? {
        let (index, name) = match name {
            Name::Known(index, name) => (index, name),
            Name::Other(name) => {
                extra.keep(&name, members.next_value_seed(Free)?.to_string().into());
                continue;
            }
        };
        let slot = slots.get_mut(index).ok_or_else(|| A::Error::custom(Table::NO_FIELD))?;
        extra.forget(name);
        match members.next_value_seed(Filler(slot.place()))? {
            Fit::Fits if !matches!(slot.view(), Some(View::Any(Value::Null))) => {}
            Fit::Misfit(json) if json != "null" => {
                slot.clear();
                extra.keep(name, json.into());
            }
            _ => slot.clear(),
        }
    }
    Ok(())
}

/// A free-form list.
pub(super) fn free_list<'de, A: SeqAccess<'de>>(mut elements: A) -> Result<Value, A::Error> {
    let mut list = Vec::new();
    while let Some(element) = elements.next_element_seed(Free)? {
        list.push(element);
    }
    Ok(Value::Array(list))
}

/// A free-form object.
pub(super) fn free_object<'de, A: MapAccess<'de>>(mut members: A) -> Result<Value, A::Error> {
    let mut object = Map::new();
    while let Some(name) = members.next_key_seed(NameIn::NO_TABLE)? {
        object.insert(name.into(), members.next_value_seed(Free)?);
    }
    Ok(Value::Object(object))
}

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
pub(super) struct NameIn(&'static Table);

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
