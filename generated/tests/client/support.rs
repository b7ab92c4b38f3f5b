//! What the tests share: a client that talks to a loopback server, and the recorded vectors.

use std::time::{Duration, UNIX_EPOCH};

use generated::ice20201109::Client;
use generated::{Config, Identity, Value};
use runtime_testing::{Loopback, ReceivedRequest, Reply};

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

/// The one request that the server got.
pub fn only_request(server: &Loopback) -> ReceivedRequest {
    let [request] = server.requests().try_into().expect("one request was sent");
    request
}

/// The query of a request, decoded, in the order it was sent.
pub fn query(request: &ReceivedRequest) -> Vec<(String, String)> {
    let query = request.target.split_once('?').map_or("", |(_, query)| query);
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| (decoded(name), decoded(value))).collect()
}

/// Text without percent-encoding. There is no `+` for a blank.
fn decoded(text: &str) -> String {
    let digit = |digit: u8| u8::try_from(char::from(digit).to_digit(16).unwrap()).unwrap();
    let (mut bytes, mut rest) = (Vec::new(), text.as_bytes());
    loop {
        let byte;
        (byte, rest) = match rest {
            [b'%', high, low, rest @ ..] => (16 * digit(*high) + digit(*low), rest),
            [byte, rest @ ..] => (*byte, rest),
            [] => return String::from_utf8(bytes).unwrap(),
        };
        bytes.push(byte);
    }
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
