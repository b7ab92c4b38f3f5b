//! Small pieces of tokens.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

/// An identifier, raw where the name says so.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// Doc attributes, one a line.
pub(super) fn doc(lines: &[String]) -> TokenStream {
    lines
        .iter()
        .map(|line| {
            let text = Literal::string(&if line.is_empty() { String::new() } else { format!(" {line}") });
            quote!(#[doc = #text])
        })
        .collect()
}

/// `#[doc(alias = "…")]` for a wire name that differs from the Rust name.
pub(super) fn alias(wire: &str, name: &str) -> Option<TokenStream> {
    // rustdoc takes neither quotes nor blanks at the ends of an alias.
    let legal = !wire.contains(['"', '\'']) && !wire.chars().any(char::is_whitespace) && !wire.is_empty();
    (wire != name && legal).then(|| quote!(#[doc(alias = #wire)]))
}
