//! Events and downloads, read as they come.

use std::io::{Read, Write};
use std::time::Duration;

use runtime::codegen::{BlockingCore, Bytes, Extra, Method, Operation, OperationInfo, object};
use runtime::error::ErrorKind;
use runtime::{EventText, Value};
use runtime_testing::Reply;

use super::served;
use crate::support::threaded::{read_head, threaded};
use crate::support::{HOST, ICE, fixed_config};

/// An operation without parameters.
macro_rules! operation {
    ($name:ident -> $output:ty) => {
        #[derive(Default)]
        struct $name {
            extra: Extra,
        }

        object!($name {});

        impl Operation for $name {
            type Output = $output;
            const INFO: OperationInfo = OperationInfo::rpc(stringify!($name), Method::Post);
        }
    };
}

operation!(Talk -> EventText<Value>);
operation!(Fetch -> Bytes);

fn reply(content_type: &str, body: &'static str) -> Reply {
    Reply::Answer {
        status: 200,
        headers: vec![("content-type".to_owned(), content_type.to_owned())],
        body: body.into(),
    }
}

#[test]
fn events_are_an_iterator() {
    let served = served([reply("text/event-stream", "id: 7\ndata: {\"a\":1}\n\ndata: {\"a\":2}\n\ndata: [DONE]\n\n")]);
    let mut events = served.client().call(Talk::default()).events();
    let data: Vec<Value> = events.by_ref().map(|event| event.unwrap().data().unwrap().clone()).collect();
    assert_eq!(data, [serde_json::json!({ "a": 1 }), serde_json::json!({ "a": 2 })]);
    assert!(events.is_done() && events.http().is_some());
    assert_eq!(events.last_event_id(), Some("7"));
}

#[test]
fn downloads_are_iterators_and_files() {
    const BODY: &str = "the bytes";
    let served = served((0..2).map(|_| reply("application/octet-stream", BODY)));
    let client = served.client();
    let pieces: Result<Vec<Bytes>, _> = client.call(Fetch::default()).download().collect();
    assert_eq!(pieces.unwrap().concat(), BODY.as_bytes());
    let folder = tempfile::tempdir().unwrap();
    let saved = client.call(Fetch::default()).download().to_file(folder.path().join("file")).unwrap();
    assert_eq!(std::fs::read(saved.path()).unwrap(), BODY.as_bytes());
}

#[test]
fn each_part_has_its_time() {
    const BEGINNING: &[u8] =
        b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: 99\r\n\r\ndata: {}\n\n";
    // Sends no more, and waits until the client closes the connection.
    let server = threaded(|stream| {
        read_head(stream);
        stream.get_mut().write_all(BEGINNING).unwrap();
        let _ = stream.read(&mut [0]);
    });
    let client = BlockingCore::new(fixed_config().with_connect_override(HOST, server.address), &ICE).unwrap();
    let mut events = client.call(Talk::default()).read_timeout(Duration::from_millis(1)).events();
    assert!(events.next().unwrap().is_ok(), "it came together with the head");
    let error = events.next().unwrap().unwrap_err();
    assert!(error.is_timeout() && format!("{error:#}").contains("read_timeout"), "{error:#}");
    assert!(events.next().is_none());
    server.wait_for_close();
}

#[tokio::test]
async fn in_async_code_each_is_an_error() {
    let (mock, client) = super::mocked("");
    let event = client.call(Talk::default()).events().next().unwrap();
    assert_eq!(event.unwrap_err().kind(), ErrorKind::Blocking);
    let piece = client.call(Fetch::default()).download().next().unwrap();
    assert_eq!(piece.unwrap_err().kind(), ErrorKind::Blocking);
    let saved = client.call(Fetch::default()).download().to_file("/no/such/folder/file");
    assert_eq!(saved.unwrap_err().kind(), ErrorKind::Blocking);
    mock.assert_nothing_sent();
}
