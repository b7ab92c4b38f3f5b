//! What each source sends, and what it makes of the answers.

use std::time::Duration;

use runtime::identity::{
    AssumeRole, CredentialsContext, CredentialsError, EcsRamRoleCredentials, OidcCredentials, UriCredentials,
};
use runtime::{BoxFuture, CredentialsProvider, Identity};

use crate::support::{Answer, Scripted, ask, assumed, document, origin};

const HOUR: Duration = Duration::from_secs(3600);
const ROLE: &str = "acs:ram::1:role/r";

fn role() -> AssumeRole {
    AssumeRole::new(Identity::sts("id", "secret", "token"), ROLE).with_session_name("a b")
}

#[tokio::test]
async fn a_role_is_assumed_with_a_signed_request() {
    let transport = Scripted::new(|_, _| Answer::Body(200, assumed("STS.fake", origin() + HOUR)));
    let role = role().with_policy(r#"{"a":1}"#).with_external_id("ext").with_duration(Duration::from_secs(900));
    let identity = ask(&role, &transport, origin()).await.unwrap();
    assert_eq!(identity.access_key_id(), Some("STS.fake"));
    assert_eq!(identity.security_token(), Some("token of STS.fake"));
    assert_eq!(identity.provider_name(), "ram_role_arn/static_sts");
    assert_eq!(identity.expires_at(), Some(origin() + HOUR));
    let [sent] = transport.sent().try_into().unwrap();
    assert_eq!(sent.method, "POST");
    assert_eq!(
        sent.uri,
        "https://sts.aliyuncs.com/?DurationSeconds=900&ExternalId=ext&Policy=%7B%22a%22%3A1%7D\
         &RoleArn=acs%3Aram%3A%3A1%3Arole%2Fr&RoleSessionName=a%20b"
    );
    for (name, value) in [
        ("host", "sts.aliyuncs.com"),
        ("x-acs-action", "AssumeRole"),
        ("x-acs-version", "2015-04-01"),
        ("x-acs-date", "2026-01-14T08:00:00Z"),
        ("x-acs-accesskey-id", "id"),
        ("x-acs-security-token", "token"),
        ("x-acs-credentials-provider", "static_sts"),
    ] {
        assert_eq!(sent.header(name), Some(value), "{name}");
    }
    assert_eq!(sent.header("x-acs-signature-nonce").unwrap().len(), 32);
    let headers: Vec<_> = sent.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let request = runtime::codegen::sign::SigningRequest {
        method: "POST",
        path: "/",
        query: sent.uri.split_once('?').unwrap().1,
        headers: &headers,
        payload_hash: sent.header("x-acs-content-sha256").unwrap(),
    };
    let key = runtime::codegen::sign::SigningKey::new("secret");
    let signed = runtime::codegen::sign::authorization(&request, "id", &key);
    assert_eq!(sent.header("authorization"), Some(signed.as_str()));
}

#[tokio::test]
async fn the_host_of_sts() {
    let of = |role: AssumeRole, expected: &'static str| async move {
        let transport = Scripted::new(|_, _| Answer::Body(200, assumed("id", origin() + HOUR)));
        ask(&role, &transport, origin()).await.unwrap();
        assert_eq!(transport.sent()[0].header("host"), Some(expected));
    };
    of(role(), "sts.aliyuncs.com").await;
    of(role().with_vpc(true), "sts.aliyuncs.com").await;
    of(role().with_region("cn-hangzhou"), "sts.cn-hangzhou.aliyuncs.com").await;
    of(role().with_region("cn-hangzhou").with_vpc(true), "sts-vpc.cn-hangzhou.aliyuncs.com").await;
    of(role().with_region("cn-hangzhou").with_endpoint("sts.example:8443"), "sts.example:8443").await;
}

#[tokio::test]
async fn an_expired_token_of_the_source_is_fetched_again_once() {
    let expired = r#"{"Code":"InvalidSecurityToken.Expired","Message":"secret"}"#;
    let transport = Scripted::new(move |before, sent| match before {
        0 | 2 => {
            assert!(sent.uri.starts_with("http://cred.local/"));
            Answer::Body(200, document(&before.to_string(), origin() + HOUR))
        }
        1 => Answer::Body(403, expired.to_owned()),
        _ => Answer::Body(200, assumed("assumed", origin() + HOUR)),
    });
    let source = UriCredentials::new().with_uri("http://cred.local/");
    let identity = ask(&AssumeRole::new(source, ROLE), &transport, origin()).await.unwrap();
    assert_eq!((identity.access_key_id(), transport.count()), (Some("assumed"), 4));
    assert_eq!(identity.provider_name(), "ram_role_arn/credential_uri");
    assert_eq!(transport.sent()[3].header("x-acs-accesskey-id"), Some("2"));
}

