//! How much of a response is read, and answers that come before the request is sent.

use std::io::{BufReader, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use bytes::Bytes;
use runtime::Body;
use runtime::codegen::ClientCore;
use runtime::transport::{HttpTransport, HyperTransport, Phase, TransportError, TransportOptions};

use crate::support::operations::{InvokeFunction, Takeover};
use crate::support::threaded::{read_head, threaded};
use crate::support::{HOST, ICE, fixed_config};

const LIMIT: usize = 10_000;
const LONG: Duration = Duration::from_secs(60);

fn client(address: SocketAddr) -> ClientCore {
    let config = fixed_config().with_response_limit(LIMIT).with_connect_override(HOST, address);
    ClientCore::new(config, &ICE).unwrap()
}

/// Answers with this and then with zeros, until nobody listens any more.
fn endless(start: &'static str) -> SocketAddr {
    threaded(move |stream| {
        read_head(stream);
        if stream.get_mut().write_all(start.as_bytes()).is_ok() {
            while stream.get_mut().write_all(&[b'0'; 4096]).is_ok() {}
        }
    })
    .address
}

#[tokio::test]
async fn a_success_that_is_too_long() {
    for start in [
        "HTTP/1.1 200 OK\r\nx-acs-request-id: r-1\r\ncontent-length: 10001\r\n\r\n",
        "HTTP/1.1 200 OK\r\nx-acs-request-id: r-1\r\ncontent-length: 9000000000000000000\r\n\r\n",
        "HTTP/1.1 200 OK\r\nx-acs-request-id: r-1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nx-acs-request-id: r-1\r\ntransfer-encoding: chunked\r\n\r\nffffffff\r\n",
    ] {
        let error = client(endless(start)).call(Takeover::default()).await.unwrap_err();
        assert_eq!((error.request_id(), error.status().map(|status| status.as_u16())), (Some("r-1"), Some(200)));
        let text = error.to_string();
        assert!(text.contains("more than 10000 bytes") && text.contains("with_response_limit"), "{text}");
        assert_eq!((error.as_transport().unwrap().phase(), error.is_timeout()), (Phase::Body, false));
    }
}

#[tokio::test]
async fn a_success_of_the_greatest_length() {
    let server = threaded(|stream| {
        read_head(stream);
        let body = format!("\"{}\"", "x".repeat(LIMIT - 2));
        write!(stream.get_mut(), "HTTP/1.1 200 OK\r\ncontent-length: {LIMIT}\r\n\r\n{body}").unwrap();
    });
    let call =
        client(server.address).call(InvokeFunction { function_name: Some("f".to_owned()), ..Default::default() });
    assert_eq!(call.await.unwrap().len(), LIMIT);
}

/// The status and the beginning of the body say enough.
#[tokio::test]
async fn an_error_that_is_too_long_is_cut_off() {
    let start = "HTTP/1.1 503 Busy\r\nx-acs-request-id: r-1\r\n\r\n";
    let error = client(endless(start)).call(Takeover::default()).await.unwrap_err();
    assert_eq!((error.request_id(), error.http().unwrap().body().len()), (Some("r-1"), LIMIT));

    let config = fixed_config().with_connect_override(HOST, endless(start));
    let error = ClientCore::new(config, &ICE).unwrap().call(Takeover::default()).await.unwrap_err();
    assert_eq!(error.http().unwrap().body().len(), 1 << 20);
}

const TOO_LARGE: &[u8] = b"HTTP/1.1 413 Too Large\r\ncontent-length: 19\r\n\r\n{\"Code\":\"TooLarge\"}";

/// What becomes of an upload of 16 MiB; that is more than fits into the buffers of the system.
async fn upload(serve: impl FnMut(&mut BufReader<TcpStream>) + Send + 'static) -> Result<(u16, Bytes), TransportError> {
    let transport = HyperTransport::new().with_connect_override(HOST, threaded(serve).address);
    let request = http::Request::post(format!("https://{HOST}/")).body(Body::from(vec![0; 16 << 20])).unwrap();
    let response = transport.send(request, TransportOptions::new(LONG, LONG)).await?;
    Ok((response.status().as_u16(), response.into_body().collect(1000).await.unwrap()))
}

#[tokio::test]
async fn an_early_answer_is_the_answer_when_the_host_closes() {
    for _ in 0..20 {
        let response = upload(|stream| {
            read_head(stream);
            stream.get_mut().write_all(TOO_LARGE).unwrap();
        });
        let (status, body) = response.await.unwrap();
        assert_eq!((status, body.len()), (413, 19));
    }
}

#[tokio::test]
async fn an_early_answer_is_the_answer_when_the_host_waits() {
    let response = upload(|stream| {
        read_head(stream);
        stream.get_mut().write_all(TOO_LARGE).unwrap();
        std::thread::park();
    });
    assert_eq!(response.await.unwrap().0, 413);
}

/// Without an answer it is a broken connection, and the request may have been received.
#[tokio::test]
async fn an_upload_that_is_cut_off() {
    let error = upload(read_head).await.unwrap_err();
    assert!(matches!(error.phase(), Phase::Send | Phase::Receive), "{error}");
    assert!(error.phase().may_have_been_received() && !error.is_timeout(), "{error}");
}
