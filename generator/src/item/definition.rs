//! What is defined: structs, enums, constants, modules, and second paths.

use super::sample::Sample;
use crate::Owner;
use crate::model::{self, TypePath};
use crate::rustdoc::Docs;
use std::fmt;

/// Who may use an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// Everybody.
    Public,
    /// The module itself.
    Private,
}

/// The wire path that an item comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin<'m> {
    /// A wire name or path.
    Path(&'m str),
    /// What stands under a wire name below a wire path: a field, a value.
    Below(&'m str, &'m str),
}

impl fmt::Display for Origin<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(path) => f.write_str(path),
            Self::Below(path, name) => write!(f, "{path}.{name}"),
        }
    }
}

/// That an item is deprecated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deprecated {
    /// The note that compilers and rustdoc show.
    pub note: Option<String>,
}

/// An attribute besides `#[deprecated]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attribute<'m> {
    /// `#[doc(alias = "…")]`
    Alias(&'m str),
    /// `#[derive(…)]`
    Derive(&'static [&'static str]),
    /// `#[non_exhaustive]`
    NonExhaustive,
    /// `#[inline]`
    Inline,
    /// `#[allow(lints)]`
    Allow(&'static [&'static str]),
    /// `#[expect(lint, reason = "…")]`
    Expect(&'static str, &'static str),
    /// `#[cfg(feature = "…")]`; of a file, `#![cfg(feature = "…")]`
    Feature(&'m str),
    /// `#[cfg_attr(doc, doc = …)]`: a sample, which only rustdoc reads from its file
    Sample(Sample<'m>),
}

/// The type of a field or argument.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ty<'m> {
    /// A type of the model.
    Model(&'m model::Type),
    /// `Option` of a type of the model.
    Optional(&'m model::Type),
    /// A defined type.
    Named(&'m TypePath),
    /// A type of the runtime, by its name.
    Runtime(&'static str),
    /// A type parameter, and the trait of the runtime that bounds it.
    Parameter(&'static str, &'static str),
}

/// A struct.
#[derive(Clone, Debug, PartialEq)]
pub struct Struct<'m> {
    /// Its name.
    pub name: &'m str,
    /// The wire path that it comes from; `None` for one that every module has.
    pub origin: Option<&'m str>,
    /// Its documentation.
    pub docs: Docs<'m>,
    /// Its attributes, in their order.
    pub attributes: Vec<Attribute<'m>>,
    /// Its fields, in their order.
    pub fields: Vec<Field<'m>>,
}

/// A field.
#[derive(Clone, Debug, PartialEq)]
pub struct Field<'m> {
    /// Its name.
    pub name: &'m str,
    /// Its name on the wire; `None` for one that is not sent.
    pub wire: Option<&'m str>,
    /// Its type.
    pub ty: Ty<'m>,
    /// Whether its value is not for logs.
    pub secret: bool,
    /// Who may use it.
    pub visibility: Visibility,
    /// Its documentation.
    pub docs: Docs<'m>,
    /// Set when it is deprecated.
    pub deprecated: Option<Deprecated>,
}

/// An enum.
#[derive(Clone, Debug, PartialEq)]
pub struct Enum<'m> {
    /// Its name.
    pub name: &'m str,
    /// The wire path that it comes from.
    pub origin: &'m str,
    /// Its documentation.
    pub docs: Docs<'m>,
    /// Its attributes, in their order.
    pub attributes: Vec<Attribute<'m>>,
    /// Its variants, in their order.
    pub variants: Vec<Variant<'m>>,
}

/// A variant.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant<'m> {
    /// Its name.
    pub name: &'m str,
    /// The value on the wire that it stands for; `None` for one that every enum has.
    pub wire: Option<&'m str>,
    /// The type of its content, where it has one.
    pub payload: Option<Ty<'m>>,
    /// Its documentation.
    pub docs: Docs<'m>,
}

/// A constant text.
#[derive(Clone, Debug, PartialEq)]
pub struct Const<'m> {
    /// Its name.
    pub name: &'m str,
    /// Its value.
    pub value: &'m str,
    /// The wire path that it comes from; empty where it is no element of the document.
    pub origin: Origin<'m>,
    /// Its documentation.
    pub docs: Docs<'m>,
}

/// The rows that the codec's tables for a type are made from: `object!(Tag { key: "Key", … });`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<'m> {
    /// The macro.
    pub table: TableMacro,
    /// The type.
    pub ty: &'m str,
    /// One row for each field or variant that has a wire name.
    pub rows: Vec<Row<'m>>,
}

/// A macro that makes tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableMacro {
    /// `object!`, for structs.
    Object,
    /// `open_enum!`, for enums.
    OpenEnum,
}

impl TableMacro {
    /// The name of the macro, without `!`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Object => "object",
            Self::OpenEnum => "open_enum",
        }
    }
}

/// A row of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row<'m> {
    /// The field or variant.
    pub name: &'m str,
    /// Its name on the wire.
    pub wire: &'m str,
    /// Whether its value is not for logs.
    pub secret: bool,
}

/// A module with a file of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mod<'m> {
    /// Its name.
    pub name: &'m str,
    /// Who may use it.
    pub visibility: Visibility,
    /// The feature that it is compiled with; `None` for always.
    pub feature: Option<&'static str>,
    /// The part of the document that it is made from.
    pub owner: Owner,
}

/// Types of a module that stand beside it, too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reexport<'m> {
    /// The module that defines them, in the same file.
    pub module: &'m str,
    /// Their names, in their order.
    pub names: Vec<&'m str>,
    /// The part of the document that they are made from.
    pub owner: Owner,
}
