//! Reading and writing values: JSON, flattened parameters, plain text and serde, all from one description of a type.
//!
//! A type is described once, by the macro `object!` or `open_enum!`. Everything that does work is compiled once, in this
//! crate, and goes through two small vocabularies:
//!
//! * [`View`] is what a value looks like from outside; every writer, `Clone`, `Debug` and `PartialEq` go by it.
//! * [`Place`] is where a value can be put; every reader and `Clone` go by it.
//!
//! Per type there remain a table of names and functions that hand out references. That keeps a crate of thousands of
//! types cheap to compile.
//!
//! Two rules hold on the way in: *nothing is lost* and *nothing breaks a successful call*. A member that the type does
//! not know, and a member whose value does not fit its type, is kept as JSON text in the [`Extra`] of its object and is
//! written back. [`Object::unknown_fields`] and [`Object::mismatches`] list them. A null counts as absent; within a list
//! or a map, where nothing can be absent, it fits free-form values only.

mod copy;
mod debug;
mod eq;
mod error;
mod extra;
mod field;
pub(crate) mod findings;
pub mod flat;
mod free;
pub mod json;
mod lenient;
mod number;
mod object;
mod object_entries;
mod open_enum;
mod place;
mod secret_texts;
pub(crate) mod secrets;
mod serde_bridge;
mod table;
pub mod text;
mod view;

pub use self::{
    error::{DecodeError, EncodeError},
    extra::Extra,
    field::Field,
    findings::Kept,
    object::{Object, Visitor, VisitorMut},
    open_enum::UnknownValue,
    place::{ListPlace, MapPlace, ObjectPlace, Place, Slot, TokenPlace},
    table::{Member, Table},
    view::{ListView, MapView, ObjectView, View},
};

pub(crate) use self::free::plain_text;
pub(crate) use self::lenient::{put_number, put_text};
pub(crate) use self::object_entries::{Content, Entry, with_entries};
#[cfg(feature = "test-util")]
pub(crate) use self::secret_texts::secret_texts_in;
pub(crate) use self::secret_texts::{all_texts, secret_texts};

// What the macros name.
#[doc(hidden)]
pub use self::{
    copy::copy,
    debug::debug,
    eq::equal,
    serde_bridge::{deserialize, fill, serialize},
};

pub(crate) use self::debug::Shown;
