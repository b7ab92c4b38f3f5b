//! What people see who look for the reason why there are no credentials, or which.

use runtime::{Config, Value};
use runtime_testing::{Loopback, Reply};
use serde_json::json;

use crate::example;
use crate::support::process::{self, HOSTS, Process};

/// What the example program prints with these variables, if the hosts give these answers.
async fn printed(variables: Value, replies: Vec<Reply>) -> (String, Loopback) {
    let server = Loopback::start(replies).await.unwrap();
    let files = json!({ ".aliyun/config.json": r#"{"current":"p","profiles":[{"name":"p","mode":"kanarie"}]}"# });
    let text = Process::new("diagnosis::child", &variables, &files).run(&server, &[]).await;
    let (_, text) = text.split_once("BEGIN\n").unwrap();
    (text.split_once("END\n").unwrap().0.to_owned(), server)
}

/// The example program, in a process of its own.
#[tokio::test]
async fn child() {
    let Some(server) = process::server() else { return };
    let config = HOSTS
        .iter()
        .fold(Config::for_endpoint("sts.aliyuncs.com"), |config, host| config.with_connect_override(*host, server));
    println!("BEGIN");
    if let Err(error) = example::report(config, None).await {
        println!("{error:#}");
    }
    println!("END");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn which_source_has_the_identity_and_whose_it_is() {
    let flat = r#"{"Code":"Success","AccessKeyId":"STS.flat","AccessKeySecret":"kanarie","SecurityToken":"kanarie","Expiration":"2035-01-01T00:00:00Z"}"#;
    let caller = r#"{"AccountId":"1234","IdentityType":"RAMUser","Arn":"acs:ram::1234:user/u","Other":"kanarie"}"#;
    let variables = json!({
        // With the line ends that reading them from a file leaves.
        "ALIBABA_CLOUD_ECS_METADATA_DISABLED": "true\n",
        "ALIBABA_CLOUD_CREDENTIALS_URI": "http://cred.local/kanarie\r\n",
    });
    let (text, server) = printed(variables, vec![Reply::json(flat), Reply::json(caller)]).await;
    let lines: Vec<_> = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    for expected in [
        "environment the environment variable ALIBABA_CLOUD_ACCESS_KEY_ID is not set",
        "OIDC the environment variable ALIBABA_CLOUD_ROLE_ARN is not set",
        "CLI profile",
        "profile file",
        "ECS RAM role disabled by the environment variable ALIBABA_CLOUD_ECS_METADATA_DISABLED",
        "URI STS.flat, from credential_uri",
        "account 1234",
        "kind RAMUser",
        "ARN acs:ram::1234:user/u",
    ] {
        assert!(lines.iter().any(|line| line.starts_with(expected)), "{expected} in {text}");
    }
    assert!(!text.contains("kanarie"), "{text}");
    assert_eq!(server.requests()[1].header("x-acs-action"), Some("GetCallerIdentity"));
    assert_eq!(server.requests()[1].header("x-acs-security-token"), Some("kanarie"));
}

/// Each source says why it has no identity, one line each; a metadata service that hangs takes its second.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_chain_that_ends_empty_handed() {
    let server = Loopback::start([Reply::Silence]).await.unwrap();
    let scenario = json!({ "id": "empty", "env": {}, "files": {}, "results": [null] });
    let [result] = crate::scenarios::run(&scenario, &server).await.try_into().unwrap();
    let text = result["error"].as_str().unwrap();
    let (first, reasons) = text.split_once('\n').unwrap();
    assert!(first.starts_with("none of the 6 sources has an identity, after 1."), "{text}");
    let reasons: Vec<_> = reasons.lines().map(str::trim_start).collect();
    for expected in [
        "environment: the environment variable ALIBABA_CLOUD_ACCESS_KEY_ID is not set",
        "OIDC: the environment variable ALIBABA_CLOUD_ROLE_ARN is not set",
        "CLI profile: there is no file",
        "profile file: there is",
        "ECS RAM role: 100.100.100.200 did not answer within 1s",
        "URI: the environment variable ALIBABA_CLOUD_CREDENTIALS_URI is not set",
    ] {
        assert!(reasons.iter().any(|reason| reason.starts_with(expected)), "{expected} in {text}");
    }
    assert_eq!((reasons.len(), server.requests().len()), (6, 1));
}