/// The clock of this machine is an hour ahead.
#[tokio::test]
async fn a_wrong_clock() {
    const DATE: &str = "Wed, 14 Jan 2026 07:00:00 GMT";
    let late = r#"{"Code":"InvalidTimeStamp.Expired","Message":"hidden"}"#;
    let transport = Scripted::new(move |before, _| match before {
        0 => Answer::Dated(DATE, 400, late.to_owned()),
        // It ends in an hour, which is now by the clock of this machine.
        _ => Answer::Dated(DATE, 200, assumed("id", origin())),
    });
    let role = role();
    let identity = ask(&role, &transport, origin()).await.unwrap();
    assert_eq!(identity.expires_at(), Some(origin() + HOUR));
    let dates: Vec<_> = transport.sent().iter().map(|sent| sent.header("x-acs-date").unwrap().to_owned()).collect();
    assert_eq!(dates, ["2026-01-14T08:00:00Z", "2026-01-14T07:00:00Z"]);
    // It is kept.
    ask(&role, &transport, origin()).await.unwrap();
    assert_eq!(transport.count(), 2);
}

/// What a source says of an answer.
async fn error(source: &dyn CredentialsProvider, answer: Answer) -> String {
    let transport = Scripted::new(move |_, _| answer.clone());
    let error = ask(source, &transport, origin()).await.unwrap_err();
    assert!(!format!("{error:?}").contains("hidden"), "{error:?}");
    error.to_string()
}

fn body(status: u16, body: &str) -> Answer {
    Answer::Body(status, body.to_owned())
}

