//! Open enums: known texts as variants, every other text in one more.

use std::fmt;

/// A text that an open enum has no variant for.
///
/// Only reading such a text makes one, so it never stands for a known value.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    #[doc(hidden)]
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// The text as it was read.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Implements reading, writing, comparison and conversion for an open enum by the texts of its variants.
///
/// The enum derives `Clone` and has a variant `Unknown(UnknownValue)` besides those listed. A variant may be deprecated, the
/// enum not.
///
/// All functions are inlined, so that a library of generated types has no code until a program uses some of it.
///
/// ```
/// use runtime::codegen::codec::UnknownValue;
///
/// #[derive(Clone)]
/// #[non_exhaustive]
/// pub enum Direction {
///     North,
///     South,
///     Unknown(UnknownValue),
/// }
///
/// runtime::open_enum!(Direction { North: "north", South: "SOUTH" });
///
/// assert_eq!(Direction::from("SOUTH"), Direction::South);
/// assert_eq!(Direction::from("up").as_str(), "up");
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! open_enum {
    ($type:ident { $($variant:ident: $text:literal),* $(,)? }) => {
        #[allow(deprecated)]
        impl $type {
            /// The text on the wire.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Unknown(value) => value.as_str(),
                }
            }
        }

        #[allow(deprecated)]
        impl ::core::convert::From<&str> for $type {
            #[inline]
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    _ => Self::Unknown($crate::codegen::codec::UnknownValue::new(text)),
                }
            }
        }

        #[allow(deprecated)]
        impl ::core::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    $(Self::$variant => f.write_str(::core::stringify!($variant)),)*
                    Self::Unknown(value) => f.debug_tuple("Unknown").field(value).finish(),
                }
            }
        }

        impl ::core::convert::From<::std::string::String> for $type {
            #[inline]
            fn from(text: ::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl ::core::str::FromStr for $type {
            type Err = ::core::convert::Infallible;

            // Not `Self::Err`: there may be a variant of that name.
            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                Ok(Self::from(text))
            }
        }

        impl ::core::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::core::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl ::core::cmp::Eq for $type {}

        impl ::core::hash::Hash for $type {
            #[inline]
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl $crate::codegen::codec::Field for $type {
            #[inline]
            fn view(&self) -> $crate::codegen::codec::View<'_> {
                $crate::codegen::codec::View::Text(self.as_str())
            }

            #[inline]
            fn place(slot: &mut ::core::option::Option<Self>) -> $crate::codegen::codec::Place<'_> {
                $crate::codegen::codec::Place::Token(slot)
            }
        }

        $crate::serde_traits!($type);
    };
}
