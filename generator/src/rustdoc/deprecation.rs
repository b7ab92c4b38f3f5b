//! What stands beside `#[deprecated]`. Compilers show it as it is and rustdoc as Markdown, so it is one line of safe Markdown
//! whose links are no links; the documentation below does not say it again.

use super::page::either;
use crate::docs;
use crate::model::Deprecation;

/// What to use instead, or why nothing replaces it; none where nothing is known.
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
