//! The pages of an operation.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::sequence::{Arrival, Checkpoint, Sequence};
use super::{Items, Paged, ResumeToken};
use crate::call::{Call, CallFuture, CallOptions, Response};
use crate::codec::{ListView, View, VisitorMut};
use crate::config::Settings;
use crate::error::{Error, PagesError, RequestError};
use crate::output::Output;

/// The pages of an operation: a stream of responses, each from a call of its own.
///
/// [`next`](Self::next) needs no other crate; as a [`Stream`], it has the methods of whichever crate for streams is used.
///
/// ```no_run
/// # async fn example<O: runtime::Paged>(call: runtime::Call<O>) -> Result<(), runtime::Error> {
/// let mut pages = call.pages();
/// while let Some(page) = pages.next().await {
///     println!("{:?}", page?.request_id());
/// }
/// # Ok(())
/// # }
/// ```
///
/// The first request is that of the caller: a page number, an offset or a token in it is where the pages begin, and a page
/// size is that of all pages. Each call has the options of the caller: headers, timeouts, retries, …; each is retried by
/// itself. Nothing is fetched ahead, and dropping it at any time does no harm.
///
/// # The end
///
/// * By tokens: when a response has none. An empty page with a token is not the end.
/// * By numbers or offsets: at an empty page, or when the service says how many items there are and that many were on the
///   pages so far. That number may change from page to page. A page that is shorter than others is not the end: services
///   allow fewer items on a page than they are asked for, and leave items out of pages.
///
/// # Errors
///
/// After an error, the same page is fetched again: nothing is lost, nothing comes twice. So a loop that goes on after every
/// error may never end.
///
/// Three errors are about the pages themselves:
///
/// * A token that was used before would lead in a circle. The error is the end.
/// * A page with the same items as the previous one may come from a service that ignores page numbers. It is an error once;
///   [`next`](Self::next) gives the page when it is called again.
/// * By numbers or offsets, a million pages without an end. The error is the end.
#[must_use = "pages are fetched when they are polled"]
pub struct Pages<O: Paged> {
    client: Arc<Settings>,
    request: O,
    options: CallOptions,
    sequence: Sequence,
    /// The page that is being fetched.
    call: Option<CallFuture<O::Output>>,
    /// Why no page follows the last one.
    fault: Option<Error>,
    /// How many items of the next page were given already.
    given: u64,
}

impl<O: Paged> Pages<O> {
    fn new(call: Call<O>) -> Self {
        let (client, request, options) = call.into_parts();
        let sequence = Sequence::new(const { &O::PAGING }, View::Object(&request));
        Self { client, request, options, sequence, call: None, fault: None, given: 0 }
    }

    /// The next page; `None` behind the last one. May be dropped: the next time, it goes on where it was.
    pub async fn next(&mut self) -> Option<Result<Response<O::Output>, Error>> {
        poll_fn(|context| self.poll_page(context)).await
    }

    /// All pages.
    ///
    /// # Errors
    ///
    /// The first error of a page. To keep the pages before it, use [`next`](Self::next).
    pub async fn collect(mut self) -> Result<Vec<Response<O::Output>>, Error> {
        let mut pages = Vec::new();
        while let Some(page) = self.next().await {
            pages.push(page?);
        }
        Ok(pages)
    }

    /// Where the next page stands: the same call continues there by [`resume`](Self::resume).
    #[must_use]
    pub fn resume_token(&self) -> ResumeToken {
        self.token(self.sequence.checkpoint().clone(), self.given)
    }

    /// Continues where a token was made. A page of which only some items were given comes again.
    ///
    /// # Errors
    ///
    /// The token belongs to another operation, or the operation had pages of another kind when it was made.
    pub fn resume(mut self, token: &ResumeToken) -> Result<Self, Error> {
        let checkpoint = token.checkpoint_of(&self.operation())?;
        if !self.sequence.resume(checkpoint) {
            let message = format!("the resume token is of a time when {} had pages of another kind", O::INFO.action);
            return Err(RequestError::new(message).into());
        }
        (self.call, self.fault, self.given) = (None, None, token.given);
        Ok(self)
    }

    pub(super) fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Response<O::Output>, Error>>> {
        if let Some(fault) = self.fault.take() {
            return Poll::Ready(Some(Err(fault)));
        }
        let call = match &mut self.call {
            Some(call) => call,
            None if self.sequence.is_over() => return Poll::Ready(None),
            None => match self.fetch() {
                Ok(call) => self.call.insert(call),
                Err(error) => return Poll::Ready(Some(Err(error))),
            },
        };
        let result = ready!(Pin::new(call).poll(context));
        self.call = None;
        Poll::Ready(result.and_then(|page| self.arrived(page)).transpose())
    }

    /// The call of the next page.
    fn fetch(&self) -> Result<CallFuture<O::Output>, Error> {
        let mut request = self.request.clone();
        let mut prepared = Ok(());
        request.slots_mut(&mut VisitorMut(&mut |slots, extra| {
            prepared = self.sequence.prepare(O::description(), slots, extra);
        }));
        prepared?;
        let options = self.options.again()?;
        Ok(Call::from_parts(Arc::clone(&self.client), request, options).into_future())
    }

    fn arrived(&mut self, mut page: Response<O::Output>) -> Result<Option<Response<O::Output>>, Error> {
        let items = self.sequence.summary(O::items(&mut page).map(|items| items as &dyn ListView));
        let error =
            |fault| page.error(PagesError::new(O::INFO.action, fault, page.http().clone(), page.secrets().clone()));
        let (arrival, fault) = self.sequence.arrived(page.view(), items).map_err(error)?;
        self.fault = fault.map(error);
        self.given = 0;
        Ok(match arrival {
            Arrival::New => Some(page),
            Arrival::Over => None,
        })
    }

    /// The place of the next page.
    pub(super) fn checkpoint(&self) -> &Checkpoint {
        self.sequence.checkpoint()
    }

    /// How many items of the next page were given already.
    pub(super) fn given(&self) -> u64 {
        self.given
    }

    pub(super) fn token(&self, checkpoint: Checkpoint, given: u64) -> ResumeToken {
        ResumeToken { operation: self.operation(), checkpoint, given }
    }

    fn operation(&self) -> String {
        format!("{} {} {}", self.client.product(), self.client.version(), O::INFO.action)
    }
}

impl<O: Paged> Call<O> {
    /// The pages of this operation, each from a call like this one.
    ///
    /// ```no_run
    /// # async fn example<O: runtime::Paged>(call: runtime::Call<O>) -> Result<(), runtime::Error> {
    /// let mut pages = call.pages();
    /// while let Some(page) = pages.next().await {
    ///     println!("{:?}", page?.request_id());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn pages(self) -> Pages<O> {
        Pages::new(self)
    }

    /// The items of all pages of this operation.
    ///
    /// ```no_run
    /// # async fn example<O: runtime::Paged>(call: runtime::Call<O>) -> Result<Vec<O::Item>, runtime::Error> {
    /// let items = call.items().collect().await?;
    /// # Ok(items)
    /// # }
    /// ```
    pub fn items(self) -> Items<O> {
        Items::new(self.pages())
    }
}

impl<O: Paged> Stream for Pages<O> {
    type Item = Result<Response<O::Output>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(context)
    }
}

/// Nothing of it is pinned.
impl<O: Paged> Unpin for Pages<O> {}

impl<O: Paged> fmt::Debug for Pages<O> {
    /// Leaves out the request.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("next", &self.resume_token()).finish_non_exhaustive()
    }
}