#[tokio::test(start_paused = true)]
async fn answers_that_cannot_be_used() {
    let long = format!(r#"{{"hidden":"{}"}}"#, "x".repeat(64 << 10));
    let table = [
        (body(403, r#"{"Code":"NoPermission","Message":"hidden"}"#), "sts.aliyuncs.com answered 403 NoPermission"),
        (body(400, r#"{"Code":"hidden, and more","Message":"hidden"}"#), "sts.aliyuncs.com answered 400"),
        (body(500, "<hidden>"), "sts.aliyuncs.com answered 500"),
        (body(302, ""), "sts.aliyuncs.com answered 302"),
        (body(200, "<hidden>"), "the answer of sts.aliyuncs.com is not a JSON object"),
        (body(200, r#"{"Credentials":{"hidden""#), "the answer of sts.aliyuncs.com is not a JSON object"),
        (body(200, "{}"), "the answer of sts.aliyuncs.com has no Credentials"),
        (body(200, r#"{"Credentials":{"AccessKeyId":"id"}}"#), "the answer of sts.aliyuncs.com has no AccessKeySecret"),
        (
            body(200, r#"{"Credentials":{"AccessKeyId":"id","AccessKeySecret":"hidden","Expiration":"hidden"}}"#),
            "the answer of sts.aliyuncs.com has an Expiration that is not a time",
        ),
        (
            body(200, r#"{"Credentials":{"AccessKeyId":"id","AccessKeySecret":"a\nhidden"}}"#),
            "the answer of sts.aliyuncs.com: the access key secret has a line end or a control character within; check how it \
             is read",
        ),
        (body(200, &long), "the answer of sts.aliyuncs.com has more than 65536 bytes"),
        (Answer::Silence, "sts.aliyuncs.com did not answer within 10s"),
        (Answer::Unreachable, "sts.aliyuncs.com could not be asked"),
    ];
    for (answer, expected) in table {
        assert_eq!(error(&role(), answer).await, format!("assuming {ROLE}: {expected}"));
    }
}

#[tokio::test]
async fn roles_that_cannot_be_assumed() {
    let refused = async |role: AssumeRole| {
        let error = error(&role, Answer::Silence).await;
        error.strip_prefix("assuming ").unwrap().split_once(": ").unwrap().1.to_owned()
    };
    let short = role().with_duration(Duration::from_secs(60));
    assert_eq!(refused(short).await, "a role is assumed for 900 seconds or more, and 60 are asked for");
    let bearer = AssumeRole::new(Identity::bearer_token("hidden"), ROLE);
    assert_eq!(refused(bearer).await, "a role is assumed with an access key, and the source gave a bearer token");
    assert_eq!(
        refused(AssumeRole::new(Identity::access_key("id", "hidden"), "")).await,
        "the ARN of the role to assume is missing"
    );
    let elsewhere = role().with_region("cn hangzhou/");
    assert!(refused(elsewhere).await.contains("for STS gives no host"));
    let user = role().with_endpoint("user:hidden@sts.example");
    assert!(refused(user).await.contains("for STS gives no host"));
}

#[tokio::test]
async fn a_token_file() {
    let folder = tempfile::tempdir().unwrap();
    let (token, empty) = (folder.path().join("token"), folder.path().join("empty"));
    std::fs::write(&token, "oidc.jwt+/=\n").unwrap();
    std::fs::write(&empty, "\n").unwrap();
    let source = OidcCredentials::new().with_role_arn(ROLE).with_provider_arn("p").with_session_name("s");
    let transport = Scripted::new(|_, _| Answer::Body(200, assumed("STS.fake", origin() + HOUR)));
    let identity = ask(&source.clone().with_token_file(&token), &transport, origin()).await.unwrap();
    assert_eq!((identity.access_key_id(), identity.provider_name()), (Some("STS.fake"), "oidc_role_arn"));
    let [sent] = transport.sent().try_into().unwrap();
    assert_eq!(
        (sent.method.as_str(), sent.uri.as_str()),
        (
            "POST",
            "https://sts.aliyuncs.com/?Action=AssumeRoleWithOIDC&Format=JSON&Timestamp=2026-01-14T08%3A00%3A00Z\
             &Version=2015-04-01"
        )
    );
    assert_eq!(
        sent.body,
        "DurationSeconds=3600&OIDCProviderArn=p&OIDCToken=oidc.jwt%2B%2F%3D&RoleArn=acs%3Aram%3A%3A1%3Arole%2Fr\
         &RoleSessionName=s"
    );
    assert_eq!(sent.header("authorization"), None);

    let (missing, long) = (folder.path().join("missing"), folder.path().join("long"));
    std::fs::File::create(&long).unwrap().set_len(100 << 20).unwrap();
    for (path, expected) in [
        (missing.as_path(), "there is no file {path}"),
        (folder.path(), "{path} cannot be read: it is a directory"),
        (empty.as_path(), "{path} holds no token: it is empty"),
        (long.as_path(), "{path} cannot be read: it has more than 1048576 bytes"),
    ] {
        let expected = expected.replace("{path}", &path.display().to_string());
        let error = error(&source.clone().with_token_file(path), Answer::Silence).await;
        assert!(error.starts_with(&expected), "{error}");
    }
}

#[tokio::test]
async fn uris_that_cannot_be_asked() {
    for uri in ["cred.local", "ftp://cred.local/", "http:///x", "http://", "a b", "/x"] {
        let error = error(&UriCredentials::new().with_uri(uri), Answer::Silence).await;
        assert_eq!(error, "the URI of the credentials is not `http://…` or `https://…`", "{uri}");
    }
    let error = error(&UriCredentials::new().with_uri("http://u:hidden@cred.local/"), Answer::Silence).await;
    assert_eq!(error, "the URI of the credentials names a user, which is not supported");
}

#[tokio::test(start_paused = true)]
async fn a_metadata_service_that_hangs_takes_its_second() {
    let transport = Scripted::new(|_, _| Answer::Silence);
    let start = tokio::time::Instant::now();
    let error = ask(&EcsRamRoleCredentials::new(), &transport, origin()).await.unwrap_err();
    assert_eq!(error.to_string(), "100.100.100.200 did not answer within 1s");
    assert!(error.is_timeout());
    assert_eq!((start.elapsed().as_secs(), transport.count()), (1, 1));
}

#[tokio::test]
async fn an_instance_without_a_role() {
    for answer in [body(404, ""), body(200, "\n")] {
        let transport = Scripted::new(move |_, sent| match sent.method.as_str() {
            "PUT" => body(200, "token"),
            _ => answer.clone(),
        });
        let error = ask(&EcsRamRoleCredentials::new(), &transport, origin()).await.unwrap_err();
        assert_eq!(error.to_string(), "this instance has no RAM role");
    }
    let transport = Scripted::new(|_, sent| if sent.method == "PUT" { body(200, "token") } else { body(404, "") });
    let error = ask(&EcsRamRoleCredentials::new().with_role_name("a/b"), &transport, origin()).await.unwrap_err();
    assert_eq!(error.to_string(), r#"the instance does not have the RAM role "a/b""#);
    assert!(transport.sent()[1].uri.ends_with("/a%2Fb"));
}

#[tokio::test]
async fn requests_without_a_token_can_be_disabled() {
    let transport = Scripted::new(|_, _| body(404, ""));
    let error = ask(&EcsRamRoleCredentials::new().without_v1(), &transport, origin()).await.unwrap_err();
    assert_eq!(error.to_string(), "100.100.100.200 answered 404; requests without a token are disabled");
    assert_eq!(transport.count(), 1);
}

/// Nobody but this machine reaches the metadata service; STS is reached as any host.
#[tokio::test]
async fn the_metadata_service_is_never_behind_a_proxy() {
    let metadata = Scripted::new(|_, _| body(404, ""));
    ask(&EcsRamRoleCredentials::new(), &metadata, origin()).await.unwrap_err();
    assert_eq!(metadata.count(), 2);
    assert!(metadata.sent().iter().all(|sent| !sent.is_proxy_allowed));
    let sts = Scripted::new(|_, _| body(404, ""));
    ask(&role(), &sts, origin()).await.unwrap_err();
    assert!(sts.sent().iter().all(|sent| sent.is_proxy_allowed));
}

/// A source that a program brings, which never gives anything.
#[derive(Debug)]
struct Hanging;

impl CredentialsProvider for Hanging {
    fn identity<'a>(&'a self, _: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test(start_paused = true)]
async fn a_source_of_a_role_that_hangs() {
    let (transport, start) = (Scripted::new(|_, _| Answer::Silence), tokio::time::Instant::now());
    let error = ask(&AssumeRole::new(Hanging, ROLE), &transport, origin()).await.unwrap_err();
    assert_eq!(error.to_string(), "fetching the identity was not over within 30s");
    assert!(error.is_timeout());
    assert_eq!(start.elapsed().as_secs(), 30);
}
