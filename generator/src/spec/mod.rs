//! Documents: text → syntax tree → typed form, in which every element knows its place.
//!
//! | module | what |
//! |---|---|
//! | [`document`] | the typed form of a document |
//! | `tree` | the syntax tree: what JSON and YAML have in common |
//! | `json`, `yaml` | text → tree |
//! | `advice` | what to do about a text that is neither |
//! | `file` | a parsed text, and the positions in it |
//! | `fault`, `loaded` | a defect; a document with its corrections and all faults |
//! | `places` | where nodes stand in a JSON text |
//! | `path` | dotted paths, as messages and corrections name an element |
//! | `pairs` | names of two editions, paired |
//! | `keys` | the keys of each construct, and what becomes of them |
//! | [`corrections`] | what overrules a document, applied to its tree |
//! | `shape` | what a schema is |
//! | `read` | syntax tree → typed document, with all faults |

mod advice;
pub mod corrections;
pub mod document;
mod fault;
pub(crate) mod file;
pub(crate) mod json;
pub(crate) mod keys;
mod loaded;
pub(crate) mod pairs;
pub(crate) mod path;
mod places;
mod read;
pub(crate) mod shape;
pub(crate) mod tree;
pub(crate) mod yaml;

pub use document::Document;
pub(crate) use fault::Fault;
pub(crate) use loaded::LoadedDocument;
pub use tree::NodeId;
