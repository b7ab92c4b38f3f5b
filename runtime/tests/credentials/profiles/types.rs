//! The types of the sections of a profile file.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use runtime::Identity;
use runtime::identity::{CredentialsError, ProfileFileCredentials};
use tempfile::{TempDir, tempdir};

use crate::support::{Answer, Scripted, Sent, ask, assumed, document, origin};

fn file(text: &str) -> (TempDir, PathBuf) {
    let folder = tempdir().unwrap();
    let path = folder.path().join("credentials.ini");
    fs::write(&path, text).unwrap();
    (folder, path)
}

async fn identity(text: &str) -> (Result<Identity, CredentialsError>, Vec<Sent>) {
    let ends = origin() + Duration::from_secs(3600);
    let transport = Scripted::new(move |_, sent| {
        let is_metadata = sent.uri.contains("100.100.100.200");
        Answer::Body(200, if is_metadata { document("ecs", ends) } else { assumed("sts", ends) })
    });
    let (_folder, path) = file(text);
    let identity = ask(&ProfileFileCredentials::new().with_file(path), &transport, origin()).await;
    (identity, transport.sent())
}

#[tokio::test]
async fn each_type() {
    let (_folder, token) = file("jwt");
    let oidc = format!(
        "[default]\ntype=oidc_role_arn\nrole_arn=acs:ram::1:role/r\noidc_provider_arn=acs:ram::1:oidc-provider/p\n\
         oidc_token_file_path={}\n",
        token.display()
    );
    let table = [
        (
            "[default]\nenable = true\ntype = access_key # comment\naccess_key_id = i\naccess_key_secret = s\n",
            "static_ak",
            "i",
        ),
        (
            "[default]\ntype = ram_role_arn\naccess_key_id = a\naccess_key_secret = b\nrole_arn = acs:ram::1:role/r\n\
             role_session_name = n\npolicy = {\n  \"Version\": \"1\"\n  }\n",
            "ram_role_arn/static_ak",
            "sts",
        ),
        ("[default]\ntype = ecs_ram_role\nrole_name = r\n", "ecs_ram_role", "ecs"),
        (oidc.as_str(), "oidc_role_arn", "sts"),
    ];
    for (text, name, id) in table {
        let (identity, sent) = identity(text).await;
        let identity = identity.unwrap();
        assert_eq!(identity.provider_name(), format!("profile/{name}"));
        assert_eq!(identity.access_key_id(), Some(id));
        if name.starts_with("ram_role_arn") {
            assert!(sent[0].uri.contains("Policy=%7B%0A%22Version%22%3A%20%221%22%0A%7D"), "{sent:?}");
            assert!(sent[0].uri.contains("RoleSessionName=n"), "{sent:?}");
        }
    }
}

#[tokio::test]
async fn what_is_refused_and_why() {
    let keys = "access_key_id = i\naccess_key_secret = s\n";
    let table = [
        (format!("[default]\ntype = rsa_key_pair\n{keys}"), "the type rsa_key_pair is not supported"),
        (format!("[default]\ntype = sts\n{keys}"), "the type sts is not supported"),
        (format!("[default]\ntype = kanarie\n{keys}"), "its `type` is not supported; supported are access_key"),
        (format!("[default]\n{keys}"), "`type` is missing or empty"),
        ("[default]\ntype = access_key\naccess_key_id = i\n".to_owned(), "`access_key_secret` is missing or empty"),
        (format!("[default]\nenable = False\ntype = access_key\n{keys}"), "it is disabled by `enable = false`"),
        (format!("[other]\ntype = access_key\n{keys}"), "there is no profile \"default\""),
        ("[default]\nkanarie\n".to_owned(), "credentials.ini:2: expected a key, `=` and a value"),
    ];
    for (text, reason) in table {
        let error = identity(&text).await.0.unwrap_err().to_string();
        assert!(error.contains(reason) && error.contains("credentials.ini"), "{error}");
        assert!(!error.contains("kanarie"), "{error}");
    }
}
