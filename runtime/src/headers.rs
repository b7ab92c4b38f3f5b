//! The headers of one request while it is put together.

use http::header::{HeaderMap, HeaderName, HeaderValue};

use crate::error::RequestError;

/// Names and values in the order they were set; setting a name again replaces its value.
///
/// Values are kept as text, because the signature is made over text: on the wire a character
/// is one byte (Latin-1), in the canonical request it is UTF-8.
#[derive(Clone, Default)]
pub(crate) struct HeaderList(Vec<(HeaderName, String)>);

impl HeaderList {
    /// Sets a header of our own making, whose value is known to be fit.
    pub(crate) fn set(&mut self, name: &'static str, value: impl Into<String>) {
        self.replace(HeaderName::from_static(name), value.into());
    }

    /// Sets a header given from outside; name and value are checked.
    pub(crate) fn set_checked(&mut self, name: &str, value: &str) -> Result<(), RequestError> {
        let key = HeaderName::from_bytes(name.as_bytes()).map_err(|_| RequestError::header_name(name))?;
        if let Some(unfit) = value.chars().find(|&char| !is_fit(char)) {
            return Err(RequestError::header_value(name, unfit));
        }
        // Blanks at the ends would be lost on the way: what is signed must be what arrives.
        self.replace(key, value.trim_matches([' ', '\t']).to_owned());
        Ok(())
    }

    pub(crate) fn pairs(&self) -> Vec<(&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }

    /// The headers as they are sent. Values of our own making are not checked earlier than here.
    pub(crate) fn into_map(self) -> Result<HeaderMap, RequestError> {
        let mut map = HeaderMap::with_capacity(self.0.len());
        for (name, text) in self.0 {
            let mut value = wire_value(&text).map_err(|unfit| RequestError::header_value(name.as_str(), unfit))?;
            value.set_sensitive(is_secret(name.as_str()));
            map.insert(name, value);
        }
        Ok(map)
    }

    fn replace(&mut self, name: HeaderName, value: String) {
        match self.0.iter_mut().find(|(key, _)| *key == name) {
            Some((_, old)) => *old = value,
            None => self.0.push((name, value)),
        }
    }
}

/// One byte a character; the character that does not fit is the error.
fn wire_value(text: &str) -> Result<HeaderValue, char> {
    let mut bytes = Vec::with_capacity(text.len());
    for char in text.chars() {
        match u8::try_from(u32::from(char)) {
            Ok(byte) if is_fit(char) => bytes.push(byte),
            _ => return Err(char),
        }
    }
    // Cannot fail any more: `is_fit` is stricter than the HTTP library.
    HeaderValue::from_maybe_shared(bytes::Bytes::from(bytes)).map_err(|_| char::REPLACEMENT_CHARACTER)
}

/// Blanks, tabs and the visible characters of Latin-1; line breaks would start a new header.
const fn is_fit(char: char) -> bool {
    matches!(char, '\t' | ' '..='~' | '\u{A0}'..='\u{FF}')
}

/// Headers whose value must not show up when a request is printed.
fn is_secret(name: &str) -> bool {
    matches!(name, "authorization" | "x-acs-security-token")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_value_replaces_an_earlier_one_whatever_the_case() {
        let mut headers = HeaderList::default();
        headers.set("accept", "application/json");
        headers.set_checked("X-Acs-Extra", "1").unwrap();
        headers.set_checked("ACCEPT", " text/plain\t").unwrap();
        assert_eq!(headers.pairs(), [("accept", "text/plain"), ("x-acs-extra", "1")]);
    }

    #[test]
    fn latin_1_goes_out_as_one_byte_and_is_signed_as_text() {
        let mut headers = HeaderList::default();
        headers.set_checked("x-acs-name", "Zoë").unwrap();
        assert_eq!(headers.pairs(), [("x-acs-name", "Zoë")]);
        assert_eq!(headers.into_map().unwrap()["x-acs-name"].as_bytes(), b"Zo\xEB");
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
