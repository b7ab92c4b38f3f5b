//! What the tests share: a client that talks to a mock or to a loopback server, and the recorded vectors.

use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use generated::ice20201109::Client;
pub use generated::mock::{self, Mock, SentRequest};
use generated::{Bytes, Config, Identity, Value};
use runtime_testing::{Loopback, Reply};

pub const HOST: &str = "ice.cn-shanghai.aliyuncs.com";
pub const TIME: &str = "2026-01-14T08:00:00Z";
pub const NONCE: &str = "64a3e0c0176ff53f2128ae8f74c0a1da";

/// [`TIME`], after the epoch.
const SINCE_EPOCH: Duration = Duration::from_secs(1_768_377_600);

/// Settings whose requests are the same each time.
pub fn fixed_config() -> Config {
    Config::new("cn-shanghai")
        .with_credentials(Identity::access_key("testAccessKeyId", "testAccessKeySecret"))
        .with_clock(|| UNIX_EPOCH + SINCE_EPOCH)
        .with_nonce(|| NONCE.to_owned())
}

/// A server with a script, and a client that takes it for `host`.
pub async fn serve(config: Config, host: &str, replies: impl IntoIterator<Item = Reply>) -> (Loopback, Client) {
    let server = Loopback::start(replies).await.unwrap();
    let client = Client::new(config.with_connect_override(host, server.address())).unwrap();
    (server, client)
}

/// The same with fixed settings.
pub async fn scripted(replies: impl IntoIterator<Item = Reply>) -> (Loopback, Client) {
    serve(fixed_config(), HOST, replies).await
}

/// A mock that gives these replies, one for each request, and a client of it.
pub fn mocked(replies: impl IntoIterator<Item = mock::Reply>) -> (Mock, Client) {
    mocked_with(fixed_config(), replies)
}

/// The same with other settings.
pub fn mocked_with(config: Config, replies: impl IntoIterator<Item = mock::Reply>) -> (Mock, Client) {
    let mock = replies.into_iter().fold(Mock::new().when_any(), |mock, reply| mock.then(reply).times(1));
    let client = Client::new(config.with_transport(Arc::new(mock.clone()))).unwrap();
    (mock, client)
}

/// A success with this text as its body, whatever it is.
pub fn json(body: impl Into<Bytes>) -> mock::Reply {
    mock::Reply::new(200, body).with_header("content-type", "application/json;charset=utf-8")
}

/// The one request that was sent.
pub fn only_request(mock: &Mock) -> SentRequest {
    let [request] = mock.requests().try_into().expect("one request was sent");
    request
}

/// The recorded requests that are signed with the algorithm of the client.
pub fn request_vectors() -> Vec<Value> {
    serde_json::from_str(include_str!("../../../runtime/tests/vectors/requests.json")).unwrap()
}

/// The recorded answers, good and bad.
pub fn answer_vectors() -> Vec<Value> {
    serde_json::from_str(include_str!("../../../runtime/tests/vectors/errors.json")).unwrap()
}

/// A text that a vector must have.
pub fn text<'a>(vector: &'a Value, path: &str) -> &'a str {
    let text = vector.pointer(path).and_then(Value::as_str);
    text.unwrap_or_else(|| panic!("{} has no text at {path}", vector["id"]))
}

/// The members of an object of texts; none if there is no such object.
pub fn texts(value: &Value) -> Vec<(&str, &str)> {
    let members = value.as_object().into_iter().flatten();
    members.map(|(name, value)| (name.as_str(), value.as_str().expect("a text"))).collect()
}
