//! The chain under many calls, and over time.

use std::sync::Arc;
use std::{env, fs};

use runtime::identity::{CredentialsContext, DefaultCredentials};
use runtime::transport::{HttpTransport, HyperTransport};
use runtime::{CredentialsProvider, Identity};
use runtime_testing::{Loopback, Reply};
use serde_json::json;
use tokio::task::JoinSet;

use crate::support::process::{self, HOSTS, Process};
use crate::support::{CALL, origin};

const FLAT: &str = r#"{"Code":"Success","AccessKeyId":"STS.flat","AccessKeySecret":"x","SecurityToken":"t","Expiration":"2035-01-01T00:00:00Z"}"#;
const PROFILE: &str =
    r#"{"current":"p","profiles":[{"name":"p","mode":"AK","access_key_id":"cliId","access_key_secret":"s"}]}"#;

async fn asked(chain: &DefaultCredentials, transport: &Arc<dyn HttpTransport>) -> Identity {
    chain.identity(CredentialsContext::new(transport, origin(), CALL)).await.unwrap()
}

/// Runs in a process of its own, where no other source has an identity.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn child() {
    let Some(server) = process::server() else { return };
    let transport =
        HOSTS.iter().fold(HyperTransport::new(), |transport, host| transport.with_connect_override(*host, server));
    let transport: Arc<dyn HttpTransport> = Arc::new(transport);
    let chain = DefaultCredentials::new();
    let mut calls = JoinSet::new();
    for _ in 0..1000 {
        let (chain, transport) = (chain.clone(), Arc::clone(&transport));
        calls.spawn(async move { asked(&chain, &transport).await });
    }
    for identity in calls.join_all().await {
        assert_eq!(identity.provider_name(), "default/ecs_ram_role");
    }
    // A source that comes first has an identity now.
    let folder = std::path::PathBuf::from(env::var("HOME").unwrap()).join(".aliyun");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("config.json"), PROFILE).unwrap();
    assert_eq!(asked(&chain, &transport).await.access_key_id(), Some("STS.flat"));
    // Another chain finds it; the identity of the chain is one, not one a call.
    let other = DefaultCredentials::builder().without_ecs_ram_role().build();
    assert_eq!(asked(&other, &transport).await.provider_name(), "default/cli_profile/static_ak");
    let without = DefaultCredentials::builder().without_cli_profile().without_ecs_ram_role().profile("p").build();
    let names: Vec<_> = without.sources().map(|(name, _)| name).collect();
    assert_eq!(names, ["environment", "OIDC", "profile file", "URI"]);
    println!("DONE");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_success_of_a_thousand_calls_is_remembered() {
    let text = |body: &'static str| Reply::Answer { status: 200, headers: Vec::new(), body: body.into() };
    let server = Loopback::start([text("token"), text(FLAT)]).await.unwrap();
    let variables = json!({ "ALIBABA_CLOUD_ECS_METADATA": "role" });
    let text = Process::new("chain::child", &variables, &json!({})).run(&server, &[]).await;
    assert!(text.contains("DONE"), "{text}");
    assert_eq!(server.requests().len(), 2, "one exchange: for a token, and with it");
}
