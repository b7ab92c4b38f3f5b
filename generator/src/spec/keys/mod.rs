//! The vendor's keys: which there are in each construct, and what reading, importing and comparing do with each.
//!
//! | module | what |
//! |---|---|
//! | `construct` | what a row of the table says |
//! | `table` | the keys, construct by construct: the only place that lists them |
//! | `values` | the words that some keys take |
//! | `spelling` | which known word a misspelt one resembles |
//!
//! From each construct of the table a macro makes an enum of the keys that the generator reads. The reader matches on that
//! enum, so that a row without an arm, or an arm without a row, does not compile. `import` walks the table itself. What
//! `diff` compares is written in `diff/wire`, and a test there holds it against the table.

mod construct;
mod spelling;
pub(crate) mod table;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod values;

#[cfg(test)]
pub(crate) use construct::Change;
pub(super) use construct::ReadKey;
pub(crate) use construct::{Construct, Form, Key, Role};
pub(crate) use spelling::closest;
pub(super) use spelling::{lacks, misspelt};
pub(super) use table::is_text;
