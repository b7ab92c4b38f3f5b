//! The note of `#[deprecated]`. Compilers print it as it is and rustdoc renders it as Markdown without links between items,
//! so it is one line of safe Markdown; the documentation of the item does not repeat it.

use super::page::either;
use crate::docs;
use crate::model::Deprecation;

/// What to use instead, or why nothing replaces it; `None` when the document gives neither.
pub(super) fn note(deprecation: &Deprecation) -> Option<String> {
    let substitutes = deprecation.substitutes.iter();
    let names: Vec<String> =
        substitutes.map(|substitute| docs::code(substitute.method.as_deref().unwrap_or(&substitute.wire))).collect();
    let note = match &deprecation.reason {
        _ if !names.is_empty() => format!("use {} instead", either(&names)),
        Some(reason) => docs::one_line(reason),
        None => String::new(),
    };
    Some(note).filter(|note| !note.is_empty())
}
