//! A successful answer is not lost to one character: what can be repaired is read, and told.

use runtime::codegen::{CallOptions, Method, OperationInfo};
use runtime::error::ErrorKind;
use runtime::{Error, Kept, Output, Response, Value};
use runtime_testing::Reply;

use crate::support::operations::{DescribeInstances, Takeover, TakeoverResponse};
use crate::support::scripted;

async fn answered<T: Output>(body: impl Into<Vec<u8>>) -> Result<Response<T>, Error> {
    const INFO: &OperationInfo = &OperationInfo::rpc("List", Method::Post);
    let (_server, client) = scripted([Reply::json(body.into())]).await;
    client.call_described::<T>(INFO, &Takeover::default(), CallOptions::default()).await
}

fn listed(kept: &[Kept]) -> Vec<String> {
    kept.iter().map(|kept| format!("{}={}", kept.path, kept.json)).collect()
}

fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[tokio::test]
async fn one_character_of_a_response() {
    let deep = format!(r#"{{"RequestId":"r","ChannelId":"c","New":{}{}}}"#, "[".repeat(500), "]".repeat(500));
    let place = format!("New{}", "[0]".repeat(126));
    let table: [(Vec<u8>, &str, &str); 13] = [
        (br#"{"RequestId":"r","ChannelId":"x\ud83d"}"#.into(), "x\u{FFFD}", "ChannelId"),
        (br#"{"ChannelId":"x\ude00y","RequestId":"r"}"#.into(), "x\u{FFFD}y", "ChannelId"),
        (br#"{"ChannelId":"x\qy","RequestId":"r"}"#.into(), "x\u{FFFD}qy", "ChannelId"),
        (b"{\"ChannelId\":\"x\xFFy\",\"RequestId\":\"r\"}".into(), "x\u{FFFD}y", "ChannelId"),
        (b"{\"ChannelId\":\"x\x81\\\",\"RequestId\":\"r\"}".into(), "x\u{FFFD}", "ChannelId"),
        (b"{\"ChannelId\":\"a\nb\x01\",\"RequestId\":\"r\"}".into(), "a\nb\u{1}", "ChannelId"),
        (b"{\"ChannelId\":\"c\",\"RequestId\":\"r\",\"New\":[1,NaN]}".into(), "c", "New[1]"),
        (b"{\"ChannelId\":\"c\",\"RequestId\":\"r\",\"New\":{\"x\":-Infinity}}".into(), "c", "New.x"),
        (deep.into(), "c", &place),
        (b"\xEF\xBB\xBF{\"ChannelId\":\"c\",\"RequestId\":\"r\"}".into(), "c", ""),
        (b"{\"ChannelId\":\"c\",\"RequestId\":\"r\"}\0".into(), "c", ""),
        (utf_16("\u{FEFF}{\"ChannelId\":\"中\",\"RequestId\":\"r\"}", u16::to_le_bytes), "中", ""),
        (utf_16("\u{FEFF}{\"ChannelId\":\"中\",\"RequestId\":\"r\"}", u16::to_be_bytes), "中", ""),
    ];
    for (body, channel_id, path) in table {
        let shown = body.escape_ascii().to_string();
        let response =
            answered::<TakeoverResponse>(body.clone()).await.unwrap_or_else(|error| panic!("{shown}: {error}"));
        assert_eq!(response.channel_id.as_deref(), Some(channel_id), "{shown}");
        assert_eq!((response.request_id(), response.http().body().as_ref()), (Some("r"), body.as_slice()), "{shown}");
        let paths: Vec<_> = response.mismatches().into_iter().map(|kept| kept.path).collect();
        assert_eq!(paths, [path], "{shown}");
    }
}

/// Repairing is for what would be lost; nothing else is listed or changed.
#[tokio::test]
async fn what_is_json_is_not_touched() {
    let response = answered::<TakeoverResponse>(r#"{"ChannelId":"\ud83d\ude00","RequestId":7}"#).await.unwrap();
    assert_eq!(response.channel_id.as_deref(), Some("😀"));
    assert!(response.mismatches().is_empty());
}

#[tokio::test]
async fn every_kind_of_output() {
    let list = answered::<Vec<i64>>("[1, NaN, 3, \"x\"]\0").await.unwrap();
    assert_eq!(*list, [1, 3]);
    assert_eq!(listed(&list.mismatches()), ["[1]=\"NaN\"", "=\"\\u0000\"", "[1]=null", "[3]=\"x\""]);
    assert_eq!(*answered::<Value>("{\"a\":\"\x07\"}").await.unwrap(), serde_json::json!({ "a": "\u{7}" }));
    assert_eq!(answered::<String>("\0").await.unwrap().as_str(), "\0");
}

/// Text that a repaired place holds may be secret.
#[tokio::test]
async fn repaired_places_are_not_printed() {
    let response = answered::<TakeoverResponse>(br#"{"ChannelId":"hidden\ud83d"}"#.as_slice()).await.unwrap();
    let shown = format!("{:?}", response.mismatches());
    assert!(shown.contains("ChannelId") && !shown.contains("hidden"), "{shown}");
}

#[tokio::test]
async fn the_request_id_of_what_cannot_be_read() {
    for body in [
        r#"{"RequestId":"r-1","Instances":{"Instance":["#,
        r#"{"a":[}, "requestId" : "r-1"}"#,
        "{\"a\":\"\u{FFFD}\u{FFFD}\",,\"request_id\":\"r-1\"}",
    ] {
        let (_server, client) = scripted([Reply::json(body)]).await;
        let error = client.call(DescribeInstances::default()).await.unwrap_err();
        assert!(error.kind() == ErrorKind::Decode, "{error:?}");
        assert_eq!(error.request_id(), Some("r-1"), "{body}");
        assert!(error.to_string().ends_with("(request id r-1)"), "{error}");
    }
    for body in ["<html>", "[1", "", "{\"RequestId\":\"r 1", "{\"RequestId\":7", "{\"RequestId\":\"a\nb\"x"] {
        if let Err(error) = answered::<Vec<i64>>(body).await {
            assert_eq!(error.request_id(), None, "{body}");
        }
    }
}

#[tokio::test]
async fn error_bodies_too() {
    for body in [
        &b"{\"Code\":\"Faulty\",\"Message\":\"x\\ud83d\",\"RequestId\":\"r\"}"[..],
        b"\xEF\xBB\xBF{\"Code\":\"Faulty\",\"Message\":\"x\xFF\",\"RequestId\":\"r\"}\0",
    ] {
        let body = body.to_vec().into();
        let (_server, client) = scripted([Reply::Answer { status: 400, headers: Vec::new(), body }]).await;
        let error = client.call(Takeover::default()).await.unwrap_err();
        assert_eq!((error.code(), error.request_id(), error.message()), (Some("Faulty"), Some("r"), Some("x\u{FFFD}")));
    }
    let xml = b"\xEF\xBB\xBF<Error><Code>Faulty</Code><Message>x\xFF</Message></Error>".as_slice();
    let headers = vec![("content-type".to_owned(), "text/xml".to_owned())];
    let (_server, client) = scripted([Reply::Answer { status: 400, headers, body: xml.into() }]).await;
    let error = client.call(Takeover::default()).await.unwrap_err();
    assert_eq!((error.code(), error.message()), (Some("Faulty"), Some("x\u{FFFD}")));
}
