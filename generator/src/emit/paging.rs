//! How an operation gives its items page by page.

use crate::item::{Chain, Operand, PagedImpl};
use crate::model::{Operation, Paging, PagingStyle};

/// The implementation of `Paged`, for an operation that is paged.
pub(super) fn paged_impl(operation: &Operation) -> Option<PagedImpl<'_>> {
    let paging = operation.paging.as_ref().ok()?;
    Some(PagedImpl {
        request: &operation.request.path.name,
        item: &paging.item,
        path: paging.items.iter().map(|field| field.name.as_str()).collect(),
        paging: value(paging),
    })
}

fn value(paging: &Paging) -> Chain<'_> {
    let request = Operand::Text(&paging.request);
    let chain = match &paging.style {
        PagingStyle::Token { response } => Chain::new("Paging::token", vec![request, Operand::Text(response)]),
        PagingStyle::Number { first: 1, total } => {
            Chain::new("Paging::number", vec![request, Operand::Maybe(total.as_deref())])
        }
        PagingStyle::Number { first, total } => {
            Chain::new("Paging::number", vec![request, Operand::Maybe(total.as_deref())])
                .call("first", vec![Operand::Integer(*first)])
        }
        PagingStyle::Offset { total } => Chain::new("Paging::offset", vec![request, Operand::Maybe(total.as_deref())]),
    };
    match &paging.size {
        Some(size) => chain.call("size", vec![Operand::Text(size)]),
        None => chain,
    }
}
