//! The transport on its own and under a client: connections, timeouts, what breaks.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use runtime::codegen::ClientCore;
use runtime::transport::{HttpTransport, HyperTransport, Phase, TransportError, TransportOptions};
use runtime::{Body, BoxFuture, Error};
use runtime_testing::{Loopback, ReceivedRequest, Reply};
use tokio::io::{AsyncWriteExt, BufReader};

use crate::support::operations::Takeover;
use crate::support::{HOST, ICE, fixed_config, scripted, scripted_with};

const LONG: Duration = Duration::from_secs(60);
const SHORT: Duration = Duration::from_millis(50);

/// The transport error of a call that was answered like this, printed.
async fn failure(reply: Reply) -> Error {
    let (_server, client) = scripted([reply]).await;
    let request = Takeover { instance_id: Some("hidden".to_owned()), ..Takeover::default() };
    client.call(request).await.unwrap_err()
}

/// The transport error, and the line with its causes.
fn transport_error(error: &Error) -> (&TransportError, String) {
    let text = format!("{error:#}");
    assert!(text.contains(HOST), "{text}");
    assert!(!text.contains("hidden") && !text.contains('\n'), "{text}");
    (error.as_transport().unwrap(), text)
}

#[tokio::test]
async fn connections_are_kept_alive_and_shared() {
    let (server, client) = scripted([Reply::json("{}"), Reply::json("{}"), Reply::json("{}")]).await;
    for _ in 0..3 {
        client.clone().call(Takeover::default()).await.unwrap();
    }
    assert_eq!((server.requests().len(), server.connections()), (3, 1));
}

#[tokio::test]
async fn many_calls_at_once() {
    let (server, client) = scripted((0..20).map(|_| Reply::json("{}"))).await;
    let calls: Vec<_> = (0..20).map(|_| tokio::spawn(client.call(Takeover::default()).into_future())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(server.requests().len(), 20);
}

#[tokio::test]
async fn a_lost_connection() {
    let cut = "HTTP/1.1 200 OK\r\nx-acs-request-id: r-1\r\ncontent-length: 100\r\n\r\n{";
    for (reply, phase) in [
        (Reply::Close, Phase::Receive),
        (Reply::Raw("HTTP/1.1 200".into()), Phase::Receive),
        (Reply::Raw(cut.into()), Phase::Body),
    ] {
        let error = failure(reply).await;
        let (error, text) = transport_error(&error);
        assert_eq!((error.phase(), error.is_timeout()), (phase, false), "{text}");
        let begun = (phase == Phase::Body).then_some("r-1");
        assert_eq!((error.request_id(), error.status().is_some()), (begun, begun.is_some()), "{text}");
        assert!(error.phase().may_have_been_received());
        assert!(text.contains("may have been carried out"), "{text}");
    }
}

#[tokio::test]
async fn an_answer_that_is_not_http() {
    let error = failure(Reply::Raw("SSH-2.0-OpenSSH_9.9\r\n".into())).await;
    let (error, text) = transport_error(&error);
    assert_eq!(error.phase(), Phase::Receive, "{text}");
}

#[tokio::test]
async fn a_refused_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let client = ClientCore::new(fixed_config().with_connect_override(HOST, address), &ICE).unwrap();
    let error = client.call(Takeover::default()).await.unwrap_err();
    let (error, text) = transport_error(&error);
    assert_eq!(error.phase(), Phase::Connect, "{text}");
    assert!(!error.phase().may_have_been_received());
    assert!(text.contains("refused") && text.contains("check the region"), "{text}");
}

#[tokio::test]
async fn a_silent_server() {
    let (_server, client) = scripted_with(fixed_config().with_attempt_timeout(SHORT), [Reply::Silence]).await;
    let error = client.call(Takeover::default()).await.unwrap_err();
    assert!(error.is_timeout());
    let (error, text) = transport_error(&error);
    assert_eq!(error.phase(), Phase::Receive);
    assert!(text.contains("50ms") && text.contains("Call::attempt_timeout"), "{text}");
}

#[tokio::test]
async fn the_time_to_connect_is_not_that_to_answer() {
    let connect = Duration::from_millis(200);
    let config = fixed_config().with_connect_timeout(connect).with_attempt_timeout(connect + SHORT);
    let (_server, client) = scripted_with(config, [Reply::Silence]).await;
    let error = client.call(Takeover::default()).await.unwrap_err();
    let (error, text) = transport_error(&error);
    assert_eq!((error.phase(), error.is_timeout()), (Phase::Receive, true), "{text}");
    assert!(text.contains("250ms"), "{text}");
}

