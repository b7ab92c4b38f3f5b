//! The headers of one request while it is put together.

use std::borrow::Cow;

use bytes::Bytes;
use http::header::{HeaderMap, HeaderName, HeaderValue};

use crate::error::RequestError;

/// The names of the protocol.
pub(crate) mod name {
    use http::header::HeaderName;

    pub(crate) const ACCESS_KEY_ID: HeaderName = HeaderName::from_static("x-acs-accesskey-id");
    pub(crate) const ACTION: HeaderName = HeaderName::from_static("x-acs-action");
    pub(crate) const BEARER_TOKEN: HeaderName = HeaderName::from_static("x-acs-bearer-token");
    pub(crate) const CONTENT_SHA256: HeaderName = HeaderName::from_static("x-acs-content-sha256");
    pub(crate) const CREDENTIALS_PROVIDER: HeaderName = HeaderName::from_static("x-acs-credentials-provider");
    pub(crate) const DATE: HeaderName = HeaderName::from_static("x-acs-date");
    pub(crate) const NONCE: HeaderName = HeaderName::from_static("x-acs-signature-nonce");
    pub(crate) const RETRY_ATTEMPTS: HeaderName = HeaderName::from_static("x-acs-retry-attempts");
    pub(crate) const RETRY_DELAY: HeaderName = HeaderName::from_static("x-acs-retry-delay");
    pub(crate) const SECURITY_TOKEN: HeaderName = HeaderName::from_static("x-acs-security-token");
    pub(crate) const SIGNATURE_METHOD: HeaderName = HeaderName::from_static("x-acs-signature-method");
    pub(crate) const SIGNATURE_TYPE: HeaderName = HeaderName::from_static("x-acs-signature-type");
    pub(crate) const SIGNATURE_VERSION: HeaderName = HeaderName::from_static("x-acs-signature-version");
    pub(crate) const VERSION: HeaderName = HeaderName::from_static("x-acs-version");
}

/// Names and values in the order they were set; setting a name again replaces its value.
///
/// On the wire a character is one byte (Latin-1). The signature is made over text.
#[derive(Clone, Default)]
pub(crate) struct HeaderList(HeaderMap);

impl HeaderList {
    /// An empty list with room for this many headers.
    pub(crate) fn with_capacity(capacity: usize) -> Self {
        Self(HeaderMap::with_capacity(capacity))
    }

    /// Sets a header of our own choosing; the value is checked.
    pub(crate) fn set(&mut self, name: HeaderName, value: impl Into<Cow<'static, str>>) -> Result<(), RequestError> {
        match wire_value(value.into()) {
            Ok(value) => {
                self.replace(name, value);
                Ok(())
            }
            Err(unfit) => Err(RequestError::header_value(name.as_str(), unfit)),
        }
    }

    /// Sets a header given from outside; name and value are checked.
    pub(crate) fn set_checked(&mut self, name: &str, value: &str) -> Result<(), RequestError> {
        let key = HeaderName::from_bytes(name.as_bytes()).map_err(|_| RequestError::header_name(name))?;
        if let Some(owner) = owner(key.as_str()) {
            return Err(RequestError::header_of(key.as_str(), owner));
        }
        // Blanks at the ends would be lost on the way: what is signed must be what arrives.
        self.set(key, value.trim_matches([' ', '\t']).to_owned())
    }

    /// Sets all headers of another list.
    pub(crate) fn set_all(&mut self, others: &Self) {
        for (name, value) in &others.0 {
            self.0.insert(name, value.clone());
        }
    }

    /// Names and values as texts, of the headers whose name is wanted.
    pub(crate) fn texts(&self, wanted: impl Fn(&str) -> bool) -> Vec<(&str, Cow<'_, str>)> {
        let mut texts = Vec::with_capacity(self.0.len());
        texts.extend(
            self.0.iter().filter(|(name, _)| wanted(name.as_str())).map(|(name, value)| (name.as_str(), text(value))),
        );
        texts
    }

    /// The headers as they are sent.
    pub(crate) fn into_map(self) -> HeaderMap {
        self.0
    }

    fn replace(&mut self, name: HeaderName, mut value: HeaderValue) {
        value.set_sensitive(is_secret(name.as_str()));
        self.0.insert(name, value);
    }
}

