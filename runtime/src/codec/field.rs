//! The types that a member can have.

use std::collections::BTreeMap;

use bytes::Bytes;
use serde_json::Value;

use super::{Object, Place, View};

/// A type that a member can have.
///
/// These are `bool`, `i64`, `f64`, `String`, `Bytes`, [`Value`], the open enums, lists (`Vec<T>`) and maps
/// (`BTreeMap<String, T>`) of such types, and every [`Object`], boxed where it contains itself.
pub trait Field: Sized + Send + 'static {
    /// What the value looks like from outside.
    fn view(&self) -> View<'_>;

    /// The place that fills `slot`.
    fn place(slot: &mut Option<Self>) -> Place<'_>;
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

impl<T: Field> Slot for Option<T> {
    #[inline]
    fn view(&self) -> Option<View<'_>> {
        self.as_ref().map(Field::view)
    }

    #[inline]
    fn place(&mut self) -> Place<'_> {
        T::place(self)
    }

    #[inline]
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

impl<T: Object> Field for T {
    #[inline]
    fn view(&self) -> View<'_> {
        View::Object(self)
    }

    #[inline]
    fn place(slot: &mut Option<Self>) -> Place<'_> {
        Place::Object(slot)
    }
}
