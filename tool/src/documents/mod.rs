//! Documents from the vendor's metadata service, or from another place that has them by product and version.
//!
//! ```text
//! request (`ecs/2014-05-26`) ──▶ source (service or folder) ──▶ bytes, or a failure that says what to do
//!                                     └ Fetch (the network)
//! ```
//!
//! | module | what |
//! |---|---|
//! | `request` | a version of a product, as it is named on the command line |
//! | `fetch` | what is asked of the network: a trait, so that only programs that need one are built with it |
//! | `source` | where documents come from: an address or a folder |
//! | `folder` | a folder of documents |
//! | `local` | documents below folders, by what their paths say |
//! | `lookup` | the document of one product, of the project or from the source |
//! | `cache` | what was fetched, kept for a day in a folder of the user |
//! | `service` | the vendor's metadata service: addresses, retries, what its answers mean |
//! | `products` | the list of all products, for names that the service does not know |
//! | `progress` | what goes on, on a terminal |

mod cache;
mod fetch;
mod folder;
mod local;
mod lookup;
mod products;
mod progress;
mod request;
mod service;
mod source;
#[cfg(test)]
pub(crate) mod tests;

pub use cache::Cache;
pub use fetch::{Fetch, FetchError, FetchErrorKind, FetchedResponse};
pub use lookup::{fetched, named, own};
pub(crate) use progress::Progress;
pub use request::DocumentRequest;
pub use source::is_remote;
pub(crate) use source::{DocumentSource, FetchedDocument};
