//! What clients of many products and regions share, and what each has for itself.

use runtime::codegen::{ClientCore, ServiceInfo};
use runtime::{Config, Identity, SharedConfig};
use runtime_testing::{Loopback, Reply};

use crate::support::operations::Takeover;
use crate::support::{HOST, ICE};

static OTHER: ServiceInfo = ServiceInfo::new("Other", "2024-01-01", &[]);

async fn server(replies: usize) -> Loopback {
    Loopback::start((0..replies).map(|_| Reply::json("{}"))).await.unwrap()
}

/// The ids of the keys that requests were signed with.
fn signers(server: &Loopback) -> Vec<String> {
    let authorization =
        server.requests().into_iter().map(|request| request.header("authorization").unwrap().to_owned());
    let id = |text: String| text.split("Credential=").nth(1).unwrap().split(',').next().unwrap().to_owned();
    authorization.map(id).collect()
}

#[tokio::test]
async fn clients_of_two_products_share_connections_and_credentials() {
    const OTHER_HOST: &str = "other.cn-shanghai.aliyuncs.com";
    let server = server(4).await;
    let shared = SharedConfig::new()
        .with_credentials(Identity::access_key("shared", "secret"))
        .with_connect_override(HOST, server.address())
        .with_connect_override(OTHER_HOST, server.address());
    let ice = || ClientCore::new(shared.config("cn-shanghai"), &ICE).unwrap();
    let other = ClientCore::new(shared.config("cn-shanghai"), &OTHER).unwrap();
    ice().call(Takeover::default()).await.unwrap();
    ice().call(Takeover::default()).await.unwrap();
    other.call(Takeover::default()).await.unwrap();
    // One connection for each host.
    assert_eq!((server.requests().len(), server.connections()), (3, 2));
    // What one client has for itself is not shared; connections are.
    let own = shared.config("cn-shanghai").with_credentials(Identity::access_key("own", "secret"));
    ClientCore::new(own, &ICE).unwrap().call(Takeover::default()).await.unwrap();
    assert_eq!(signers(&server), ["shared", "shared", "shared", "own"]);
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn clones_of_a_config_share_connections_and_others_do_not() {
    let server = server(3).await;
    let config = || {
        let config = Config::new("cn-shanghai").with_credentials(Identity::access_key("id", "secret"));
        config.with_connect_override(HOST, server.address())
    };
    let first = config();
    for config in [first.clone(), first, config()] {
        ClientCore::new(config, &ICE).unwrap().call(Takeover::default()).await.unwrap();
    }
    assert_eq!((server.requests().len(), server.connections()), (3, 2));
}

/// Other connections than before: they must not be taken for those that trust, or go, elsewhere.
#[tokio::test]
async fn changing_how_to_connect_begins_with_new_connections() {
    let (first, second) = (server(1).await, server(1).await);
    let shared = SharedConfig::new()
        .with_credentials(Identity::access_key("id", "secret"))
        .with_connect_override(HOST, first.address());
    ClientCore::new(shared.config("cn-shanghai"), &ICE).unwrap().call(Takeover::default()).await.unwrap();
    let elsewhere = SharedConfig::new().with_connect_override(HOST, second.address());
    let config = elsewhere.config("cn-shanghai").with_credentials(Identity::access_key("id", "secret"));
    ClientCore::new(config, &ICE).unwrap().call(Takeover::default()).await.unwrap();
    assert_eq!((first.requests().len(), second.requests().len()), (1, 1));
}

#[test]
fn what_is_shared_is_shown_without_secrets() {
    let shared = SharedConfig::new().with_credentials(Identity::access_key("id", "hunter2"));
    for text in [format!("{shared:?}"), format!("{:?}", shared.config("cn-shanghai"))] {
        assert!(text.contains("\"id\"") && !text.contains("hunter2"), "{text}");
    }
}
