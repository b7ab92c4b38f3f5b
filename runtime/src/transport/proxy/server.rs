//! A proxy, as its URL describes it.

use std::fmt;

use http::header::PROXY_AUTHORIZATION;
use http::uri::Authority;
use http::{HeaderValue, Request, Uri};

use crate::body::Body;
use crate::encoding;
use crate::transport::origin::Origin;

/// A proxy. Prints without user name and password.
pub(in crate::transport) struct ProxyServer {
    /// Where it listens, and whether the connection to it is encrypted.
    pub(in crate::transport) origin: Origin,
    /// The value of `proxy-authorization`.
    pub(in crate::transport) authorization: Option<HeaderValue>,
}

impl ProxyServer {
    /// Reads `http://[user:password@]host[:port]`. Without a scheme, it is `http`; a path is ignored.
    ///
    /// # Errors
    ///
    /// The end of a sentence that says what is wrong. It repeats no more of the URL than its scheme: where a URL is damaged,
    /// nobody knows which part of it is the password.
    pub(super) fn parse(url: &str) -> Result<Self, String> {
        let url = url.trim();
        let (scheme, rest) = url.split_once("://").unwrap_or(("http", url));
        let is_tls = match scheme.to_ascii_lowercase().as_str() {
            "http" => false,
            "https" => true,
            socks if socks.starts_with("socks") => {
                return Err("names a SOCKS proxy, which is not supported; use an HTTP proxy".to_owned());
            }
            _ => return Err(malformed()),
        };
        // A password may hold a slash that nobody has encoded.
        let (user, host) = rest.rsplit_once('@').map_or((None, rest), |(user, host)| (Some(user), host));
        let host = host.split(['/', '?', '#']).next().unwrap_or_default();
        let authority: Authority = host.parse().map_err(|_| malformed())?;
        let is_named = !authority.host().trim_matches(['[', ']']).is_empty();
        if !is_named || authority.port_u16().is_none_or(|port| port == 0) && authority.as_str() != authority.host() {
            return Err(malformed());
        }
        let authorization = user.map(basic).transpose()?;
        Ok(Self { origin: Origin::new(is_tls, authority), authorization })
    }

    /// Writes a request as the proxy is to forward it (RFC 9112, section 3.2.2): with the whole URI, and for whom.
    pub(in crate::transport) fn address(&self, request: &mut Request<Body>, origin: &Origin) {
        let mut uri = std::mem::take(request.uri_mut()).into_parts();
        origin.put(&mut uri);
        *request.uri_mut() = Uri::from_parts(uri).unwrap_or_default();
        if let Some(authorization) = &self.authorization {
            request.headers_mut().insert(PROXY_AUTHORIZATION, authorization.clone());
        }
    }

    /// `host:port`.
    pub(in crate::transport) fn name(&self) -> &str {
        self.origin.as_str()
    }
}

fn malformed() -> String {
    "is not the URL of a proxy: it must be `http://[user:password@]host[:port]`, or the same with `https`".to_owned()
}

/// The value that shows a user name and a password to a proxy (RFC 7617).
fn basic(user: &str) -> Result<HeaderValue, String> {
    let (name, password) = user.split_once(':').unwrap_or((user, ""));
    let (name, password) = (encoding::unpercent(name), encoding::unpercent(password));
    if name.contains(':') {
        return Err(
            "has a colon in its user name, which a proxy would take for the beginning of the password".to_owned()
        );
    }
    let text = ["Basic ", &encoding::base64(format!("{name}:{password}").as_bytes())].concat();
    let mut value = HeaderValue::try_from(text).map_err(|_| malformed())?;
    value.set_sensitive(true);
    Ok(value)
}

impl fmt::Debug for ProxyServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let user = if self.authorization.is_some() { "[redacted]@" } else { "" };
        write!(f, "{}://{user}{}", if self.origin.is_tls { "https" } else { "http" }, self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_url_says() {
        for (url, shown, authorization) in [
            ("http://10.0.0.1:3128", "http://10.0.0.1:3128", None),
            ("proxy.internal:8080", "http://proxy.internal:8080", None),
            ("  HTTPS://proxy.internal/ ", "https://proxy.internal", None),
            ("http://[::1]:3128/x?y", "http://[::1]:3128", None),
            // RFC 7617, section 2.
            (
                "http://Aladdin:open%20sesame@proxy:1",
                "http://[redacted]@proxy:1",
                Some("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
            ),
            ("Aladdin@proxy", "http://[redacted]@proxy", Some("Basic QWxhZGRpbjo=")),
            ("http://a:b/c@d@proxy", "http://[redacted]@proxy", Some("Basic YTpiL2NAZA==")),
            ("http://%C3%A9:%C3%A9@proxy", "http://[redacted]@proxy", Some("Basic w6k6w6k=")),
        ] {
            let server = ProxyServer::parse(url).unwrap();
            assert_eq!(format!("{server:?}"), shown);
            let value = server.authorization.as_ref().map(|value| value.to_str().unwrap());
            assert_eq!(value, authorization, "{url}");
        }
    }

    #[test]
    fn what_is_no_url_of_a_proxy() {
        for url in [
            "",
            "http://",
            "http://:3128",
            "http://canary:canary",
            "http://canary@:1",
            "ftp://canary",
            "http://a b",
            "a:0",
            "a:70000",
        ] {
            let fault = ProxyServer::parse(url).unwrap_err();
            assert!(
                fault.contains("http://[user:password@]host[:port]") && !fault.contains("canary"),
                "{url}: {fault}"
            );
        }
        assert!(ProxyServer::parse("socks5h://canary@a:1080").unwrap_err().contains("SOCKS"));
        assert!(ProxyServer::parse("http://a%3Ab:canary@a").unwrap_err().contains("colon"));
    }
}
