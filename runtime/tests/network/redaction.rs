//! Nothing that is printed holds a secret.

use std::collections::BTreeMap;
use std::fmt::Debug;

use runtime::codegen::Bytes;
use runtime::codegen::sign::{CanonicalRequest, SigningRequest};
use runtime::codegen::{CallOptions, Method, OperationInfo};
use runtime::{Config, EnvironmentCredentials, Identity, Output, Value};
use runtime_testing::Reply;

use crate::support::operations::{CanaryNested, CanaryRequest, Takeover};
use crate::support::{fixed_config, scripted_with};

const SECRET: &str = "hunter2";

fn check(value: &impl Debug) {
    for text in [format!("{value:?}"), format!("{value:#?}")] {
        assert!(!text.contains(SECRET), "{text}");
    }
}

fn config() -> Config {
    fixed_config()
        .with_credentials(Identity::sts("id", SECRET, SECRET))
        .with_header("x-acs-extra", SECRET)
        .with_query("Extra", SECRET)
}

#[test]
fn credentials_and_config() {
    check(&Identity::access_key("id", SECRET));
    check(&Identity::sts("id", SECRET, SECRET));
    check(&Identity::bearer_token(SECRET));
    check(&EnvironmentCredentials::new());
    check(&config());
    assert!(format!("{:?}", config()).contains("x-acs-extra"));
}

#[test]
fn the_signer() {
    let headers = [("x-acs-security-token", SECRET)];
    let request = SigningRequest { method: "GET", path: "/", query: SECRET, headers: &headers, payload_hash: "" };
    check(&request);
    check(&CanonicalRequest::new(&request));
}

