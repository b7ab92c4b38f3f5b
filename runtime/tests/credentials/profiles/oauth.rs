//! Sign-ins through OAuth, whose tokens are renewed in the file.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::sync::Arc;
use std::time::Duration;

use runtime::Identity;
use runtime::identity::{CliProfileCredentials, CredentialsContext, CredentialsProvider};
use runtime::transport::HttpTransport;
use serde_json::Value;

use super::support::Config;
use crate::support::{Answer, CALL, Scripted, Sent, ask, assumed, document, origin};

const HOUR: Duration = Duration::from_secs(3600);
/// [`origin`] in seconds.
const NOW_SECONDS: u64 = 1_768_377_600;

/// A file as the tool writes it, with more in it than this library knows.
fn text(access_ends: u64, rest: &str) -> String {
    format!(
        "{{\n\t\"current\": \"p\",\n\t\"profiles\": [\n\t\t{{ \"name\": \"other\", \"mode\": \"AK\", \"n\": 1.00 }},\n\t\t{{\n\
         \t\t\t\"name\": \"p\",\n\t\t\t\"mode\": \"OAuth\",\n\t\t\t\"oauth_access_token\": \"a0\",\n\
         \t\t\t\"oauth_access_token_expire\": {access_ends},\n\t\t\t\"oauth_refresh_token\": \"r0\",\n{rest}\
         \t\t\t\"language\": \"\\u0065n\"\n\t\t}}\n\t],\n\t\"meta_path\": \"\"\n}}\n"
    )
}

