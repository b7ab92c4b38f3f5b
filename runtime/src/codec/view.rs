//! What a value looks like from outside.

use bytes::Bytes;
use serde_json::Value;

use super::{Extra, Slot, Table};

/// What a value looks like from outside: the whole vocabulary of the writers.
#[derive(Clone, Copy)]
pub enum View<'a> {
    /// A truth value.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A floating-point number.
    Number(f64),
    /// Text, or the text of an open enum.
    Text(&'a str),
    /// Binary content.
    Bytes(&'a Bytes),
    /// A free-form value.
    Any(&'a Value),
    /// A list of values of one type.
    List(&'a dyn ListView),
    /// A map from text to values of one type.
    Map(&'a dyn MapView),
    /// An object with members of its own.
    Object(&'a dyn ObjectView),
}

/// A list, seen from outside.
pub trait ListView {
    /// How many elements there are.
    fn len(&self) -> usize;

    /// Whether there is no element.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The element at `index`, counted from 0.
    fn get(&self, index: usize) -> Option<View<'_>>;
}

impl dyn ListView + '_ {
    /// All elements in order.
    pub fn iter(&self) -> impl Iterator<Item = View<'_>> {
        (0..self.len()).filter_map(|index| self.get(index))
    }
}

/// A map, seen from outside.
pub trait MapView {
    /// How many entries there are.
    fn len(&self) -> usize;

    /// Whether there is no entry.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All entries, sorted by key.
    fn iter(&self) -> Box<dyn Iterator<Item = (&str, View<'_>)> + '_>;
}

/// An object, seen from outside.
pub trait ObjectView {
    /// The description of its type.
    fn table(&self) -> &'static Table;

    /// Hands all members, in the order of the table, and the kept rest to `visit`, once.
    fn slots(&self, visit: &mut dyn FnMut(&[&dyn Slot], &Extra));
}
