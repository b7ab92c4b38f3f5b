//! Settings as requests show them, and what the types promise.

use std::sync::Mutex;

use runtime::codegen::ClientCore;
use runtime::error::ErrorKind;
use runtime::identity::{CredentialsContext, CredentialsError};
use runtime::transport::Proxy;
use runtime::{BoxFuture, Config, CredentialsProvider, Error, Identity, Response, Value};
use runtime_testing::Reply;

use crate::support::operations::Takeover;
use crate::support::{ICE, fixed_config, scripted, scripted_with};

fn shared<T: Clone + Send + Sync + 'static>() {}
fn sendable<T: Send + 'static>(_: &T) {}
fn error<T: std::error::Error + Send + Sync + 'static>() {}

#[tokio::test]
async fn calls_can_move_between_threads() {
    shared::<ClientCore>();
    shared::<Config>();
    shared::<Identity>();
    shared::<Response<Value>>();
    error::<Error>();

    let (_server, client) = scripted([Reply::json("{}")]).await;
    let call = client.call(Takeover::default());
    drop(client);
    sendable(&call);
    let future = call.into_future();
    sendable(&future);
    tokio::spawn(future).await.unwrap().unwrap();
}

#[tokio::test]
async fn time_and_nonce_are_taken_anew_for_each_request() {
    let nonces = Mutex::new(vec!["second", "first"]);
    let config = fixed_config().with_nonce(move || nonces.lock().unwrap().pop().unwrap().to_owned());
    let (server, client) = scripted_with(config, [Reply::json("{}"), Reply::json("{}")]).await;
    for _ in 0..2 {
        client.call(Takeover::default()).await.unwrap();
    }
    let requests = server.requests();
    let nonces: Vec<_> = requests.iter().map(|request| request.header("x-acs-signature-nonce").unwrap()).collect();
    assert_eq!(nonces, ["first", "second"]);
}

#[tokio::test]
async fn the_user_agent_ends_with_the_text_of_the_application() {
    let config = fixed_config().with_user_agent("my-app/1.0");
    let (server, client) = scripted_with(config, [Reply::json("{}")]).await;
    client.call(Takeover::default()).await.unwrap();
    let requests = server.requests();
    let user_agent = requests[0].header("user-agent").unwrap();
    assert!(user_agent.starts_with("AlibabaCloud (") && user_agent.ends_with(" my-app/1.0"), "{user_agent}");
}

#[test]
fn unfit_client_wide_headers_are_reported_when_the_client_is_made() {
    let faulty = [
        fixed_config().with_header("x-acs-extra", "hidden\n"),
        fixed_config().with_header("x acs", "hidden"),
        fixed_config().with_user_agent("hidden\n"),
        fixed_config().with_header("Transfer-Encoding", "hidden"),
        fixed_config().with_header("host", "hidden"),
    ];
    for (config, name) in faulty.into_iter().zip(["x-acs-extra", "x acs", "user-agent", "transfer-encoding", "host"]) {
        let error = ClientCore::new(config, &crate::support::ICE).unwrap_err();
        assert!(error.kind() == ErrorKind::Config, "{error}");
        assert!(error.to_string().contains(name) && !error.to_string().contains("hidden"), "{error}");
    }
}

#[tokio::test]
async fn empty_keys_are_reported_before_sending() {
    for credentials in [Identity::access_key("", "secret"), Identity::sts("id", "", "token")] {
        let (server, client) = scripted_with(fixed_config().with_credentials(credentials), []).await;
        let error = client.call(Takeover::default()).await.unwrap_err();
        assert!(error.kind() == ErrorKind::Credentials, "{error}");
        assert_eq!(server.connections(), 0);
    }
}

/// What a file or a command leaves at the end of a key is no part of it.
#[tokio::test]
async fn line_ends_behind_keys_are_cut_off() {
    let expected = Identity::sts("id", "secret", "token");
    for credentials in [Identity::sts("id\n", "secret\r\n", "token\n\n"), Identity::sts("id", "secret\n", "token\r")] {
        assert_eq!(credentials.access_key_id(), expected.access_key_id());
        assert_eq!(credentials.access_key_secret(), expected.access_key_secret());
        assert_eq!(credentials.security_token(), expected.security_token());
        let mut signatures = Vec::new();
        for credentials in [credentials, expected.clone()] {
            let config = fixed_config().with_credentials(credentials);
            let (server, client) = scripted_with(config, [Reply::json("{}")]).await;
            client.call(Takeover::default()).await.unwrap();
            signatures.push(server.requests()[0].header("authorization").unwrap().to_owned());
        }
        assert_eq!(signatures[0], signatures[1]);
    }
    assert_eq!(Identity::sts("id", "secret", "\n").security_token(), None);
}

#[tokio::test]
async fn keys_with_a_line_end_within_are_refused_without_showing_them() {
    for (credentials, part) in [
        (Identity::access_key("kana\nrie", "s"), "access key id"),
        (Identity::access_key("i", "kana\r\nrie"), "access key secret"),
        (Identity::access_key("i", "\nkanarie"), "access key secret"),
        (Identity::sts("i", "s", "kana\nrie"), "security token"),
        (Identity::sts("i", "s", "kana\0rie"), "security token"),
    ] {
        let (server, client) = scripted_with(fixed_config().with_credentials(Custom(credentials)), []).await;
        let error = client.call(Takeover::default()).await.unwrap_err();
        assert!(error.kind() == ErrorKind::Credentials, "{error}");
        let text = format!("{error} {error:?}");
        assert!(text.contains(part) && !text.contains("kana") && !text.contains("rie"), "{text}");
        assert_eq!(server.connections(), 0);
    }
}

/// A source of somebody else.
#[derive(Debug)]
struct Custom(Identity);

impl CredentialsProvider for Custom {
    fn identity<'a>(&'a self, _: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        Box::pin(std::future::ready(Ok(self.0.clone())))
    }
}

#[tokio::test]
async fn an_empty_security_token_is_none() {
    let config = fixed_config().with_credentials(Identity::sts("id", "secret", ""));
    let (server, client) = scripted_with(config, [Reply::json("{}")]).await;
    client.call(Takeover::default()).await.unwrap();
    let request = &server.requests()[0];
    assert_eq!(request.header("x-acs-security-token"), None);
    assert_eq!(request.header("x-acs-accesskey-id"), None);
}

#[test]
fn a_proxy_that_is_no_proxy() {
    let config = |url: &str| fixed_config().with_proxy(Proxy::fixed(url));
    let shown = format!("{:?}", config("http://me:canary@10.0.0.1:3128"));
    assert!(shown.contains("http://[redacted]@10.0.0.1:3128") && !shown.contains("canary"), "{shown}");
    for (url, said) in [
        ("socks5://me:canary@10.0.0.1", "the argument of `Proxy::fixed` names a SOCKS proxy, which is not supported"),
        (
            "http://me:canary",
            "the argument of `Proxy::fixed` is not the URL of a proxy: it must be `http://[user:password@]host[:port]`",
        ),
    ] {
        let error = ClientCore::new(config(url), &ICE).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(error.to_string().contains(said) && !format!("{error:?}").contains("canary"), "{error}");
    }
    let unused = config("socks5://10.0.0.1").with_proxy(Proxy::off());
    assert!(ClientCore::new(unused, &ICE).is_ok());
}
