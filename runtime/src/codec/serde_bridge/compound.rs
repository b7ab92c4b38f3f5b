//! Lists, maps and objects out of serde.

use std::mem;

use serde::de::{Error, MapAccess, SeqAccess};
use serde_json::{Map, Value};

use super::{
    super::{
        Extra, ListPlace, MapPlace, ObjectPlace, Slot, Table, View,
        json::{self, Order, Orders},
    },
    de::{Filler, Fit, Free, quoted},
    member_name::{MemberName, MemberNameSeed},
    precision,
};

/// Fills a list. It fits if all its elements do.
pub(super) fn list<'de, A: SeqAccess<'de>>(
    place: &mut dyn ListPlace,
    orders: &mut Orders,
    mut elements: A,
) -> Result<Fit, A::Error> {
    let mut result = Ok(None);
    place.fill(&mut |element| {
        result = elements.next_element_seed(Filler { place: element, orders });
        matches!(result, Ok(Some(Fit::Fits | Fit::Null)))
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
pub(super) fn map<'de, A: MapAccess<'de>>(
    place: &mut dyn MapPlace,
    orders: &mut Orders,
    mut entries: A,
) -> Result<Fit, A::Error> {
    let mut result = Ok(None);
    let mut last = String::new();
    place.fill(&mut |key, value| {
        result = next_entry(&mut entries, key, Filler { place: value, orders });
        last.clone_from(key);
        matches!(result, Ok(Some(Fit::Fits | Fit::Null)))
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
    while let Some(key) = entries.next_key_seed(MemberNameSeed(None))? {
        texts.push(quoted(&String::from(key)) + ":" + &entries.next_value_seed(Free)?.to_string());
    }
    Ok(Fit::Misfit(format!("{{{}}}", texts.join(","))))
}

fn next_entry<'de, A>(entries: &mut A, key: &mut String, value: Filler<'_, '_>) -> Result<Option<Fit>, A::Error>
where
    A: MapAccess<'de>,
{
    let Some(name) = entries.next_key_seed(MemberNameSeed(None))? else { return Ok(None) };
    *key = name.into();
    entries.next_value_seed(value).map(Some)
}

/// Fills an object. It fits: what does not is kept in it. The digits, when it turns out to be a number.
pub(super) fn object<'de, A: MapAccess<'de>>(
    place: &mut dyn ObjectPlace,
    orders: &mut Orders,
    mut members: A,
) -> Result<Option<String>, A::Error> {
    let table = place.table();
    let mut result = Ok(None);
    // Of equal names, the last one counts.
    place.clear();
    place.fill(&mut |slots, extra| {
        let mut order = orders.take(table);
        result = members_of(slots, extra, &mut members, &mut order, orders);
        orders.put(order);
    });
    result
}

fn members_of<'de, A: MapAccess<'de>>(
    slots: &mut [&mut dyn Slot],
    extra: &mut Extra,
    members: &mut A,
    order: &mut Order,
    orders: &mut Orders,
) -> Result<Option<String>, A::Error> {
    let mut first = true;
    while let Some(name) = members.next_key_seed(MemberNameSeed(Some(order)))? {
        let (index, name) = match name {
            MemberName::Known(index, name) => (index, name),
            MemberName::Other(name) => {
                let value = members.next_value_seed(Free)?;
                if mem::take(&mut first)
                    && let Some(digits) = precision::digits(&name, &value)
                {
                    return Ok(Some(digits.to_owned()));
                }
                extra.keep(&name, value.to_string().into());
                continue;
            }
        };
        first = false;
        let slot = slots.get_mut(index).ok_or_else(|| A::Error::custom(Table::NO_FIELD))?;
        extra.forget(name);
        match members.next_value_seed(Filler { place: slot.place(), orders })? {
            Fit::Fits => {}
            Fit::Misfit(json) if json != "null" => {
                slot.clear();
                extra.keep(name, json.into());
            }
            Fit::Null | Fit::Misfit(_) => slot.clear(),
        }
    }
    Ok(None)
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
    while let Some(name) = members.next_key_seed(MemberNameSeed(None))? {
        object.insert(name.into(), members.next_value_seed(Free)?);
    }
    Ok(Value::Object(object))
}
