//! Bodies that are not bytes, in both directions.
//!
//! | who | what |
//! |---|---|
//! | a call | sends a source that can be read again: once for the hash, once to the host |
//! | a call | refuses a stream that passes once, since the hash goes before it |
//! | a transport | sends a stream of known and of unknown length, and what is wrong with it |
//! | a transport | gives the head before the body is there, and the body as it comes |
//! | a connection | is free again when a long body is read to its end, and closed when it is dropped before |

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::task::{Context, Poll};
use std::time::Duration;

use http_body::{Body as HttpBody, Frame, SizeHint};
use runtime::error::ErrorKind;
use runtime::transport::{HttpTransport, HyperTransport, Phase, TransportError, TransportOptions};
use runtime::{Body, Bytes};
use runtime_testing::{Loopback, Reply};

use crate::support::operations::InvokeFunction;
use crate::support::threaded::{answer, read_head, threaded};
use crate::support::{HOST, scripted};

const LONG: Duration = Duration::from_secs(60);

/// A stream of pieces; `None` is a failure.
struct Pieces {
    rest: VecDeque<Option<&'static str>>,
    length: Option<u64>,
}

impl Pieces {
    fn new(pieces: &[&'static str]) -> Self {
        Self { rest: pieces.iter().copied().map(Some).collect(), length: None }
    }

    fn sized(self) -> Self {
        let length = self.rest.iter().flatten().map(|piece| piece.len() as u64).sum();
        Self { length: Some(length), ..self }
    }
}

impl HttpBody for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        Poll::Ready(self.rest.pop_front().map(|piece| match piece {
            Some(piece) => Ok(Frame::data(piece.into())),
            None => Err(io::Error::new(io::ErrorKind::NotFound, "the file is gone")),
        }))
    }

    fn size_hint(&self) -> SizeHint {
        self.length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

fn upload() -> InvokeFunction {
    InvokeFunction { function_name: Some("f".to_owned()), ..InvokeFunction::default() }
}

#[tokio::test]
async fn a_source_is_read_for_the_hash_and_once_more_to_be_sent() {
    let opened = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&opened);
    let body = Body::replayable(move || {
        count.fetch_add(1, Ordering::Relaxed);
        Pieces::new(&["{\"a\":", "1}"]).sized()
    });
    let (server, client) = scripted([Reply::json("{}")]).await;
    client.call(upload()).body(body).await.unwrap();
    let [received] = server.requests().try_into().unwrap();
    assert_eq!(received.body, r#"{"a":1}"#);
    assert_eq!(received.header("content-length"), Some("7"));
    assert_eq!(received.header("content-type"), Some("application/octet-stream"));
    let hash = "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862";
    assert_eq!(received.header("x-acs-content-sha256"), Some(hash));
    assert_eq!(opened.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn what_cannot_be_signed_is_refused_before_sending() {
    let failing = || Pieces { rest: [Some("x"), None].into(), length: None };
    for (body, hint) in [
        (Body::stream(Pieces::new(&["x"])), "Body::replayable"),
        (Body::replayable(failing), "the body cannot be read: the file is gone"),
    ] {
        let (server, client) = scripted([]).await;
        let error = client.call(upload()).body(body).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request);
        assert!(format!("{error:#}").contains(hint), "{error:#}");
        assert_eq!(server.connections(), 0);
    }
}

/// The request as a transport sends it.
async fn sent(body: Body) -> Result<String, TransportError> {
    let server = Loopback::start([Reply::json("{}")]).await.unwrap();
    let transport = HyperTransport::new().with_connect_override(HOST, server.address());
    let request = http::Request::put(format!("https://{HOST}/")).body(body).unwrap();
    transport.send(request, TransportOptions::new(LONG, LONG)).await?;
    let [received] = server.requests().try_into().unwrap();
    let length = received.header("content-length").or(received.header("transfer-encoding")).unwrap_or_default();
    Ok(format!("{length} {}", String::from_utf8_lossy(&received.body)))
}

#[tokio::test]
async fn a_transport_sends_every_kind_of_body() {
    assert_eq!(sent(Body::empty()).await.unwrap(), "0 ");
    assert_eq!(sent("bytes".into()).await.unwrap(), "5 bytes");
    assert_eq!(sent(Body::stream(Pieces::new(&["a", "bc"]).sized())).await.unwrap(), "3 abc");
    assert_eq!(sent(Body::replayable(|| Pieces::new(&["a", "bc"]).sized())).await.unwrap(), "3 abc");

    let broken = Pieces { rest: [Some("abc"), None].into(), length: Some(9) };
    let error = sent(Body::stream(broken)).await.unwrap_err();
    assert!(!error.phase().may_have_been_received(), "the beginning waits for more");
    assert!(format!("{error:#}").contains("the file is gone"), "{error:#}");
}

#[tokio::test]
async fn a_stream_of_unknown_length_is_sent_in_chunks() {
    let (report, received) = channel();
    let server = threaded(move |stream| {
        use std::io::{Read, Write};
        read_head(stream);
        let mut body = Vec::new();
        while !body.ends_with(b"0\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            body.push(byte[0]);
        }
        report.send(String::from_utf8(body).unwrap()).unwrap();
        stream.get_mut().write_all(crate::support::threaded::ANSWER).unwrap();
    });
    let transport = HyperTransport::new().with_connect_override(HOST, server.address);
    let request =
        http::Request::post(format!("https://{HOST}/")).body(Body::stream(Pieces::new(&["ab", "c"]))).unwrap();
    transport.send(request, TransportOptions::new(LONG, LONG)).await.unwrap();
    assert_eq!(received.recv().unwrap(), "2\r\nab\r\n1\r\nc\r\n0\r\n\r\n");
}

async fn get(transport: &HyperTransport) -> http::Response<Body> {
    let request = http::Request::get(format!("https://{HOST}/")).body(Body::empty()).unwrap();
    transport.send(request, TransportOptions::new(LONG, LONG)).await.unwrap()
}

#[tokio::test]
async fn the_head_comes_before_the_body() {
    let (go_on, wait) = channel();
    let server = threaded(move |stream| {
        use std::io::Write;
        read_head(stream);
        stream.get_mut().write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\n").unwrap();
        for piece in ["a", "b", "c"] {
            wait.recv().unwrap();
            stream.get_mut().write_all(piece.as_bytes()).unwrap();
        }
        // Another request on the same connection.
        answer(stream);
    });
    let transport = HyperTransport::new().with_connect_override(HOST, server.address);
    let response = get(&transport).await;
    assert_eq!(response.status(), 200);
    let mut body = response.into_body();
    assert!(body.as_bytes().is_none() && body.size_hint().exact() == Some(3));
    for piece in ["a", "b", "c"] {
        go_on.send(()).unwrap();
        let frame = std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await;
        assert_eq!(frame.unwrap().unwrap().into_data().unwrap(), piece);
    }
    assert!(std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await.is_none());
    // Read to its end: the connection is used again, or the server would not answer.
    assert_eq!(get(&transport).await.into_body().collect(9).await.unwrap(), "{}");
}

#[tokio::test]
async fn a_body_that_is_dropped_closes_its_connection() {
    let server = threaded(|stream| {
        use std::io::{Read, Write};
        read_head(stream);
        stream.get_mut().write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\na").unwrap();
        assert_eq!(stream.read(&mut [0]).unwrap_or_default(), 0, "the connection is closed");
    });
    let transport = HyperTransport::new().with_connect_override(HOST, server.address);
    drop(get(&transport).await);
    server.wait_for_close();
}

#[tokio::test]
async fn a_body_that_is_cut_off_says_so() {
    let server = threaded(|stream| {
        use std::io::Write;
        read_head(stream);
        stream.get_mut().write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\na").unwrap();
    });
    let transport = HyperTransport::new().with_connect_override(HOST, server.address);
    let error = get(&transport).await.into_body().collect(9).await.unwrap_err();
    assert_eq!(error.downcast::<TransportError>().unwrap().phase(), Phase::Body);
}

#[tokio::test]
async fn a_body_on_its_own() {
    let body = || Body::replayable(|| Pieces::new(&["a", "bc"]));
    assert_eq!(body().collect(3).await.unwrap(), "abc");
    assert!(body().collect(2).await.unwrap_err().to_string().contains("more than 2 bytes"));
    assert_eq!(body().try_clone().unwrap().try_clone().unwrap().collect(3).await.unwrap(), "abc");
    assert!(Body::stream(http_body_util::Empty::<Bytes>::new()).try_clone().is_none());
    let full = http_body_util::Full::<Bytes>::from("secret");
    for (body, shown) in [
        (Body::stream(full.clone()), "Body([stream])"),
        (Body::replayable(move || full.clone()), "Body([replayable])"),
        ("secret".into(), "Body([6 bytes])"),
    ] {
        assert_eq!(format!("{body:?}"), shown);
    }
}
