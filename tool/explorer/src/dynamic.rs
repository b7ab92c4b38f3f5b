//! Values of types that are known at run time only, as the codec sees those of generated types.
//!
//! They are filled and written by the same code of the runtime as generated types are, so that the bytes of a request are the
//! same.

use std::collections::BTreeMap;

use runtime::codegen::codec::{
    Extra, ListPlace, ListView, MapPlace, MapView, ObjectPlace, ObjectView, Place, Slot, Table, TokenPlace, View,
};
use runtime::codegen::dynamic::fill;
use runtime::{Bytes, Value};

use crate::schema::{ObjectShape, Shape};

/// A value of an object type: the members, in the order of the table.
pub(crate) struct Object {
    shape: &'static ObjectShape,
    members: Option<Vec<Member>>,
    extra: Extra,
}

impl Object {
    /// The object that a JSON object says, as a generated type with this description reads it.
    ///
    /// # Errors
    ///
    /// It is no object, or a number is out of range.
    pub(crate) fn read(shape: &'static ObjectShape, value: &Value) -> Result<Self, serde_json::Error> {
        let mut object = Self::unset(shape);
        fill(Place::Object(&mut object), value)?;
        Ok(object)
    }

    fn unset(shape: &'static ObjectShape) -> Self {
        Self { shape, members: None, extra: Extra::default() }
    }
}

impl ObjectView for Object {
    fn table(&self) -> &'static Table {
        self.shape.table()
    }

    fn slots(&self, visit: &mut dyn FnMut(&[&dyn Slot], &Extra)) {
        let slots: Vec<&dyn Slot> = self.members.iter().flatten().map(|member| member as &dyn Slot).collect();
        visit(&slots, &self.extra);
    }
}

impl Slot for Object {
    fn view(&self) -> Option<View<'_>> {
        self.members.as_ref().map(|_| View::Object(self))
    }

    fn place(&mut self) -> Place<'_> {
        Place::Object(self)
    }

    fn clear(&mut self) {
        *self = Self::unset(self.shape);
    }
}

impl ObjectPlace for Object {
    fn table(&self) -> &'static Table {
        self.shape.table()
    }

    fn fill(&mut self, visit: &mut dyn FnMut(&mut [&mut dyn Slot], &mut Extra)) {
        let unset = || self.shape.fields().iter().map(|field| Member::unset(field.shape)).collect();
        let members: &mut Vec<Member> = self.members.get_or_insert_with(unset);
        let mut slots: Vec<&mut dyn Slot> = members.iter_mut().map(|member| member as &mut dyn Slot).collect();
        visit(&mut slots, &mut self.extra);
    }
}

/// A value of any type, or the place for it.
enum Member {
    Boolean(Option<bool>),
    Integer(Option<i64>),
    Number(Option<f64>),
    Text(Option<String>),
    Token(Token),
    Bytes(Option<Bytes>),
    Any(Option<Value>),
    List(List),
    Map(Map),
    Object(Object),
}

impl Member {
    fn unset(shape: Shape) -> Self {
        match shape {
            Shape::Boolean => Self::Boolean(None),
            Shape::Integer => Self::Integer(None),
            Shape::Number => Self::Number(None),
            Shape::Text => Self::Text(None),
            Shape::Enum(_) => Self::Token(Token(None)),
            Shape::Bytes => Self::Bytes(None),
            Shape::Any => Self::Any(None),
            Shape::List(element) => Self::List(List { element: *element, elements: None }),
            Shape::Map(value) => Self::Map(Map { value: *value, entries: None }),
            Shape::Object(shape) => Self::Object(Object::unset(shape)),
        }
    }

    fn is_set(&self) -> bool {
        self.view().is_some()
    }
}

