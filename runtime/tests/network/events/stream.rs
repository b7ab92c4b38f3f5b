//! Events of a call, one by one.
//!
//! | situation | what happens |
//! |---|---|
//! | the service refuses the request | its error is the only item, as of any other call, after the usual attempts |
//! | events come slowly, in pieces | each is there when its empty line is |
//! | `[DONE]` | the end; the connection is used again if nothing follows |
//! | the data are not what is declared | a fault of `data()` alone |
//! | a success is no stream of events | an error with the whole body |
//! | an event reports a failure | an event |
//! | the connection breaks, or stalls | the events so far, then an error that names host and request id |
//! | an event never ends | an error at 1 MiB |
//! | the stream is dropped | the connection is closed |

use std::io::Write;
use std::pin::Pin;
use std::sync::mpsc::channel;
use std::time::Duration;

use futures_core::Stream;
use runtime::codegen::ClientCore;
use runtime::error::{ErrorKind, Retryability};
use runtime::{Bytes, Error, Event, Events, Retry, Value};
use runtime_testing::Reply;

use crate::support::operations::{Chat, ChatEvent};
use crate::support::threaded::{answer, read_request, threaded};
use crate::support::{HOST, ICE, event_vectors, fixed_config, scripted, scripted_with, text};

/// An answer that is a stream of events.
pub(super) fn stream(body: impl Into<Bytes>) -> Reply {
    let headers = [("content-type", "text/event-stream;charset=utf-8"), ("x-acs-request-id", "r-1")];
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    Reply::Answer { status: 200, headers, body: body.into() }
}

/// The answer that a vector recorded.
fn recorded(vector: &Value) -> Reply {
    let header = ("content-type".to_owned(), text(vector, "/replies/0/headers/0/1").to_owned());
    let status = vector.pointer("/replies/0/status").and_then(Value::as_u64).unwrap();
    let body = text(vector, "/replies/0/body").to_owned().into();
    Reply::Answer { status: status.try_into().unwrap(), headers: vec![header], body }
}

/// The head of an answer in chunks.
pub(super) const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nx-acs-request-id: r-1\r\n\
                               transfer-encoding: chunked\r\n\r\n";

/// A chunk of such an answer.
pub(super) fn chunk(text: &str) -> String {
    format!("{:x}\r\n{text}\r\n", text.len())
}

/// Everything that a stream gives: events as name and data, then the error if there is one.
pub(super) async fn all(events: &mut Events<ChatEvent>) -> (Vec<(String, String)>, Option<Error>) {
    let mut seen = Vec::new();
    while let Some(event) = events.next().await {
        match event {
            Ok(event) => seen.push((event.name().to_owned(), event.text().to_owned())),
            Err(error) => {
                assert!(events.next().await.is_none(), "an error is the end");
                return (seen, Some(error));
            }
        }
    }
    assert!(events.next().await.is_none(), "the end stays the end");
    (seen, None)
}

fn messages(texts: &[&str]) -> Vec<(String, String)> {
    texts.iter().map(|text| ("message".to_owned(), (*text).to_owned())).collect()
}