#[tokio::test]
async fn clients_calls_and_responses() {
    let body = format!(r#"{{"Token":"{SECRET}","SecretKey":"{SECRET}"}}"#);
    let (_server, client) = scripted_with(config(), [Reply::json(body)]).await;
    check(&client);
    let request = Takeover { instance_id: Some(SECRET.to_owned()), ..Takeover::default() };
    let call = client.call(request).header("x-acs-b", SECRET).query("Q", SECRET);
    check(&call);
    let response = call.await.unwrap();
    assert_eq!(response.token.as_deref(), Some(SECRET));
    check(&response);
}

#[tokio::test]
async fn the_body_of_an_error() {
    let body = format!(r#"{{"Code":"X","Detail":{{"AccessKeySecret":"{SECRET}"}}}}"#).into();
    let reply = Reply::Answer { status: 400, headers: Vec::new(), body };
    let (_server, client) = scripted_with(config(), [reply]).await;
    let error = client.call(Takeover::default()).await.unwrap_err();
    check(&error);
    assert!(error.http().unwrap().body().ends_with(br#""}}"#), "who asks for the body gets it");
}

/// Also where the response as a whole is no object.
#[tokio::test]
async fn responses_of_every_kind() {
    const INFO: &OperationInfo = &OperationInfo::rpc("Any", Method::Post);

    async fn answered<T: runtime::Output>(body: String) -> runtime::Response<T> {
        let (_server, client) = scripted_with(config(), [Reply::json(body)]).await;
        client.call_described::<T>(INFO, &Takeover::default(), CallOptions::default()).await.unwrap()
    }
    let object = format!(r#"{{"PlayAuth":"{SECRET}","Shown":1}}"#);
    let value = answered::<Value>(object.clone()).await;
    check(&value);
    assert!(format!("{value:?}").contains(r#""Shown": 1"#), "{value:?}");
    check(&answered::<Vec<Value>>(format!("[{object}]")).await);
    check(&answered::<BTreeMap<String, String>>(object.clone()).await);
    let map = answered::<BTreeMap<String, i64>>(object.clone()).await;
    check(&map);
    check(&map.mismatches());
    check(&answered::<String>(object.clone()).await);
    check(&answered::<Bytes>(object.clone()).await);
    check(&answered::<()>(object).await);
}

#[tokio::test]
async fn errors() {
    let replies = [Reply::Close, Reply::json(SECRET), Reply::Raw(SECRET.into())];
    for reply in replies {
        let (_server, client) = scripted_with(config(), [reply]).await;
        let request = Takeover { instance_id: Some(SECRET.to_owned()), ..Takeover::default() };
        let error = client.call(request).query("Q", SECRET).await.unwrap_err();
        check(&error);
        assert!(!error.to_string().contains(SECRET), "{error}");
    }
}

/// A service that does not accept a signature says what it would have signed: parameters and token included.
#[tokio::test]
async fn a_signature_complaint() {
    let repeated = [
        (
            format!("not matched. server string to sign is: POST\\nx-acs-security-token:{SECRET}+/=="),
            "check the secret of the access key",
        ),
        (
            format!(
                "not matched. server CanonicalRequest is: POST\\n/\\nRuntimeConfig=%7B%22AuthToken%22%3A%22{SECRET}%22%7D"
            ),
            "the canonical request of the service has no parameter `Extra` in line 3: something on the way may \
             change requests",
        ),
    ];
    for (message, advice) in repeated {
        let body = format!(r#"{{"Code":"SignatureDoesNotMatch","Message":"{message}"}}"#).into();
        let (_server, client) =
            scripted_with(config(), [Reply::Answer { status: 400, headers: Vec::new(), body }]).await;
        let error = client.call(Takeover::default()).await.unwrap_err();
        check(&error);
        assert_eq!(
            error.to_string(),
            format!(
                "TakeoverAIAgentCall failed: 400 SignatureDoesNotMatch: not matched. server [what the service repeats of \
                 the request is left out; see `ServiceError::http`]; {advice}"
            ),
        );
        assert!(error.as_service().unwrap().message().unwrap().contains(SECRET), "who asks for the message gets it");
    }
}

/// A request with a secret in every place where one can be.
fn canary_request() -> CanaryRequest {
    CanaryRequest {
        config: Some(serde_json::json!({ "Auth": [{ "Password": canary("json") }], "Plain": "shown" })),
        nested: Some(CanaryNested { code: Some(canary("nested")), ..CanaryNested::default() }),
        pins: Some(vec![canary("list")]),
        secret: Some(canary("member")),
        tags: Some([("ApiKey".to_owned(), canary("map"))].into()),
        ..serde_json::from_value(serde_json::json!({ "Later": { "SecretKey": canary("kept") } })).unwrap()
    }
}

/// With what percent-encoding, JSON and `Debug` change.
fn canary(place: &str) -> String {
    format!("canary \"{place}\" \\/+中%")
}

fn canary_config() -> Config {
    fixed_config()
        .with_credentials(Identity::sts("id", "canary-of-secret/+=", "canary-of-token/+="))
        .with_header("x-acs-client", "canary-of-client-header")
        .with_query("Client", canary("client query"))
}

/// Every text of the request that is secret.
fn canaries() -> Vec<String> {
    let places = ["json", "nested", "list", "member", "map", "kept", "client query", "call query"];
    let named = ["canary-of-secret/+=", "canary-of-token/+=", "canary-of-client-header", "canary-of-call-header"];
    places.map(canary).into_iter().chain(named.map(str::to_owned)).collect()
}

/// Everything that can be printed of what a call gives.
fn printed<T: Output>(result: &Result<runtime::Response<T>, runtime::Error>) -> Vec<String> {
    let mut texts = Vec::new();
    match result {
        Ok(response) => {
            texts.extend([format!("{response:?}"), format!("{response:#?}")]);
            texts.extend([format!("{:?}", response.unknown_fields()), format!("{:?}", response.mismatches())]);
        }
        Err(error) => {
            texts.extend([error.to_string(), format!("{error:#}"), format!("{error:?}"), format!("{error:#?}")]);
            let mut cause: Option<&dyn std::error::Error> = std::error::Error::source(error);
            while let Some(error) = cause {
                texts.extend([error.to_string(), format!("{error:?}")]);
                cause = error.source();
            }
        }
    }
    texts
}

/// The ways in which a service can repeat a text.
const SPELLINGS: [fn(&str) -> String; 5] = [
    str::to_owned,
    runtime::codegen::encoding::percent,
    |text| runtime::codegen::encoding::percent(&runtime::codegen::encoding::percent(text)),
    |text| runtime::codegen::encoding::percent(text).replace("%20", "+"),
    |text| runtime::Value::from(text).to_string(),
];

/// Whatever the service repeats, wherever: nothing that is printed shows it.
#[tokio::test]
async fn canaries_are_found_nowhere() {
    let mut looked_at = 0;
    for spelling in SPELLINGS {
        let (plain, other): (Vec<_>, Vec<_>) =
            canaries().into_iter().map(|text| spelling(&text)).partition(|text| text.is_ascii());
        for text in [plain.join("|"), other.join("|")] {
            for reply in replies(&text) {
                let (_server, client) = scripted_with(canary_config(), [reply]).await;
                check_canary(&format!("{client:?}"));
                let call = client.call(canary_request());
                let call = call.header("x-acs-call", "canary-of-call-header").query("Call", canary("call query"));
                check_canary(&format!("{call:?}"));
                let texts = printed(&call.await);
                looked_at += texts.len();
                for text in &texts {
                    check_canary(text);
                }
            }
        }
    }
    assert!(looked_at > 300, "{looked_at}");
}

/// What is printed is on one line: line breaks of the service do not hide a secret from us.
#[tokio::test]
async fn a_secret_that_is_complete_on_one_line_only() {
    let body = r#"{"Code":"X","Message":"no canary\nof two words"}"#.into();
    let reply = Reply::Answer { status: 400, headers: Vec::new(), body };
    let (_server, client) = scripted_with(fixed_config(), [reply]).await;
    let error = client.call(Takeover::default()).header("x-acs-call", "canary of two words").await.unwrap_err();
    assert_eq!(error.to_string(), "TakeoverAIAgentCall failed: 400 X: no [redacted]");
}

fn check_canary(printed: &str) {
    // The part that every spelling leaves as it is.
    assert!(!printed.contains("canary"), "{printed}");
}

/// Answers that hold a text wherever an answer can.
fn replies(text: &str) -> Vec<Reply> {
    let quoted = serde_json::Value::from(text).to_string();
    // What is no ASCII cannot stand there.
    let header = if text.is_ascii() { text } else { "r" };
    let mut replies = Vec::new();
    for body in [
        format!(r#"{{"Code":{quoted},"Message":"no"}}"#),
        format!(r#"{{"Code":"X","Message":{quoted}}}"#),
        format!(r#"{{"Code":"X","Message":"no","RequestId":{quoted},"Data":{{"Deep":[{quoted}]}}}}"#),
        format!(r#"{{"Code":"X","Message":"no","RequestId":"r","Plain":{quoted}"#),
        format!(r#"{{{quoted}:{quoted},"List":[{{"New":{quoted}}}],"Code":[{quoted}],"Message":"\ud83d"}}"#),
        format!("<html>{text}</html>"),
        text.to_owned(),
    ] {
        for status in [200, 400] {
            let headers = vec![("x-acs-request-id".to_owned(), header.to_owned())];
            replies.push(Reply::Answer { status, headers, body: body.clone().into() });
        }
    }
    let cut = format!("HTTP/1.1 200 OK\r\nx-acs-request-id: {header}\r\ncontent-length: 99\r\n\r\n{text}");
    replies.push(Reply::Raw(cut.into()));
    replies.push(Reply::Raw(format!("HTTP/1.1 200 {header}\r\n{header}\r\n\r\n").into()));
    replies
}
