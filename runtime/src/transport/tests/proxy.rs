//! Proxies that follow a script: what goes through them, and what is said of their answers.

mod environment;
mod real;

use std::io::Write;
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use rustls::{ServerConnection, StreamOwned};

use super::super::{HttpTransport, HyperTransport, Phase, Proxy, TransportError, TransportOptions};
use super::host::{ANSWER, Issuer, answer_all, chain, head, host, leaf, root, server_config};
use super::tls::{call, trusting};
use super::{HOST, LIMIT, get, get_from};
use crate::causes::Causes;

/// Gives each connection to `serve`, in a thread of its own.
fn listen(serve: impl Fn(TcpStream) + Clone + Send + 'static) -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let serve = serve.clone();
            thread::spawn(move || serve(stream.unwrap()));
        }
    });
    address
}

/// A proxy that opens tunnels to this machine, and the heads of the requests it gets.
fn tunnels() -> (SocketAddr, Receiver<String>) {
    let (heads, received) = channel();
    let address = listen(move |mut near| {
        let Some(head) = head(&mut near) else { return };
        let port: u16 = head.lines().next().unwrap().split([':', ' ']).nth(2).unwrap().parse().unwrap();
        heads.send(head).unwrap();
        let mut far = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
        near.write_all(b"HTTP/1.1 200 Connection established\r\nProxy-Agent: scripted\r\n\r\n").unwrap();
        let (mut from, mut to) = (far.try_clone().unwrap(), near.try_clone().unwrap());
        thread::spawn(move || {
            let _ = std::io::copy(&mut from, &mut to);
            let _ = to.shutdown(Shutdown::Both);
        });
        let _ = std::io::copy(&mut near, &mut far);
    });
    (address, received)
}

/// A proxy that says this and closes the connection.
fn saying(answer: &'static [u8]) -> SocketAddr {
    listen(move |mut stream| {
        if head(&mut stream).is_some() {
            let _ = stream.write_all(answer);
        }
    })
}

fn through(address: SocketAddr, root: &Issuer) -> HyperTransport {
    trusting(root).with_proxy(Proxy::fixed(format!("http://{address}")))
}

/// All that an error prints.
fn texts(error: &TransportError) -> String {
    format!("{error} {error:#} {error:?} {error:#?} {}", Causes(error).report())
}

#[tokio::test]
async fn https_goes_through_a_tunnel() {
    let root = root();
    let address = host(chain(&leaf(), &root, &[]), answer_all);
    let (proxy, heads) = tunnels();
    let transport = trusting(&root).with_proxy(Proxy::fixed(format!("http://Aladdin:open%20sesame@{proxy}")));
    for _ in 0..3 {
        assert_eq!(call(&transport, address).await.unwrap(), "{}");
    }
    let target = format!("{HOST}:{}", address.port());
    let expected = format!(
        "CONNECT {target} HTTP/1.1\r\nhost: {target}\r\nproxy-authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
    );
    assert_eq!(heads.try_iter().collect::<Vec<_>>(), [expected], "one tunnel, kept alive");
    assert!(!format!("{transport:?}").contains("sesame"), "{transport:?}");
}

/// The port is named in a tunnel, whatever the URI says.
#[tokio::test]
async fn the_port_of_a_tunnel() {
    let (heads, received) = channel();
    let proxy = listen(move |mut stream| heads.send(head(&mut stream).unwrap()).unwrap());
    let error = get(&through(proxy, &root()), HOST).await.unwrap_err();
    assert!(!error.phase().may_have_been_received(), "{error}");
    assert_eq!(received.recv().unwrap(), format!("CONNECT {HOST}:443 HTTP/1.1\r\nhost: {HOST}:443"));
}

