//! Implementations of the runtime's traits: one form each, but for names that are longer than a line.

use super::chain::chain;
use super::code;
use super::text::{MARGIN, column, put};
use crate::item::{OperationImpl, PagedImpl, Scope, answer_name, write_type};

/// How a request is sent.
pub(super) fn operation(
    text: &mut String,
    operation: &OperationImpl<'_>,
    scope: &Scope<'_, '_>,
) -> Result<(), syn::Error> {
    let start = text.len();
    put(text, &["impl Operation for ", operation.request, " {\n    type Output = "]);
    put(text, &[&answer_name(operation.answer, scope), ";"]);
    let fits = column(text) <= MARGIN;
    text.push_str("\n\n    const INFO: OperationInfo = ");
    chain(text, &operation.info, 4, 1);
    text.push_str(";\n}\n");
    if fits { Ok(()) } else { code::lay_out(text, start) }
}

/// How a request is sent page by page.
pub(super) fn paged(text: &mut String, paged: &PagedImpl<'_>, scope: &Scope<'_, '_>) -> Result<(), syn::Error> {
    let start = text.len();
    put(text, &["impl Paged for ", paged.request, " {\n    type Item = "]);
    write_type(text, paged.item, scope);
    text.push(';');
    let mut fits = column(text) <= MARGIN;
    text.push_str("\n\n    const PAGING: Paging = ");
    chain(text, &paged.paging, 4, 1);
    text.push_str(";\n\n    #[inline]\n");
    text.push_str("    fn items(page: &mut Self::Output) -> Option<&mut Vec<Self::Item>> {\n        ");
    match paged.path.join(".as_mut()?.") {
        path if path.is_empty() => text.push_str("Some(page)"),
        path => put(text, &["page.", &path, ".as_mut()"]),
    }
    fits &= column(text) <= MARGIN;
    text.push_str("\n    }\n}\n");
    if fits { Ok(()) } else { code::lay_out(text, start) }
}
