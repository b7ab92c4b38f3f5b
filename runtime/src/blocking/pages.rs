//! The pages of an operation and their items, as iterators.

use std::fmt;

use super::block_on;
use crate::call::Response;
use crate::error::Error;
use crate::paging::{self, Paged, ResumeToken};

/// An iterator over something that pages give.
macro_rules! iterator {
    ($(#[$docs:meta])* $name:ident over $item:ty) => {
        $(#[$docs])*
        #[must_use = "iterators are lazy: pages are fetched when `next` is called"]
        pub struct $name<O: Paged>(paging::$name<O>);

        impl<O: Paged> $name<O> {
            pub(super) fn new(inner: paging::$name<O>) -> Self {
                Self(inner)
            }

            /// The place behind what was given: the same call continues there by [`resume`](Self::resume).
            #[must_use]
            pub fn resume_token(&self) -> ResumeToken {
                self.0.resume_token()
            }

            /// Continues where a token was made, by a blocking call or an async one.
            ///
            /// # Errors
            ///
            /// The token belongs to another operation, or the operation had pages of another kind when it was made.
            pub fn resume(self, token: &ResumeToken) -> Result<Self, Error> {
                self.0.resume(token).map(Self)
            }
        }

        impl<O: Paged> Iterator for $name<O> {
            type Item = Result<$item, Error>;

            fn next(&mut self) -> Option<Self::Item> {
                block_on(self.0.next()).unwrap_or_else(|error| Some(Err(error)))
            }
        }

        impl<O: Paged> fmt::Debug for $name<O> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

iterator! {
    /// The pages of an operation: an iterator over responses, each from a call of its own.
    ///
    /// [`Pages`](crate::Pages) says where they begin and end, and what follows an error.
    Pages over Response<O::Output>
}

iterator! {
    /// The items of all [`Pages`] of an operation, one by one.
    ///
    /// A page is fetched when all items of the one before it were given. After an error, the iterator goes on with the same
    /// page: to stop there, use `?`, or collect into a `Result`.
    Items over O::Item
}
