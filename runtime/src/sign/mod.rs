//! The request signature `ACS3-HMAC-SHA256`, in three stages that can be printed and compared.
//!
//! ```text
//! SigningRequest ──▶ CanonicalRequest ──▶ StringToSign ──▶ Signature ──▶ authorization header
//! ```
//!
//! Everything here is a pure function of its arguments: time and nonce are ordinary headers by
//! the time a request is signed. When a server answers `SignatureDoesNotMatch`, print the stages
//! and compare them with what the server says it computed.
//!
//! ```
//! use runtime::codegen::sign::{CanonicalRequest, SigningKey, SigningRequest, payload_hash};
//!
//! let hash = payload_hash(b"");
//! let canonical = CanonicalRequest::new(&SigningRequest {
//!     method: "POST",
//!     path: "/",
//!     query: "InstanceId=i",
//!     headers: &[("host", "ice.cn-shanghai.aliyuncs.com"), ("user-agent", "not signed")],
//!     payload_hash: &hash,
//! });
//! assert_eq!(canonical.signed_headers(), "host");
//! assert_eq!(
//!     canonical.to_string(),
//!     format!("POST\n/\nInstanceId=i\nhost:ice.cn-shanghai.aliyuncs.com\n\nhost\n{hash}"),
//! );
//! let signature = canonical.string_to_sign().sign(&SigningKey::new("secret"));
//! assert_eq!(signature.to_string().len(), 64);
//! ```

mod canonical;
mod signature;

use std::borrow::Cow;

use sha2::{Digest, Sha256};

pub(crate) use self::canonical::is_signed;
pub use self::canonical::{CanonicalRequest, SigningRequest};
pub use self::signature::{Signature, SigningKey, StringToSign};
use crate::encoding;

/// The name of the algorithm, as it appears in the string to sign and in the header.
pub const ALGORITHM: &str = "ACS3-HMAC-SHA256";

const EMPTY_PAYLOAD_HASH: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// The lower-case hex SHA-256 of a request body; send it as `x-acs-content-sha256`.
#[must_use]
pub fn payload_hash(body: &[u8]) -> String {
    hash_of(body).into_owned()
}

/// A [`payload_hash`]. Most requests have no body: theirs is known.
pub(crate) fn hash_of(body: &[u8]) -> Cow<'static, str> {
    if body.is_empty() { EMPTY_PAYLOAD_HASH.into() } else { encoding::hex(&Sha256::digest(body)).into() }
}

/// Computes a [`payload_hash`] of a body that comes in parts.
#[derive(Default)]
pub(crate) struct PayloadHasher(Sha256);

impl PayloadHasher {
    pub(crate) fn update(&mut self, part: &[u8]) {
        self.0.update(part);
    }

    pub(crate) fn finish(self) -> String {
        encoding::hex(&self.0.finalize())
    }
}

/// All stages at once: the value of the `authorization` header.
#[must_use]
pub fn authorization(request: &SigningRequest<'_>, access_key_id: &str, key: &SigningKey) -> String {
    let canonical = CanonicalRequest::new(request);
    let signature = canonical.string_to_sign().sign(key);
    signature.authorization(access_key_id, canonical.signed_headers())
}
