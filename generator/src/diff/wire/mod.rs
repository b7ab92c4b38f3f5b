//! Two editions of a document → what the vendor changed.
//!
//! | module | what |
//! |---|---|
//! | `schema_path` | owner, part, and the path below it |
//! | `difference` | a difference, its nodes not resolved yet |
//! | `changes` | collects differences |
//! | `normalize`, `value_display` | values as they are compared, and as they are reported |
//! | `document` | `info`, contents, hosts, operations, components |
//! | `operation`, `documentation` | what makes a call, and what documents it |
//! | `parameters`, `responses` | the two ends of an operation |
//! | `schema` | a schema: what it is, must be and may be |
//! | `values` | its list of values |
//! | `texts` | its documentation |
//! | `rendering` | how generated files render a text |
//!
//! References are not followed: what changes in a component belongs to the component. What comes or goes as a whole is one
//! change. Texts are compared trimmed, blank ones are absent, and lists are sets. Values are reported whole; reports cut them.

mod changes;
mod difference;
mod document;
mod documentation;
#[cfg(test)]
mod key_table_tests;
mod normalize;
mod operation;
mod parameters;
mod rendering;
mod responses;
mod schema;
mod schema_path;
mod texts;
mod value_display;
mod values;

pub(super) use difference::{Difference, SchemaPair};
pub(super) use document::differences;
pub(super) use values::{bare, listed};
