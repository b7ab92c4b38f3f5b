//! Which host is called.

use std::sync::Arc;

use runtime::codegen::{ClientCore, Endpoint, ServiceInfo};
use runtime::transport::Response as TransportResponse;
use runtime::transport::{HttpTransport, Phase, Proxy, Request, TransportError, TransportOptions};
use runtime::{BoxFuture, Config, Identity, Network, Retry};
use runtime_testing::{Loopback, Reply};

use crate::support::operations::Takeover;

static SERVICE: ServiceInfo = ServiceInfo::new(
    "Ecs",
    "2014-05-26",
    &[
        Endpoint::new("cn-hangzhou", "ecs-cn-hangzhou.aliyuncs.com").with_vpc("ecs-vpc.hz.aliyuncs.com"),
        Endpoint::new("cn-beijing", "ecs.aliyuncs.com"),
        Endpoint::new("cn-odd", "").with_vpc(""),
        Endpoint::new("cn-faulty", "ecs.aliyuncs.com:443x"),
    ],
);

/// The host as the client says it.
fn host(config: Config) -> Result<String, String> {
    let client = ClientCore::new(config, &SERVICE).map_err(|error| error.to_string())?;
    let debug = format!("{client:?}");
    let (_, rest) = debug.split_once("host: \"").unwrap();
    Ok(rest.split_once('"').unwrap().0.to_owned())
}

#[test]
fn the_endpoint_then_the_table_then_the_rule() {
    let vpc = |region: &str| Config::new(region).with_network(Network::Vpc);
    let table = [
        (Config::new("cn-hangzhou"), "ecs-cn-hangzhou.aliyuncs.com"),
        (vpc("cn-hangzhou"), "ecs-vpc.hz.aliyuncs.com"),
        (Config::new("cn-beijing"), "ecs.aliyuncs.com"),
        (vpc("cn-beijing"), "ecs-vpc.cn-beijing.aliyuncs.com"),
        (Config::new("cn-odd"), "ecs.cn-odd.aliyuncs.com"),
        (vpc("cn-odd"), "ecs-vpc.cn-odd.aliyuncs.com"),
        (Config::new("cn-new"), "ecs.cn-new.aliyuncs.com"),
        (vpc("cn-new"), "ecs-vpc.cn-new.aliyuncs.com"),
        (Config::new("cn-hangzhou").with_endpoint("ecs.example.com"), "ecs.example.com"),
        (vpc("cn-hangzhou").with_endpoint("ecs.example.com:8443"), "ecs.example.com:8443"),
        (Config::for_endpoint("ecs.example.com"), "ecs.example.com"),
        (Config::for_endpoint("[::1]:80"), "[::1]:80"),
        (Config::for_endpoint("[::1]"), "[::1]"),
    ];
    for (config, expected) in table {
        assert_eq!(host(config).as_deref(), Ok(expected));
    }
}

#[test]
fn without_a_host_there_is_no_client() {
    for (config, hint) in [
        (Config::default(), "region"),
        (Config::new(""), "region"),
        (Config::new("cn hangzhou"), "\"cn hangzhou\""),
        (Config::new("x.evil.com/"), "\"x.evil.com/\""),
        (Config::for_endpoint(""), "endpoint"),
        (Config::for_endpoint("https://ecs.aliyuncs.com"), "scheme"),
        (Config::for_endpoint("ecs.aliyuncs.com/path"), "path"),
        (Config::for_endpoint("user@ecs.aliyuncs.com"), "endpoint"),
        (Config::for_endpoint("ecs aliyuncs"), "endpoint"),
        (Config::for_endpoint("ecs.aliyuncs.com:"), "port"),
        (Config::for_endpoint("ecs.aliyuncs.com:0"), "port"),
        (Config::for_endpoint("ecs.aliyuncs.com:99999"), "\"99999\""),
        (Config::for_endpoint("ecs.aliyuncs.com:+443"), "port"),
        (Config::for_endpoint("[:C1]host"), "endpoint"),
        (Config::for_endpoint("[:C1]"), "endpoint"),
        (Config::for_endpoint("[::1]x"), "endpoint"),
        (Config::for_endpoint("a%2eb"), "endpoint"),
        (Config::for_endpoint("::1"), "endpoint"),
        (Config::for_endpoint("[::1]:65536"), "\"65536\""),
        (Config::new("cn-faulty"), "\"443x\""),
        (Config::new("cn-new").with_connect_override("ecs.aliyuncs.com:x", ([127, 0, 0, 1], 1).into()), "override"),
    ] {
        let error = host(config).unwrap_err();
        assert!(error.starts_with("invalid configuration: ") && error.contains(hint), "{error}");
    }
}