/// Nothing was sent to the host, and the message says what the proxy said.
#[tokio::test]
async fn a_proxy_that_does_not_open_a_tunnel() {
    let required =
        b"HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic\r\ncontent-length: 100\r\n\r\n";
    for (answer, user, said, is_transient) in [
        (required.as_slice(), "", "the proxy answered 407 Proxy Authentication Required; put a user name", false),
        (required, "me:canary@", "the proxy answered 407 Proxy Authentication Required; it does not accept", false),
        (b"HTTP/1.1 403 No\r\n\r\n", "me:canary@", "the proxy answered 403 Forbidden; it does not allow", false),
        (b"HTTP/1.0 302 Found\r\nlocation: /\r\n\r\n", "", "the proxy answered 302 Found; it does not allow", false),
        (b"HTTP/1.1 502 Bad\r\n\r\n<html>", "", "the proxy answered 502 Bad Gateway; it cannot reach the host", true),
        (b"", "me:canary@", "failed; check the proxy (`HTTPS_PROXY`", true),
        (b"SSH-2.0-OpenSSH_9.9\r\n", "me:canary@", "failed; check the proxy (`HTTPS_PROXY`", true),
        (b"HTTP/1.1 200 OK\r\nvia", "", "failed; check the proxy (`HTTPS_PROXY`", true),
        (b"HTTP/1.1 200 OK\r\n\r\nnoise", "", "failed; check the proxy (`HTTPS_PROXY`", true),
    ] {
        let proxy = saying(answer);
        let transport = trusting(&root()).with_proxy(Proxy::fixed(format!("http://{user}{proxy}")));
        let error = get(&transport, HOST).await.unwrap_err();
        let begin = format!("connecting to {HOST} through the proxy {proxy} failed");
        assert!(error.to_string().starts_with(&begin) && error.to_string().contains(said), "{error}");
        assert_eq!((error.phase(), error.is_timeout()), (Phase::Connect, false), "{error}");
        assert_eq!(error.is_transient(), is_transient, "{error}");
        assert!(!texts(&error).contains("canary") && !texts(&error).contains("hidden"), "{}", texts(&error));
    }
}

/// What comes without an end is given up, and the connection is closed.
#[tokio::test]
async fn a_proxy_whose_answer_has_no_end() {
    for (start, piece) in [
        ("HTTP/1.1 200 OK\r\n", "x-filler: 0123456789\r\n"),
        ("HTTP/1.1 200 OK\r\nx-filler: ", "0123456789"),
        ("", "HTTP/1.1 100 Continue\r\n"),
    ] {
        let proxy = listen(move |mut stream| {
            let mut alive = head(&mut stream).is_some() && stream.write_all(start.as_bytes()).is_ok();
            while alive {
                alive = stream.write_all(piece.repeat(100).as_bytes()).is_ok();
            }
        });
        let error = get(&through(proxy, &root()), HOST).await.unwrap_err();
        assert_eq!((error.phase(), error.is_timeout()), (Phase::Connect, false), "{error:#}");
    }
}

/// Interim answers without an end do not keep the deadline from being seen.
#[tokio::test]
async fn a_proxy_that_never_comes_to_the_point() {
    let proxy = listen(|mut stream| {
        head(&mut stream);
        let interim = b"HTTP/1.1 100 Continue\r\n\r\n".repeat(1000);
        while stream.write_all(&interim).is_ok() {}
    });
    let request = http::Request::get(format!("https://{HOST}/")).body("".into()).unwrap();
    let options = TransportOptions::new(Duration::from_millis(50), LIMIT);
    let error = through(proxy, &root()).send(request, options).await.unwrap_err();
    assert_eq!((error.phase(), error.is_timeout()), (Phase::Connect, true), "{error:#}");
}

#[tokio::test(start_paused = true)]
async fn a_proxy_that_is_silent() {
    let silent = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let proxy = silent.local_addr().unwrap();
    let error = get(&through(proxy, &root()), HOST).await.unwrap_err();
    assert_eq!((error.phase(), error.is_timeout()), (Phase::Connect, true), "{error}");
    let expected = format!("connecting to {HOST} through the proxy {proxy} was not over within 120s; check the proxy");
    assert!(error.to_string().starts_with(&expected), "{error}");
}

#[tokio::test]
async fn a_proxy_that_is_not_there() {
    let proxy = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap();
    let error = get(&through(proxy, &root()), HOST).await.unwrap_err();
    let begin = format!("connecting to the proxy {proxy} for {HOST} failed; check the proxy");
    assert!(error.to_string().starts_with(&begin), "{error}");
    assert_eq!((error.phase(), error.host()), (Phase::Connect, HOST));

    let transport =
        super::transport(|name, port| Box::pin(async move { Err(std::io::Error::other(format!("<{name} {port}>"))) }));
    let error = get(&transport.with_proxy(Proxy::fixed("proxy.internal")), HOST).await.unwrap_err();
    assert_eq!(error.phase(), Phase::Resolve, "{error}");
    let text = format!("{error:#}");
    assert!(text.starts_with(&format!("looking up the proxy proxy.internal for {HOST} failed; ")), "{text}");
    assert!(text.ends_with("<proxy.internal 80>"), "{text}");
}

