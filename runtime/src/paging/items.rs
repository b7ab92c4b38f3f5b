//! The items of all pages of an operation.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;

use super::sequence::Checkpoint;
use super::{Paged, Pages, ResumeToken};
use crate::error::Error;

/// The items of all [`Pages`] of an operation, one by one.
///
/// [`next`](Self::next) and [`collect`](Self::collect) need no other crate; as a [`Stream`], it has the methods of
/// whichever crate for streams is used. A page is fetched when all items of the one before it were given. Ends and errors
/// are those of [`Pages`].
///
/// ```no_run
/// # async fn example<O: runtime::Paged>(call: runtime::Call<O>) -> Result<(), runtime::Error> {
/// let mut items = call.items();
/// while let Some(item) = items.next().await {
///     let item = item?;
///     // …
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "items are fetched when they are polled"]
pub struct Items<O: Paged> {
    pages: Pages<O>,
    /// The items of the page that are not given yet.
    left: vec::IntoIter<O::Item>,
    /// Where that page stands, and how many of its items were given.
    page: Checkpoint,
    given: u64,
}

impl<O: Paged> Items<O> {
    pub(super) fn new(pages: Pages<O>) -> Self {
        let (page, given) = (pages.checkpoint().clone(), pages.given());
        Self { pages, left: Vec::new().into_iter(), page, given }
    }

    /// The next item; `None` behind the last one. May be dropped: the next time, it goes on where it was.
    pub async fn next(&mut self) -> Option<Result<O::Item, Error>> {
        poll_fn(|context| self.poll_item(context)).await
    }

    /// All items.
    ///
    /// # Errors
    ///
    /// The first error of a page. To keep the items before it, use [`collect_into`](Self::collect_into).
    pub async fn collect(mut self) -> Result<Vec<O::Item>, Error> {
        let mut items = Vec::new();
        self.collect_into(&mut items).await?;
        Ok(items)
    }

    /// The first `limit` items, or all if there are fewer. No page is fetched beyond them.
    ///
    /// # Errors
    ///
    /// The first error of a page.
    pub async fn collect_up_to(mut self, limit: usize) -> Result<Vec<O::Item>, Error> {
        let mut items = Vec::new();
        while items.len() < limit {
            match self.next().await {
                Some(item) => items.push(item?),
                None => break,
            }
        }
        Ok(items)
    }

    /// Adds all items that are left to a list.
    ///
    /// # Errors
    ///
    /// The first error of a page: the items before it are in the list, and calling it again goes on behind them.
    pub async fn collect_into(&mut self, items: &mut Vec<O::Item>) -> Result<(), Error> {
        while let Some(item) = self.next().await {
            items.push(item?);
        }
        Ok(())
    }

    /// The place behind the last item that was given: the same call continues there by [`resume`](Self::resume). If that is
    /// within a page, the page is fetched again, and as many of its items are left out as were given.
    #[must_use]
    pub fn resume_token(&self) -> ResumeToken {
        if self.left.as_slice().is_empty() {
            self.pages.resume_token()
        } else {
            self.pages.token(self.page.clone(), self.given)
        }
    }

    /// Continues where a token was made.
    ///
    /// # Errors
    ///
    /// The token belongs to another operation, or the operation had pages of another kind when it was made.
    pub fn resume(self, token: &ResumeToken) -> Result<Self, Error> {
        Ok(Self::new(self.pages.resume(token)?))
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<O::Item, Error>>> {
        loop {
            if let Some(item) = self.left.next() {
                self.given += 1;
                return Poll::Ready(Some(Ok(item)));
            }
            let (page, given) = (self.pages.checkpoint().clone(), self.pages.given());
            let mut response = match ready!(self.pages.poll_page(context)) {
                Some(Ok(response)) => response,
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            };
            let mut left = O::items(&mut response).map(std::mem::take).unwrap_or_default().into_iter();
            left.by_ref().take(given.try_into().unwrap_or(usize::MAX)).for_each(drop);
            (self.left, self.page, self.given) = (left, page, given);
        }
    }
}

impl<O: Paged> Stream for Items<O> {
    type Item = Result<O::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left.len(), None)
    }
}

/// Nothing of it is pinned.
impl<O: Paged> Unpin for Items<O> {}

impl<O: Paged> fmt::Debug for Items<O> {
    /// Leaves out the request and the items.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("next", &self.resume_token()).finish_non_exhaustive()
    }
}