impl Slot for Member {
    fn view(&self) -> Option<View<'_>> {
        match self {
            Self::Boolean(slot) => slot.view(),
            Self::Integer(slot) => slot.view(),
            Self::Number(slot) => slot.view(),
            Self::Text(slot) | Self::Token(Token(slot)) => slot.view(),
            Self::Bytes(slot) => slot.view(),
            Self::Any(slot) => slot.view(),
            Self::List(list) => list.view(),
            Self::Map(map) => map.view(),
            Self::Object(object) => object.view(),
        }
    }

    fn place(&mut self) -> Place<'_> {
        match self {
            Self::Boolean(slot) => Place::Boolean(slot),
            Self::Integer(slot) => Place::Integer(slot),
            Self::Number(slot) => Place::Number(slot),
            Self::Text(slot) => Place::Text(slot),
            Self::Token(token) => Place::Token(token),
            Self::Bytes(slot) => Place::Bytes(slot),
            Self::Any(slot) => Place::Any(slot),
            Self::List(list) => Place::List(list),
            Self::Map(map) => Place::Map(map),
            Self::Object(object) => Place::Object(object),
        }
    }

    fn clear(&mut self) {
        match self {
            Self::Boolean(slot) => *slot = None,
            Self::Integer(slot) => *slot = None,
            Self::Number(slot) => *slot = None,
            Self::Text(slot) | Self::Token(Token(slot)) => *slot = None,
            Self::Bytes(slot) => *slot = None,
            Self::Any(slot) => *slot = None,
            Self::List(list) => list.clear(),
            Self::Map(map) => map.clear(),
            Self::Object(object) => object.clear(),
        }
    }
}

/// The text of an open enum.
struct Token(Option<String>);

impl TokenPlace for Token {
    fn set(&mut self, text: &str) {
        self.0 = Some(text.to_owned());
    }
}

struct List {
    element: Shape,
    elements: Option<Vec<Member>>,
}

impl ListView for List {
    fn len(&self) -> usize {
        self.elements.as_ref().map_or(0, Vec::len)
    }

    fn get(&self, index: usize) -> Option<View<'_>> {
        self.elements.as_ref()?.get(index)?.view()
    }
}

impl Slot for List {
    fn view(&self) -> Option<View<'_>> {
        self.elements.as_ref().map(|_| View::List(self))
    }

    fn place(&mut self) -> Place<'_> {
        Place::List(self)
    }

    fn clear(&mut self) {
        self.elements = None;
    }
}

impl ListPlace for List {
    fn fill(&mut self, next: &mut dyn FnMut(Place<'_>) -> bool) {
        let elements = self.elements.insert(Vec::new());
        loop {
            let mut element = Member::unset(self.element);
            if !next(element.place()) {
                break;
            }
            if element.is_set() {
                elements.push(element);
            }
        }
    }
}

struct Map {
    value: Shape,
    entries: Option<BTreeMap<String, Member>>,
}

impl MapView for Map {
    fn len(&self) -> usize {
        self.entries.as_ref().map_or(0, BTreeMap::len)
    }

    fn iter(&self) -> Box<dyn Iterator<Item = (&str, View<'_>)> + '_> {
        let entries = self.entries.iter().flatten();
        Box::new(entries.filter_map(|(key, value)| Some((key.as_str(), value.view()?))))
    }
}

impl Slot for Map {
    fn view(&self) -> Option<View<'_>> {
        self.entries.as_ref().map(|_| View::Map(self))
    }

    fn place(&mut self) -> Place<'_> {
        Place::Map(self)
    }

    fn clear(&mut self) {
        self.entries = None;
    }
}

impl MapPlace for Map {
    fn fill(&mut self, next: &mut dyn FnMut(&mut String, Place<'_>) -> bool) {
        let entries = self.entries.insert(BTreeMap::new());
        loop {
            let (mut key, mut value) = (String::new(), Member::unset(self.value));
            if !next(&mut key, value.place()) {
                break;
            }
            if value.is_set() {
                entries.insert(key, value);
            }
        }
    }
}
