//! How an operation gives its items page by page.

use crate::item::{Code, PagedImpl};
use crate::model::{Operation, Paging, PagingStyle};
use proc_macro2::TokenStream;
use quote::quote;

/// The implementation of `Paged`, for an operation that is paged.
pub(super) fn paged_impl(operation: &Operation) -> Option<PagedImpl<'_>> {
    let paging = operation.paging.as_ref().ok()?;
    Some(PagedImpl {
        request: &operation.request.path.name,
        item: &paging.item,
        path: paging.items.iter().map(|field| field.name.as_str()).collect(),
        paging: Code::new(|| value(paging)),
    })
}

fn value(paging: &Paging) -> TokenStream {
    let request = &paging.request;
    let option = |path: &Option<String>| path.as_ref().map_or_else(|| quote!(None), |path| quote!(Some(#path)));
    let start = match &paging.style {
        PagingStyle::Token { response } => quote!(Paging::token(#request, #response)),
        PagingStyle::Number { first, total } => {
            let (total, first) = (option(total), (*first != 1).then(|| quote!(.first(#first))));
            quote!(Paging::number(#request, #total) #first)
        }
        PagingStyle::Offset { total } => {
            let total = option(total);
            quote!(Paging::offset(#request, #total))
        }
    };
    let size = paging.size.as_ref().map(|size| quote!(.size(#size)));
    quote!(#start #size)
}
