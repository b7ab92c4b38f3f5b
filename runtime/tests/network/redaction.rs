//! Nothing that is printed holds a secret.

use std::collections::BTreeMap;
use std::fmt::Debug;

use runtime::codegen::Bytes;
use runtime::sign::{CanonicalRequest, SigningRequest};
use runtime::testing::Reply;
use runtime::{Config, Credentials, EnvironmentCredentials, Method, OperationInfo, Value};

use crate::support::operations::Takeover;
use crate::support::{fixed_config, scripted_with};

const SECRET: &str = "hunter2";

fn check(value: &impl Debug) {
    for text in [format!("{value:?}"), format!("{value:#?}")] {
        assert!(!text.contains(SECRET), "{text}");
    }
}

fn config() -> Config {
    fixed_config()
        .with_credentials(Credentials::sts("id", SECRET, SECRET))
        .with_header("x-acs-extra", SECRET)
        .with_query("Extra", SECRET)
}

#[test]
fn credentials_and_config() {
    check(&Credentials::access_key("id", SECRET));
    check(&Credentials::sts("id", SECRET, SECRET));
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
    assert!(error.body().unwrap().ends_with(br#""}}"#), "who asks for the body gets it");
}

/// Also where the response as a whole is no object.
#[tokio::test]
async fn responses_of_every_kind() {
    const INFO: &OperationInfo = &OperationInfo::rpc("Any", Method::Post);

    async fn answered<T: runtime::Output>(body: String) -> runtime::Response<T> {
        let (_server, client) = scripted_with(config(), [Reply::json(body)]).await;
        client.call_described::<T>(INFO, &Takeover::default()).await.unwrap()
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
        format!("not matched. server string to sign is: POST\\nx-acs-security-token:{SECRET}+/=="),
        format!(
            "not matched. server CanonicalRequest is: POST\\n/\\nRuntimeConfig=%7B%22AuthToken%22%3A%22{SECRET}%22%7D"
        ),
    ];
    for message in repeated {
        let body = format!(r#"{{"Code":"SignatureDoesNotMatch","Message":"{message}"}}"#).into();
        let (_server, client) =
            scripted_with(config(), [Reply::Answer { status: 400, headers: Vec::new(), body }]).await;
        let error = client.call(Takeover::default()).await.unwrap_err();
        check(&error);
        assert_eq!(
            error.to_string(),
            "TakeoverAIAgentCall failed: 400 SignatureDoesNotMatch: not matched. server [what the service repeats of \
             the request is left out; see `ServiceError::body`]",
        );
        assert!(error.as_service().unwrap().message().unwrap().contains(SECRET), "who asks for the message gets it");
    }
}
