//! The types that a member can have.

use std::collections::BTreeMap;

use bytes::Bytes;
use serde_json::Value;

use super::{ListPlace, ListView, MapPlace, MapView, Place, Slot, TokenPlace, View};

/// A type that a member can have.
///
/// These are `bool`, `i64`, `f64`, `String`, `Bytes`, [`Value`], the open enums, lists (`Vec<T>`) and maps
/// (`BTreeMap<String, T>`) of such types, and every [`Object`](super::Object), boxed where it contains itself.
pub trait Field: Sized + Send + 'static {
    /// What the value looks like from outside.
    fn view(&self) -> View<'_>;

    /// The place that fills `slot`.
    fn place(slot: &mut Option<Self>) -> Place<'_>;
}

// Nothing that only vtables call is `#[inline]`: it would be compiled once for each codegen unit of a program.
impl<T: Field> Slot for Option<T> {
    fn view(&self) -> Option<View<'_>> {
        self.as_ref().map(Field::view)
    }

    fn place(&mut self) -> Place<'_> {
        T::place(self)
    }

    fn clear(&mut self) {
        *self = None;
    }
}

/// Implements [`Field`] for a type that has a variant of [`View`] and of [`Place`] to itself.
macro_rules! field {
    ($($type:ty: $variant:ident($self:ident => $view:expr);)+) => {$(
        impl Field for $type {
            #[inline]
            fn view(&self) -> View<'_> {
                let $self = self;
                View::$variant($view)
            }

            #[inline]
            fn place(slot: &mut Option<Self>) -> Place<'_> {
                Place::$variant(slot)
            }
        }
    )+};
}

field! {
    bool: Boolean(value => *value);
    i64: Integer(value => *value);
    f64: Number(value => *value);
    String: Text(value => value);
    Bytes: Bytes(value => value);
    Value: Any(value => value);
}

impl<T: Field> Field for Vec<T> {
    #[inline]
    fn view(&self) -> View<'_> {
        View::List(self)
    }

    #[inline]
    fn place(slot: &mut Option<Self>) -> Place<'_> {
        Place::List(slot)
    }
}

impl<T: Field> Field for BTreeMap<String, T> {
    #[inline]
    fn view(&self) -> View<'_> {
        View::Map(self)
    }

    #[inline]
    fn place(slot: &mut Option<Self>) -> Place<'_> {
        Place::Map(slot)
    }
}

impl<T: Field + for<'a> From<&'a str>> TokenPlace for Option<T> {
    #[inline]
    fn set(&mut self, text: &str) {
        *self = Some(T::from(text));
    }
}

impl<T: Field> ListView for Vec<T> {
    fn len(&self) -> usize {
        Vec::len(self)
    }

    fn get(&self, index: usize) -> Option<View<'_>> {
        self.as_slice().get(index).map(Field::view)
    }
}

impl<T: Field> ListPlace for Option<Vec<T>> {
    fn fill(&mut self, next: &mut dyn FnMut(Place<'_>) -> bool) {
        let list = self.insert(Vec::new());
        loop {
            let mut element = None;
            if !next(T::place(&mut element)) {
                break;
            }
            if let Some(element) = element {
                if list.is_empty() {
                    // Many lists have one element, and elements may be large.
                    list.reserve_exact(1);
                }
                list.push(element);
            }
        }
    }
}

impl<T: Field> MapView for BTreeMap<String, T> {
    #[inline]
    fn len(&self) -> usize {
        BTreeMap::len(self)
    }

    #[inline]
    fn iter(&self) -> Box<dyn Iterator<Item = (&str, View<'_>)> + '_> {
        Box::new(BTreeMap::iter(self).map(|(key, value)| (key.as_str(), value.view())))
    }
}

impl<T: Field> MapPlace for Option<BTreeMap<String, T>> {
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
