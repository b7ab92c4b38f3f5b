//! Where a value can be put.

use std::collections::BTreeMap;

use bytes::Bytes;
use serde_json::Value;

use super::{Extra, Field, Object, Slot, Table, VisitorMut};

/// Where a value can be put: the whole vocabulary of the readers.
///
/// Always an optional slot, so that "absent" can be said of every type. A reader that cannot fill a place leaves
/// clearing it to the owner of the slot.
pub enum Place<'a> {
    /// Takes a truth value.
    Boolean(&'a mut Option<bool>),
    /// Takes a whole number.
    Integer(&'a mut Option<i64>),
    /// Takes a floating-point number.
    Number(&'a mut Option<f64>),
    /// Takes text.
    Text(&'a mut Option<String>),
    /// Takes binary content.
    Bytes(&'a mut Option<Bytes>),
    /// Takes a value of any kind.
    Any(&'a mut Option<Value>),
    /// Takes the text of an open enum.
    Token(&'a mut dyn TokenPlace),
    /// Takes a list.
    List(&'a mut dyn ListPlace),
    /// Takes a map.
    Map(&'a mut dyn MapPlace),
    /// Takes an object.
    Object(&'a mut dyn ObjectPlace),
}

impl Place<'_> {
    /// What is missing when the place stays empty.
    pub(crate) const fn expected(&self) -> &'static str {
        match self {
            Self::Boolean(_) => "expected `true` or `false`",
            Self::Integer(_) => "expected a whole number of 64 bits",
            Self::Number(_) => "expected a number",
            Self::Text(_) | Self::Token(_) | Self::Bytes(_) => "expected a string",
            Self::Any(_) => "expected no number out of range",
            Self::List(_) => "expected a list of fitting elements",
            Self::Map(_) => "expected an object of fitting members",
            Self::Object(_) => "expected an object",
        }
    }
}

/// A slot for an open enum.
pub trait TokenPlace {
    /// Puts the variant of this text here; a text that no variant has is an unknown value.
    fn set(&mut self, text: &str);
}

impl<T: Field + for<'a> From<&'a str>> TokenPlace for Option<T> {
    #[inline]
    fn set(&mut self, text: &str) {
        *self = Some(T::from(text));
    }
}

/// A slot for a list.
pub trait ListPlace: Slot {
    /// Puts a new list here and appends elements as long as `next` returns true.
    ///
    /// Each time, `next` gets the place of one element. An element left unfilled is not appended.
    fn fill(&mut self, next: &mut dyn FnMut(Place<'_>) -> bool);
}

impl<T: Field> ListPlace for Option<Vec<T>> {
    #[inline]
    fn fill(&mut self, next: &mut dyn FnMut(Place<'_>) -> bool) {
        let list = self.insert(Vec::new());
        loop {
            let mut element = None;
            if !next(T::place(&mut element)) {
                break;
            }
            if let Some(element) = element {
                list.push(element);
            }
        }
    }
}

/// A slot for a map.
pub trait MapPlace: Slot {
    /// Puts a new map here and inserts entries as long as `next` returns true.
    ///
    /// Each time, `next` gets an empty key to set and the place of the value. Of equal keys the last one stays.
    fn fill(&mut self, next: &mut dyn FnMut(&mut String, Place<'_>) -> bool);
}

impl<T: Field> MapPlace for Option<BTreeMap<String, T>> {
    #[inline]
    fn fill(&mut self, next: &mut dyn FnMut(&mut String, Place<'_>) -> bool) {
        let map = self.insert(BTreeMap::new());
        loop {
            let mut key = String::new();
            let mut value = None;
            if !next(&mut key, T::place(&mut value)) {
                break;
            }
            if let Some(value) = value {
                map.insert(key, value);
            }
        }
    }
}

/// A slot for an object.
pub trait ObjectPlace: Slot {
    /// The description of the object's type.
    fn table(&self) -> &'static Table;

    /// Puts a new object here and hands its members, in the order of the table, and its kept rest to `visit`, once.
    fn fill(&mut self, visit: &mut dyn FnMut(&mut [&mut dyn Slot], &mut Extra));
}

impl<T: Object> ObjectPlace for Option<T> {
    #[inline]
    fn table(&self) -> &'static Table {
        T::TABLE
    }

    #[inline]
    fn fill(&mut self, visit: &mut dyn FnMut(&mut [&mut dyn Slot], &mut Extra)) {
        self.insert(T::default()).slots_mut(&mut VisitorMut(visit));
    }
}
