//! Code of no regular form, laid out by `prettyplease`.

use crate::item::{Code, OperationImpl, PagedImpl, Scope, answer_name, type_name};
use proc_macro2::{LexError, TokenStream};
use quote::quote;

/// Any items.
pub(super) fn code(code: &Code<'_>) -> Result<String, syn::Error> {
    pretty(code.tokens()?)
}

/// How a request is sent.
pub(super) fn operation(operation: &OperationImpl<'_>, scope: &Scope<'_, '_>) -> Result<String, syn::Error> {
    let parsed = |text: &str| -> Result<TokenStream, LexError> { text.parse() };
    let (request, output) = (parsed(operation.request)?, parsed(&answer_name(operation.answer, scope))?);
    let info = operation.info.tokens()?;
    let tokens = quote! {
        impl Operation for #request {
            type Output = #output;
            const INFO: OperationInfo = #info;
        }
    };
    Ok(spaced(&pretty(tokens)?))
}

/// How a request is sent page by page.
pub(super) fn paged(paged: &PagedImpl<'_>, scope: &Scope<'_, '_>) -> Result<String, syn::Error> {
    let parsed = |text: &str| -> Result<TokenStream, LexError> { text.parse() };
    let (request, item) = (parsed(paged.request)?, parsed(&type_name(paged.item, scope))?);
    let paging = paged.paging.tokens()?;
    let items = parsed(&match paged.path.join(".as_mut()?.") {
        path if path.is_empty() => "Some(page)".to_owned(),
        path => format!("page.{path}.as_mut()"),
    })?;
    let tokens = quote! {
        impl Paged for #request {
            type Item = #item;
            const PAGING: Paging = #paging;
            #[inline]
            fn items(page: &mut Self::Output) -> Option<&mut Vec<Self::Item>> {
                #items
            }
        }
    };
    Ok(spaced(&pretty(tokens)?))
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
