//! Every recorded request, made by the client: as a mock receives it, and as it goes over the wire.

use std::sync::Arc;

use runtime::codegen::{CallOptions, ClientCore, Endpoint, ServiceInfo};
use runtime::mock::{self, Mock, SentRequest};
use runtime::{Config, Identity, Network, Value};
use runtime_testing::{Loopback, Reply};

use crate::support::{bearer_vectors, dynamic, fixed_config, request_vectors, text, texts};

fn all_vectors() -> Vec<Value> {
    let (signed, bearing) = (request_vectors(), bearer_vectors());
    assert_eq!((signed.len(), bearing.len()), (61, 2));
    signed.into_iter().chain(bearing).collect()
}

#[tokio::test]
async fn requests_are_those_of_the_vectors() {
    for vector in all_vectors() {
        let sent = sent(&vector).await;
        let id = text(&vector, "/id");
        assert_eq!(
            (sent.action(), sent.host()),
            (text(&vector, "/operation"), text(&vector, "/expected/host")),
            "{id}"
        );
        assert_eq!(sent.method().as_str(), text(&vector, "/expected/method"), "{id}");
        assert_eq!(sent.target(), target(&vector), "{id}");
        assert_eq!(sent.body(), text(&vector, "/expected/body/text"), "{id}");
        let pairs: Vec<_> = vector["expected"]["query"].as_array().unwrap().iter().map(pair).collect();
        assert_eq!(sent.query_pairs(), pairs, "{id}");
        check_headers(&vector, &sent);
    }
}

fn pair(pair: &Value) -> (String, String) {
    (text(pair, "/0").to_owned(), text(pair, "/1").to_owned())
}

/// All expected headers are there, once, and no other header of the protocol is.
fn check_headers(vector: &Value, sent: &SentRequest) {
    let id = text(vector, "/id");
    let expected = texts(&vector["expected"]["headers"]);
    for (name, value) in &expected {
        assert_eq!(sent.header(name), Some(*value), "{name} of {id}");
    }
    for name in sent.headers().keys() {
        let known = expected.iter().any(|(expected, _)| expected == name);
        assert!(known || name == "user-agent", "{name} of {id} was not expected");
    }
}

/// What a mock receives is what a server does.
#[tokio::test]
async fn the_wire_has_the_same() {
    for vector in all_vectors() {
        let sent = sent(&vector).await;
        let server = Loopback::start([Reply::json("{}")]).await.unwrap();
        call(&vector, config(&vector).with_connect_override(sent.host(), server.address())).await;
        let [received] = server.requests().try_into().unwrap();
        let id = text(&vector, "/id");
        assert_eq!(
            (received.method.as_str(), received.target.as_str()),
            (sent.method().as_str(), sent.target()),
            "{id}"
        );
        assert_eq!(received.body, sent.body(), "{id}");
        let length = received.body.len().to_string();
        let mut expected: Vec<_> =
            sent.headers().iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect();
        expected.extend(received.header("content-length").is_some().then_some(("content-length", length.as_bytes())));
        let mut headers: Vec<_> = received.headers.iter().map(|(name, value)| (name.as_str(), latin1(value))).collect();
        headers.sort_unstable();
        expected.sort_unstable();
        assert!(
            headers.iter().map(|(name, value)| (*name, value.as_slice())).eq(expected),
            "{id}: {:?}",
            received.headers
        );
    }
}

/// The bytes of a header that was read as Latin-1.
fn latin1(text: &str) -> Vec<u8> {
    text.chars().map(|char| u8::try_from(char).unwrap()).collect()
}

/// The request of a vector, as a mock receives it.
async fn sent(vector: &Value) -> SentRequest {
    let mock = Mock::new().when_action(text(vector, "/operation")).then(mock::Reply::json("{}"));
    call(vector, config(vector).with_transport(Arc::new(mock.clone()))).await;
    let [sent] = mock.requests().try_into().unwrap();
    sent
}

/// Makes the call of a vector.
async fn call(vector: &Value, config: Config) {
    let client = ClientCore::new(config, &service(vector)).unwrap();
    let mut options = CallOptions::default();
    for (name, value) in texts(&vector["extendsParameters"]["headers"]) {
        options = options.header(name, value);
    }
    for (name, value) in texts(&vector["extendsParameters"]["queries"]) {
        options = options.query(name, value);
    }
    let parameters = dynamic::parameters(vector);
    let operation = dynamic::operation(vector, &parameters);
    client.call_described::<Value>(&operation, &dynamic::request(vector), options).await.unwrap();
}

fn config(vector: &Value) -> Config {
    let nonce = text(vector, "/nonce").to_owned();
    assert_eq!(text(vector, "/timestamp"), "2026-01-14T08:00:00Z", "the time of the fixed clock");
    let mut config = fixed_config().with_nonce(move || nonce.clone()).with_credentials(credentials(vector));
    if let Some(endpoint) = vector["config"]["endpoint"].as_str() {
        config = config.with_endpoint(endpoint);
    }
    if vector["config"]["network"] == "vpc" {
        config = config.with_network(Network::Vpc);
    }
    if let Some(user_agent) = vector["config"]["userAgent"].as_str() {
        config = config.with_user_agent(user_agent);
    }
    for (name, value) in texts(&vector["globalParameters"]["headers"]) {
        config = config.with_header(name, value);
    }
    for (name, value) in texts(&vector["globalParameters"]["queries"]) {
        config = config.with_query(name, value);
    }
    config.with_region(text(vector, "/config/regionId"))
}

fn credentials(vector: &Value) -> Identity {
    let part = |name: &str| text(vector, &format!("/credentials/{name}"));
    match part("type") {
        "access_key" => Identity::access_key(part("accessKeyId"), part("accessKeySecret")),
        "sts" => Identity::sts(part("accessKeyId"), part("accessKeySecret"), part("securityToken")),
        "bearer" => Identity::bearer_token(part("bearerToken")),
        other => panic!("no vector has credentials of type {other}"),
    }
}

/// The product, with an entry in its table where the host is not that of the rule.
fn service(vector: &Value) -> ServiceInfo {
    let leaked = |path| -> &'static str { text(vector, path).to_owned().leak() };
    let (product, region) = (leaked("/spec/product"), leaked("/config/regionId"));
    let (host, version) = (leaked("/expected/host"), leaked("/expected/headers/x-acs-version"));
    let by_rule = format!("{}.{region}.aliyuncs.com", product.to_lowercase());
    let listed = *host != *by_rule && vector["config"].get("network").is_none();
    let endpoints = if listed { vec![Endpoint::new(region, host)] } else { Vec::new() };
    ServiceInfo::new(product, version, endpoints.leak())
}

fn target(vector: &Value) -> String {
    let (path, query) = (text(vector, "/expected/path"), text(vector, "/expected/canonicalQuery"));
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}
