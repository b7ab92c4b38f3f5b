//! Types: what is defined, by which path, and how it is used.

use super::{Deprecation, FieldDocs, Gone, Prose};
use std::fmt;

/// A shared type and its nested ones.
#[derive(Clone, Debug, PartialEq)]
pub struct Component {
    /// The wire name: `AIAgentConfig`.
    pub wire: String,
    /// The module under `types`; without `r#` it is the name of the file.
    pub file: String,
    /// The types: the component itself first when it is a type of its own, then nested ones by name.
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
    /// Its path in Rust.
    #[must_use]
    pub fn path(&self) -> &TypePath {
        match self {
            Self::Object(object) => &object.path,
            Self::Enum(list) => &list.path,
        }
    }

    /// Its path in Rust, to be settled.
    pub(crate) fn path_mut(&mut self) -> &mut TypePath {
        match self {
            Self::Object(object) => &mut object.path,
            Self::Enum(list) => &mut list.path,
        }
    }

    /// Its Rust name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.path().name
    }

    /// Its dotted wire path.
    #[must_use]
    pub fn wire_path(&self) -> &str {
        match self {
            Self::Object(object) => &object.wire_path,
            Self::Enum(list) => &list.wire_path,
        }
    }

    /// Its fields, if it is a struct.
    #[must_use]
    pub fn fields(&self) -> &[Field] {
        match self {
            Self::Object(object) => &object.fields,
            Self::Enum(_) => &[],
        }
    }
}

/// The path of a type below the module of its product version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TypePath {
    /// The module that defines it.
    pub module: TypeModule,
    /// Its Rust name.
    pub name: String,
    /// Whether the list that its module stands in re-exports it: `types::Tag` beside `types::tag::Tag`.
    pub is_exported: bool,
}

impl TypePath {
    /// A type that is reached through its module alone, as far as is known.
    #[must_use]
    pub fn new(module: TypeModule, name: String) -> Self {
        Self { module, name, is_exported: false }
    }

    /// The path as programs write it: `types::Tag`, or `types::tag::TagValue` where the list does not re-export it.
    #[must_use]
    pub fn shortest(&self) -> String {
        match self.is_exported {
            true => format!("{}::{}", self.module.list(), self.name),
            false => self.canonical(),
        }
    }

    /// The path through the module that defines it: `types::tag::Tag`.
    #[must_use]
    pub fn canonical(&self) -> String {
        format!("{}::{}", self.module, self.name)
    }
}

/// A module that defines types: that of an operation or of a component.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TypeModule {
    /// Below `operations`: the module of an operation, called like its method.
    Operation(String),
    /// Below `types`: the module of a component.
    Component(String),
}

impl TypeModule {
    /// The list that the module stands in.
    #[must_use]
    pub fn list(&self) -> &'static str {
        match self {
            Self::Operation(_) => "operations",
            Self::Component(_) => "types",
        }
    }

    /// The name of the module.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Operation(name) | Self::Component(name) => name,
        }
    }
}

/// The path below the module of the product version: `types::tag`.
impl fmt::Display for TypeModule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}::{}", self.list(), self.name())
    }
}

/// A struct.
#[derive(Clone, Debug, PartialEq)]
pub struct Object {
    /// The path in Rust.
    pub path: TypePath,
    /// The dotted wire path: `AIAgentConfig.AsrConfig`.
    pub wire_path: String,
    /// What it is.
    pub text: Prose,
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
    /// The method that sets it: `with_name`.
    pub setter: String,
    /// How the setter, or `new` of a request, takes its value.
    pub form: ArgumentForm,
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

/// How a method takes a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgumentForm {
    /// `T`
    ByValue,
    /// `impl Into<T>`, where that saves a conversion: texts and free-form values.
    Into,
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
    Named(TypePath),
    /// `Box<T>`, where a cycle needs it.
    Boxed(Box<Type>),
}

impl Type {
    /// The defined type that it names, alone or inside lists, maps and boxes.
    #[must_use]
    pub fn named(&self) -> Option<&TypePath> {
        match self {
            Self::Named(path) => Some(path),
            Self::List(inner) | Self::Map(inner) | Self::Boxed(inner) => inner.named(),
            Self::Boolean | Self::Integer | Self::Number | Self::Text | Self::Bytes | Self::Any => None,
        }
    }

    /// [`Self::named`], to be settled.
    pub(crate) fn named_mut(&mut self) -> Option<&mut TypePath> {
        match self {
            Self::Named(path) => Some(path),
            Self::List(inner) | Self::Map(inner) | Self::Boxed(inner) => inner.named_mut(),
            Self::Boolean | Self::Integer | Self::Number | Self::Text | Self::Bytes | Self::Any => None,
        }
    }
}

/// An open list of values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enum {
    /// The path in Rust.
    pub path: TypePath,
    /// The dotted wire path.
    pub wire_path: String,
    /// What it is.
    pub text: Prose,
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
