//! Where a value can be put.

use bytes::Bytes;
use serde_json::Value;

use super::{Extra, Table, View};

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

/// One optional member of an object, whatever its type.
pub trait Slot {
    /// What the value looks like from outside; `None` when the member is unset.
    fn view(&self) -> Option<View<'_>>;

    /// The place that fills the member.
    fn place(&mut self) -> Place<'_>;

    /// Makes the member unset.
    fn clear(&mut self);
}

/// A slot for an open enum.
pub trait TokenPlace {
    /// Puts the variant of this text here; a text that no variant has is an unknown value.
    fn set(&mut self, text: &str);
}

/// A slot for a list.
pub trait ListPlace: Slot {
    /// Puts a new list here and appends elements as long as `next` returns true.
    ///
    /// Each time, `next` gets the place of one element. An element left unfilled is not appended.
    fn fill(&mut self, next: &mut dyn FnMut(Place<'_>) -> bool);
}

/// A slot for a map.
pub trait MapPlace: Slot {
    /// Puts a new map here and inserts entries as long as `next` returns true.
    ///
    /// Each time, `next` gets an empty key to set and the place of the value. Of equal keys the last one stays.
    fn fill(&mut self, next: &mut dyn FnMut(&mut String, Place<'_>) -> bool);
}

/// A slot for an object.
pub trait ObjectPlace: Slot {
    /// The description of the object's type.
    fn table(&self) -> &'static Table;

    /// Hands the members, in the order of the table, and the kept rest to `visit`, once: of the object that is here, or of
    /// a new one.
    fn fill(&mut self, visit: &mut dyn FnMut(&mut [&mut dyn Slot], &mut Extra));
}
