//! Every recorded request, made by the client and read off the wire.

use runtime::codegen::{CallOptions, ClientCore, Endpoint, ServiceInfo};
use runtime::{Config, Identity, Network, Value};
use runtime_testing::{Loopback, ReceivedRequest, Reply};

use crate::support::{bearer_vectors, dynamic, fixed_config, request_vectors, text, texts};

#[tokio::test]
async fn requests_are_those_of_the_vectors() {
    for vector in request_vectors().into_iter().chain(bearer_vectors()) {
        let received = received(&vector).await;
        let id = text(&vector, "/id");
        assert_eq!(received.method, text(&vector, "/expected/method"), "{id}");
        assert_eq!(received.target, target(&vector), "{id}");
        assert_eq!(received.body, text(&vector, "/expected/body/text"), "{id}");
        check_headers(&vector, &received);
    }
}

/// All expected headers are there, once, and no other header of the protocol is.
fn check_headers(vector: &Value, received: &ReceivedRequest) {
    let id = text(vector, "/id");
    let expected = texts(&vector["expected"]["headers"]);
    for (name, value) in &expected {
        assert_eq!(received.header(name), Some(*value), "{name} of {id}");
    }
    for (name, _) in &received.headers {
        let known = expected.iter().any(|(expected, _)| expected == name);
        assert!(known || matches!(name.as_str(), "user-agent" | "content-length"), "{name} of {id} was not expected");
    }
}

async fn received(vector: &Value) -> ReceivedRequest {
    let server = Loopback::start([Reply::json("{}")]).await.unwrap();
    let config = config(vector).with_connect_override(text(vector, "/expected/host"), server.address());
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
    let [received] = server.requests().try_into().unwrap();
    received
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