/// A password that does not belong there is not shown.
#[test]
fn what_stands_before_a_host_is_not_shown() {
    let config = Config::for_endpoint("user:hidden@ecs.aliyuncs.com");
    assert!(!format!("{config:?}").contains("hidden"));
    let error = host(config).unwrap_err();
    assert!(error.contains("ecs.aliyuncs.com") && !error.contains("hidden"), "{error}");
}

/// Finds no host.
#[derive(Debug)]
struct Nowhere;

impl HttpTransport for Nowhere {
    fn send(&self, request: Request, _: TransportOptions) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        let host = request.uri().host().unwrap_or_default();
        let error = TransportError::new(host, Phase::Resolve, "no such name");
        Box::pin(std::future::ready(Err(error)))
    }
}

/// A host that nobody has listed is called a guess when it is not found; one that is listed or set is not.
#[tokio::test]
async fn a_guess_is_said_to_be_one() {
    let call = async |config: Config| {
        let config = config.with_credentials(Identity::access_key("id", "secret")).with_transport(Arc::new(Nowhere));
        let config = config.with_retry(Retry::off());
        let client = ClientCore::new(config, &SERVICE).unwrap();
        client.call(Takeover::default()).await.unwrap_err().to_string()
    };
    let guess = |host: &str, region: &str| {
        format!(
            "looking up the host {host} failed; the host is a guess, since Ecs 2014-05-26 lists none for the region \
             {region}: check the region, or set `Config::with_endpoint`"
        )
    };
    let known =
        |host: &str| format!("looking up the host {host} failed; check the region, the endpoint and the network");
    let vpc = |region: &str| Config::new(region).with_network(Network::Vpc);
    for (config, expected) in [
        (Config::new("cn-new"), guess("ecs.cn-new.aliyuncs.com", "cn-new")),
        (vpc("cn-beijing"), guess("ecs-vpc.cn-beijing.aliyuncs.com", "cn-beijing inside a VPC")),
        (vpc("cn-hangzhou"), known("ecs-vpc.hz.aliyuncs.com")),
        (Config::new("cn-beijing"), known("ecs.aliyuncs.com")),
        (vpc("cn-beijing").with_endpoint("ecs.example.com"), known("ecs.example.com")),
    ] {
        assert_eq!(call(config).await, expected);
    }
}

/// Behind a proxy, it is the proxy that does not find the host.
#[tokio::test]
async fn a_guess_behind_a_proxy() {
    for (answer, is_in_doubt) in [("502 Bad Gateway", true), ("403 Forbidden", false)] {
        let answer = Reply::Raw(format!("HTTP/1.1 {answer}\r\n\r\n").into());
        let proxy = Loopback::start([answer]).await.unwrap();
        let config = Config::new("cn-new").with_credentials(Identity::access_key("id", "secret"));
        let config = config.with_proxy(Proxy::fixed(format!("http://{}", proxy.address()))).with_retry(Retry::off());
        let error = ClientCore::new(config, &SERVICE).unwrap().call(Takeover::default()).await.unwrap_err().to_string();
        assert!(error.contains(&proxy.address().to_string()), "{error}");
        assert_eq!(error.contains("the host is a guess"), is_in_doubt, "{error}");
        assert_eq!(proxy.requests()[0].target, "ecs.cn-new.aliyuncs.com:443");
    }
}
