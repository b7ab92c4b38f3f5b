//! The modes of the profiles of the vendor's command line tool.

use std::fs;
use std::time::Duration;

use runtime::Identity;

use super::support::Config;
use crate::support::{Answer, Scripted, Sent, ask, assumed, document, origin, time};

/// Answers as the services do.
fn answer(_: usize, sent: &Sent) -> Answer {
    let ends = origin() + Duration::from_secs(3600);
    let path = sent.uri.split_once("://").unwrap().1;
    let body = match path.split_once('/').unwrap().1 {
        "latest/api/token" => "metadata-token".to_owned(),
        "latest/meta-data/ram/security-credentials/r" => document("ecs", ends),
        "cloud-credentials" => format!(r#"{{"CloudCredential":{}}}"#, document("sso", ends)),
        "v1/token" => r#"{"access_token":"new","refresh_token":"newer","expires_in":3600}"#.to_owned(),
        "v1/exchange" => document("oauth", ends),
        _ => assumed("sts", ends),
    };
    Answer::Body(200, body)
}

async fn identity(config: &Config) -> (Identity, Vec<Sent>) {
    let transport = Scripted::new(answer);
    let identity = ask(&config.source(), &transport, origin()).await.unwrap();
    (identity, transport.sent())
}

#[tokio::test]
async fn keys_of_the_profile() {
    let table = [
        (r#""mode":"AK","access_key_id":"i","access_key_secret":"s","sts_token":"""#, None, "cli_profile/static_ak"),
        (
            r#""mode":"StsToken","access_key_id":"i","access_key_secret":"s","sts_token":"t""#,
            Some("t"),
            "cli_profile/static_sts",
        ),
    ];
    for (members, token, name) in table {
        let (identity, sent) = identity(&Config::profile(members)).await;
        assert_eq!((identity.access_key_id(), identity.access_key_secret()), (Some("i"), Some("s")));
        assert_eq!((identity.security_token(), identity.provider_name()), (token, name));
        assert!(sent.is_empty());
    }
}

#[tokio::test]
async fn a_role_that_is_assumed_with_the_keys_of_the_profile() {
    let config = Config::profile(
        r#""mode":"RamRoleArn","access_key_id":"i","access_key_secret":"s","ram_role_arn":"acs:ram::1:role/r",
           "ram_session_name":"n","expired_seconds":900,"sts_region":"cn-hangzhou","policy":"{\"a\":1}",
           "external_id":"e","enable_vpc":true"#,
    );
    let (identity, sent) = identity(&config).await;
    assert_eq!(identity.access_key_id(), Some("sts"));
    assert_eq!(identity.provider_name(), "cli_profile/ram_role_arn/static_ak");
    let uri = &sent[0].uri;
    assert!(uri.starts_with("https://sts-vpc.cn-hangzhou.aliyuncs.com/?"), "{uri}");
    for pair in ["DurationSeconds=900", "ExternalId=e", "Policy=%7B%22a%22%3A1%7D", "RoleSessionName=n"] {
        assert!(uri.contains(pair), "{uri}");
    }
    assert_eq!(sent.len(), 1);
}

#[tokio::test]
async fn a_role_that_is_assumed_in_the_name_of_other_profiles() {
    let config = Config::new(
        r#"{"current":"c","profiles":[
            {"name":"a","mode":"StsToken","access_key_id":"i","access_key_secret":"s","sts_token":"t"},
            {"name":"b","mode":"ChainableRamRoleArn","source_profile":"a","ram_role_arn":"acs:ram::1:role/b"},
            {"name":"c","mode":"ChainableRamRoleArn","source_profile":"b","ram_role_arn":"acs:ram::1:role/c",
             "expired_seconds":0,"sts_region":""}]}"#,
    );
    let (identity, sent) = identity(&config).await;
    assert_eq!(identity.provider_name(), "cli_profile/ram_role_arn/ram_role_arn/static_sts");
    assert!(sent[0].uri.contains("role%2Fb") && sent[0].uri.starts_with("https://sts.aliyuncs.com/"), "{sent:?}");
    assert!(sent[1].uri.contains("role%2Fc") && sent[1].uri.contains("DurationSeconds=3600"), "{sent:?}");
    assert_eq!(sent[0].header("x-acs-security-token"), Some("t"));
    assert_eq!(sent[1].header("x-acs-security-token"), Some("token of sts"));
    assert_eq!(sent.len(), 2);
}

