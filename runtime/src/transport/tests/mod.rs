//! Situations that need a say in how names are looked up and who is trusted.

#[cfg(feature = "tls")]
mod host;
#[cfg(feature = "tls")]
mod proxy;
#[cfg(feature = "tls")]
mod tls;

use std::net::SocketAddr;
use std::time::Duration;

use http::Request;

use super::connect::{Connector, Resolver};
#[cfg(feature = "tls")]
use super::tls::Tls;
use super::{HttpTransport, HyperTransport, Phase, Proxy, TransportError, TransportOptions};
use crate::body::Body;

const HOST: &str = "ice.example.internal";
/// The scheme of requests that could be made.
const SCHEME: &str = if cfg!(feature = "tls") { "https" } else { "http" };
const LIMIT: Duration = Duration::from_secs(120);

fn transport(resolver: Resolver) -> HyperTransport {
    HyperTransport::over(Connector {
        resolver,
        overrides: Vec::new(),
        proxy: Proxy::off(),
        #[cfg(feature = "tls")]
        tls: Tls::mozilla(),
    })
}

async fn get(transport: &HyperTransport, authority: &str) -> Result<http::Response<Body>, TransportError> {
    get_from(transport, &format!("{SCHEME}://{authority}")).await
}

async fn get_from(transport: &HyperTransport, origin: &str) -> Result<http::Response<Body>, TransportError> {
    let request = Request::get(format!("{origin}/?hidden")).body(Body::empty()).unwrap();
    transport.send(request, TransportOptions::new(LIMIT, LIMIT)).await
}

#[tokio::test(start_paused = true)]
async fn a_name_that_is_never_found() {
    let error = get(&transport(|_, _| Box::pin(std::future::pending())), HOST).await.unwrap_err();
    assert_eq!((error.phase(), error.is_timeout()), (Phase::Resolve, true), "{error}");
    assert!(
        error.to_string().starts_with("looking up the host ice.example.internal was not over within 120s"),
        "{error}"
    );
}

#[tokio::test]
async fn a_name_that_nobody_has() {
    let error = get(&transport(|_, _| Box::pin(async { Err(std::io::Error::other("no such name")) })), HOST).await;
    let error = error.unwrap_err();
    assert_eq!((error.phase(), error.is_timeout()), (Phase::Resolve, false), "{error}");
    let text = format!("{error:#}");
    assert!(text.contains("no such name") && !text.contains("hidden"), "{text}");
}

#[tokio::test]
async fn a_name_without_an_address() {
    let error = get(&transport(|_, _| Box::pin(async { Ok(Vec::new()) })), HOST).await.unwrap_err();
    assert_eq!(error.phase(), Phase::Connect, "{error}");
}

/// The system is asked for a name, with the port of the endpoint or that of the scheme.
#[tokio::test]
async fn what_is_looked_up() {
    let resolver: Resolver =
        |host, port| Box::pin(async move { Err(std::io::Error::other(format!("<{host} {port}>"))) });
    for (origin, asked) in [
        #[cfg(feature = "tls")]
        ("https://ice.example.internal", "<ice.example.internal 443>"),
        #[cfg(feature = "tls")]
        ("https://a.b:8443", "<a.b 8443>"),
        ("http://a.b", "<a.b 80>"),
    ] {
        let error = get_from(&transport(resolver), origin).await.unwrap_err();
        assert!(format!("{error:#}").contains(asked), "{error:#}");
    }
    // Addresses are not looked up.
    let listener =
        std::net::TcpListener::bind("[::1]:0").or_else(|_| std::net::TcpListener::bind("127.0.0.1:0")).unwrap();
    let address: SocketAddr = listener.local_addr().unwrap();
    drop(listener);
    let error = get(&transport(resolver), &address.to_string()).await.unwrap_err();
    assert_eq!(error.phase(), Phase::Connect, "{error}");
}

/// Where there is no TLS, nothing is asked for in vain, and not again.
#[cfg(not(feature = "tls"))]
#[tokio::test]
async fn https_without_the_feature_fails_before_anything_is_looked_up() {
    let resolver: Resolver = |host, _| panic!("{host} was looked up");
    for (origin, proxy) in [("https://a.b", Proxy::off()), ("http://a.b", Proxy::fixed("https://proxy.internal"))] {
        let error = get_from(&transport(resolver).with_proxy(proxy), origin).await.unwrap_err();
        assert!(error.to_string().ends_with("HTTPS needs the cargo feature `tls`"), "{error}");
        assert_eq!((error.host(), error.phase(), error.is_transient()), ("a.b", Phase::Connect, false));
    }
}
