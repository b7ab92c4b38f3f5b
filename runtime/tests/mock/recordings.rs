//! What is printed of the traffic: all of it, but no secrets.

use std::sync::Arc;

use runtime::identity::{CredentialsContext, CredentialsError};
use runtime::mock::{Mock, Recorder, Recording, Reply};
use runtime::transport::TransportOptions;
use runtime::{BoxFuture, CredentialsProvider, Identity, Retry};
use serde_json::json;

use crate::support::{DescribeRequest, StartRequest, client};

const SHOWN: &str = r#"1. DescribeInstances, attempt 1, at 2026-01-01T00:00:00Z
   POST ice.cn-hangzhou.aliyuncs.com/?RegionId=cn-beijing
   accept: application/json
   authorization: [redacted]
   host: ice.cn-hangzhou.aliyuncs.com
   x-acs-action: DescribeInstances
   x-acs-content-sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
   x-acs-credentials-provider: static_ak
   x-acs-date: 2026-01-01T00:00:00Z
   x-acs-signature-nonce: 00000000000000000000000000000001
   x-acs-version: 2020-11-09
   → 429
   content-type: application/json;charset=utf-8
   x-acs-retry-after: 1000
   {"RequestId":"00000000-0000-0000-0000-000000000000","Code":"Throttling.User","Message":"Request was denied due to user flow control."}
2. DescribeInstances, attempt 2, at 2026-01-01T00:00:01Z
   POST ice.cn-hangzhou.aliyuncs.com/?RegionId=cn-beijing
   accept: application/json
   authorization: [redacted]
   host: ice.cn-hangzhou.aliyuncs.com
   x-acs-action: DescribeInstances
   x-acs-content-sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
   x-acs-credentials-provider: static_ak
   x-acs-date: 2026-01-01T00:00:01Z
   x-acs-retry-attempts: 1
   x-acs-retry-delay: 1061
   x-acs-signature-nonce: 00000000000000000000000000000002
   x-acs-version: 2020-11-09
   → 200
   content-type: application/json;charset=utf-8
   x-acs-request-id: r-1
   {"Instances":[]}
"#;

#[tokio::test]
async fn a_recording_shows_requests_and_responses() {
    let mock = Mock::new()
        .when::<DescribeRequest>()
        .then_throttle(std::time::Duration::from_secs(1))
        .then(Reply::json(json!({ "Instances": [] })).with_header("x-acs-request-id", "r-1"));
    let request = DescribeRequest { region: Some("cn-beijing".to_owned()), ..DescribeRequest::default() };
    client(mock.config().with_user_agent("ours")).call(request).await.unwrap();
    assert_eq!(mock.recording().to_string(), SHOWN);
}

#[tokio::test]
async fn secrets_are_shown_nowhere() {
    let reply = Reply::json(json!({
        "InstanceId": "canary-code", "Join": "canary-join", "Password": "canary-password", "Shown": "plain",
        "Echo": "https://host/?x=canary-code&y=canary-caller",
    }))
    .with_header("x-echo", "canary-secret canary-token");
    let mock =
        Mock::new().when::<StartRequest>().then(reply).then(Reply::json("{}").with_header("x-echo", "canary-bearer"));
    let identity = Identity::sts("key-id", "canary-secret", "canary-token");
    let client = client(mock.config().with_credentials(identity).with_header("x-own", "canary-config"));
    let request = StartRequest { pass_code: Some("canary-code".to_owned()), ..StartRequest::of("plain agent") };
    let call = client.call(request).query("Access", "canary-caller").header("x-caller", "canary-header");
    call.await.unwrap();
    let bearer = mock.config().with_credentials(Identity::bearer_token("canary-bearer"));
    crate::support::client(bearer).call(StartRequest::default()).await.unwrap();

    let all = format!("{}\n{:?}\n{mock:?}\n{:?}", mock.recording(), mock.sent::<StartRequest>(), mock.requests());
    assert!(!all.to_lowercase().contains("canary"), "{all}");
    assert!(!all.contains("Signature="), "{all}");
    for shown in ["plain%20agent", "\"Shown\":\"plain\"", "x-caller: [redacted]", "authorization: [redacted]"] {
        assert!(all.contains(shown), "{shown}: {all}");
    }
}

