//! What is secret in the files is nowhere in what is printed.

use std::fmt::Write;
use std::fs;

use runtime::CredentialsProvider;
use runtime::identity::ProfileFileCredentials;
use tempfile::tempdir;

use super::support::Config;
use crate::support::{Answer, Scripted, ask, origin};

/// Answers of services that are errors, damaged, or no answers: all hold a secret.
fn answers() -> Vec<Answer> {
    let bodies = [
        (200, "kanarie"),
        (200, r#"{"access_token":7,"kanarie":"kanarie"}"#),
        (200, r#"{"access_token":"kanarie","refresh_token":"kanarie"}"#),
        (200, r#"{"Credentials":{"AccessKeyId":"i","AccessKeySecret":"kanarie","Expiration":"kanarie"}}"#),
        (200, r#"{"CloudCredential":{"AccessKeyId":"i","AccessKeySecret":"kanarie"}}"#),
        (403, r#"{"Code":"kanarie rie","Message":"kanarie","error":"kanarie rie"}"#),
        (500, "kanarie"),
    ];
    bodies
        .into_iter()
        .map(|(status, body)| Answer::Body(status, body.to_owned()))
        .chain([Answer::Unreachable])
        .collect()
}

/// Everything that is printed of a source, with each answer.
async fn printed(source: impl Fn() -> Box<dyn CredentialsProvider>) -> String {
    let mut printed = format!("{:?}", source());
    for answer in answers() {
        let answered = answer.clone();
        let source = source();
        let asked = ask(&*source, &Scripted::new(move |_, _| answered.clone()), origin()).await;
        write!(printed, "\n{source:?} {source:#?} {asked:?} {asked:#?}").unwrap();
        let mut error = asked.as_ref().err().map(|error| error as &dyn std::error::Error);
        while let Some(cause) = error {
            write!(printed, " {cause}").unwrap();
            error = cause.source();
        }
    }
    printed
}

/// Every member that can be secret is one.
#[tokio::test]
async fn no_profile_of_the_tool_shows_one() {
    let members = r#""access_key_id":"id","access_key_secret":"kanarie","sts_token":"kanarie","access_token":"kanarie",
        "oauth_access_token":"kanarie","oauth_refresh_token":"kanarie","process_command":"printf kanarie",
        "external_id":"kanarie","policy":"kanarie","private_key":"kanarie","language":"kanarie",
        "ram_role_arn":"acs:ram::1:role/r","ram_session_name":"n","ram_role_name":"r",
        "cloud_sso_sign_in_url":"https://signin.example.com","cloud_sso_account_id":"1","cloud_sso_access_config":"c",
        "cloud_sso_access_token_expire":9999999999,"oauth_access_token_expire":9999999999,
        "oidc_provider_arn":"acs:ram::1:oidc-provider/p","source_profile":"base""#;
    let modes = [
        "AK",
        "StsToken",
        "RamRoleArn",
        "ChainableRamRoleArn",
        "EcsRamRole",
        "OIDC",
        "CloudSSO",
        "OAuth",
        "External",
        "x",
    ];
    for mode in modes {
        let config = Config::new("");
        let token = config.folder().join("token");
        fs::write(&token, "kanarie").unwrap();
        let token = token.display();
        config.write(&format!(
            r#"{{"current":"p","profiles":[{{"name":"p","mode":"{mode}","oidc_token_file":"{token}",{members}}},
               {{"name":"base","mode":"AK","access_key_id":"id","access_key_secret":"kanarie"}}]}}"#
        ));
        let printed = printed(|| Box::new(config.source())).await;
        assert!(!printed.contains("kanarie"), "{mode}: {printed}");
    }
}

#[tokio::test]
async fn no_section_shows_one() {
    let folder = tempdir().unwrap();
    let (path, token) = (folder.path().join("credentials"), folder.path().join("token"));
    fs::write(&token, "kanarie").unwrap();
    for name in ["access_key", "ram_role_arn", "ecs_ram_role", "oidc_role_arn", "rsa_key_pair", "x", ""] {
        let text = format!(
            "[default]\ntype = {name}\naccess_key_id = id\naccess_key_secret = kanarie\nrole_arn = acs:ram::1:role/r\n\
             role_name = r\noidc_provider_arn = p\noidc_token_file_path = {}\npolicy = kanarie\nprivate_key = kanarie\n",
            token.display()
        );
        fs::write(&path, text).unwrap();
        let printed = printed(|| Box::new(ProfileFileCredentials::new().with_file(&path))).await;
        assert!(!printed.contains("kanarie"), "{name}: {printed}");
    }
}
