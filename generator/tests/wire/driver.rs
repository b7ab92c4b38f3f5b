//! Requests as they must be, made by generated clients. A template: see `main.rs` beside it.

use std::time::{Duration, UNIX_EPOCH};

use generated::{Call, Config, Identity, Network, Operation, Retry, Value};
use runtime_testing::{Loopback, ReceivedRequest, Reply};

const VECTORS: &str = include_str!("vectors.json");

/// 2026-01-14T08:00:00Z, after the epoch.
const TIME: Duration = Duration::from_secs(1_768_377_600);

/// Makes the call of a vector and compares what the server got.
async fn check<O: Operation + serde::de::DeserializeOwned>(number: usize, call: impl FnOnce(Config, O) -> Call<O>) {
    let vectors: Vec<Value> = serde_json::from_str(VECTORS).unwrap();
    let vector = &vectors[number];
    let server = Loopback::start([Reply::json("{}")]).await.unwrap();
    let config = config(vector).with_connect_override(text(vector, "/expected/host"), server.address());
    let mut call = call(config, serde_json::from_value(request(vector)).unwrap());
    for (name, value) in pairs(&vector["extendsParameters"]["headers"]) {
        call = call.header(name, value);
    }
    for (name, value) in pairs(&vector["extendsParameters"]["queries"]) {
        call = call.query(name, value);
    }
    // What the server answers does not matter here.
    let _ = call.await;
    let [received]: [ReceivedRequest; 1] = server.requests().try_into().expect("one request was sent");
    let id = text(vector, "/id");
    let (path, query) = (text(vector, "/expected/path"), text(vector, "/expected/canonicalQuery"));
    let target = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
    assert_eq!(received.method, text(vector, "/expected/method"), "{id}");
    assert_eq!(received.target, target, "{id}");
    assert_eq!(received.body, text(vector, "/expected/body/text"), "{id}");
    for (name, value) in pairs(&vector["expected"]["headers"]) {
        assert_eq!(received.header(name), Some(value), "{name} of {id}");
    }
}

/// The members of the request by wire name.
fn request(vector: &Value) -> Value {
    let input = &vector["input"];
    let mut request = input["params"].clone();
    for pair in input["path"].as_array().into_iter().flatten() {
        request[text(pair, "/0")] = pair[1].clone();
    }
    for (name, value) in pairs(&input["header"]) {
        request[name] = value.into();
    }
    if let Some(body) = input["bodyStreamText"].as_str() {
        request["body"] = body.into();
    }
    // One record has the only member of an object body without the object around it.
    for parameter in vector["spec"]["parameters"].as_array().into_iter().flatten() {
        let name = text(parameter, "/name");
        let is_object = parameter["in"] == "body" && parameter["schema"]["type"] == "object";
        if is_object && request.get(name).is_some_and(|value| !value.is_object()) {
            let value = request[name].take();
            request[name] = serde_json::json!({ name: value });
        }
    }
    request
}

fn config(vector: &Value) -> Config {
    let nonce = text(vector, "/nonce").to_owned();
    let (id, secret) = (text(vector, "/credentials/accessKeyId"), text(vector, "/credentials/accessKeySecret"));
    let credentials = match vector["credentials"]["securityToken"].as_str() {
        Some(token) => Identity::sts(id, secret, token),
        None => Identity::access_key(id, secret),
    };
    let mut config = Config::new(text(vector, "/config/regionId"))
        .with_credentials(credentials)
        .with_clock(|| UNIX_EPOCH + TIME)
        .with_nonce(move || nonce.clone())
        .with_retry(Retry::off())
        .with_endpoint(text(vector, "/expected/host"));
    if vector["config"]["network"] == "vpc" {
        config = config.with_network(Network::Vpc);
    }
    if let Some(user_agent) = vector["config"]["userAgent"].as_str() {
        config = config.with_user_agent(user_agent);
    }
    for (name, value) in pairs(&vector["globalParameters"]["headers"]) {
        config = config.with_header(name, value);
    }
    for (name, value) in pairs(&vector["globalParameters"]["queries"]) {
        config = config.with_query(name, value);
    }
    config
}

fn text<'a>(value: &'a Value, path: &str) -> &'a str {
    value.pointer(path).and_then(Value::as_str).unwrap()
}

fn pairs(value: &Value) -> Vec<(&str, &str)> {
    value.as_object().into_iter().flatten().filter_map(|(name, value)| Some((name.as_str(), value.as_str()?))).collect()
}
