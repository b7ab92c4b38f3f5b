//! Operations that are called without credentials: the older form of requests, unsigned.

use runtime::codegen::Operation;
use runtime::error::ErrorKind;
use runtime::identity::{CredentialsContext, CredentialsError};
use runtime::{BoxFuture, CredentialsProvider, Identity};
use runtime_testing::{ReceivedRequest, Reply};

use crate::support::operations::{AssumeRoleWithOidc, CapacityPlan, GetPublicMediaInfo};
use crate::support::{HOST, fixed_config, scripted_with};

/// Identity that nobody may ask for.
#[derive(Debug)]
struct Untouchable;

impl CredentialsProvider for Untouchable {
    fn identity<'a>(&'a self, _: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        panic!("an anonymous operation needs no credentials")
    }
}

async fn sent<O: Operation>(request: O) -> ReceivedRequest {
    let config = fixed_config().with_credentials(Untouchable).with_header("x-acs-wide", "1").with_query("Wide", "1");
    let (server, client) = scripted_with(config, [Reply::json("{}")]).await;
    client.call(request).await.unwrap();
    let [received] = server.requests().try_into().unwrap();
    assert!(received.header("user-agent").is_some_and(|text| text.starts_with("AlibabaCloud (")));
    received
}

/// All headers but the user agent.
fn headers(received: &ReceivedRequest) -> Vec<(&str, &str)> {
    let mut headers: Vec<_> = received.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    headers.retain(|(name, _)| *name != "user-agent");
    headers.sort_unstable();
    headers
}

#[tokio::test]
async fn rpc() {
    let received =
        sent(GetPublicMediaInfo { media_id: Some("m 1*".to_owned()), ..GetPublicMediaInfo::default() }).await;
    assert_eq!(received.method, "POST");
    assert_eq!(
        received.target,
        "/?Action=GetPublicMediaInfo&Format=json&MediaId=m%201%2A\
         &SignatureNonce=64a3e0c0176ff53f2128ae8f74c0a1da&Timestamp=2026-01-14T08%3A00%3A00Z&Version=2020-11-09&Wide=1",
    );
    assert_eq!(
        headers(&received),
        [
            ("content-length", "0"),
            ("host", HOST),
            ("x-acs-action", "GetPublicMediaInfo"),
            ("x-acs-version", "2020-11-09"),
            ("x-acs-wide", "1"),
        ],
    );
}

/// As recorded from the vendor's libraries, but for `Format=JSON`, the order, and a blank that is `+` there; the nonce is
/// ours, as in every older request.
#[tokio::test]
async fn the_token_that_tells_who_calls_is_in_the_query() {
    let received = sent(AssumeRoleWithOidc {
        duration_seconds: Some(3600),
        oidc_provider_arn: Some("acs:ram::1:oidc-provider/p".to_owned()),
        oidc_token: Some("oidc.jwt+/=".to_owned()),
        role_arn: Some("acs:ram::1:role/r".to_owned()),
        role_session_name: Some("sess name".to_owned()),
        ..AssumeRoleWithOidc::default()
    })
    .await;
    assert_eq!(
        received.target,
        "/?Action=AssumeRoleWithOIDC&DurationSeconds=3600&Format=json\
         &OIDCProviderArn=acs%3Aram%3A%3A1%3Aoidc-provider%2Fp&OIDCToken=oidc.jwt%2B%2F%3D\
         &RoleArn=acs%3Aram%3A%3A1%3Arole%2Fr&RoleSessionName=sess%20name\
         &SignatureNonce=64a3e0c0176ff53f2128ae8f74c0a1da&Timestamp=2026-01-14T08%3A00%3A00Z&Version=2020-11-09&Wide=1",
    );
    assert_eq!(received.body, "");
    assert!(!received.target.contains("Signature=") && received.header("authorization").is_none());
}

#[tokio::test]
async fn roa() {
    let received = sent(CapacityPlan::default()).await;
    assert_eq!(received.target, "/openapi/assist/actions/capacity-plan?Wide=1");
    assert_eq!(received.body, "{}");
    assert_eq!(
        headers(&received),
        [
            ("accept", "application/json"),
            ("content-length", "2"),
            ("content-type", "application/json; charset=utf-8"),
            ("date", "Wed, 14 Jan 2026 08:00:00 GMT"),
            ("host", HOST),
            ("x-acs-action", "CapacityPlan"),
            ("x-acs-signature-method", "HMAC-SHA1"),
            ("x-acs-signature-nonce", "64a3e0c0176ff53f2128ae8f74c0a1da"),
            ("x-acs-signature-version", "1.0"),
            ("x-acs-version", "2020-11-09"),
            ("x-acs-wide", "1"),
        ],
    );
}

/// What says which operation is meant is said by the operation alone.
#[tokio::test]
async fn another_operation_cannot_be_named() {
    for name in ["Action", "Version"] {
        let kept: GetPublicMediaInfo =
            serde_json::from_value(serde_json::json!({ "MediaId": "m", name: "Other" })).unwrap();
        let by_config = fixed_config().with_query(name, "Other");
        for (config, request, query) in [
            (fixed_config(), kept, None),
            (fixed_config(), GetPublicMediaInfo::default(), Some(name)),
            (by_config, GetPublicMediaInfo::default(), None),
        ] {
            let (server, client) = scripted_with(config.with_credentials(Untouchable), []).await;
            let mut call = client.call(request);
            if let Some(name) = query {
                call = call.query(name, "Other");
            }
            let error = call.await.unwrap_err();
            assert!(error.kind() == ErrorKind::Request && error.to_string().contains(name), "{error}");
            assert_eq!(server.connections(), 0);
        }
    }
}
