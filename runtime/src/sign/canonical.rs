//! The first stage: a request in its one canonical spelling.

use std::fmt;
use std::ops::Range;

use sha2::{Digest, Sha256};

use super::StringToSign;

/// What is signed of a request, exactly as it goes on the wire.
#[derive(Clone, Copy)]
pub struct SigningRequest<'a> {
    /// The HTTP method, upper case.
    pub method: &'a str,
    /// The path, percent-encoded as sent.
    pub path: &'a str,
    /// The canonical query, without `?`; empty if there is none.
    pub query: &'a str,
    /// The headers, names in lower case. Only `host`, `content-type` and `x-acs-*` are signed.
    pub headers: &'a [(&'a str, &'a str)],
    /// The hex hash of the body, see [`payload_hash`](super::payload_hash).
    pub payload_hash: &'a str,
}

impl fmt::Debug for SigningRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        f.debug_struct("SigningRequest")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("headers", &names)
            .finish_non_exhaustive()
    }
}

/// The canonical request; its [`Display`](fmt::Display) is the text that is hashed.
///
/// That text holds the security token of temporary credentials: print it to find a fault, not
/// into lasting logs. `Debug` leaves values out.
#[derive(Clone, PartialEq, Eq)]
pub struct CanonicalRequest {
    text: String,
    /// Where the names of the signed headers stand in the text.
    signed_headers: Range<usize>,
}

impl CanonicalRequest {
    /// Writes a request canonically.
    #[must_use]
    pub fn new(request: &SigningRequest<'_>) -> Self {
        let headers = signed(request.headers);
        let mut text = String::with_capacity(capacity(request, &headers));
        for part in [request.method, request.path, request.query] {
            text.push_str(part);
            text.push('\n');
        }
        push_headers(&mut text, &headers);
        text.push('\n');
        let names = text.len();
        push_names(&mut text, &headers);
        let signed_headers = names..text.len();
        text.push('\n');
        text.push_str(request.payload_hash);
        Self { text, signed_headers }
    }

    /// The names of the signed headers, sorted and joined with `;`.
    #[must_use]
    pub fn signed_headers(&self) -> &str {
        self.text.get(self.signed_headers.clone()).unwrap_or_default()
    }

    /// The text alone.
    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// The next stage.
    #[must_use]
    pub fn string_to_sign(&self) -> StringToSign {
        StringToSign::new(&Sha256::digest(&self.text))
    }
}

impl fmt::Display for CanonicalRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for CanonicalRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CanonicalRequest").field("signed_headers", &self.signed_headers()).finish_non_exhaustive()
    }
}

/// The headers that take part, by name, then value: values of one name are joined in sorted order.
fn signed<'a>(headers: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut signed = Vec::with_capacity(headers.len());
    // Into their places one by one, since there are few.
    for header in headers.iter().filter(|(name, _)| is_signed(name)) {
        signed.insert(signed.partition_point(|before| before <= header), *header);
    }
    signed
}

/// Appends one `name:value` line a name.
fn push_headers(text: &mut String, sorted: &[(&str, &str)]) {
    for same_name in sorted.chunk_by(|left, right| left.0 == right.0) {
        for (index, (name, value)) in same_name.iter().enumerate() {
            if index == 0 {
                text.push_str(name);
            }
            text.push(if index == 0 { ':' } else { ',' });
            // What is sent may begin or end with any other character, such as a no-break space.
            text.push_str(value.trim_matches([' ', '\t']));
        }
        text.push('\n');
    }
}

/// Appends the names, joined with `;`.
fn push_names(text: &mut String, sorted: &[(&str, &str)]) {
    let mut last = "";
    for (name, _) in sorted {
        if *name != last {
            text.push_str(if last.is_empty() { "" } else { ";" });
            text.push_str(name);
            last = name;
        }
    }
}

/// Whether a header takes part in the signature.
pub(crate) fn is_signed(name: &str) -> bool {
    name == "host" || name == "content-type" || name.starts_with("x-acs-")
}

fn capacity(request: &SigningRequest<'_>, headers: &[(&str, &str)]) -> usize {
    let headers: usize = headers.iter().map(|(name, value)| 2 * name.len() + value.len() + 3).sum();
    request.method.len() + request.path.len() + request.query.len() + headers + request.payload_hash.len() + 8
}
