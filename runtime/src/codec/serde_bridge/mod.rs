//! serde's traits for every described type, for those who cache, log and replay values.
//!
//! They need a self-describing format. `Serialize` emits everything, **secrets, too**. What JSON text keeps and serde's
//! data model cannot carry comes out changed: a number beyond 64 bits is emitted as text and read as a float, and one that
//! is read as a float has lost its notation. Likewise, a list or map that turns out not to fit is kept with the scalars
//! before that point in the form of their type.

mod compound;
mod de;
mod member_name;
mod precision;
mod ser;

pub use de::{deserialize, fill};
pub use ser::serialize;

/// Implements serde's traits for a type that is a `Field`.
#[doc(hidden)]
#[macro_export]
macro_rules! serde_traits {
    ($type:ident) => {
        impl $crate::codegen::codec::serde::Serialize for $type {
            fn serialize<S: $crate::codegen::codec::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::codegen::codec::serialize(self, serializer)
            }
        }

        impl<'de> $crate::codegen::codec::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::codegen::codec::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::codegen::codec::deserialize(deserializer)
            }
        }
    };
}
