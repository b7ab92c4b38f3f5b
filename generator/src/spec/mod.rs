//! Documents as they are written: text → tree → typed mirror, every element with its place.
//!
//! | module | what |
//! |---|---|
//! | [`document`] | the typed mirror of the language |
//! | `tree` | what JSON and YAML have in common |
//! | `json`, `yaml` | text → tree |
//! | `advice` | what to do about a text that is neither |
//! | `file` | a parsed text, and how places in it are found again |
//! | `path` | dotted paths, as messages and corrections name an element |
//! | `pairs` | names of two editions, paired |
//! | `keys` | the keys of each position, and what a misspelt one was meant to be |
//! | [`corrections`] | what overrules a document, applied to its tree |
//! | `shape` | what a schema is |
//! | `read` | tree → mirror, with all faults |

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
mod read;
pub(crate) mod shape;
pub(crate) mod tree;
pub(crate) mod yaml;

pub use document::Document;
pub(crate) use fault::Fault;
pub(crate) use loaded::LoadedDocument;
pub use tree::NodeId;
