//! The public items of a module, and how two lists of them differ.
//!
//! | module | what |
//! |---|---|
//! | `items` | what the emitters make of a model → its public items |
//! | `changes` | two lists of items → what comes, goes and changes |
//! | `short` | signatures as one reads them in a line |

mod changes;
mod items;
mod short;

use crate::Owner;
pub(super) use changes::changes;
pub use items::items;

/// A public item of the generated crate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SurfaceItem {
    /// Its path below the crate, as a program writes it: `ice20201109::types::ai_agent_config::AiAgentConfig::r#type`.
    pub path: String,
    /// The part of the document that it comes from.
    pub owner: Owner,
    /// What it is.
    pub kind: ItemKind,
    /// Its type or signature, every type by its canonical path below the crate; empty where there is none.
    pub signature: String,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// The path of the item that it comes and goes with.
    pub parent: Option<String>,
    /// The dotted wire path that it comes from: `GetJob.Request.Tags.Key`; empty for what has none.
    pub origin: String,
}

/// What an item is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemKind {
    /// A module.
    #[default]
    Module,
    /// A struct.
    Struct,
    /// An enum.
    Enum,
    /// A second, shorter path of a type; the signature is its canonical path.
    Export,
    /// A field; the signature is its type, without the `Option` around it.
    Field,
    /// A setter; the signature is the type that it takes: `impl Into<String>`.
    Setter,
    /// `new` of a request; the signature is its arguments: `(instance_id: impl Into<String>, count: i64)`.
    Constructor,
    /// A variant.
    Variant,
    /// A method of `Client`; the signature is request and result: `(ice20201109::operations::stop::StopRequest) -> ()`.
    Method,
    /// The same method of `blocking::Client`, which comes, goes and changes with that one; the signature is the request.
    BlockingMethod,
    /// A constant; the signature is its value.
    Constant,
    /// The documented sample of an operation, a constant of the request, by the runtime's trait `Sampled`. Its value is none
    /// of the surface.
    Sample,
    /// The implementation of `Paged` for a request; the signature is the type of an item.
    Paged,
    /// How the pages of a request follow each other; the signature is the constant, and where the items stand.
    Paging,
}
