//! How an operation that lists something gives it: page by page.

use crate::codec::Field;
use crate::operation::Operation;

/// An operation that gives its items page by page.
///
/// Generated request types implement it where the document shows how the pages follow each other.
pub trait Paged: Operation + Clone {
    /// An item of a page.
    type Item: Field;

    /// How one page leads to the next.
    #[doc(hidden)]
    const PAGING: Paging;

    /// The items of a page; `None` if it has no list of them.
    #[doc(hidden)]
    fn items(page: &mut Self::Output) -> Option<&mut Vec<Self::Item>>;
}

/// How one page leads to the next.
///
/// Members of the request and places in the response are paths of wire names, joined by dots: `Data.NextToken`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Paging {
    /// The member of the request that differs from page to page.
    pub request: &'static str,
    /// What it is set to.
    pub style: PagingStyle,
    /// The member of the request that says how many items a page has at most.
    pub size: Option<&'static str>,
    /// The number of the first page, where pages are counted.
    pub first: i64,
}

/// What selects a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PagingStyle {
    /// A token that the page before it gives.
    Token {
        /// Where the token stands in the response.
        response: &'static str,
    },
    /// The number of the page.
    Number {
        /// Where the number of all items stands in the response.
        total: Option<&'static str>,
    },
    /// The number of items before it.
    Offset {
        /// Where the number of all items stands in the response.
        total: Option<&'static str>,
    },
}

impl Paging {
    /// Pages that follow each other by a token: the response says which, the request takes it.
    #[must_use]
    pub const fn token(request: &'static str, response: &'static str) -> Self {
        Self { request, style: PagingStyle::Token { response }, size: None, first: 1 }
    }

    /// Pages that are counted: from 1 on, unless [`first`](Self::first) says otherwise.
    #[must_use]
    pub const fn number(request: &'static str, total: Option<&'static str>) -> Self {
        Self { request, style: PagingStyle::Number { total }, size: None, first: 1 }
    }

    /// Pages that begin behind a number of items.
    #[must_use]
    pub const fn offset(request: &'static str, total: Option<&'static str>) -> Self {
        Self { request, style: PagingStyle::Offset { total }, size: None, first: 1 }
    }

    /// Names the member of the request that says how many items a page has at most.
    #[must_use]
    pub const fn size(mut self, request: &'static str) -> Self {
        self.size = Some(request);
        self
    }

    /// Counts pages from this number on.
    #[must_use]
    pub const fn first(mut self, number: i64) -> Self {
        self.first = number;
        self
    }
}
