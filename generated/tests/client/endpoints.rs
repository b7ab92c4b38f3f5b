//! Which host a client calls.

use generated::error::ErrorKind;
use generated::ice20201109::Client;
use generated::ice20201109::operations::TakeoverAiAgentCallRequest;
use generated::{Config, Network};

use crate::support::{fixed_config, json, mocked_with, only_request};

/// The regions of the service and their hosts on the internet.
const TABLE: [(&str, &str); 6] = [
    ("ap-southeast-1", "ice.ap-southeast-1.aliyuncs.com"),
    ("cn-beijing", "ice.cn-beijing.aliyuncs.com"),
    ("cn-hangzhou", "ice.cn-hangzhou.aliyuncs.com"),
    ("cn-shanghai", "ice.cn-shanghai.aliyuncs.com"),
    ("cn-shenzhen", "ice.cn-shenzhen.aliyuncs.com"),
    ("us-west-1", "ice.us-west-1.aliyuncs.com"),
];

/// Makes a call that goes to `host`.
async fn check(config: Config, host: &str) {
    let (mock, client) = mocked_with(config, [json("{}")]);
    client.takeover_ai_agent_call(TakeoverAiAgentCallRequest::new()).await.unwrap();
    let request = only_request(&mock);
    assert_eq!((request.host(), request.header("host")), (host, Some(host)));
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
