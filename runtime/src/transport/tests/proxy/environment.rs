//! Which requests go through which proxy.

use http::uri::Authority;

use super::{HOST, Proxy, get};
use crate::transport::HyperTransport;
use crate::transport::origin::Origin;

/// The proxy for a URI, with an environment of these variables.
fn chosen(variables: &[(&str, &str)], uri: &str) -> String {
    let find = |name: &str| variables.iter().find(|(own, _)| *own == name).map(|(_, value)| (*value).to_owned());
    let mut uri = uri.parse::<http::Uri>().unwrap().into_parts();
    match Proxy::from_variables(find).of(&Origin::take(&mut uri).unwrap()) {
        Ok(None) => "none".to_owned(),
        Ok(Some(server)) => server.name().to_owned(),
        Err(fault) => fault.to_owned(),
    }
}

#[test]
fn the_proxy_of_an_environment() {
    let upper = ("HTTPS_PROXY", "http://upper");
    let lower = ("https_proxy", "http://lower");
    let plain = ("HTTP_PROXY", "http://plain");
    let all = ("ALL_PROXY", "all:1");
    for (variables, uri, expected) in [
        (&[][..], "https://a.com", "none"),
        (&[upper], "https://a.com", "upper"),
        (&[lower], "https://a.com", "lower"),
        (&[lower, upper], "https://a.com", "upper"),
        (&[upper], "http://a.com", "none"),
        (&[upper, plain], "http://a.com", "plain"),
        (&[plain], "https://a.com", "none"),
        (&[all], "https://a.com", "all:1"),
        (&[all], "http://a.com", "all:1"),
        (&[all, upper], "https://a.com", "upper"),
        // A header `Proxy` of a request, which its server hands on.
        (&[plain, ("REQUEST_METHOD", "GET")], "http://a.com", "none"),
        (&[("http_proxy", "own"), plain, ("REQUEST_METHOD", "GET")], "http://a.com", "own"),
        (&[upper, ("REQUEST_METHOD", "GET")], "https://a.com", "upper"),
        (&[upper, ("NO_PROXY", "b.com, a.com")], "https://x.a.com", "none"),
        (&[upper, ("no_proxy", "10.0.0.0/8")], "https://10.1.1.1", "none"),
        (&[upper, ("no_proxy", "*")], "https://10.1.1.1", "none"),
        (&[upper, ("NO_PROXY", "a.com:8443")], "https://a.com:8443", "none"),
        (&[upper, ("NO_PROXY", "a.com:8443")], "https://a.com", "upper"),
        (&[upper], "https://localhost:8443", "none"),
        (&[upper], "https://api.LocalHost.", "none"),
        (&[upper], "https://127.0.0.2", "none"),
        (&[upper], "https://[::1]:8443", "none"),
        (&[upper], "https://[::ffff:127.0.0.1]", "none"),
        (&[upper], "https://localhost.com", "upper"),
        (&[upper], "https://[fd00::1]:8443", "upper"),
        (&[all], "http://100.100.100.200/latest", "none"),
        (&[all], "http://100.100.100.201/latest", "all:1"),
    ] {
        assert_eq!(chosen(variables, uri), expected, "{variables:?} {uri}");
    }
}

/// A variable that holds no URL does not send requests around the proxy that was meant. One that is not used does no harm.
#[test]
fn a_variable_that_holds_no_url() {
    let socks = ("all_proxy", "socks5://me:canary@10.0.0.1:1080");
    let said = chosen(&[socks], "https://a.com");
    assert!(said.starts_with("the environment variable `all_proxy` names a SOCKS proxy") && !said.contains("canary"));
    assert_eq!(chosen(&[socks, ("HTTPS_PROXY", "http://proxy")], "https://a.com"), "proxy");
    assert_eq!(chosen(&[socks], "https://127.0.0.1"), "none");
    let said = chosen(&[("HTTPS_PROXY", "http://me:canary")], "https://a.com");
    assert!(said.starts_with("the environment variable `HTTPS_PROXY` is not the URL") && !said.contains("canary"));
    assert_eq!(chosen(&[("HTTPS_PROXY", "http://me:canary")], "http://a.com"), "none");
}

#[test]
fn a_proxy_that_is_set() {
    let origin = |host: &'static str| Origin::new(true, Authority::from_static(host));
    let proxy = Proxy::fixed("http://me:canary@10.0.0.1:3128").except("a.com").except("10.0.0.0/8, b.com:81, *");
    let shown = "Proxy { http: Ok(Some(http://[redacted]@10.0.0.1:3128)), https: Ok(Some(http://[redacted]@10.0.0.1:3128)), \
                 except: [a.com, 10.0.0.0/8, b.com port 81, *] }";
    assert_eq!(format!("{proxy:?}"), shown);
    assert!(proxy.of(&origin("a.com")).unwrap().is_none());
    assert!(Proxy::off().of(&origin("a.com")).unwrap().is_none());
    assert!(Proxy::fixed("http://10.0.0.1:3128").of(&origin("a.com")).unwrap().is_some());
}

/// The environment itself: in a process of its own.
#[test]
fn a_transport_takes_the_environment_as_it_is() {
    const CHILD: &str = "ALIBABACLOUD_TEST_PROXY_CHILD";
    if std::env::var_os(CHILD).is_some() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        println!("<{}>", runtime.block_on(get(&HyperTransport::new(), HOST)).unwrap_err());
        return;
    }
    let name = "transport::tests::proxy::environment::a_transport_takes_the_environment_as_it_is";
    let printed = |variables: &[(&str, &str)]| {
        let mut child = std::process::Command::new(std::env::current_exe().unwrap());
        child.args(["--exact", name, "--nocapture"]).env(CHILD, "1");
        for name in ["HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy"] {
            child.env_remove(name);
        }
        String::from_utf8(child.envs(variables.iter().copied()).output().unwrap().stdout).unwrap()
    };
    // Nobody listens at port 1.
    let proxy = ("HTTPS_PROXY", "http://me:canary@127.0.0.1:1");
    let text = printed(&[proxy]);
    assert!(text.contains(&format!("<connecting to the proxy 127.0.0.1:1 for {HOST} failed;")), "{text}");
    assert!(!text.contains("canary"), "{text}");
    let text = printed(&[("HTTPS_PROXY", "ftp://canary")]);
    assert!(
        text.contains("<connecting to ice.example.internal failed: the environment variable `HTTPS_PROXY` is"),
        "{text}"
    );
}
