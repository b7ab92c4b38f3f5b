//! Values as they are compared: trimmed, and lists without an order.

use crate::spec::document::Text;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Words without an order.
pub(super) type Words<'t> = BTreeSet<Cow<'t, str>>;

/// The words of a list, in lower case; blank ones are left out.
pub(super) fn word_set<'t>(words: impl IntoIterator<Item = &'t str>) -> Words<'t> {
    let words = words.into_iter().map(str::trim).filter(|word| !word.is_empty());
    words.map(|word| word.to_ascii_lowercase().into()).collect()
}

/// A text without the blanks around it; a blank one is absent.
pub(super) fn trimmed<'t>(text: Option<&'t Text<'_>>) -> Option<&'t str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}