#[tokio::test]
async fn a_request_without_a_host_is_refused() {
    let request = http::Request::get("/").body(Body::empty()).unwrap();
    let error = HyperTransport::new().send(request, TransportOptions::new(LONG, LONG)).await.unwrap_err();
    assert_eq!(error.phase(), Phase::Connect, "{error}");
    assert!(!error.phase().may_have_been_received());
}

#[tokio::test]
async fn the_timeout_of_a_call_wins_over_that_of_the_client() {
    let (_server, client) = scripted_with(fixed_config().with_attempt_timeout(LONG), [Reply::Silence]).await;
    assert!(client.call(Takeover::default()).timeout(SHORT).await.unwrap_err().is_timeout());
}

#[cfg(feature = "tls")]
#[tokio::test]
async fn a_server_that_does_not_speak_tls() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
    });
    let request = http::Request::get(format!("https://localhost:{}/", address.port())).body(Body::empty()).unwrap();
    let error = HyperTransport::new().send(request, TransportOptions::new(LONG, LONG)).await.unwrap_err();
    assert_eq!(error.phase(), Phase::Tls, "{error}");
}

#[cfg(feature = "tls")]
#[tokio::test]
async fn a_server_that_does_not_answer_the_handshake() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let request = http::Request::get(format!("https://{}/?hidden", silent.local_addr().unwrap()));
    let request = request.body(Body::empty()).unwrap();
    let error = HyperTransport::new().send(request, TransportOptions::new(SHORT, LONG)).await.unwrap_err();
    assert!(error.is_timeout() && error.phase() == Phase::Tls, "{error}");
    assert!(error.to_string().contains("50ms") && !error.to_string().contains("hidden"), "{error}");
}

#[tokio::test]
async fn the_host_of_a_port_is_overridden_on_its_own() {
    let server = Loopback::start([Reply::json("{}")]).await.unwrap();
    let authority = "gateway.example.internal:8080";
    let config = fixed_config().with_endpoint(authority).with_connect_override(authority, server.address());
    ClientCore::new(config, &ICE).unwrap().call(Takeover::default()).await.unwrap();
    assert_eq!(server.requests()[0].header("host"), Some(authority));
}

/// Answers without a network.
#[derive(Debug)]
struct Echo;

impl HttpTransport for Echo {
    fn send(
        &self,
        request: http::Request<Body>,
        options: TransportOptions,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let seconds = options.timeout().as_secs_f64().round();
        let body = format!(r#"{{"ChannelId":"{} {seconds}"}}"#, request.uri());
        Box::pin(std::future::ready(Ok(http::Response::new(body.into()))))
    }
}

#[tokio::test]
async fn a_transport_of_ones_own() {
    let client = ClientCore::new(fixed_config().with_transport(Arc::new(Echo)), &ICE).unwrap();
    let response = client.call(Takeover::default()).timeout(LONG).await.unwrap();
    assert_eq!(response.channel_id.as_deref(), Some("https://ice.cn-shanghai.aliyuncs.com/ 15"));
}

/// Connections in the clear are kept as well, and never used for HTTPS.
#[tokio::test]
async fn plain_http() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move {
        let (mut first, _) = listener.accept().await.unwrap();
        let mut heads = Vec::new();
        for answer in ["1", "2"] {
            heads.push(ReceivedRequest::read(&mut BufReader::new(&mut first)).await.unwrap().unwrap());
            let answer = format!("HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n{answer}");
            first.write_all(answer.as_bytes()).await.unwrap();
        }
        drop(listener.accept().await.unwrap());
        (first, heads)
    });
    let transport = HyperTransport::new();
    let options = TransportOptions::new(LONG, LONG).without_proxy();
    for expected in ["1", "2"] {
        let request = http::Request::get(format!("http://{address}/a?b=c")).body(Body::empty()).unwrap();
        let response = transport.send(request, options).await.unwrap();
        assert_eq!(response.into_body().collect(10).await.unwrap(), expected);
    }
    let request = http::Request::get(format!("https://{address}/")).body(Body::empty()).unwrap();
    let error = transport.send(request, options).await.unwrap_err();
    assert!(!error.phase().may_have_been_received(), "{error}");
    let (_open, heads) = server.await.unwrap();
    assert_eq!(heads[1].header("host"), Some(address.to_string().as_str()));
}

#[tokio::test]
async fn a_scheme_that_is_not_http() {
    let request = http::Request::get("ftp://host/").body(Body::empty()).unwrap();
    let error = HyperTransport::new().send(request, TransportOptions::new(LONG, LONG)).await.unwrap_err();
    assert_eq!(error.to_string(), "connecting to host failed: the scheme is neither `https` nor `http`");
}
