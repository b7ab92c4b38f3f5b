//! What is printed of the traffic: all of it, but no secrets.

use runtime::Identity;
use runtime::mock::{Mock, Reply};
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
    let recording = mock.recording().to_string();
    let agents: Vec<_> = recording.lines().filter(|line| line.contains("user-agent: AlibabaCloud (")).collect();
    assert_eq!(agents.len(), 2);
    let shown: String = recording.split_inclusive('\n').filter(|line| !line.contains("user-agent")).collect();
    assert_eq!(shown, SHOWN);
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
