//! What a request addresses at its host.

use std::fmt;

use bytes::Bytes;
use http::Uri;
use http::uri::{Authority, Parts, PathAndQuery, Scheme};

use crate::encoding;
use crate::error::RequestError;

/// The path and the canonical query, in the one text that is both signed and sent.
pub(crate) struct Target {
    text: String,
    path_length: usize,
}

impl Target {
    /// The longest request line that can be sent, in bytes, less some room for the host.
    const LONGEST: usize = 65_000;

    /// Encodes the query behind the path. Of pairs with one name the first counts.
    pub(crate) fn new(path: &str, query: &[(&str, &str)]) -> Result<Self, RequestError> {
        let path_length = path.len();
        let mut text = String::with_capacity(path.len() + 1 + encoding::query_room(query));
        text.push_str(path);
        if !query.is_empty() {
            text.push('?');
            encoding::push_canonical_query(&mut text, query);
        }
        let target = Self { text, path_length };
        if target.length() > Self::LONGEST { Err(target.too_long()) } else { Ok(target) }
    }

    /// The path, percent-encoded.
    pub(crate) fn path(&self) -> &str {
        self.text.get(..self.path_length).unwrap_or_default()
    }

    /// The canonical query, without `?`.
    pub(crate) fn query(&self) -> &str {
        self.text.get(self.path_length + 1..).unwrap_or_default()
    }

    /// The URI at a host.
    pub(crate) fn into_uri(self, host: Authority) -> Result<Uri, RequestError> {
        let unfit =
            |error: &dyn fmt::Display| RequestError::new(format!("the path and the query do not make a URI: {error}"));
        let mut parts = Parts::default();
        parts.scheme = Some(Scheme::HTTPS);
        parts.authority = Some(host);
        parts.path_and_query =
            Some(PathAndQuery::from_maybe_shared(Bytes::from(self.text)).map_err(|error| unfit(&error))?);
        Uri::from_parts(parts).map_err(|error| unfit(&error))
    }

    /// The bytes of path and query.
    fn length(&self) -> usize {
        self.path_length + self.query().len()
    }

    /// Names the parameter that is to blame.
    fn too_long(&self) -> RequestError {
        let largest = self.query().split('&').max_by_key(|pair| pair.len()).and_then(|pair| pair.split_once('='));
        let name = largest.map_or("", |(name, _)| name);
        RequestError::new(format!(
            "path and query are too long: {} bytes once encoded, at most {} can be sent; the largest parameter is `{name}`",
            self.length(),
            Self::LONGEST,
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(path: &str, query: &[(&str, &str)]) -> Result<Target, RequestError> {
        Target::new(path, query)
    }

    fn uri(target: Target) -> String {
        target.into_uri(Authority::from_static("host:8080")).unwrap().to_string()
    }

    #[test]
    fn path_and_query_are_parts_of_what_is_sent() {
        let plain = target("/a%20b", &[]).unwrap();
        assert_eq!((plain.path(), plain.query()), ("/a%20b", ""));
        assert_eq!(uri(plain), "https://host:8080/a%20b");

        let both = target("/", &[("b", "é"), ("a", "?")]).unwrap();
        assert_eq!((both.path(), both.query()), ("/", "a=%3F&b=%C3%A9"));
        assert_eq!(uri(both), "https://host:8080/?a=%3F&b=%C3%A9");
    }

    #[test]
    fn the_parameter_that_makes_it_too_long_is_named() {
        let error = target("/", &[("Short", "1"), ("Long", &"=".repeat(Target::LONGEST / 3))]).err().unwrap();
        assert!(error.to_string().contains("`Long`"), "{error}");
        assert!(target("/", &[("Long", &"-".repeat(Target::LONGEST - "/Long=".len()))]).is_ok());
    }
}
