//! What is known of a download that is saved.

use std::path::{Path, PathBuf};

use crate::error::Attempts;
use crate::http_response::HttpResponse;
use crate::request_id;

/// A file that a response was saved to.
#[derive(Clone, Debug)]
pub struct SavedFile {
    pub(super) path: PathBuf,
    pub(super) length: u64,
    pub(super) http: HttpResponse,
    pub(super) attempts: Attempts,
}

impl SavedFile {
    /// Where it is, as that was given.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How many bytes it has.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.length
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Status and headers of the response, without its body.
    #[must_use]
    pub fn http(&self) -> &HttpResponse {
        &self.http
    }

    /// The attempts that it took to get the response.
    #[must_use]
    pub fn attempts(&self) -> &Attempts {
        &self.attempts
    }

    /// The id under which the service knows the request, if a header says it.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        request_id::in_headers(self.http.headers())
    }
}
