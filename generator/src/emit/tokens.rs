//! Small pieces of tokens.

use proc_macro2::{Ident, Span, TokenStream};

/// An identifier, raw where the name says so.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// Tokens of a type or path that is already text.
pub(super) fn parsed(text: &str) -> TokenStream {
    text.parse().unwrap_or_default()
}

/// `#[doc(alias = "…")]` for a wire name that differs from the Rust name.
pub(super) fn alias(wire: &str, name: &str) -> Option<String> {
    // rustdoc takes neither quotes nor blanks in an alias.
    let legal = !wire.contains(['"', '\'', '\\'])
        && !wire.chars().any(|c| c.is_whitespace() || c.is_control())
        && !wire.is_empty();
    (wire != name && legal).then(|| format!("#[doc(alias = \"{wire}\")]"))
}