#[tokio::test]
async fn the_role_of_the_instance() {
    let (identity, sent) = identity(&Config::profile(r#""mode":"EcsRamRole","ram_role_name":"r""#)).await;
    assert_eq!((identity.access_key_id(), identity.provider_name()), (Some("ecs"), "cli_profile/ecs_ram_role"));
    assert_eq!(sent[1].uri, "http://100.100.100.200/latest/meta-data/ram/security-credentials/r");
}

#[tokio::test]
async fn a_role_that_is_assumed_with_a_token_of_a_file() {
    for member in ["ram_session_name", "role_session_name"] {
        let token = tempfile::NamedTempFile::new().unwrap();
        fs::write(token.path(), "jwt\n").unwrap();
        let path = token.path().display();
        let config = Config::profile(&format!(
            r#""mode":"OIDC","oidc_provider_arn":"acs:ram::1:oidc-provider/p","oidc_token_file":"{path}",
               "ram_role_arn":"acs:ram::1:role/r","{member}":"n","sts_region":"cn-beijing""#
        ));
        let (identity, sent) = identity(&config).await;
        assert_eq!((identity.access_key_id(), identity.provider_name()), (Some("sts"), "cli_profile/oidc_role_arn"));
        assert!(sent[0].uri.starts_with("https://sts.cn-beijing.aliyuncs.com/?Action=AssumeRoleWithOIDC"), "{sent:?}");
        assert!(sent[0].body.contains("OIDCToken=jwt&") && sent[0].body.contains("RoleSessionName=n"), "{sent:?}");
    }
}

#[tokio::test]
async fn a_sign_in_through_cloud_sso() {
    let config = |ends: u64| {
        Config::profile(&format!(
            r#""mode":"CloudSSO","cloud_sso_sign_in_url":"https://signin.example.com/start/login?x=1",
               "cloud_sso_account_id":"1234","cloud_sso_access_config":"ac-1","access_token":"tok",
               "cloud_sso_access_token_expire":{ends}"#
        ))
    };
    let (identity, sent) = identity(&config(1_768_377_601)).await;
    assert_eq!((identity.access_key_id(), identity.provider_name()), (Some("sso"), "cli_profile/cloud_sso"));
    assert_eq!(identity.expires_at(), Some(origin() + Duration::from_secs(3600)));
    let [request] = sent.as_slice() else { panic!("{sent:?}") };
    assert_eq!(
        (request.method.as_str(), request.uri.as_str()),
        ("POST", "https://signin.example.com/cloud-credentials")
    );
    assert_eq!(request.header("authorization"), Some("Bearer tok"));
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.body, r#"{"AccountId":"1234","AccessConfigurationId":"ac-1"}"#);

    let transport = Scripted::new(answer);
    let error = ask(&config(1_768_377_600).source(), &transport, origin()).await.unwrap_err().to_string();
    assert!(error.contains("sign in again with `aliyun configure --mode CloudSSO --profile \"p\"`"), "{error}");
    assert_eq!(transport.count(), 0);
}

#[tokio::test]
async fn a_sign_in_through_oauth() {
    for (site, host) in [("CN", "oauth.aliyun.com"), ("intl", "oauth.alibabacloud.com")] {
        let config = Config::profile(&format!(
            r#""mode":"OAuth","oauth_site_type":"{site}","oauth_access_token":"oat","oauth_access_token_expire":1,
               "oauth_refresh_token":"o+rt""#
        ));
        let (identity, sent) = identity(&config).await;
        assert_eq!((identity.access_key_id(), identity.provider_name()), (Some("oauth"), "cli_profile/oauth"));
        assert_eq!(identity.expires_at().map(time), Some("2026-01-14T09:00:00Z".to_owned()));
        let [token, exchange] = sent.as_slice() else { panic!("{sent:?}") };
        assert_eq!(token.uri, format!("https://{host}/v1/token"));
        let client = if site == "CN" { "4038181954557748008" } else { "4103531455503354461" };
        assert_eq!(
            token.body,
            format!(
                "grant_type=refresh_token&refresh_token=o%2Brt&client_id={client}&Timestamp=2026-01-14T08%3A00%3A00Z"
            )
        );
        assert_eq!(token.header("content-type"), Some("application/x-www-form-urlencoded"));
        assert_eq!(exchange.uri, format!("https://{host}/v1/exchange"));
        assert_eq!((exchange.header("authorization"), exchange.body.as_str()), (Some("Bearer new"), ""));
    }
}

/// The current profile is used unless another one is asked for.
#[tokio::test]
async fn a_profile_by_its_name() {
    let config = Config::new(
        r#"{"current":"a","profiles":[
            {"name":"a","mode":"AK","access_key_id":"a","access_key_secret":"s"},
            {"name":"b","mode":"AK","access_key_id":"b","access_key_secret":"s"}]}"#,
    );
    let transport = Scripted::new(answer);
    let current = ask(&config.source(), &transport, origin()).await.unwrap();
    assert_eq!(current.access_key_id(), Some("a"));
    let other = ask(&config.source().with_profile("b"), &transport, origin()).await.unwrap();
    assert_eq!(other.access_key_id(), Some("b"));
}

/// Whatever fails on the way, the profile and the file are named; of a chain, each profile.
#[tokio::test]
async fn errors_of_services_name_the_profile() {
    let config = Config::new(
        r#"{"current":"b","profiles":[
            {"name":"a","mode":"RamRoleArn","access_key_id":"i","access_key_secret":"s","ram_role_arn":"acs:ram::1:role/a"},
            {"name":"b","mode":"ChainableRamRoleArn","source_profile":"a","ram_role_arn":"acs:ram::1:role/b"}]}"#,
    );
    let transport = Scripted::new(|_, _| Answer::Body(403, r#"{"Code":"NoPermission"}"#.to_owned()));
    let error = ask(&config.source(), &transport, origin()).await.unwrap_err().to_string();
    let path = config.path().display().to_string();
    let expected = format!(
        "the profile \"b\" of {path}: assuming acs:ram::1:role/b: the profile \"a\" of {path}: assuming acs:ram::1:role/a: \
         sts.aliyuncs.com answered 403 NoPermission"
    );
    assert_eq!(error, expected);
}
