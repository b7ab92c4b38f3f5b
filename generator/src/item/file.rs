//! Files, and what stands in them.

use super::chain::Chain;
use super::definition::{Attribute, Const, Enum, Mod, Reexport, Struct, Table};
use super::method::Answer;
use super::method::Method;
use super::program::{Calls, Code, Example, TestModule};
use super::sample::{SampleFile, SampledImpl};
use crate::Owner;
use crate::model::{Type, TypeModule};
use crate::rustdoc::Docs;

/// How many names the path of a module of types has below the one of its product version: `types::tag`.
const TYPE_MODULE: usize = 2;

/// A file to be rendered.
#[derive(Clone, Debug)]
pub enum Source<'m> {
    /// Rust.
    Rust(File<'m>),
    /// A sample, as a string literal.
    Sample(SampleFile<'m>),
    /// Anything else, as it is.
    Text {
        /// The path relative to the crate.
        path: String,
        /// The whole text, marker included.
        content: String,
    },
}

/// A Rust file.
#[derive(Clone, Debug)]
pub struct File<'m> {
    /// The path relative to the crate.
    pub path: String,
    /// The path of its module below the crate, `["ice20201109", "types", "tag"]`; empty for the root of a crate or program.
    pub module: Vec<&'m str>,
    /// The name of the document that it is made from; empty for all documents.
    pub document: &'m str,
    /// The part of the document that it is made from.
    pub owner: Owner,
    /// The module's documentation.
    pub docs: Docs<'m>,
    /// Attributes of the file.
    pub attributes: Vec<Attribute<'m>>,
    /// How it names the types of the module.
    pub naming: Naming<'m>,
    /// What it imports besides what its items need: full paths.
    pub imports: Vec<String>,
    /// The items, in their order.
    pub items: Vec<Item<'m>>,
}

impl File<'_> {
    /// The path of the module of a product version from within its crate, for a file that defines its types:
    /// `crate::ice20201109`, or `crate` where that is the root.
    pub(crate) fn root(&self) -> String {
        let above = self.module.len().saturating_sub(TYPE_MODULE);
        ["crate"].iter().chain(self.module.iter().take(above)).copied().collect::<Vec<_>>().join("::")
    }
}

/// How a file names the types of a module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Naming<'m> {
    /// By their names, which it imports where it does not define them; by a longer path where two would meet.
    Import(&'m TypeModule),
    /// By the lists that they stand in: `types::Tag`. So a new type adds lines and changes none.
    #[default]
    List,
}

/// An item of a Rust file.
///
/// What makes up nearly all of the output has one form each, and is laid out by the renderer itself, ten times as fast as
/// through tokens. Everything else is [`Code`].
#[derive(Clone, Debug, PartialEq)]
pub enum Item<'m> {
    /// Modules, one a line.
    Mods(Vec<Mod<'m>>),
    /// Second paths, one a line.
    Reexports(Vec<Reexport<'m>>),
    /// A constant.
    Const(Const<'m>),
    /// A struct.
    Struct(Struct<'m>),
    /// An enum.
    Enum(Enum<'m>),
    /// What belongs to a type.
    Impl(Impl<'m>),
    /// The rows of a type's tables.
    Table(Table<'m>),
    /// How a request is sent.
    Operation(OperationImpl<'m>),
    /// The sample of an operation, for tests.
    Sampled(SampledImpl<'m>),
    /// How a request is sent page by page.
    Paged(PagedImpl<'m>),
    /// How an example program finds the call of an operation.
    Calls(Calls<'m>),
    /// An operation in an example program.
    Example(Example<'m>),
    /// The tests of an operation.
    Tests(TestModule),
    /// Items that compile with one format of the runtime only.
    Guarded(Guarded<'m>),
    /// Anything else.
    Code(Code<'m>),
}

/// Items that compile with one format of the runtime only: with another one there is a single error, which names a command.
#[derive(Clone, Debug, PartialEq)]
pub struct Guarded<'m> {
    /// The command that generates the crate.
    pub command: &'static str,
    /// The items, in their order.
    pub items: Vec<Code<'m>>,
}

/// Inherent items of a type. A type may have several: rustdoc shows the documentation of each above its methods.
#[derive(Clone, Debug, PartialEq)]
pub struct Impl<'m> {
    /// The type, which the same file defines.
    pub ty: &'m str,
    /// Its documentation.
    pub docs: Docs<'m>,
    /// Constants, in their order.
    pub consts: Vec<Const<'m>>,
    /// Methods, in their order.
    pub methods: Vec<Method<'m>>,
}

/// The implementation of the runtime's trait `Operation` for a request.
#[derive(Clone, Debug, PartialEq)]
pub struct OperationImpl<'m> {
    /// The request, which the same file defines.
    pub request: &'m str,
    /// What a call gives.
    pub answer: Answer<'m>,
    /// The value of `INFO`: how the call goes on the wire.
    pub info: Chain<'m>,
    /// The names of the runtime that the value uses.
    pub uses: Vec<&'static str>,
}

/// The implementation of the runtime's trait `Paged` for a request.
#[derive(Clone, Debug, PartialEq)]
pub struct PagedImpl<'m> {
    /// The request, which the same file defines.
    pub request: &'m str,
    /// The type of an item.
    pub item: &'m Type,
    /// The fields that lead to the list of items, by their Rust names.
    pub path: Vec<&'m str>,
    /// The value of `PAGING`: how one page leads to the next.
    pub paging: Chain<'m>,
}
