//! What the tests share: a client that talks to a loopback server or to a mock, and recorded vectors.

pub(crate) mod canned;
pub(crate) mod dynamic;
pub(crate) mod operations;
pub(crate) mod threaded;

use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use runtime::codegen::{ClientCore, ServiceInfo};
use runtime::mock::{self, Mock};
use runtime::{Config, Identity, Retry, Value};
use runtime_testing::{Loopback, Reply};

/// The product that hand-written operations belong to.
pub(crate) static ICE: ServiceInfo = ServiceInfo::new("ICE", "2020-11-09", &[]);
pub(crate) const HOST: &str = "ice.cn-shanghai.aliyuncs.com";

/// 2026-01-14T08:00:00Z, the time of the vectors.
const NOW: Duration = Duration::from_secs(1_768_377_600);

/// Secrets that the tests use: nothing that is observed of a call may show them.
#[cfg(feature = "tracing")]
const SECRETS: [&str; 4] = ["testAccessKeySecret", "hunter2", "canary", "hidden"];

/// Settings whose requests are the same each time, and sent once. Everything that is observed of calls with them is looked
/// through for secrets.
pub(crate) fn fixed_config() -> Config {
    #[cfg(feature = "tracing")]
    runtime_testing::Observer::forbid_everywhere(&SECRETS);
    Config::new("cn-shanghai")
        .with_credentials(Identity::access_key("testAccessKeyId", "testAccessKeySecret"))
        .with_clock(|| UNIX_EPOCH + NOW)
        .with_nonce(|| "64a3e0c0176ff53f2128ae8f74c0a1da".to_owned())
        .with_retry(Retry::off())
}

/// A server with a script, and a client that takes it for the real host.
pub(crate) async fn scripted(replies: impl IntoIterator<Item = Reply>) -> (Loopback, ClientCore) {
    scripted_with(fixed_config(), replies).await
}

/// The same, with other settings.
pub(crate) async fn scripted_with(config: Config, replies: impl IntoIterator<Item = Reply>) -> (Loopback, ClientCore) {
    let server = Loopback::start(replies).await.unwrap();
    let client = ClientCore::new(config.with_connect_override(HOST, server.address()), &ICE).unwrap();
    (server, client)
}

/// A mock that gives these replies, one for each request, and a client that calls it.
pub(crate) fn mocked(replies: impl IntoIterator<Item = mock::Reply>) -> (Mock, ClientCore) {
    mocked_with(fixed_config(), replies)
}

/// The same, with other settings.
pub(crate) fn mocked_with(config: Config, replies: impl IntoIterator<Item = mock::Reply>) -> (Mock, ClientCore) {
    let mock = replies.into_iter().fold(Mock::new().when_any(), |mock, reply| mock.then(reply).times(1));
    let client = ClientCore::new(config.with_transport(Arc::new(mock.clone())), &ICE).unwrap();
    (mock, client)
}

/// The recorded requests that are signed with the algorithm of this library.
pub(crate) fn request_vectors() -> Vec<Value> {
    vectors(include_str!("../../vectors/requests.json"))
}

/// The recorded requests with a bearer token, which are not signed.
pub(crate) fn bearer_vectors() -> Vec<Value> {
    serde_json::from_str(include_str!("../../vectors/bearer.json")).unwrap()
}

/// The recorded answers of operations that stream events.
pub(crate) fn event_vectors() -> Vec<Value> {
    serde_json::from_str(include_str!("../../vectors/events.json")).unwrap()
}

/// The recorded error answers.
pub(crate) fn error_vectors() -> Vec<Value> {
    vectors(include_str!("../../vectors/errors.json"))
}

fn vectors(text: &str) -> Vec<Value> {
    let vectors: Vec<Value> = serde_json::from_str(text).unwrap();
    assert!(vectors.len() > 40, "the vectors are all there");
    vectors
}

/// A reply of a vector.
pub(crate) fn reply(reply: &Value) -> mock::Reply {
    let status = u16::try_from(reply["status"].as_u64().unwrap()).unwrap();
    let headers = reply["headers"].as_array().unwrap();
    headers.iter().fold(mock::Reply::new(status, text(reply, "/body").to_owned()), |reply, pair| {
        reply.with_header(text(pair, "/0"), text(pair, "/1"))
    })
}

/// A text that a vector must have.
pub(crate) fn text<'a>(value: &'a Value, path: &str) -> &'a str {
    value.pointer(path).and_then(Value::as_str).unwrap_or_else(|| panic!("no text at {path} in {}", value["id"]))
}

/// The members of an object of texts; none if there is no such object.
pub(crate) fn texts(value: &Value) -> Vec<(&str, &str)> {
    let members = value.as_object().into_iter().flatten();
    members.map(|(name, value)| (name.as_str(), value.as_str().unwrap())).collect()
}