/// One byte a character; a character that does not fit is the error.
fn wire_value(text: Cow<'static, str>) -> Result<HeaderValue, char> {
    // All bytes are looked at, without a branch on each: almost always all of them fit.
    let is_plain = text.bytes().fold(true, |plain, byte| plain & matches!(byte, b'\t' | b' '..=b'~'));
    let bytes = match text {
        text if !is_plain => latin_1(&text)?,
        Cow::Borrowed(text) => Bytes::from_static(text.as_bytes()),
        Cow::Owned(text) => Bytes::from(text),
    };
    // Cannot fail any more: what fits here is less than what fits the HTTP library.
    HeaderValue::from_maybe_shared(bytes).map_err(|_| char::REPLACEMENT_CHARACTER)
}

fn latin_1(text: &str) -> Result<Bytes, char> {
    text.chars().map(|char| u8::try_from(char).ok().filter(|_| is_fit(char)).ok_or(char)).collect()
}

/// The characters of a value.
fn text(value: &HeaderValue) -> Cow<'_, str> {
    match str::from_utf8(value.as_bytes()) {
        Ok(text) if text.is_ascii() => Cow::Borrowed(text),
        _ => Cow::Owned(value.as_bytes().iter().copied().map(char::from).collect()),
    }
}

/// Blanks, tabs and the visible characters of Latin-1; line breaks would start a new header.
const fn is_fit(char: char) -> bool {
    matches!(char, '\t' | ' '..='~' | '\u{A0}'..='\u{FF}')
}

/// Who alone says a header, if it is not the caller: a request with one that lies is cut in two by some hosts on its way.
fn owner(name: &str) -> Option<&'static str> {
    match name {
        "connection" | "content-length" | "expect" | "keep-alive" | "proxy-connection" | "te" | "trailer"
        | "transfer-encoding" | "upgrade" => Some("it belongs to the connection, and the transport sets it"),
        "host" => Some(
            "it is that of the endpoint; set it with `Config::with_endpoint`, and where to connect with \
             `Config::with_connect_override`",
        ),
        _ => None,
    }
}

/// Headers whose value must not show up when a request is printed.
fn is_secret(name: &str) -> bool {
    matches!(name, "authorization" | "x-acs-bearer-token" | "x-acs-security-token")
}

#[cfg(test)]
mod tests {
    use http::header::ACCEPT;

    use super::*;

    #[test]
    fn a_later_value_replaces_an_earlier_one_whatever_the_case() {
        let mut headers = HeaderList::default();
        headers.set(ACCEPT, "application/json").unwrap();
        headers.set_checked("X-Acs-Extra", "1").unwrap();
        headers.set_checked("ACCEPT", " text/plain\t").unwrap();
        assert_eq!(headers.texts(|_| true), [("accept", "text/plain".into()), ("x-acs-extra", "1".into())]);
    }

    #[test]
    fn latin_1_goes_out_as_one_byte_and_is_signed_as_text() {
        let mut headers = HeaderList::default();
        headers.set_checked("x-acs-name", "Zoë").unwrap();
        assert_eq!(headers.texts(|_| true), [("x-acs-name", "Zoë".into())]);
        assert_eq!(headers.into_map()["x-acs-name"].as_bytes(), b"Zo\xEB");
    }

    #[test]
    fn headers_of_the_connection_are_refused_by_name_without_the_value() {
        for name in [
            "Content-Length",
            "transfer-encoding",
            "Connection",
            "expect",
            "UPGRADE",
            "te",
            "Trailer",
            "keep-alive",
            "Proxy-Connection",
            "Host",
        ] {
            let error = HeaderList::default().set_checked(name, "hidden").unwrap_err().to_string();
            assert!(error.contains(&name.to_lowercase()) && !error.contains("hidden"), "{error}");
        }
        assert!(HeaderList::default().set_checked("Host", "h").unwrap_err().to_string().contains("with_endpoint"));
    }

    #[test]
    fn unfit_values_are_refused_by_name_without_the_value() {
        for value in ["secret\r\nhost: evil", "secret\n", "secret\0", "secret\u{7F}", "secret中"] {
            let error = HeaderList::default().set_checked("x-acs-extra", value).unwrap_err().to_string();
            assert!(error.contains("x-acs-extra"), "{error}");
            assert!(!error.contains("secret"), "{error}");
        }
        assert!(HeaderList::default().set_checked("a b", "").is_err());
        assert!(HeaderList::default().set_checked("", "").is_err());
    }
}
