//! The items of the generated crate, as data: what emitters return, [`render`](crate::render) prints and
//! [`diff::surface`](crate::diff::surface) lists.
//!
//! Nothing here is Rust in text form but the expressions in the bodies of a few methods: names are names, types are
//! [`model::Type`](crate::model::Type)s that each reader writes as it needs them, documentation is [`Docs`], whose lines are
//! made on demand, and code of no regular form is [`Code`]. Items borrow from the model, and two are equal when the same text
//! comes of them.
//!
//! | module | what |
//! |---|---|
//! | `file` | files, and where they stand |
//! | `definition` | structs, enums, constants, modules, re-exports |
//! | `method` | methods |
//! | `chain` | calls that build a value |
//! | `program` | examples, tests, and code of no regular form |
//! | `sample` | sample responses |
//! | `names` | types, as a file or a list writes them |
//! | `scope` | the names that a file uses: imports, short names |

mod chain;
mod definition;
mod file;
mod method;
mod names;
mod program;
mod sample;
mod scope;

pub use chain::{Chain, Invocation, Operand};
pub use definition::{
    Attribute, Const, Deprecated, Enum, Field, Mod, Origin, Reexport, Row, Struct, Table, TableMacro, Ty, Variant,
    Visibility,
};
pub use file::{File, Guarded, Impl, Item, Naming, OperationImpl, PagedImpl, Source};
pub use method::{Answer, Argument, Body, Method, Receiver, Returned};
pub(crate) use names::{Names, answer_name, type_name, write_type};
pub use program::{Calls, Code, Example, Test, TestModule};
pub use sample::{Sample, SampleFile, SampledImpl};
pub(crate) use scope::Scope;

pub use crate::rustdoc::Docs;