#[tokio::test]
async fn recorded_streams() {
    for vector in event_vectors() {
        let id = vector["id"].as_str().unwrap().to_owned();
        let (server, client) = scripted([recorded(&vector)]).await;
        let mut events = client.call(Chat::default()).events();
        assert!(
            events.http().is_none() && server.connections() == 0,
            "nothing is sent before the first event is asked for"
        );
        let (seen, error) = all(&mut events).await;
        let (one, two) = ([r#"{"RequestId":"r1"}"#], [r#"{"RequestId":"r1"}"#, r#"{"RequestId":"r2"}"#]);
        let kind = error.as_ref().map(Error::kind);
        match id.as_str() {
            "sse-crlf" => assert_eq!((seen, kind), (messages(&two), None), "{id}"),
            "sse-no-final-blank-line" | "sse-non-json" => assert_eq!((seen, kind), (messages(&one), None), "{id}"),
            "sse-comment-and-multiline" => {
                assert_eq!((seen, kind), (messages(&["{\"RequestId\":\n\"r1\"}"]), None), "{id}");
            }
            "sse-unknown-field-and-bare-line" => {
                assert_eq!((seen, kind), (messages(&[r#"{"RequestId":"r"}"#]), None), "{id}");
            }
            "sse-error-400" => {
                assert_eq!((seen.len(), error.unwrap().code()), (0, Some("InvalidParameter")), "{id}");
            }
            "sse-json-200" => {
                let error = error.unwrap();
                assert_eq!((seen.len(), error.kind()), (0, ErrorKind::Decode), "{id}");
                assert_eq!(error.http().unwrap().body(), r#"{"RequestId":"r"}"#, "{id}");
                assert!(error.to_string().contains("not a stream of events"), "{error}");
            }
            _ => panic!("{id} is new"),
        }
        assert_eq!(events.is_done(), id == "sse-non-json", "{id}");
    }
}

#[tokio::test]
async fn data_are_typed_and_their_text_is_kept() {
    let body = "id: 7\nevent: delta\nretry: 20\ndata: {\"RequestId\":\"r\",\"New\":1}\n\ndata: {\"RequestId\":{}}\n\ndata: plain\n\n";
    let (_server, client) = scripted([stream(body)]).await;
    let mut events = client.call(Chat::default()).events();
    let typed = events.next().await.unwrap().unwrap();
    assert_eq!((typed.id(), typed.name(), typed.retry()), (Some("7"), "delta", Some(Duration::from_millis(20))));
    assert_eq!(typed.data().unwrap().request_id.as_deref(), Some("r"));
    assert_eq!(typed.data().unwrap().extra.iter().count(), 1, "unknown members are kept");
    // A member that does not fit is left out, as in a response.
    let mismatched = events.next().await.unwrap().unwrap();
    assert_eq!((mismatched.id(), mismatched.data().unwrap().request_id), (Some("7"), None));
    // What is not JSON at all is an error of its own, and the stream goes on.
    let plain = events.next().await.unwrap().unwrap();
    let error = plain.data().err().unwrap();
    assert_eq!((error.kind(), plain.text()), (ErrorKind::Decode, "plain"));
    assert_eq!((error.http().unwrap().body().as_ref(), error.request_id()), (&b"plain"[..], Some("r-1")));
    assert!(events.next().await.is_none());
    assert_eq!((events.request_id(), events.last_event_id()), (Some("r-1"), Some("7")));
    assert_eq!(events.http().unwrap().status(), 200);
    assert_eq!(events.attempts().unwrap().count(), 1);
    assert_eq!(Event::<ChatEvent>::new(r#"{"RequestId":"t"}"#).data().unwrap().request_id.as_deref(), Some("t"));
}

#[tokio::test]
async fn it_is_a_stream() {
    let (_server, client) = scripted([stream("data: 1\n\ndata: 2\n\n")]).await;
    let mut events = client.call(Chat::default()).events();
    let mut seen = Vec::new();
    while let Some(event) = std::future::poll_fn(|context| Pin::new(&mut events).poll_next(context)).await {
        seen.push(event.unwrap().into_text());
    }
    assert_eq!(seen, ["1", "2"]);
}

#[tokio::test]
async fn secrets_are_not_shown() {
    let body = "data: {\"RequestId\":\"canary-1\",\"Token\":\"canary-2\"}\n\nevent: error\ndata: canary-1 canary-2\n\n";
    let (_server, client) = scripted([stream(body)]).await;
    let mut events = client.call(Chat::default()).header("x-session", "canary-1").events();
    let event = events.next().await.unwrap().unwrap();
    let other = events.next().await.unwrap().unwrap();
    let shown = format!("{events:?} {event:?} {event:#?} {other:?} {}", other.data().err().unwrap());
    assert!(!shown.contains("canary"), "{shown}");
    assert!(shown.contains("RequestId") && shown.contains("bytes]"), "{shown}");
    assert_eq!((other.name(), other.text()), ("error", "canary-1 canary-2"), "a failure in between is an event");
}

#[tokio::test]
async fn failures_before_the_head_are_retried() {
    let refusal = |status, code: &str| Reply::Answer {
        status,
        headers: Vec::new(),
        body: format!(r#"{{"Code":"{code}","Message":"m"}}"#).into(),
    };
    let retry = Retry::standard().base_delay(Duration::ZERO);
    let config = || fixed_config().with_nonce(String::new).with_retry(retry);
    let replies = [refusal(429, "Throttling.User"), refusal(503, "ServiceUnavailable"), stream("data: 1\n\n")];
    let (server, client) = scripted_with(config(), replies).await;
    let mut events = client.call(Chat::default()).idempotent().events();
    assert_eq!(all(&mut events).await.0, messages(&["1"]));
    assert_eq!((server.requests().len(), events.attempts().unwrap().count()), (3, 3));

    // An operation that writes is not called again when its answer is lost.
    let (server, client) = scripted_with(config(), [Reply::Close, stream("data: 1\n\n")]).await;
    let (seen, error) = all(&mut client.call(Chat::default()).events()).await;
    assert_eq!((seen.len(), error.unwrap().retryability()), (0, Retryability::Unsafe));
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn an_event_is_there_when_its_empty_line_is() {
    let (go_on, wait) = channel::<&str>();
    let server = threaded(move |host| {
        read_request(host);
        host.get_mut().write_all(HEAD.as_bytes()).unwrap();
        for text in &wait {
            host.get_mut().write_all(chunk(text).as_bytes()).unwrap();
        }
        host.get_mut().write_all(b"0\r\n\r\n").unwrap();
        // The same connection once more.
        answer(host);
    });
    let config = fixed_config().with_connect_override(HOST, server.address);
    let client = ClientCore::new(config, &ICE).unwrap();
    let mut events = client.call(Chat::default()).events();
    for (text, data) in [("data: 1\n\n", "1"), ("data: 2\r\n\r", "2"), ("\ndata: 3\n\nda", "3"), ("ta: 4\n\n", "4")] {
        go_on.send(text).unwrap();
        assert_eq!(events.next().await.unwrap().unwrap().text(), data);
    }
    go_on.send("data: [DONE]\n\n").unwrap();
    drop(go_on);
    assert!(events.next().await.is_none() && events.is_done());
}

#[tokio::test]
async fn a_stream_that_is_dropped_closes_its_connection() {
    let server = threaded(|host| {
        use std::io::Read;
        read_request(host);
        host.get_mut().write_all((HEAD.to_owned() + &chunk("data: 1\n\n")).as_bytes()).unwrap();
        assert_eq!(host.read(&mut [0]).unwrap_or_default(), 0, "the connection is closed");
    });
    let client = ClientCore::new(fixed_config().with_connect_override(HOST, server.address), &ICE).unwrap();
    let mut events = client.call(Chat::default()).events();
    assert_eq!(events.next().await.unwrap().unwrap().text(), "1");
    drop(events);
    server.wait_for_close();
}

#[tokio::test]
async fn a_connection_that_breaks_is_an_error_after_the_events() {
    let sent = HEAD.to_owned() + &chunk("data: 1\n\ndata: 2\n\ndata: half");
    let (_server, client) = scripted([Reply::Raw(sent.into())]).await;
    let (seen, error) = all(&mut client.call(Chat::default()).events()).await;
    let error = error.unwrap();
    assert_eq!((seen, error.kind()), (messages(&["1", "2"]), ErrorKind::Transport));
    assert_eq!((error.request_id(), error.status().unwrap().as_u16()), (Some("r-1"), 200));
    assert!(error.to_string().contains(HOST), "{error}");
    assert_eq!(error.retryability(), Retryability::Unsafe);

    // A body whose end is the end of the connection: nobody can say whether that is all.
    let sent = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\ndata: 1\n\ndata: half";
    let (_server, client) = scripted([Reply::Raw(sent.into())]).await;
    let mut events = client.call(Chat::default()).events();
    let (seen, error) = all(&mut events).await;
    assert_eq!((seen, error.is_none(), events.is_done()), (messages(&["1"]), true, false));
}

#[tokio::test]
async fn an_event_that_never_ends_is_an_error() {
    let (_server, client) = scripted([stream("data: 1\n\ndata:".to_owned() + &"x".repeat(1 << 20) + "\n\n")]).await;
    let (seen, error) = all(&mut client.call(Chat::default()).events()).await;
    assert_eq!(seen, messages(&["1"]));
    let error = error.unwrap();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("more than 1048576 bytes"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn the_time_between_events_is_bounded_and_that_of_the_whole_on_request() {
    const HOUR: Duration = Duration::from_secs(3600);
    // The host sends one event for each time that it is told to, and hangs.
    let serve = || {
        let (go_on, wait) = channel::<()>();
        let server = threaded(move |host| {
            read_request(host);
            host.get_mut().write_all(HEAD.as_bytes()).unwrap();
            for () in &wait {
                host.get_mut().write_all(chunk("data: 1\n\n").as_bytes()).unwrap();
            }
        });
        // The time of the whole call is over long before the third event.
        let config = fixed_config().with_timeout(HOUR).with_read_timeout(HOUR);
        (go_on, ClientCore::new(config.with_connect_override(HOST, server.address), &ICE).unwrap())
    };
    let seen = async |events: &mut Events<ChatEvent>, go_on: &std::sync::mpsc::Sender<()>| {
        // Time stands still while another thread works.
        let (arrived, holds) = channel::<()>();
        let holds_the_time = tokio::task::spawn_blocking(move || holds.recv().unwrap_or_default());
        go_on.send(()).unwrap();
        assert_eq!(events.next().await.unwrap().unwrap().text(), "1");
        drop(arrived);
        holds_the_time.await.unwrap();
    };

    let (go_on, client) = serve();
    let mut events = client.call(Chat::default()).events();
    for _ in 0..3 {
        seen(&mut events, &go_on).await;
        tokio::time::advance(HOUR * 2).await;
    }
    let error = events.next().await.unwrap().err().unwrap();
    assert!(error.is_timeout() && error.kind() == ErrorKind::Transport, "{error}");
    let text = error.to_string();
    assert!(text.contains("nothing came within 3600s") && text.contains("read_timeout"), "{text}");

    let (go_on, client) = serve();
    let mut events = client.call(Chat::default()).timeout(HOUR).read_timeout(HOUR * 9).events();
    seen(&mut events, &go_on).await;
    let error = events.next().await.unwrap().err().unwrap();
    assert!(error.is_timeout() && error.to_string().contains("`Call::timeout`"), "{error}");
}
