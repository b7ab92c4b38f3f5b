//! What is generated, as a whole: golden files, that they compile, that no order matters, that nothing panics.
//!
//! | module | what |
//! |---|---|
//! | `golden` | made-up documents and every file that comes out of them |
//! | `guide` | `GENERATED.md`, cut out of these documents and files |
//! | `compiled` | all of that is one crate, without warnings, and its tests pass |
//! | `hard_names` | … names that generated text uses itself, and very long ones, too |
//! | `order` | the order of a document's maps and lists, and of documents, changes nothing |
//! | `pages` | a program first, operations under the vendor's headings, nothing told twice |
//! | `stability` | a small change of a document is a small change of the output |
//! | `mutations` | damaged documents: diagnostics or valid Rust, never a panic |
//! | `markup` | hostile documents: nothing that they say becomes HTML or code |
//! | `texts` | hostile texts, in each kind of place that documentation has |

#[path = "../support/comments.rs"]
mod comments;
#[path = "../support/diagnostics.rs"]
mod diagnostics;
#[path = "../support/hostile.rs"]
mod hostile;
#[path = "../support/metadata.rs"]
mod metadata;
#[path = "../support/page.rs"]
mod page;
#[path = "../support/project.rs"]
mod project;
#[path = "../support/syntax.rs"]
mod syntax;

mod cases;
mod compiled;
mod golden;
mod guide;
mod hard_names;
mod markup;
mod mutations;
mod order;
mod pages;
mod random;
mod stability;
mod texts;
mod tree;
