//! Syntax tree → typed document. Reads everything that can be read and reports everything that cannot.
//!
//! | what | severity |
//! |---|---|
//! | the same key twice, a misspelt key, the wrong JSON type, where requests and responses are made from it | error |
//! | the same in what only documents: directories, endpoints, error codes, permissions, hints | warning, it counts as absent |
//! | the wrong JSON type where a text is expected | warning, the text counts as absent (real documents hold such) |
//! | an unknown key that resembles none, or stands beside the one that it resembles | nothing: it comes from a newer edition |
//!
//! An error says in which part of the document it lies ([`Owner`]): one inside an operation or a component makes nothing
//! else unusable, and costs the operations that need it.

mod document;
mod maps;
mod operation;
mod reader;
mod scalars;
mod schema;

use super::Fault;
use super::document::Document;
use super::tree::Node;
use crate::Owner;
use reader::Reader;

/// Reads a whole document.
pub(super) fn document<'a>(root: Node<'a>, faults: &mut Vec<Fault>) -> Document<'a> {
    Reader { faults, owner: Owner::Document, is_advisory: false }.document(root)
}
