//! Identities that change under many calls: each request is made with one of them, never with parts of two.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use runtime::Config;
use runtime::codegen::sign::{SigningKey, SigningRequest, authorization};
use runtime::codegen::{ClientCore, Extra, Method, Operation, OperationInfo, ServiceInfo, Value, object};
use runtime::identity::UriCredentials;
use tokio::task::JoinSet;

use crate::support::{Answer, Scripted, Sent, origin, time};

const TASKS: u64 = 8;
/// How many calls are made, unless the environment variable `ROTATED_CALLS` says another number.
const CALLS: u64 = 2000;
/// How long an identity lives, if a second passes with each call: services write times in seconds.
const LIFE: u64 = 200;

#[derive(Default)]
struct Ping {
    extra: Extra,
}

object!(Ping {});

impl Operation for Ping {
    type Output = Value;
    const INFO: OperationInfo = OperationInfo::rpc("Ping", Method::Post);
}

static SERVICE: ServiceInfo = ServiceInfo::new("Test", "2020-01-01", &[]);

/// An identity that ends so many seconds after the beginning. Its parts say so, too.
fn document(end: u64) -> String {
    let expiration = time(origin() + Duration::from_secs(end));
    format!(
        r#"{{"Code":"Success","AccessKeyId":"key-{end}","AccessKeySecret":"secret-{end}","SecurityToken":"token-{end}","Expiration":"{expiration}"}}"#
    )
}

/// Whether key, token and signature of a request are of one identity.
fn is_of_one_identity(sent: &Sent) -> bool {
    let number = sent.header("x-acs-accesskey-id").unwrap().strip_prefix("key-").unwrap();
    let headers: Vec<_> = sent.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let query = sent.uri.split_once('?').map_or("", |(_, query)| query);
    let payload_hash = sent.header("x-acs-content-sha256").unwrap();
    let request = SigningRequest { method: &sent.method, path: "/", query, headers: &headers, payload_hash };
    let signed = authorization(&request, &format!("key-{number}"), &SigningKey::new(&format!("secret-{number}")));
    sent.header("x-acs-security-token") == Some(&format!("token-{number}"))
        && sent.header("authorization") == Some(&signed)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_request_mixes_two_identities() {
    let calls = std::env::var("ROTATED_CALLS").map_or(CALLS, |calls| calls.parse().unwrap());
    let passed = Arc::new(AtomicU64::new(0));
    let (mixed, exchanges) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
    let transport = {
        let (passed, mixed, exchanges) = (Arc::clone(&passed), Arc::clone(&mixed), Arc::clone(&exchanges));
        Scripted::forgetful(move |_, sent| {
            if sent.uri.starts_with("http://cred.local/") {
                exchanges.fetch_add(1, Ordering::Relaxed);
                return Answer::Body(200, document(passed.load(Ordering::Relaxed) + LIFE));
            }
            if !is_of_one_identity(sent) {
                mixed.fetch_add(1, Ordering::Relaxed);
            }
            Answer::Body(200, "{}".to_owned())
        })
    };
    let clock = {
        let passed = Arc::clone(&passed);
        move || origin() + Duration::from_secs(passed.load(Ordering::Relaxed))
    };
    let config = Config::for_endpoint("test.local")
        .with_credentials(UriCredentials::new().with_uri("http://cred.local/"))
        .with_clock(clock)
        .with_transport(transport.clone());
    let client = ClientCore::new(config, &SERVICE).unwrap();
    let mut tasks = JoinSet::new();
    for _ in 0..TASKS {
        let (client, passed) = (client.clone(), Arc::clone(&passed));
        tasks.spawn(async move {
            for _ in 0..calls / TASKS {
                passed.fetch_add(1, Ordering::Relaxed);
                client.call(Ping::default()).await.unwrap();
            }
        });
    }
    tasks.join_all().await;
    let (mixed, exchanges) = (mixed.load(Ordering::Relaxed), exchanges.load(Ordering::Relaxed));
    assert_eq!(mixed, 0, "of {calls} calls, with {exchanges} identities");
    assert!(exchanges >= calls / LIFE, "{exchanges} identities in {calls} calls");
}

/// The service refuses an identity that has not expired by its time: the call goes on with another one.
#[tokio::test]
async fn a_refused_identity_is_replaced_within_the_call() {
    let refusal = r#"{"Code":"InvalidSecurityToken.Expired","Message":"expired"}"#;
    let transport = Scripted::new(move |before, sent| match (before, sent.uri.starts_with("http://cred.local/")) {
        (_, true) => Answer::Body(200, document(3600 + u64::try_from(before).unwrap())),
        (1, false) => Answer::Body(403, refusal.to_owned()),
        (_, false) => Answer::Body(200, "{}".to_owned()),
    });
    let config = Config::for_endpoint("test.local")
        .with_credentials(UriCredentials::new().with_uri("http://cred.local/"))
        .with_clock(origin)
        .with_transport(transport.clone());
    let client = ClientCore::new(config, &SERVICE).unwrap();
    for _ in 0..2 {
        client.call(Ping::default()).await.unwrap();
    }
    let keys: Vec<_> =
        transport.sent().iter().map(|sent| sent.header("x-acs-accesskey-id").map(str::to_owned)).collect();
    let key = |number: &str| Some(format!("key-{number}"));
    assert_eq!(keys, [None, key("3600"), None, key("3602"), key("3602")]);
}
