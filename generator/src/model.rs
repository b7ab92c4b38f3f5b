//! What is to be generated: plain data, every name chosen, every reference resolved.
//!
//! The wall between the two halves of the generator. Wire names stand beside Rust names everywhere; lists are sorted by
//! wire name, so nothing here depends on the order of a document. Texts are the vendor's Markdown, not yet rustdoc.

use crate::Summary;

/// Everything: one crate.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Api {
    /// One module for each document, sorted by name.
    pub modules: Vec<Module>,
}

impl Api {
    /// The modules that come to something: one without operations would be a client that can do nothing.
    pub fn callable(&self) -> impl Iterator<Item = &Module> {
        self.modules.iter().filter(|module| !module.operations.is_empty())
    }

    /// Counts what there is.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let mut summary = Summary { modules: self.callable().count(), ..Summary::default() };
        for module in &self.modules {
            summary.declared += module.declared;
            summary.operations += module.operations.len();
            summary.refused += module.refused.len();
            summary.types += module.operations.iter().map(|o| 1 + o.types.len()).sum::<usize>();
            summary.types += module.components.iter().map(|c| c.types.len()).sum::<usize>();
        }
        summary
    }
}

/// One version of one product.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Module {
    /// The Rust module and cargo feature: `ice20201109`.
    pub name: String,
    /// The product's code, case kept: `ICE`.
    pub product: String,
    /// The version: `2020-11-09`.
    pub version: String,
    /// The product's name, where the document gives one.
    pub title: Option<String>,
    /// What the product is, where the document says so.
    pub description: String,
    /// The path of the document, for headers.
    pub source: String,
    /// Hosts, sorted by region.
    pub endpoints: Vec<Endpoint>,
    /// The table of contents: titles and what stands under them.
    pub groups: Vec<Group>,
    /// Operations, sorted by wire name.
    pub operations: Vec<Operation>,
    /// Shared types, sorted by wire name.
    pub components: Vec<Component>,
    /// How many operations the document declares.
    pub declared: usize,
    /// Operations left out.
    pub refused: Vec<Refused>,
}

/// The host of a region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// The region's id.
    pub region: String,
    /// The public host.
    pub host: String,
    /// The host inside a VPC, where it is listed.
    pub vpc: Option<String>,
}

/// A heading of the table of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Titles from the top down.
    pub titles: Vec<String>,
    /// Wire names of the operations right under it.
    pub operations: Vec<String>,
}

/// An operation that is not generated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Its wire name.
    pub operation: String,
    /// Why.
    pub reason: String,
}

/// An operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// The wire name: `StartAIAgentInstance`.
    pub wire: String,
    /// The method of `Client`, and the module under `operations`: `start_ai_agent_instance`.
    pub method: String,
    /// The file's name without ending: the method's without `r#`.
    pub file: String,
    /// How it is called.
    pub call: CallForm,
    /// The request; its fields are the parameters.
    pub request: Object,
    /// Where each field of the request goes when that is not the query as plain or flattened text; sorted by wire name.
    pub parameters: Vec<Parameter>,
    /// What comes back.
    pub output: Output,
    /// Types of the response and nested types, sorted by name.
    pub types: Vec<TypeDef>,
    /// The texts.
    pub docs: OperationDocs,
    /// Set when it is deprecated.
    pub deprecated: Option<Deprecation>,
}

/// How an operation is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallForm {
    /// The verb, upper case.
    pub verb: &'static str,
    /// The path template; `None` for RPC, which always calls `/`.
    pub path: Option<String>,
    /// Whether it reads, writes or both.
    pub effect: Option<Effect>,
    /// Whether it is called without identity.
    pub anonymous: bool,
    /// Whether it answers with an event stream.
    pub event_stream: bool,
}

/// What an operation does to the resources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Reads only.
    Read,
    /// Writes.
    Write,
    /// Reads and writes.
    ReadWrite,
}

/// Where and how a field of the request goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The wire name.
    pub wire: String,
    /// The part of the request.
    pub place: Place,
    /// How a list or object is written.
    pub style: Style,
}

/// A part of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The URL query.
    Query,
    /// The form-encoded body.
    Form,
    /// A request header.
    Header,
    /// A placeholder of the path.
    Path,
    /// The whole body.
    Body(BodyKind),
}

/// How a body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyKind {
    /// JSON; `{}` when it is not set.
    JsonObject,
    /// JSON; no body when it is not set.
    Json,
    /// A text, sent as it is and labelled JSON.
    Text,
    /// Bytes.
    Binary,
}

/// How a list or object is written outside a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `Name.1.Key`; also any scalar.
    Flat,
    /// One JSON text.
    Json,
    /// Joined by commas.
    Simple,
}

/// What an operation answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    /// Nothing of interest.
    Unit,
    /// A text.
    Text,
    /// Bytes.
    Bytes,
    /// A JSON document.
    Json(Type),
}

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
    /// Whether the document says that it must be given.
    pub required: bool,
    /// Whether the value is not for logs.
    pub secret: bool,
    /// Set when it is deprecated.
    pub deprecated: Option<Deprecation>,
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
}

/// That something is deprecated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deprecation {
    /// What to use in its stead: `Product::version::Operation`.
    pub substitutes: Vec<Substitute>,
    /// Why nothing replaces it.
    pub reason: Option<String>,
}

/// What replaces a deprecated operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Substitute {
    /// The name as the vendor writes it: `Ecs::2014-05-26::RunInstances`.
    pub wire: String,
    /// The method without `r#`, when it is one of the same client.
    pub method: Option<String>,
}

/// Texts of an operation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OperationDocs {
    /// A short name.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// Long Markdown parts, in order.
    pub parts: Vec<String>,
    /// Permissions.
    pub permissions: Vec<Permission>,
    /// Documented errors, sorted by status and code.
    pub errors: Vec<ErrorCode>,
    /// A sample of the JSON response.
    pub sample: Option<String>,
}

/// A permission.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Permission {
    /// The RAM action.
    pub action: String,
    /// The access level.
    pub level: Option<String>,
    /// The resources that it applies to.
    pub resources: Vec<String>,
}

/// A documented error.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ErrorCode {
    /// The status as written; not always one of HTTP.
    pub status: String,
    /// The code.
    pub code: String,
    /// The message.
    pub message: String,
}

/// Texts of a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldDocs {
    /// What it is.
    pub text: String,
    /// The default.
    pub default: Option<String>,
    /// An example.
    pub example: Option<String>,
    /// Documented values and their labels, where the type does not say them.
    pub values: Vec<(String, String)>,
    /// Limits, in words: `1 to 100`, `at most 64 characters`.
    pub limits: Vec<String>,
    /// Whether it is read-only.
    pub read_only: bool,
}
