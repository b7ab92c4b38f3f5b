//! The pages of an operation that lists something, one call after the other, and their items.
//!
//! Per operation there is next to nothing to compile: which page comes next is decided by wire names, in code that is the same
//! for all operations.
//!
//! ```text
//! items      the items of all pages, one by one
//! pages      the responses; each page is a call of its own
//! sequence   which page comes next, or why none does
//! token      a place among the pages, as text
//! member     members of requests and responses by wire name
//! ```

mod description;
mod items;
mod member;
mod pages;
mod sequence;
mod token;

pub use self::description::{Paging, PagingStyle};
pub use self::items::Items;
pub use self::pages::Pages;
pub use self::token::ResumeToken;
use crate::codec::Field;
use crate::operation::Operation;

/// An operation that gives its items page by page.
///
/// Generated request types implement it where the document shows how the pages follow each other. What it is good for:
/// [`Call::pages`](crate::Call::pages) and [`Call::items`](crate::Call::items).
pub trait Paged: Operation + Clone {
    /// An item of a page.
    type Item: Field;

    /// How one page leads to the next.
    #[doc(hidden)]
    const PAGING: Paging;

    /// The items of a page; `None` if it has no list of them. They are counted and compared there, and taken out for a
    /// stream of items.
    #[doc(hidden)]
    fn items(page: &mut Self::Output) -> Option<&mut Vec<Self::Item>>;
}
