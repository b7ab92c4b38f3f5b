//! Which host is called.

use runtime::codegen::{ClientCore, Endpoint, ServiceInfo};
use runtime::{Config, Network};

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
