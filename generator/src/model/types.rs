//! Types: what is defined, and how it is used.

use super::{Deprecation, FieldDocs, Gone};

/// A shared type and its nested ones.
#[derive(Clone, Debug, PartialEq)]
pub struct Component {
    /// The wire name: `AIAgentConfig`.
    pub wire: String,
    /// The file and module under `types`.
    pub file: String,
    /// The types, the component itself first when it is a type of its own.
    pub types: Vec<TypeDef>,
}

/// A type that is defined.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeDef {
    /// A struct.
    Object(Object),
    /// An enum.
    Enum(Enum),
}

impl TypeDef {
    /// Its Rust name.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Object(object) => &object.name,
            Self::Enum(list) => &list.name,
        }
    }
}

impl TypeDef {
    /// Its dotted wire path.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::Object(object) => &object.path,
            Self::Enum(list) => &list.path,
        }
    }
}

/// A struct.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object {
    /// The Rust name.
    pub name: String,
    /// The dotted wire path: `AIAgentConfig.AsrConfig`.
    pub path: String,
    /// What it is.
    pub text: String,
    /// Set when the vendor's document does not have it any more.
    pub gone: Option<Gone>,
    /// Fields, sorted by wire name.
    pub fields: Vec<Field>,
}

/// A field.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The wire name.
    pub wire: String,
    /// The Rust identifier, possibly raw.
    pub name: String,
    /// The type, without the `Option` around it.
    pub ty: Type,
    /// Whether the document says that it must be given. What is gone need not.
    pub required: bool,
    /// Whether the value is not for logs.
    pub secret: bool,
    /// Set when it is deprecated.
    pub deprecated: Option<Deprecation>,
    /// Set when the vendor's document does not have it any more.
    pub gone: Option<Gone>,
    /// The texts.
    pub docs: FieldDocs,
}

/// A type in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// `bool`
    Boolean,
    /// `i64`
    Integer,
    /// `f64`
    Number,
    /// `String`
    Text,
    /// `Bytes`
    Bytes,
    /// Arbitrary JSON.
    Any,
    /// `Vec<T>`
    List(Box<Type>),
    /// `BTreeMap<String, T>`
    Map(Box<Type>),
    /// A struct or enum.
    Named(TypeRef),
    /// `Box<T>`, where a cycle needs it.
    Boxed(Box<Type>),
}

/// A reference to a defined type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TypeRef {
    /// The file of the component that defines it; `None` when it is defined in the same file.
    pub component: Option<String>,
    /// Its Rust name.
    pub name: String,
}

/// An open list of values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enum {
    /// The Rust name.
    pub name: String,
    /// The dotted wire path.
    pub path: String,
    /// What it is.
    pub text: String,
    /// Set when the vendor's document does not have it any more.
    pub gone: Option<Gone>,
    /// The known values.
    pub variants: Vec<Variant>,
}

/// A known value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// The value on the wire.
    pub wire: String,
    /// The Rust name.
    pub name: String,
    /// What it means.
    pub label: String,
    /// Set when the vendor's document does not have it any more.
    pub gone: Option<Gone>,
}
