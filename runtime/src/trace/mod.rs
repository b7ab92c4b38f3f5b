//! What a program can observe of its calls, with the cargo feature `tracing`; without it, nothing of this is compiled in.
//!
//! All names are in `spans.rs`. Values of queries, bodies and headers are never among the fields, and codes and ids that a
//! service sends only if they look like ones and hold no secret of the call.

#[cfg(not(feature = "tracing"))]
mod off;
#[cfg(feature = "tracing")]
mod spans;

#[cfg(not(feature = "tracing"))]
pub(crate) use self::off::{CallSpan, connected, stale_connection};
#[cfg(all(not(feature = "tracing"), feature = "credentials"))]
pub(crate) use self::off::{identity_fetched, identity_kept};
#[cfg(feature = "tracing")]
pub(crate) use self::spans::{CallSpan, connected, stale_connection};
#[cfg(all(feature = "tracing", feature = "credentials"))]
pub(crate) use self::spans::{identity_fetched, identity_kept};

/// What a call is.
#[cfg_attr(not(feature = "tracing"), expect(dead_code, reason = "only `tracing` reads it"))]
pub(crate) struct Observed<'a> {
    pub(crate) product: &'a str,
    pub(crate) version: &'a str,
    pub(crate) operation: &'a str,
    pub(crate) method: &'a str,
    /// With the port, if there is one.
    pub(crate) host: &'a str,
}

/// How an attempt or a call ended.
#[cfg_attr(not(feature = "tracing"), expect(dead_code, reason = "only `tracing` reads it"))]
pub(crate) struct Outcome {
    pub(crate) status: Option<u16>,
    pub(crate) request_id: Option<String>,
    pub(crate) failed: Option<Failed>,
}

/// Why it did not succeed.
#[cfg_attr(not(feature = "tracing"), expect(dead_code, reason = "only `tracing` reads it"))]
pub(crate) struct Failed {
    /// One word of a short list.
    pub(crate) error_type: String,
    pub(crate) message: String,
}

/// Whether this looks like a code or an id.
pub(crate) fn is_plain(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'*');
    !text.is_empty() && text.len() <= 128 && text.bytes().all(fits)
}
