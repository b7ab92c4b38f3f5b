//! Pages that do not follow each other.

use std::error::Error as StdError;
use std::fmt;

use crate::http_response::HttpResponse;
use crate::redaction::CallSecrets;
use crate::request_id;

/// Why no page follows a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PagesFault {
    /// The token that a page gives was there before.
    TokenRepeated,
    /// A page has the same items as the one before it.
    PageRepeated,
    /// There are more pages than anybody has.
    Endless(u64),
}

/// A page that was fetched, and after which the service is not to be trusted.
pub(crate) struct PagesError {
    action: &'static str,
    fault: PagesFault,
    http: HttpResponse,
    secrets: CallSecrets,
}

impl PagesError {
    pub(crate) fn new(action: &'static str, fault: PagesFault, http: HttpResponse, secrets: CallSecrets) -> Self {
        Self { action, fault, http, secrets }
    }

    pub(crate) fn http(&self) -> &HttpResponse {
        &self.http
    }

    pub(crate) fn request_id(&self) -> Option<&str> {
        request_id::in_text(self.http.body()).or_else(|| request_id::in_headers(self.http.headers()))
    }
}

impl fmt::Display for PagesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} succeeded ({}), but ", self.action, self.http.status().as_u16())?;
        match self.fault {
            PagesFault::TokenRepeated => f.write_str(
                "it returned a token for the next page that was used before: following it would repeat pages; all pages up \
                 to this one were returned",
            )?,
            PagesFault::PageRepeated => f.write_str(
                "the page has the same items as the previous one: the service may ignore page numbers; call `next` again to \
                 accept the page",
            )?,
            PagesFault::Endless(pages) => {
                write!(f, "after {pages} pages there is no end: the service may ignore page numbers")?;
            }
        }
        match self.request_id() {
            Some(id) => write!(f, " (request id {})", self.secrets.redact(id)),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for PagesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A successful response can hold secrets: no body here.
        f.debug_struct("PagesError")
            .field("action", &self.action)
            .field("fault", &self.fault)
            .field("http", &self.http)
            .finish_non_exhaustive()
    }
}

impl StdError for PagesError {}