/// The service: each renewal is good for one more, and each exchange gives other keys.
fn service() -> Arc<Scripted> {
    Scripted::new(|before, sent| {
        let answer = match sent.uri.rsplit('/').next().unwrap() {
            "token" => {
                format!(r#"{{"access_token":"a{}","refresh_token":"r{}","expires_in":7200}}"#, before + 1, before + 1)
            }
            _ => document(&format!("k{before}"), origin() + HOUR),
        };
        Answer::Body(200, answer)
    })
}

fn paths(transport: &Scripted) -> Vec<String> {
    let path = |sent: Sent| sent.uri.rsplit('/').next().unwrap().to_owned();
    transport.sent().into_iter().map(path).collect()
}

async fn id(source: &CliProfileCredentials, transport: &Arc<Scripted>) -> String {
    ask(source, transport, origin()).await.unwrap().access_key_id().unwrap().to_owned()
}

#[tokio::test]
async fn renewed_tokens_and_keys_are_written_back_and_nothing_else_changes() {
    let config = Config::new(&text(NOW_SECONDS + 1200, ""));
    fs::set_permissions(config.path(), Permissions::from_mode(0o640)).unwrap();
    let transport = service();
    assert_eq!(id(&config.source(), &transport).await, "k1");
    assert_eq!(paths(&transport), ["token", "exchange"]);
    let expected = text(NOW_SECONDS + 7200, "").replace("\"a0\"", "\"a1\"").replace("\"r0\"", "\"r1\"").replace(
        "\"\\u0065n\"",
        "\"\\u0065n\",\n\t\t\t\"access_key_id\": \"k1\",\n\t\t\t\"access_key_secret\": \"secret of k1\",\n\
             \t\t\t\"sts_token\": \"token of k1\",\n\t\t\t\"sts_expiration\": 1768381200",
    );
    assert_eq!(config.text(), expected);
    assert_eq!(fs::metadata(config.path()).unwrap().permissions().mode() & 0o777, 0o640);
    // Only the lock stays.
    let mut names: Vec<_> = fs::read_dir(config.folder()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, [".config.json.lock", "config.json"]);

    // Another process finds the keys.
    assert_eq!(id(&config.source(), &transport).await, "k1");
    assert_eq!(transport.count(), 2);
}

#[tokio::test]
async fn an_access_token_that_lasts_is_not_renewed() {
    let config = Config::new(&text(NOW_SECONDS + 1201, ""));
    let transport = service();
    assert_eq!(id(&config.source(), &transport).await, "k0");
    assert_eq!(paths(&transport), ["exchange"]);
    assert_eq!(transport.sent()[0].header("authorization"), Some("Bearer a0"));
    assert!(config.text().contains("\"oauth_refresh_token\": \"r0\"") && config.text().contains("\"k0\""));
}

/// Keys of the file are used once: when others are needed, they are not given again.
#[tokio::test]
async fn keys_that_the_service_refuses_are_replaced() {
    let keys = |left: u64| {
        format!(
            "\"access_key_id\":\"old\",\"access_key_secret\":\"s\",\"sts_token\":\"t\",\"sts_expiration\":{},\n",
            NOW_SECONDS + left
        )
    };
    let config = Config::new(&text(NOW_SECONDS + 7200, &keys(61)));
    let (source, transport) = (config.source(), service());
    let refused = ask(&source, &transport, origin()).await.unwrap();
    assert_eq!((refused.access_key_id(), transport.count()), (Some("old"), 0));
    let shared: Arc<dyn HttpTransport> = transport.clone();
    let context = CredentialsContext::new(&shared, origin(), CALL).with_refused(&refused);
    assert_eq!(source.identity(context).await.unwrap().access_key_id(), Some("k0"));

    let config = Config::new(&text(NOW_SECONDS + 7200, &keys(60)));
    assert_eq!(id(&config.source(), &service()).await, "k0");
}

/// Somebody signs in as somebody else.
#[tokio::test]
async fn another_sign_in_is_used_a_second_later() {
    let config = Config::new(&text(NOW_SECONDS + 7200, ""));
    let (source, transport) = (config.source(), service());
    assert_eq!(id(&source, &transport).await, "k0");
    config.write(&text(NOW_SECONDS + 7200, "").replace("\"a0\"", "\"b0\""));
    let identity = ask(&source, &transport, origin() + Duration::from_secs(1)).await.unwrap();
    assert_eq!(identity.access_key_id(), Some("k1"));
    assert_eq!(transport.sent()[1].header("authorization"), Some("Bearer b0"));
    // What this source has written itself is no other sign-in.
    let identity = ask(&source, &transport, origin() + Duration::from_secs(2)).await.unwrap();
    assert_eq!((identity.access_key_id(), transport.count()), (Some("k1"), 2));
}

/// What a source has written itself does not make it a new one: the role is not assumed again.
#[tokio::test]
async fn a_role_in_the_name_of_a_sign_in_is_kept() {
    let role =
        r#"{"name":"role","mode":"ChainableRamRoleArn","source_profile":"p","ram_role_arn":"acs:ram::1:role/r"},"#;
    let config = Config::new(&text(1, "").replace("\"profiles\": [", &format!("\"profiles\": [{role}")));
    let transport = Scripted::new(|before, sent| {
        Answer::Body(
            200,
            match sent.uri.rsplit('/').next().unwrap() {
                "token" => r#"{"access_token":"a1","refresh_token":"r1"}"#.to_owned(),
                "exchange" => document("k", origin() + HOUR),
                _ => assumed(&before.to_string(), origin() + HOUR),
            },
        )
    });
    let source = config.source().with_profile("role");
    for seconds in 0..3 {
        let identity = ask(&source, &transport, origin() + Duration::from_secs(seconds)).await.unwrap();
        assert_eq!(identity.access_key_id(), Some("2"));
        assert_eq!(identity.provider_name(), "cli_profile/ram_role_arn/oauth");
    }
    assert_eq!(transport.count(), 3);
}

#[tokio::test]
async fn a_link_stays_a_link() {
    let config = Config::new(&text(1, ""));
    let link = config.folder().join("link.json");
    symlink("config.json", &link).unwrap();
    id(&CliProfileCredentials::new().with_file(&link), &service()).await;
    assert!(link.is_symlink() && config.text().contains("\"r1\""));
}

/// As many as there are programs of one person on a machine.
#[tokio::test]
async fn sources_that_renew_at_once_take_turns() {
    let config = Config::new(&text(1, ""));
    let transport = service();
    let asking = (0..8).map(|_| {
        let (source, transport) = (config.source(), transport.clone());
        tokio::spawn(async move { id(&source, &transport).await })
    });
    for asked in asking.collect::<Vec<_>>() {
        assert_eq!(asked.await.unwrap(), "k1");
    }
    assert_eq!(paths(&transport), ["token", "exchange"]);
}

/// The member that another program has changed since is not set back.
#[tokio::test]
async fn what_others_write_meanwhile_stays() {
    let config = Config::new(&text(1, ""));
    let path = config.path();
    let transport = Scripted::new(move |_, sent| {
        let is_token = sent.uri.ends_with("token");
        if is_token {
            let text = fs::read_to_string(&path).unwrap();
            fs::write(&path, text.replace("\"other\"", "\"renamed\"")).unwrap();
        }
        Answer::Body(200, if is_token { r#"{"access_token":"a1"}"#.to_owned() } else { document("k", origin() + HOUR) })
    });
    id(&config.source(), &transport).await;
    let text = config.text();
    assert!(text.contains("\"renamed\"") && text.contains("\"a1\""), "{text}");
    // The service gave no other refresh token, and did not say how long the access token lives.
    assert!(text.contains("\"r0\"") && text.contains(&(NOW_SECONDS + 3600).to_string()), "{text}");
}

/// Somebody signs in anew, with the tool, while the tokens of the old sign-in are renewed or exchanged.
#[tokio::test]
async fn a_new_sign_in_is_not_replaced_by_the_renewal_of_the_old_one() {
    for during in ["token", "exchange"] {
        let config = Config::new(&text(NOW_SECONDS + 1200, ""));
        let (path, signed_in) = (config.path(), text(NOW_SECONDS + 7200, "").replace("\"r0\"", "\"other\""));
        let (file, new) = (path.clone(), signed_in.clone());
        let transport = Scripted::new(move |before, sent| {
            let request = sent.uri.rsplit('/').next().unwrap();
            if request == during {
                fs::write(&file, &new).unwrap();
            }
            let answer = match request {
                "token" => r#"{"access_token":"a1","refresh_token":"r1","expires_in":7200}"#.to_owned(),
                _ => document(&format!("k{before}"), origin() + HOUR),
            };
            Answer::Body(200, answer)
        });
        assert_eq!(id(&config.source(), &transport).await, "k1", "{during}");
        assert_eq!(fs::read_to_string(&path).unwrap(), signed_in, "{during}");
    }
}

/// A refresh token is good for one renewal: without a place for the next one, none is made.
#[tokio::test]
async fn nothing_is_renewed_that_cannot_be_written() {
    let config = Config::new(&text(1, ""));
    // Whoever runs the test, root included, cannot replace a directory that is not empty.
    fs::create_dir_all(config.folder().join(".config.json.draft/x")).unwrap();
    let transport = service();
    let error = ask(&config.source(), &transport, origin()).await.unwrap_err().to_string();
    assert!(error.starts_with("the profile \"p\" of ") && error.contains("the file cannot be replaced: "), "{error}");
    assert_eq!(transport.count(), 0);
    assert_eq!(config.text(), text(1, ""));

    // The access token lasts: the keys are good, even if nobody else finds them.
    config.write(&text(NOW_SECONDS + 1300, ""));
    assert_eq!(id(&config.source(), &transport).await, "k0");
    assert_eq!(paths(&transport), ["exchange"]);
}

/// Where the folder does not even take a lock.
#[tokio::test]
async fn without_a_lock_nothing_is_renewed() {
    let config = Config::new(&text(NOW_SECONDS + 1200, ""));
    fs::create_dir(config.folder().join(".config.json.lock")).unwrap();
    let transport = service();
    // What is left of the access token is used.
    assert_eq!(id(&config.source(), &transport).await, "k0");
    assert_eq!(paths(&transport), ["exchange"]);
    config.write(&text(1, ""));
    let error = ask(&config.source(), &transport, origin()).await.unwrap_err().to_string();
    assert!(error.contains("the folder of the file is not writable"), "{error}");
}

#[tokio::test]
async fn a_renewal_that_is_refused() {
    let refusing = || Scripted::new(|_, _| Answer::Body(400, r#"{"error":"invalid_grant","x":"kanarie"}"#.to_owned()));
    let config = Config::new(&text(1, ""));
    let error = ask(&config.source(), &refusing(), origin()).await.unwrap_err().to_string();
    assert!(error.contains("oauth.aliyun.com answered 400"), "{error}");
    assert!(error.ends_with("; sign in again with `aliyun configure --mode OAuth --profile \"p\"`"), "{error}");
    assert!(!error.contains("kanarie"), "{error}");
    assert_eq!(config.text(), text(1, ""));

    // Without a refresh token nothing is sent.
    let config = Config::profile(r#""mode":"OAuth","oauth_access_token":"a","oauth_access_token_expire":1"#);
    let transport = refusing();
    let error = ask(&config.source(), &transport, origin()).await.unwrap_err().to_string();
    assert!(error.contains("its sign-in has expired; sign in again"), "{error}");
    assert_eq!(transport.count(), 0);
}

/// What the vendor's libraries disagree on.
#[tokio::test]
async fn members_of_either_case() {
    let transport = Scripted::new(|_, _| {
        let answer =
            r#"{"accessKeyId":"i","accessKeySecret":"s","securityToken":"t","expiration":"2026-01-14T09:00:00Z"}"#;
        Answer::Body(200, answer.to_owned())
    });
    let config = Config::new(&text(NOW_SECONDS + 7200, ""));
    let identity: Identity = ask(&config.source(), &transport, origin()).await.unwrap();
    assert_eq!((identity.access_key_id(), identity.security_token()), (Some("i"), Some("t")));
    let written: Value = serde_json::from_str(&config.text()).unwrap();
    assert_eq!(written["profiles"][1]["sts_expiration"], NOW_SECONDS + 3600);
}

/// Neither is there anything to put beside them, nor do they end.
#[tokio::test]
async fn keys_that_are_not_temporary_are_refused() {
    for (rest, missing) in
        [(r#","Expiration":"2026-01-14T09:00:00Z""#, "SecurityToken"), (r#","SecurityToken":"t""#, "Expiration")]
    {
        let answer = format!(r#"{{"AccessKeyId":"i","AccessKeySecret":"kanarie"{rest}}}"#);
        let transport = Scripted::new(move |_, _| Answer::Body(200, answer.clone()));
        let config = Config::new(&text(NOW_SECONDS + 7200, ""));
        let error = ask(&config.source(), &transport, origin()).await.unwrap_err().to_string();
        assert!(error.ends_with(&format!("the answer of oauth.aliyun.com has no {missing}")), "{error}");
        assert_eq!(config.text(), text(NOW_SECONDS + 7200, ""));
    }
}
