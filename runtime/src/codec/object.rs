//! Objects: types with members of their own.

use super::{Extra, Field, Kept, Slot, findings};

/// The static description of an object type.
#[derive(Debug)]
pub struct Table {
    /// The Rust name of the type, for `Debug`.
    pub name: &'static str,
    /// The members, sorted by the bytes of their wire names.
    pub members: &'static [Member],
}

impl Table {
    /// Finds the member called `name`: the index and the static name.
    pub(crate) fn find(&self, name: &str) -> Option<(usize, &'static str)> {
        let index = self.members.binary_search_by(|member| member.name.cmp(name)).ok()?;
        Some((index, self.members.get(index)?.name))
    }
}

/// The static description of one member.
#[derive(Debug)]
pub struct Member {
    /// The name on the wire.
    pub name: &'static str,
    /// Whether the value is secret, so that `Debug` must not show it.
    pub secret: bool,
}

/// A type with members of its own; every request, response and nested type is one.
///
/// Implemented by the macro `object!` only.
pub trait Object: Default + Send + 'static {
    /// The description of the type.
    #[doc(hidden)]
    const TABLE: &'static Table;

    /// Hands all members, in the order of the table, and the kept rest to `visit`, once.
    #[doc(hidden)]
    fn slots(&self, visit: &mut dyn FnMut(&[&dyn Slot], &Extra));

    /// Hands out the same as [`slots`](Self::slots), for writing.
    #[doc(hidden)]
    fn slots_mut(&mut self, visit: &mut dyn FnMut(&mut [&mut dyn Slot], &mut Extra));

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
    const TABLE: &'static Table = T::TABLE;

    #[inline]
    fn slots(&self, visit: &mut dyn FnMut(&[&dyn Slot], &Extra)) {
        T::slots(self, visit);
    }

    #[inline]
    fn slots_mut(&mut self, visit: &mut dyn FnMut(&mut [&mut dyn Slot], &mut Extra)) {
        T::slots_mut(self, visit);
    }
}

/// Implements [`Object`], and `Debug`, `PartialEq`, `Serialize` and `Deserialize` by it, for a struct of optional fields.
///
/// The struct derives `Default` and has a field `extra: Extra` besides. The list names its other fields with their wire
/// names, sorted by the bytes of these; `secret` behind one hides its value from `Debug`.
///
/// ```
/// use runtime::codec::{Extra, json};
///
/// #[derive(Clone, Default)]
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
/// # Ok::<_, runtime::codec::DecodeError>(())
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! object {
    (@secret) => { false };
    (@secret secret) => { true };
    ($type:ident { $($field:ident: $name:literal $($secret:ident)?),* $(,)? }) => {
        #[allow(deprecated)]
        impl $crate::codec::Object for $type {
            const TABLE: &'static $crate::codec::Table = &$crate::codec::Table {
                name: ::core::stringify!($type),
                members: &[$(
                    $crate::codec::Member { name: $name, secret: $crate::object!(@secret $($secret)?) },
                )*],
            };

            #[inline]
            fn slots(&self, visit: &mut dyn FnMut(&[&dyn $crate::codec::Slot], &$crate::codec::Extra)) {
                visit(&[$(&self.$field),*], &self.extra);
            }

            #[inline]
            fn slots_mut(
                &mut self,
                visit: &mut dyn FnMut(&mut [&mut dyn $crate::codec::Slot], &mut $crate::codec::Extra),
            ) {
                visit(&mut [$(&mut self.$field),*], &mut self.extra);
            }
        }

        #[allow(deprecated)]
        impl ::core::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::codec::debug(self, f)
            }
        }

        #[allow(deprecated)]
        impl ::core::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::codec::equal(self, other)
            }
        }

        $crate::serde_traits!($type);
    };
}
