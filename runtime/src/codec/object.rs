//! Objects: types with members of their own.

use super::{Extra, Field, Kept, ObjectPlace, ObjectView, Place, Slot, Table, View, findings};

/// Takes all members of an object, in the order of its table, and what it keeps besides.
///
/// A closure by another name: `dyn FnMut` in the signatures of all described types would take the compiler a fifth of the
/// time that it needs for them.
pub struct Visitor<'a>(pub(crate) &'a mut dyn FnMut(&[&dyn Slot], &Extra));

impl Visitor<'_> {
    /// Looks at the members.
    #[inline]
    pub fn visit(&mut self, slots: &[&dyn Slot], extra: &Extra) {
        (self.0)(slots, extra);
    }
}

/// Takes the same as [`Visitor`], for writing.
pub struct VisitorMut<'a>(pub(crate) &'a mut dyn FnMut(&mut [&mut dyn Slot], &mut Extra));

impl VisitorMut<'_> {
    /// Changes the members.
    #[inline]
    pub fn visit(&mut self, slots: &mut [&mut dyn Slot], extra: &mut Extra) {
        (self.0)(slots, extra);
    }
}

/// A type with members of its own; every request, response and nested type is one.
///
/// Implemented by the macro `object!` only.
pub trait Object: Default + Send + 'static {
    /// The description of the type. No constant: the compiler would evaluate it, for every type, whether it is used or not.
    #[doc(hidden)]
    fn description() -> &'static Table;

    /// Hands all members, in the order of the table, and the kept rest to `visitor`, once.
    #[doc(hidden)]
    fn slots(&self, visitor: &mut Visitor<'_>);

    /// Hands out the same as [`slots`](Self::slots), for writing.
    #[doc(hidden)]
    fn slots_mut(&mut self, visitor: &mut VisitorMut<'_>);

    /// The members that the server sent and no type has a field for, here and in everything inside.
    fn unknown_fields(&self) -> Vec<Kept> {
        findings::unknown_fields(self.view())
    }

    /// The members whose value did not fit the type of their field, here and in everything inside. Those fields are unset.
    fn mismatches(&self) -> Vec<Kept> {
        findings::mismatches(self.view())
    }
}

impl<T: Object> Object for Box<T> {
    #[inline]
    fn description() -> &'static Table {
        T::description()
    }

    #[inline]
    fn slots(&self, visitor: &mut Visitor<'_>) {
        T::slots(self, visitor);
    }

    #[inline]
    fn slots_mut(&mut self, visitor: &mut VisitorMut<'_>) {
        T::slots_mut(self, visitor);
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
impl<T: Object> ObjectView for T {
    fn table(&self) -> &'static Table {
        T::description()
    }

    fn slots(&self, visit: &mut dyn FnMut(&[&dyn Slot], &Extra)) {
        Object::slots(self, &mut Visitor(visit));
    }
}
impl<T: Object> ObjectPlace for Option<T> {
    fn table(&self) -> &'static Table {
        T::description()
    }

    fn fill(&mut self, visit: &mut dyn FnMut(&mut [&mut dyn Slot], &mut Extra)) {
        self.get_or_insert_default().slots_mut(&mut VisitorMut(visit));
    }
}

/// Implements [`Object`], and by it `Clone`, `Debug`, `PartialEq`, `Serialize` and `Deserialize`, for a struct of optional
/// fields.
///
/// The struct derives `Default` and has a field `extra: Extra` besides. The list names its other fields with their wire
/// names, sorted by the bytes of these; `secret` behind one hides its value from `Debug`. A field may be deprecated, the
/// struct not: an attribute on each implementation would take the compiler a hundredth of the time that it needs for a type.
///
/// ```
/// use runtime::codegen::codec::{Extra, json};
///
/// #[derive(Default)]
/// pub struct Login {
///     pub password: Option<String>,
///     pub user_id: Option<i64>,
///     extra: Extra,
/// }
///
/// runtime::object!(Login { password: "Password" secret, user_id: "UserId" });
///
/// let login: Login = json::from_slice(br#"{"UserId":7,"Password":"hunter2","Shell":"zsh"}"#)?;
/// assert_eq!(format!("{login:?}"), r#"Login { Password: [redacted], Shell: "zsh", UserId: 7 }"#);
/// # Ok::<_, runtime::codegen::codec::DecodeError>(())
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! object {
    (@secret) => { false };
    (@secret secret) => { true };
    ($type:ident { $($field:ident: $name:literal $($secret:ident)?),* $(,)? }) => {
        #[allow(deprecated)]
        impl $crate::codegen::codec::Object for $type {
            #[inline]
            fn description() -> &'static $crate::codegen::codec::Table {
                &$crate::codegen::codec::Table {
                    name: ::core::stringify!($type),
                    members: &[$(
                        $crate::codegen::codec::Member { name: $name, secret: $crate::object!(@secret $($secret)?) },
                    )*],
                }
            }

            #[inline]
            fn slots(&self, visitor: &mut $crate::codegen::codec::Visitor<'_>) {
                visitor.visit(&[$(&self.$field),*], &self.extra);
            }

            #[inline]
            fn slots_mut(&mut self, visitor: &mut $crate::codegen::codec::VisitorMut<'_>) {
                visitor.visit(&mut [$(&mut self.$field),*], &mut self.extra);
            }
        }

        impl ::core::clone::Clone for $type {
            #[inline]
            fn clone(&self) -> Self {
                $crate::codegen::codec::copy(self)
            }
        }

        impl ::core::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::codegen::codec::debug(self, f)
            }
        }

        impl ::core::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::codegen::codec::equal(self, other)
            }
        }

        $crate::serde_traits!($type);
    };
}
