//! Code of no regular form, laid out by `prettyplease`.

use crate::item::Code;
use proc_macro2::TokenStream;

/// Any items.
pub(super) fn code(code: &Code<'_>) -> Result<String, syn::Error> {
    pretty(code.tokens()?)
}

/// Lays out the text behind `start` as `prettyplease` does.
pub(super) fn lay_out(text: &mut String, start: usize) -> Result<(), syn::Error> {
    let pretty = pretty(text[start..].parse()?)?;
    text.truncate(start);
    text.push_str(&spaced(&pretty));
    Ok(())
}

/// Items, from tokens.
pub(super) fn pretty(tokens: TokenStream) -> Result<String, syn::Error> {
    syn::parse2::<syn::File>(tokens).map(|file| after_imports(prettyplease::unparse(&file)))
}

/// A blank line after the imports of a nested module.
fn after_imports(text: String) -> String {
    const IMPORT: &str = "    use ";
    if !text.contains("\n    use ") {
        return text;
    }
    let mut spaced = String::with_capacity(text.len() + 16);
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        spaced.push_str(line);
        spaced.push('\n');
        if line.starts_with(IMPORT) && lines.peek().is_some_and(|next| !next.starts_with(IMPORT)) {
            spaced.push('\n');
        }
    }
    spaced
}

/// A blank line after each member of an `impl` but the last.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + text.len() / 20);
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        spaced.push_str(line);
        spaced.push('\n');
        let next = lines.peek().copied().unwrap_or("}");
        let ends_member = line == "    }"
            || (line.starts_with("    type ") && line.ends_with(';'))
            || (line.ends_with(';') && next == "    #[inline]");
        if ends_member && next != "}" {
            spaced.push('\n');
        }
    }
    spaced
}
