//! The second and third stage: what is signed, and the signature.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::ALGORITHM;
use crate::encoding;

/// The string to sign: the algorithm and the hash of the canonical request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StringToSign(String);

impl StringToSign {
    pub(super) fn new(canonical_request_hash: &[u8]) -> Self {
        let mut text = String::with_capacity(ALGORITHM.len() + 1 + 2 * canonical_request_hash.len());
        text.push_str(ALGORITHM);
        text.push('\n');
        encoding::push_hex(&mut text, canonical_request_hash);
        Self(text)
    }

    /// The last stage.
    #[must_use]
    pub fn sign(&self, key: &SigningKey) -> Signature {
        let mut mac = key.0.clone();
        mac.update(self.0.as_bytes());
        Signature(mac.finalize().into_bytes().into())
    }
}

impl fmt::Display for StringToSign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The signature, written as 64 lower-case hex digits.
#[derive(Clone, PartialEq, Eq)]
pub struct Signature([u8; 32]);

impl Signature {
    /// The value of the `authorization` header.
    #[must_use]
    pub fn authorization(&self, access_key_id: &str, signed_headers: &str) -> String {
        let parts = [ALGORITHM, " Credential=", access_key_id, ",SignedHeaders=", signed_headers, ",Signature="];
        let mut text = String::with_capacity(parts.iter().map(|part| part.len()).sum::<usize>() + 2 * self.0.len());
        text.extend(parts);
        encoding::push_hex(&mut text, &self.0);
        text
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&encoding::hex(&self.0))
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Signature").field(&encoding::hex(&self.0)).finish()
    }
}

/// The secret of an access key, prepared for signing: what all signatures begin with is computed once.
///
/// `Debug` does not show it.
#[derive(Clone)]
pub struct SigningKey(Hmac<Sha256>);

impl SigningKey {
    /// Prepares a secret.
    #[must_use]
    pub fn new(access_key_secret: &str) -> Self {
        Self(keyed(access_key_secret.as_bytes()))
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey([redacted])")
    }
}

fn keyed(secret: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(secret).expect("HMAC takes keys of every length")
}
