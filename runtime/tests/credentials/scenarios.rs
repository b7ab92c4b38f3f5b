//! What the official SDK for Python was recorded doing, with the same environment, the same files and the same answers.
//!
//! Each scenario runs in a process of its own ([`child`]), with a real environment, real files in a home folder, and a server
//! on this machine in place of the hosts. Identity, name of the source and requests are compared with the record;
//! [`DEVIATIONS`] lists what differs on purpose.

use std::collections::BTreeMap;
use std::env;
use std::sync::Arc;

use runtime::CredentialsProvider;
use runtime::Value;
use runtime::identity::{CredentialsContext, DefaultCredentials};
use runtime::transport::{HttpTransport, HyperTransport};
use runtime_testing::{Loopback, ReceivedRequest, Reply};
use serde_json::json;

use crate::support::process::{self, HOSTS, Process};
use crate::support::{CALL, origin};

const STS: &str = r#"{"Credentials":{"AccessKeyId":"STS.fake","AccessKeySecret":"x","SecurityToken":"stsToken","Expiration":"2035-01-01T00:00:00Z"}}"#;
const FLAT: &str = r#"{"Code":"Success","AccessKeyId":"STS.flat","AccessKeySecret":"x","SecurityToken":"flatToken","Expiration":"2035-01-01T00:00:00Z"}"#;
const FLAT_WITHOUT_CODE: &str = r#"{"AccessKeyId":"STS.flat","AccessKeySecret":"x","SecurityToken":"flatToken","Expiration":"2035-01-01T00:00:00Z"}"#;
/// Ten minutes are left of it.
const SOON: &str = r#"{"Code":"Success","AccessKeyId":"STS.soon","AccessKeySecret":"x","SecurityToken":"t","Expiration":"2026-01-14T08:10:00Z"}"#;
const TOKENS: &str = r#"{"access_token":"new","refresh_token":"newer","expires_in":3600,"token_type":"Bearer"}"#;
const OAUTH: &str =
    r#"{"AccessKeyId":"STS.oauth","AccessKeySecret":"x","SecurityToken":"t","Expiration":"2035-01-01T00:00:00Z"}"#;

