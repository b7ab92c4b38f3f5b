//! All kinds of operations: described at run time, anonymous, with events, bytes and bodies that are read twice.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use http_body_util::Full;
use runtime::codegen::{CallOptions, Effect, Extra, Method, dynamic, object};
use runtime::mock::{Fault, Mock, Reply};
use runtime::transport::Phase;
use runtime::{Body, Bytes, Value};
use serde_json::json;

use crate::support::{AnonymousRequest, ChatRequest, InvokeRequest, client};

#[derive(Default)]
struct AnyRequest {
    extra: Extra,
}

object!(AnyRequest {});

#[tokio::test]
async fn described_at_run_time() {
    let action = String::from("ListThings");
    let info = dynamic::OperationInfo::rpc(&action, Method::Post).effect(Effect::Read);
    let request: AnyRequest = serde_json::from_value(json!({ "PageSize": 7 })).unwrap();
    let mock = Mock::new()
        .when_action("ListThings")
        .then_status(503)
        .on_action("ListThings", |request| Ok(Reply::json(json!([request.query("PageSize"), request.attempt()]))));
    let client = client(mock.config());
    let response = client.call_described::<Value>(&info, &request, CallOptions::default()).await.unwrap();
    assert_eq!(*response, json!(["7", 2]));
    let other = dynamic::OperationInfo::rpc("Other", Method::Post);
    let error = client.call_described::<Value>(&other, &request, CallOptions::default()).await.unwrap_err();
    assert!(error.to_string().ends_with(r#"only to `ListThings`; add `.on_action("Other", …)`"#), "{error}");
}

#[tokio::test]
async fn anonymous() {
    let mock = Mock::new().on::<AnonymousRequest>(|request| Ok(Reply::json(json!(request.media))));
    let request = AnonymousRequest { media: Some("m".to_owned()), ..AnonymousRequest::default() };
    assert_eq!(*client(mock.config()).call(request).await.unwrap(), "m");
    let [sent] = mock.sent::<AnonymousRequest>().try_into().unwrap();
    assert_eq!((sent.http().action(), sent.http().header("authorization")), ("GetPublicMediaInfo", None));
    assert_eq!(sent.http().query("Timestamp").as_deref(), Some("2026-01-01T00:00:00Z"));
}

#[tokio::test]
async fn events() {
    const EVENTS: &str = "data: {\"Text\":\"a\"}\n\ndata: [DONE]\n\n";
    let reply = Reply::new(200, EVENTS).with_header("content-type", "text/event-stream");
    let mock = Mock::new().when::<ChatRequest>().then(reply);
    let response = client(mock.config()).call(ChatRequest::default()).await.unwrap();
    assert_eq!(&**response, EVENTS);
}

#[tokio::test]
async fn the_sample_of_events_is_one_event() {
    let mock = Mock::new().on_sample::<ChatRequest>();
    let response = client(mock.config()).call(ChatRequest::default()).await.unwrap();
    assert_eq!(&**response, "data: {\ndata:   \"Text\": \"a\"\ndata: }\n\n");
    assert_eq!(response.http().headers()["content-type"], "text/event-stream;charset=utf-8");
}

#[tokio::test]
async fn bytes_both_ways() {
    let mock = Mock::new().on::<InvokeRequest>(|request| {
        let mut body = request.body.clone().unwrap_or_default().to_vec();
        body.reverse();
        Ok(Reply::new(200, body))
    });
    let body = Bytes::from_static(&[0, 255, 1]);
    let request = InvokeRequest { body: Some(body), function: Some("f g".to_owned()), ..InvokeRequest::default() };
    assert_eq!(client(mock.config()).call(request).await.unwrap().as_ref(), [1, 255, 0]);
    let [sent] = mock.sent::<InvokeRequest>().try_into().unwrap();
    assert_eq!((sent.http().path(), sent.http().body().as_ref()), ("/functions/f%20g/invocations", &[0, 255, 1][..]));
}

#[tokio::test]
async fn a_replayable_body_is_read_for_each_attempt() {
    let mock = Mock::new()
        .when::<InvokeRequest>()
        .then_fault(Fault::disconnected(Phase::Connect))
        .then(Reply::new(200, "received"));
    let opened = Arc::new(AtomicU32::new(0));
    let counter = Arc::clone(&opened);
    let body = Body::replayable(move || {
        counter.fetch_add(1, Ordering::Relaxed);
        Full::new(Bytes::from_static(b"a file"))
    });
    let request = InvokeRequest { function: Some("f".to_owned()), ..InvokeRequest::default() };
    let response = client(mock.config()).call(request).body(body).await.unwrap();
    assert_eq!(response.as_ref(), b"received");
    let bodies: Vec<_> = mock.requests().iter().map(|request| request.body().clone()).collect();
    assert_eq!(bodies, ["a file", "a file"]);
    assert!(opened.load(Ordering::Relaxed) >= 2);
}
