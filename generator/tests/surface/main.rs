//! What programs in Rust see of generated code, and what of it a change of documents changes.
//!
//! | module | what |
//! |---|---|
//! | `complete` | the list of public items is what the generated files hold, all of it and nothing else |
//! | `files` | generated files → their public items, by a parser |
//! | `scope` | what the names in a file stand for |
//! | `changes` | for every class of change, a small edit of a document that gives exactly it |
//! | `guide` | the guide's documents have nothing that the vendor's have not |
//! | `history` | real snapshots: what is told is what differs, and the verdict is right |

#[path = "../output/cases.rs"]
#[expect(dead_code, reason = "only the documents are wanted")]
mod cases;
#[path = "../support/history.rs"]
mod histories;
#[path = "../support/listing.rs"]
mod listing;
#[path = "../support/metadata.rs"]
mod metadata;
#[path = "../support/selection.rs"]
mod selection;

mod changes;
mod complete;
mod files;
mod guide;
mod history;
mod scope;