/// The scenarios, and the answers to their requests in turn.
const SCENARIOS: &[(&str, &[(u16, &str)])] = &[
    ("env-ak", &[]),
    ("env-empty-secret-falls-through", &[]),
    ("env-wins-over-everything", &[]),
    ("oidc", &[(200, STS)]),
    ("oidc-vpc-without-region", &[(200, STS)]),
    ("oidc-fails-then-cli", &[(400, r#"{"Code":"AuthenticationFail.NoPermission"}"#)]),
    ("cli-ststoken", &[]),
    ("cli-disabled", &[]),
    ("cli-ramrolearn", &[(200, STS)]),
    ("cli-chainable", &[(200, STS)]),
    ("cli-ecsramrole", &[(200, "imds-token"), (200, FLAT)]),
    ("cli-oauth-refresh", &[(200, TOKENS), (200, OAUTH)]),
    ("cli-unknown-mode-then-profile", &[]),
    ("profile-access-key", &[]),
    ("profile-named", &[]),
    ("profile-file-env", &[]),
    ("profile-ram-role-arn", &[(200, STS)]),
    ("profile-sts-type", &[]),
    ("ecs-imdsv2-role-env", &[(200, "imds-token"), (200, FLAT)]),
    ("ecs-imdsv1-fallback", &[(404, ""), (200, "role-x"), (404, ""), (200, FLAT)]),
    ("ecs-imdsv1-disabled", &[(404, "")]),
    ("ecs-v2-rejected-then-v1", &[(200, "imds-token"), (403, ""), (200, FLAT)]),
    ("uri", &[(200, FLAT)]),
    ("uri-without-code", &[(200, FLAT_WITHOUT_CODE)]),
    ("reuse-last-provider", &[(200, STS)]),
    ("near-expiry-refetched", &[(200, SOON), (200, SOON), (200, SOON)]),
];

/// Where a scenario has other requests than the record, and why.
///
/// Two differences are of all scenarios that ask STS, and are left out before comparing: `AssumeRole` is signed by
/// `ACS3-HMAC-SHA256` instead of HMAC-SHA1, as all requests of this library; and `AssumeRoleWithOIDC` sends its parameters in
/// the body, as the SDK for TypeScript does, since the token would stand in the URL. Both are POST requests.
const DEVIATIONS: &[(&str, Deviation, &str)] = &[
    ("uri", Deviation::Target("/path?a=b%20c"), "the URI is sent as it is, not decoded and encoded in another way"),
    ("uri", Deviation::Host("cred.local:8080"), "HTTP asks for the port in the host header"),
    (
        "near-expiry-refetched",
        Deviation::First,
        "an identity that is still valid is used until a quarter of its life is left",
    ),
];

/// What differs.
enum Deviation {
    Host(&'static str),
    Target(&'static str),
    /// Only the first request is made.
    First,
}

/// A request, as far as it is compared: for STS, the parameters of the operation.
#[derive(Debug, PartialEq)]
struct Compared {
    method: String,
    host: String,
    target: String,
    headers: BTreeMap<String, String>,
    body: String,
}

/// The parameters of the older form of requests, and of its signature.
const PROTOCOL: [&str; 12] = [
    "AccessKeyId",
    "Action",
    "Format",
    "SecurityToken",
    "Signature",
    "SignatureMethod",
    "SignatureNonce",
    "SignatureType",
    "SignatureVersion",
    "Timestamp",
    "Version",
    "x-acs-action",
];

impl Compared {
    fn recorded(request: &Value) -> Self {
        let text = |name: &str| request[name].as_str().unwrap().to_owned();
        let headers = request["headers"].as_object().unwrap();
        let headers = headers.iter().map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned())).collect();
        Self::new(text("method"), text("target"), headers, text("body"))
    }

    fn received(request: &ReceivedRequest) -> Self {
        let headers = request.headers.iter().cloned().collect();
        let body = String::from_utf8(request.body.to_vec()).unwrap();
        Self::new(request.method.clone(), request.target.clone(), headers, body)
    }

    fn new(method: String, target: String, mut headers: BTreeMap<String, String>, body: String) -> Self {
        let host = headers.remove("host").unwrap();
        if host.starts_with("sts") {
            return Self::sts(host, &target, &headers, &body);
        }
        headers.retain(|name, _| !matches!(name.as_str(), "accept" | "content-length" | "user-agent"));
        Self { method, host, target, headers, body }
    }

    /// The operation, its parameters sorted and decoded, and whose key signs it.
    fn sts(host: String, target: &str, headers: &BTreeMap<String, String>, body: &str) -> Self {
        let query = target.strip_prefix("/?").unwrap();
        let mut parameters: BTreeMap<String, String> = pairs(query).chain(pairs(body)).collect();
        let of_header = |name: &str| headers.get(name).cloned();
        let action = parameters.get("Action").cloned().or_else(|| of_header("x-acs-action")).unwrap();
        let version = parameters.get("Version").cloned().or_else(|| of_header("x-acs-version")).unwrap();
        let of_signature =
            || Some(of_header("authorization")?.split_once("Credential=")?.1.split_once(',')?.0.to_owned());
        let signer = parameters.get("AccessKeyId").cloned().or_else(of_signature).unwrap_or_default();
        let token = parameters.get("SecurityToken").cloned().or_else(|| of_header("x-acs-security-token"));
        parameters.retain(|name, _| !PROTOCOL.contains(&name.as_str()));
        let headers = BTreeMap::from([("signer".to_owned(), signer), ("token".to_owned(), token.unwrap_or_default())]);
        let body = format!("{parameters:?}");
        Self { method: "POST".to_owned(), host, target: format!("{action} {version}"), headers, body }
    }
}

fn pairs(text: &str) -> impl Iterator<Item = (String, String)> {
    let decoded = |text: &str| {
        let (mut bytes, mut rest) = (Vec::new(), text.as_bytes());
        while let Some((&first, after)) = rest.split_first() {
            rest = after;
            bytes.push(match first {
                b'+' => b' ',
                b'%' => {
                    let (digits, after) = after.split_at(2);
                    rest = after;
                    u8::from_str_radix(str::from_utf8(digits).unwrap(), 16).unwrap()
                }
                byte => byte,
            });
        }
        String::from_utf8(bytes).unwrap()
    };
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(move |pair| pair.split_once('=').map_or((decoded(pair), String::new()), |(k, v)| (decoded(k), decoded(v))))
}

fn record() -> Vec<Value> {
    let record: Vec<Value> = serde_json::from_str(include_str!("../vectors/credentials.json")).unwrap();
    assert_eq!(record.len(), 26);
    record
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn identities_and_requests_are_those_of_the_record() {
    for scenario in record() {
        let id = scenario["id"].as_str().unwrap();
        let (_, replies) = SCENARIOS.iter().find(|(name, _)| *name == id).unwrap_or_else(|| panic!("{id} has no row"));
        check(id, &scenario, replies).await;
    }
}

/// What each use of the chain gives in the process of a scenario.
pub(crate) async fn run(scenario: &Value, server: &Loopback) -> Vec<Value> {
    let uses = scenario["results"].as_array().unwrap().len();
    let process = Process::new("scenarios::child", &scenario["env"], &scenario["files"]);
    let output = process.run(server, &[("SCENARIO_USES", &uses.to_string())]).await;
    output.lines().filter_map(|line| Some(serde_json::from_str(line.split_once("RESULT ")?.1).unwrap())).collect()
}

async fn check(id: &str, scenario: &Value, replies: &[(u16, &str)]) {
    let reply = |(status, body): &(u16, &str)| Reply::Answer {
        status: *status,
        headers: Vec::new(),
        body: (*body).to_owned().into(),
    };
    let server = Loopback::start(replies.iter().map(reply)).await.unwrap();
    let results = run(scenario, &server).await;

    let expected = scenario["results"].as_array().unwrap();
    assert_eq!(results.len(), expected.len(), "{id}");
    for (result, expected) in results.iter().zip(expected) {
        match expected.get("error") {
            Some(_) => assert!(result["error"].is_string(), "{id}: {result}"),
            None => assert_eq!(result, expected, "{id}"),
        }
    }
    let received: Vec<_> = server.requests().iter().map(Compared::received).collect();
    let mut expected: Vec<_> = scenario["requests"].as_array().unwrap().iter().map(Compared::recorded).collect();
    for (_, deviation, _) in DEVIATIONS.iter().filter(|(name, ..)| *name == id) {
        match deviation {
            Deviation::Host(host) => (*host).clone_into(&mut expected[0].host),
            Deviation::Target(target) => (*target).clone_into(&mut expected[0].target),
            Deviation::First => expected.truncate(1),
        }
    }
    assert_eq!(received, expected, "{id}");
}

/// What runs in the process of a scenario; nothing, where there is none.
#[tokio::test]
async fn child() {
    let Some(server) = process::server() else { return };
    let uses: usize = env::var("SCENARIO_USES").unwrap().parse().unwrap();
    let transport =
        HOSTS.iter().fold(HyperTransport::new(), |transport, host| transport.with_connect_override(*host, server));
    let transport: Arc<dyn HttpTransport> = Arc::new(transport);
    let chain = DefaultCredentials::new();
    for _ in 0..uses {
        let result = match chain.identity(CredentialsContext::new(&transport, origin(), CALL)).await {
            Ok(identity) => json!({
                "accessKeyId": identity.access_key_id(),
                "securityToken": identity.security_token(),
                "providerName": identity.provider_name(),
            }),
            Err(error) => json!({ "error": error.to_string() }),
        };
        println!("\nRESULT {result}");
    }
}
