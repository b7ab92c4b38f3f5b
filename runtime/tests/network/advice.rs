//! What an error says of what to do about it.

use std::fmt;
use std::sync::Arc;

use runtime::codegen::ClientCore;
use runtime::codegen::sign::{CanonicalRequest, SigningRequest, payload_hash};
use runtime::mock::Reply;
use runtime::transport::{HttpTransport, Request, TransportError, TransportOptions};
use runtime::{BoxFuture, Config, Identity, Retry, Value};

use crate::support::operations::Takeover;
use crate::support::{ICE, error_vectors, fixed_config, mocked_with, reply};

/// What is printed of an error, behind the request id.
async fn advice(config: Config, reply: Reply) -> String {
    let (_mock, client) = mocked_with(config.with_retry(Retry::off()), [reply]);
    let error = client.call(Takeover::default()).await.unwrap_err().to_string();
    assert!(!error.contains(char::is_control), "{error}");
    error.split_once("; ").map_or(String::new(), |(_, advice)| advice.to_owned())
}

fn answer(status: u16, date: Option<&str>, body: &str) -> Reply {
    let reply = Reply::new(status, body.to_owned());
    date.into_iter().fold(reply, |reply, date| reply.with_header("date", date))
}

/// The bodies are as the gateway sends them, as far as issues of SDKs and the vendor's pages show them.
#[tokio::test]
async fn a_sentence_for_what_everybody_meets() {
    let in_ram = "the identity lacks a permission: grant it in RAM";
    let sts = "access key id, secret and security token must come from the same answer of STS";
    let host = "`ice.cn-shanghai.aliyuncs.com` may not be the endpoint of the product in this region: check the region and \
                the endpoint";
    for (status, code, message, expected) in [
        (
            404,
            "InvalidAccessKeyId.NotFound",
            "Specified access key is not found.",
            "there is no such access key: check its id; a temporary one (`STS.…`) may have expired",
        ),
        (
            400,
            "InvalidAccessKeyId.Inactive",
            "Specified access key is disabled.",
            "the access key is disabled: enable it in RAM, or use another one",
        ),
        (
            403,
            "InvalidAccessKeyId",
            "The access key is not valid.",
            "there is no such access key, or it is disabled: check it in RAM",
        ),
        (
            400,
            "InvalidSecurityToken.Expired",
            "Specified SecurityToken is expired.",
            "use a source of credentials that renews its security token",
        ),
        (
            400,
            "InvalidSecurityToken.MismatchWithAccessKey",
            "Specified SecurityToken mismatch with the AccessKey.",
            sts,
        ),
        (400, "InvalidSecurityToken.Malformed", "Specified SecurityToken is malformed.", sts),
        (
            400,
            "MissingSecurityToken",
            "SecurityToken is mandatory for this action.",
            "a temporary access key needs its security token: use `Identity::sts`",
        ),
        (
            400,
            "SignatureNonceUsed",
            "Specified signature nonce was used already.",
            "a request with the same nonce arrived before (those of `Config::with_nonce` must be unique); it may have been \
             carried out: check before calling again",
        ),
        (
            400,
            "SignatureDoesNotMatch",
            "Specified signature is not matched with our calculation.",
            "check the secret of the access key",
        ),
        (
            400,
            "IncompleteSignature",
            "The request signature does not conform to Aliyun standards.",
            "check the secret of the access key",
        ),
        (400, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.", "check the clock"),
        (
            400,
            "IllegalTimestamp",
            "The input parameter \\\"Timestamp\\\" that is mandatory for processing this request is not supplied.",
            "check the clock",
        ),
        (403, "NoPermission", "You are not authorized.", in_ram),
        (
            403,
            "Forbidden.RAM",
            "User not authorized to operate on the specified resource, or this API doesn't support RAM.",
            in_ram,
        ),
        (403, "NotAuthorized", "You are not authorized.", in_ram),
        (400, "InvalidOperation.NotSupportedEndpoint", "The specified endpoint can't operate this region.", host),
        (404, "InvalidAction.NotFound", "Specified api is not found, please check your url and method.", host),
        (404, "InvalidApi.NotFound", "Specified api is not found, please check your url and method.", host),
        (400, "InvalidVersion", "Specified parameter Version is not valid.", host),
        (404, "InvalidRegionId.NotFound", "The specified RegionId does not exist.", host),
        (
            403,
            "InvalidApi.NotPurchase",
            "Specified api is not purchased.",
            "the product has to be activated for this account first",
        ),
        (400, "InvalidParameter", "The specified parameter InstanceId is not valid.", ""),
    ] {
        let body = format!(
            r#"{{"RequestId":"7B117AF5","HostId":"ice.cn-shanghai.aliyuncs.com","Code":"{code}","Message":"{message}"}}"#
        );
        assert_eq!(advice(fixed_config(), answer(status, None, &body)).await, expected, "{code}");
    }
}

/// The action is that of the service, and so is the reason.
#[tokio::test]
async fn a_missing_permission() {
    let vectors = error_vectors();
    let vector = vectors.iter().find(|vector| vector["id"] == "403-rpc-access-denied").unwrap();
    assert_eq!(
        advice(fixed_config(), reply(&vector["replies"][0])).await,
        "the identity lacks the permission `ice:TakeoverAIAgentCall` (AccountLevelIdentityBasedPolicy): grant it in RAM",
    );
    let denied =
        |code: &str, detail: &str| answer(403, None, &format!(r#"{{"Code":"{code}","accessDeniedDetail":{detail}}}"#));
    for (code, detail, expected) in [
        (
            "AccountBlocked.ByPolicy",
            r#"{"AuthAction":"ice:X","AuthPrincipalType":"SubUser","AuthPrincipalDisplayName":"2887","PolicyType":"ControlPolicy",
                "NoPermissionType":"ExplicitDeny"}"#,
            "a policy (ControlPolicy) denies the identity (SubUser 2887) the action `ice:X`",
        ),
        ("NoPermission", r#"{"AuthAction":"ice:X"}"#, "the identity lacks the permission `ice:X`: grant it in RAM"),
        ("NoPermission", r#"{"AuthAction":7}"#, "the identity lacks a permission: grant it in RAM"),
        ("NoPermission", r#""none""#, "the identity lacks a permission: grant it in RAM"),
        ("Other", "null", ""),
    ] {
        assert_eq!(advice(fixed_config(), denied(code, detail)).await, expected, "{detail}");
    }
    // What the service repeats is masked, and stays on one line.
    let config = fixed_config().with_credentials(Identity::sts("id", "secret", "canary-token"));
    let text = advice(config, denied("NoPermission", r#"{"AuthAction":"a\ncanary-token"}"#)).await;
    assert_eq!(text, "the identity lacks the permission `a [redacted]`: grant it in RAM");
}

/// The clock of the vectors says 08:00:00.
#[tokio::test]
async fn a_clock_that_is_off() {
    let date = |time: &str| format!("Wed, 14 Jan 2026 {time} GMT");
    let expired = r#"{"Code":"InvalidTimeStamp.Expired","Message":"Specified time stamp or date value is expired."}"#;
    let signature =
        r#"{"Code":"SignatureDoesNotMatch","Message":"Specified signature is not matched with our calculation."}"#;
    let secret = "check the secret of the access key";
    for (body, time, expected) in [
        (expired, "11:30:00", "the clock here is 3 hours behind that of the service: correct it"),
        (expired, "07:43:00", "the clock here is 17 minutes ahead of that of the service: correct it"),
        (expired, "08:01:30", "the clock here is 90 seconds behind that of the service: correct it"),
        (expired, "08:00:10", "check the clock"),
        (signature, "11:30:00", "the clock here is 3 hours behind that of the service: correct it"),
        (signature, "08:10:00", secret),
    ] {
        let reply = answer(400, Some(&date(time)), body);
        assert_eq!(advice(fixed_config(), reply).await, expected, "{time}");
    }
    let days = answer(400, Some("Tue, 13 Jan 2026 08:00:00 GMT"), expired);
    assert_eq!(
        advice(fixed_config(), days).await,
        "the clock here is 24 hours ahead of that of the service: correct it"
    );
}

/// A service that does not accept a signature, and says what it would have signed.
struct Complains(fn(String) -> String);

impl fmt::Debug for Complains {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Complains")
    }
}

impl HttpTransport for Complains {
    fn send(
        &self,
        request: Request,
        _: TransportOptions,
    ) -> BoxFuture<'_, Result<runtime::transport::Response, TransportError>> {
        let headers: Vec<_> = request
            .headers()
            .iter()
            .map(|(name, value)| (name.as_str(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
            .collect();
        let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let canonical = CanonicalRequest::new(&SigningRequest {
            method: request.method().as_str(),
            path: request.uri().path(),
            query: request.uri().query().unwrap_or_default(),
            headers: &headers,
            payload_hash: &payload_hash(request.body().as_bytes().unwrap()),
        });
        let message = format!("not matched. server CanonicalRequest is:{}", (self.0)(canonical.to_string()));
        let body = Value::from_iter([("Code", "SignatureDoesNotMatch"), ("Message", &message)]).to_string();
        let response = http::Response::builder().status(400).body(body.into()).unwrap();
        Box::pin(std::future::ready(Ok(response)))
    }
}

/// What is said when the service sees a request like this.
async fn complaint(change: fn(String) -> String) -> String {
    let config = fixed_config()
        .with_credentials(Identity::sts("id", "secret", "canary+token/"))
        .with_transport(Arc::new(Complains(change)));
    let client = ClientCore::new(config, &ICE).unwrap();
    let call = client.call(Takeover { instance_id: Some("i 1".to_owned()), ..Takeover::default() });
    let error = call.query("Own", "canary own").header("x-acs-own", "canary+header").await.unwrap_err();
    for text in [format!("{error:#}"), format!("{error:?}"), format!("{error:#?}")] {
        assert!(!text.contains("canary"), "{text}");
    }
    let text = error.to_string();
    assert!(!text.contains("canary") && !text.contains('\n'), "{text}");
    text.split_once("; see `ServiceError::http`]; ").unwrap().1.to_owned()
}

#[tokio::test]
async fn the_line_of_the_signature_that_differs() {
    let differs =
        |how: &str| format!("the canonical request of the service has {how}: something on the way may change requests");
    let same = "both sides signed the same text: the secret is not that of this access key";
    assert_eq!(complaint(|text| text).await, same);
    let changed = complaint(|text| text.replace("i%201", "i+1")).await;
    assert_eq!(changed, differs("`i+1` instead of `i%201` as the parameter `InstanceId` in line 3"));
    let changed = complaint(|text| text.replace("host:ice.cn-shanghai", "host:ice.cn-beijing")).await;
    let hosts = "`ice.cn-beijing.aliyuncs.com` instead of `ice.cn-shanghai.aliyuncs.com` as the header `host`";
    assert!(changed.starts_with(&differs(hosts)[..100]), "{changed}");
    // What is secret stays so, also where the service has read it in another way.
    let changed = complaint(|text| text.replace("Own=canary%20own", "Own=canary+own")).await;
    assert_eq!(changed, differs("something else as the parameter `Own` in line 3"));
    let changed = complaint(|text| text.replace("canary+token/", "canary token/")).await;
    assert!(changed.contains("something else as the header `x-acs-security-token` in line"), "{changed}");
    let changed = complaint(|text| text.replace("canary%20own", "&canary%20own")).await;
    assert_eq!(changed, differs("something else as the parameter `Own` in line 3"));
    let changed = complaint(|text| text.replace("host:ice", "canary+header:ice")).await;
    assert!(changed.contains("has no header `host` in line 4"), "{changed}");
}
