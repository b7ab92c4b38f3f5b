//! Recomputes the signature of a request, as a service does.

use runtime::codegen::encoding::canonical_query;
use runtime::codegen::sign::{ALGORITHM, CanonicalRequest, SigningKey, SigningRequest, payload_hash};

use super::refusal::Refusal;
use crate::ReceivedRequest;

/// The access key that requests must be signed with.
pub(super) struct AccessKey {
    id: String,
    key: SigningKey,
}

impl AccessKey {
    pub(super) fn new(id: &str, secret: &str) -> Self {
        Self { id: id.to_owned(), key: SigningKey::new(secret) }
    }

    /// Checks the header `authorization` of a request.
    pub(super) fn verify(&self, request: &ReceivedRequest) -> Result<(), Refusal> {
        let header = request.header("authorization").ok_or_else(|| Refusal::incomplete("there is no signature"))?;
        let parameters = header.strip_prefix(ALGORITHM).map(str::trim_start);
        let parameters = parameters.ok_or_else(|| Refusal::incomplete("the algorithm is not ACS3-HMAC-SHA256"))?;
        let parameter = |name: &str| {
            let mut parameters = parameters.split(',').filter_map(|parameter| parameter.trim().split_once('='));
            parameters.find(|(key, _)| *key == name).map(|(_, value)| value)
        };
        if parameter("Credential") != Some(&self.id) {
            return Err(Refusal::UnknownAccessKey);
        }
        let hash = payload_hash(&request.body);
        let canonical = canonical(request, &hash);
        let to_sign = canonical.string_to_sign();
        let is_signed = parameter("SignedHeaders") == Some(canonical.signed_headers())
            && request.header("x-acs-content-sha256") == Some(&hash)
            && parameter("Signature") == Some(&to_sign.sign(&self.key).to_string());
        if is_signed {
            return Ok(());
        }
        Err(Refusal::Signature { to_sign: to_sign.to_string(), canonical: canonical.to_string() })
    }
}

/// The request as the service has to see it, whatever the client has signed.
fn canonical(request: &ReceivedRequest, payload_hash: &str) -> CanonicalRequest {
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    let headers: Vec<_> =
        request.headers.iter().map(|(name, value)| (name.as_str(), value.trim_matches([' ', '\t']))).collect();
    CanonicalRequest::new(&SigningRequest {
        method: &request.method,
        path,
        query: &canonical_query(&pairs(query)),
        headers: &headers,
        payload_hash,
    })
}

/// The pairs of a query or of a form, decoded.
pub(super) fn pairs(text: &str) -> Vec<(String, String)> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect()
}

/// Undoes percent-encoding. What is not valid stays as it is.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let escaped = after.get(..2).and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        match escaped.filter(|_| first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(if first == b'+' { b' ' } else { first });
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_decoded() {
        let expected = [("a", "1 + 1"), ("b", ""), ("c d", "中"), ("e", "%zz%4")];
        let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(pairs("a=1+%2B%201&b&&c%20d=%E4%B8%AD&e=%zz%4"), expected);
    }
}
