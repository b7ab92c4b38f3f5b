//! The secrets of one call, to be left out of whatever is printed of its answer.
//!
//! A service may repeat anything of a request: in a message, in a body, in a header. What of it is secret:
//!
//! * the secret of the access key and the security token;
//! * members of the request that are declared or named so, at any depth;
//! * the values of headers and query parameters that the caller added, since nobody knows what they are.
//!
//! A secret is found as it is and as it looks when it is percent-encoded, once or twice, quoted, however often, or written
//! in HTML. Texts of fewer than four bytes are not looked for: they would be found everywhere.

mod call_secrets;
mod redactor;
mod request;
mod sent;
#[cfg(test)]
mod tests;

pub(crate) use self::call_secrets::CallSecrets;
pub(crate) use self::redactor::Redactor;
pub use self::request::RequestRedactor;
pub(crate) use self::sent::{SentRequest, Signed};
