//! Which host a client calls.

use generated::error::ErrorKind;
use generated::ice20201109::Client;
use generated::ice20201109::operations::TakeoverAiAgentCallRequest;
use generated::{Config, Network};
use runtime_testing::Reply;

use crate::support::{fixed_config, only_request, serve};

/// The regions of the service and their hosts on the internet.
const TABLE: [(&str, &str); 6] = [
    ("ap-southeast-1", "ice.ap-southeast-1.aliyuncs.com"),
    ("cn-beijing", "ice.cn-beijing.aliyuncs.com"),
    ("cn-hangzhou", "ice.cn-hangzhou.aliyuncs.com"),
    ("cn-shanghai", "ice.cn-shanghai.aliyuncs.com"),
    ("cn-shenzhen", "ice.cn-shenzhen.aliyuncs.com"),
    ("us-west-1", "ice.us-west-1.aliyuncs.com"),
];

/// Makes a call that can only succeed if the client takes `host` for the server.
async fn check(config: Config, host: &str) {
    let (server, client) = serve(config, host, [Reply::json("{}")]).await;
    client.takeover_ai_agent_call(TakeoverAiAgentCallRequest::new()).await.unwrap();
    assert_eq!(only_request(&server).header("host"), Some(host));
}

#[tokio::test]
async fn listed_regions() {
    for (region, host) in TABLE {
        check(fixed_config().with_region(region), host).await;
    }
}

#[tokio::test]
async fn other_regions_go_by_the_rule() {
    check(fixed_config().with_region("cn-guangzhou"), "ice.cn-guangzhou.aliyuncs.com").await;
}

/// No host inside a virtual private cloud is listed.
#[tokio::test]
async fn a_virtual_private_cloud() {
    let config = fixed_config().with_network(Network::Vpc);
    check(config.clone(), "ice-vpc.cn-shanghai.aliyuncs.com").await;
    check(config.with_region("cn-guangzhou"), "ice-vpc.cn-guangzhou.aliyuncs.com").await;
}

#[tokio::test]
async fn an_endpoint_wins_over_region_and_network() {
    let config = fixed_config().with_network(Network::Vpc).with_endpoint("ice.example.internal:8080");
    check(config, "ice.example.internal:8080").await;
}

#[test]
fn a_client_without_a_host_is_not_made() {
    let faulty =
        [Config::default(), Config::new(""), Config::new("cn/shanghai"), Config::for_endpoint("https://host/")];
    for config in faulty {
        let error = Client::new(config).unwrap_err();
        assert!(error.kind() == ErrorKind::Config, "{error}");
    }
}