/// The certificate is that of the host, not that of the proxy; who is not trusted is said with the way there.
#[tokio::test]
async fn a_host_behind_a_proxy_that_is_not_trusted() {
    let address = host(chain(&leaf(), &root(), &[]), answer_all);
    let (proxy, _heads) = tunnels();
    let error = call(&through(proxy, &root()), address).await.unwrap_err();
    assert_eq!(error.phase(), Phase::Tls, "{error}");
    let begin = format!("the TLS handshake with {HOST}:{} through the proxy {proxy} failed", address.port());
    assert!(error.to_string().starts_with(&begin), "{error}");
}

/// A tunnel that breaks after the request was sent: the host may have it.
#[tokio::test]
async fn a_tunnel_that_breaks() {
    let root = root();
    let address = host(chain(&leaf(), &root, &[]), |stream| drop(head(stream)));
    let (proxy, _heads) = tunnels();
    let error = call(&through(proxy, &root), address).await.unwrap_err();
    assert_eq!(error.phase(), Phase::Receive, "{error}");
    assert!(error.to_string().contains(&format!(" through the proxy {proxy} failed; the request may")), "{error}");
}

/// TLS within TLS: to the proxy, and through its tunnel to the host.
#[tokio::test]
async fn a_proxy_over_https() {
    let root = root();
    let inner = server_config(chain(&leaf(), &root, &[]));
    let certificate = rcgen::CertificateParams::new(["proxy.internal".to_owned()]).unwrap();
    let proxy = host(chain(&certificate, &root, &[]), move |stream| {
        assert!(head(stream).is_some_and(|head| head.starts_with("CONNECT ice.example.internal:443 HTTP/1.1\r\n")));
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
        let session = ServerConnection::new(inner.clone()).unwrap();
        answer_all(&mut StreamOwned::new(session, stream));
    });
    let url = format!("https://proxy.internal:{}", proxy.port());
    let transport = trusting(&root).with_proxy(Proxy::fixed(&url));
    for _ in 0..3 {
        let body = get(&transport, HOST).await.unwrap().into_body();
        assert_eq!(body.collect(10).await.unwrap(), "{}");
    }
    // The proxy has to show that it is the proxy.
    let transport = trusting(&super::host::root_named("Another root")).with_proxy(Proxy::fixed(&url));
    let error = get(&transport, HOST).await.unwrap_err();
    let begin = format!("the TLS handshake with the proxy proxy.internal:{} for {HOST} failed", proxy.port());
    assert!(error.to_string().starts_with(&begin), "{error}");
}

/// The proxy gets the whole URI, on a connection that is kept; only it sees the password.
#[tokio::test]
async fn plain_http_is_forwarded() {
    let (heads, received) = channel();
    let proxy = listen(move |mut stream| {
        while let Some(head) = head(&mut stream) {
            heads.send(head).unwrap();
            stream.write_all(ANSWER).unwrap();
        }
    });
    let transport = trusting(&root()).with_proxy(Proxy::fixed(format!("http://a:b@{proxy}")));
    for _ in 0..2 {
        let response = get_from(&transport, "http://plain.internal:8080").await.unwrap();
        assert_eq!(response.into_body().collect(10).await.unwrap(), "{}");
        let expected = "GET http://plain.internal:8080/?hidden HTTP/1.1\r\nhost: plain.internal:8080\r\n\
                        proxy-authorization: Basic YTpi";
        assert_eq!(received.recv().unwrap(), expected);
    }
    // A request that is not to go through a proxy does not, although there is a connection.
    let own = listen(|mut stream| answer_all(&mut stream));
    for options in [TransportOptions::new(LIMIT, LIMIT), TransportOptions::new(LIMIT, LIMIT).without_proxy()] {
        let request = http::Request::get(format!("http://plain.internal:{}/", own.port())).body("".into()).unwrap();
        let response = transport.send(request, options).await.unwrap();
        assert_eq!(response.into_body().collect(10).await.unwrap(), "{}");
        assert_eq!(received.try_recv().is_ok(), options.is_proxy_allowed());
    }
}

/// A proxy that asks who we are has not forwarded the request; any other answer may be that of the host.
#[tokio::test]
async fn a_proxy_that_does_not_forward() {
    let proxy = saying(b"HTTP/1.1 407 Who\r\ncontent-length: 0\r\n\r\n");
    let error = get_from(&through(proxy, &root()), "http://plain.internal").await.unwrap_err();
    let begin = format!("connecting to plain.internal through the proxy {proxy} failed: the proxy answered 407 Proxy");
    assert!(error.to_string().starts_with(&begin) && !error.phase().may_have_been_received(), "{error}");
    let proxy = saying(b"HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n");
    let response = get_from(&through(proxy, &root()), "http://plain.internal").await.unwrap();
    assert_eq!(response.status(), 502);
}