#[tokio::test]
async fn bodies_that_nobody_can_judge_show_their_size() {
    for (reply, shown) in [
        (Reply::new(400, r#"{"Password":"canary"#), "[19 bytes]"),
        (Reply::new(200, "canary"), "[6 bytes]"),
        (Reply::new(200, "data: {\"Password\":\"canary\"}\n\n"), "[29 bytes]"),
        (Reply::new(400, &[0xFF, 0xFE][..]), "[2 bytes]"),
        (Reply::new(502, "plain\u{1b}[1m text"), "plain [1m text"),
        (Reply::new(200, " {\"A\": 1} "), "{\"A\": 1}"),
    ] {
        let mock = Mock::new().when::<DescribeRequest>().then(reply);
        let call =
            client(mock.config()).call(DescribeRequest::default()).body(r#"{"Password":"canary"}"#).retry(Retry::off());
        let _ = call.await;
        let recording = mock.recording().to_string();
        assert!(recording.contains(shown) && recording.contains("   [21 bytes]\n"), "{shown}: {recording}");
        assert!(!recording.contains("canary"), "{recording}");
    }
}

#[tokio::test]
async fn the_traffic_of_any_transport_can_be_recorded() {
    let mock = Mock::new()
        .when::<DescribeRequest>()
        .then(Reply::json(json!({ "Password": "canary-1", "List": [1, 2, 3] })))
        .then(Reply::json(json!({ "Cut": "here, in the middle" })).cut_off())
        .then_refuse_connection();
    let recorder = Recorder::new(Arc::new(mock.clone()));
    let client = client(mock.config().with_transport(Arc::new(recorder.clone())).with_retry(Retry::off()));
    let call = || client.call(DescribeRequest::default()).query("Token", "canary-2");
    call().await.unwrap();
    call().await.unwrap_err();
    call().await.unwrap_err();
    let recording = recorder.recording();
    assert_eq!(recording.requests().count(), 3);
    // But for the time, it is what the mock recorded.
    let lines = |recording: &Recording| -> Vec<String> {
        let text = recording.to_string();
        text.lines().filter(|line| !line.contains(", attempt 1, at")).map(str::to_owned).collect()
    };
    let (ours, of_mock) = (lines(&recording), lines(&mock.recording()));
    let differing: Vec<_> = ours.iter().zip(&of_mock).filter(|(ours, theirs)| ours != theirs).collect();
    // Of the body that was cut off, only what came.
    assert_eq!(differing, [(&"   [14 bytes]".to_owned(), &r#"   {"Cut":"here, in the middle"}"#.to_owned())]);
    assert_eq!(ours.len(), of_mock.len());
    assert!(!recording.to_string().contains("canary") && !format!("{recorder:?}").contains("canary"), "{recording}");
    assert!(ours.contains(&r#"   {"Password":"[redacted]","List":[1,2,3]}"#.to_owned()), "{recording}");
}

/// A source that fetches its identity over the transport of the client.
#[derive(Debug)]
struct Fetching;

impl CredentialsProvider for Fetching {
    fn identity<'a>(&'a self, context: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        Box::pin(async move {
            let request =
                http::Request::get("https://meta.example/keys?of=canary-query").header("x-token", "canary-header");
            let options = TransportOptions::new(context.time_left(), context.time_left());
            let response = context.transport().send(request.body("canary-body".into()).unwrap(), options).await;
            let secret = response.unwrap().into_body().collect(100).await.unwrap();
            Ok(Identity::access_key("id", String::from_utf8(secret.to_vec()).unwrap()))
        })
    }
}

#[tokio::test]
async fn what_a_source_of_credentials_gets_is_not_shown() {
    let mock = Mock::new().on_sample::<StartRequest>().on_any(|request| {
        assert_eq!((request.action(), request.path(), request.body().as_ref()), ("", "/keys", &b"canary-body"[..]));
        Ok(Reply::new(200, "canary-secret"))
    });
    client(mock.config().with_credentials(Fetching)).call(StartRequest::default()).await.unwrap();
    let recording = mock.recording().to_string();
    let fetched = "1. a request outside of a call, at 2026-01-01T00:00:00Z\n   GET meta.example/keys\n   [1 headers, 11 bytes]\n   \
                   → 200 [0 headers, 13 bytes]\n2. StartAIAgentInstance, attempt 1";
    assert!(recording.starts_with(fetched) && !recording.contains("canary"), "{recording}");
    mock.assert_used_up();
}
