//! Files that cannot be used: a sentence with the path and the profile, and nothing else of the file.

use std::fs::{self, File, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use runtime::CredentialsProvider;
use runtime::identity::{CliProfileCredentials, ProfileFileCredentials};
use tempfile::tempdir;

use super::support::{Config, child, printed, profile, task};
use crate::support::{Answer, Scripted, ask, origin};

async fn error(source: &dyn CredentialsProvider) -> String {
    let error = ask(source, &Scripted::new(|_, _| Answer::Unreachable), origin()).await.unwrap_err();
    let text = error.to_string();
    assert!(!format!("{text} {error:?} {source:?}").contains("kanarie"), "{error:?}");
    text
}

#[tokio::test]
async fn profiles_of_the_tool() {
    let role = r#""mode":"RamRoleArn","access_key_id":"kanarie","access_key_secret":"kanarie""#;
    let keys = r#""access_key_id":"kanarie","access_key_secret":"kanarie""#;
    let table = [
        (String::new(), "config.json:1:0: the file ends unexpectedly"),
        (
            r#"{"current":"p","profiles":[{"name":"p","access_key_secret":"kanarie"#.to_owned(),
            ": the file ends unexpectedly",
        ),
        (r#"{"current":"p", kanarie}"#.to_owned(), "config.json:1:17: the file is not valid JSON"),
        (r#""kanarie""#.to_owned(), "config.json is not a JSON object"),
        (r#"{"profiles":[]}"#.to_owned(), "names no current profile; set ALIBABA_CLOUD_PROFILE"),
        (r#"{"current":7,"profiles":[]}"#.to_owned(), "names no current profile"),
        (r#"{"current":"p","profiles":{"name":"kanarie"}}"#.to_owned(), "`profiles` of the file is not a list"),
        (r#"{"current":"p","profiles":[7,null,{"name":7}]}"#.to_owned(), "there is no profile \"p\" in "),
        (r#"{"current":"p"}"#.to_owned(), "there is no profile \"p\" in "),
        (profile(keys), "`mode` is missing or empty"),
        (profile(&format!(r#""mode":["kanarie"],{keys}"#)), "`mode` is not a string"),
        (profile(&format!(r#""mode":"kanarie",{keys}"#)), "its `mode` is not supported; supported are AK, StsToken"),
        (profile(&format!(r#""mode":"RsaKeyPair",{keys}"#)), "the mode RsaKeyPair is not supported"),
        (profile(r#""mode":"AK","access_key_id":"kanarie""#), "`access_key_secret` is missing or empty"),
        (profile(r#""mode":"AK","access_key_id":{"a":"kanarie"}"#), "`access_key_id` is not a string"),
        (profile(&format!(r#""mode":"StsToken",{keys}"#)), "`sts_token` is missing or empty"),
        (profile(role), "`ram_role_arn` is missing or empty"),
        (
            profile(&format!(r#"{role},"ram_role_arn":"r","expired_seconds":"kanarie""#)),
            "`expired_seconds` is not an integer",
        ),
        (
            profile(&format!(r#"{role},"ram_role_arn":"r","expired_seconds":1e99"#)),
            "`expired_seconds` is not an integer",
        ),
        (profile(&format!(r#"{role},"ram_role_arn":"r","enable_vpc":"kanarie""#)), "`enable_vpc` is not a boolean"),
        (
            profile(r#""mode":"External","process_command":"'kanarie""#),
            "`process_command` is invalid: a quote is unclosed",
        ),
        (profile(r#""mode":"OAuth","oauth_site_type":"kanarie""#), "`oauth_site_type` is neither CN nor INTL"),
        (
            profile(r#""mode":"CloudSSO","cloud_sso_sign_in_url":"http://kanarie""#),
            "`cloud_sso_sign_in_url` is not a URL with https",
        ),
        (
            profile(r#""mode":"ChainableRamRoleArn","source_profile":"kanarie""#),
            "`source_profile` does not name a profile of the file",
        ),
    ];
    for (text, reason) in table {
        let config = Config::new(&text);
        let error = error(&config.source()).await;
        assert!(error.contains(reason) && error.contains(config.path().to_str().unwrap()), "{error}\n{text}");
        if text.contains("mode") {
            assert!(error.starts_with("the profile \"p\" of "), "{error}");
        }
        assert!(!error.contains('\n'), "{error}");
    }
}

#[tokio::test]
async fn a_cycle_of_source_profiles() {
    let link = |name: &str, source: &str| {
        format!(r#"{{"name":"{name}","mode":"ChainableRamRoleArn","source_profile":"{source}","ram_role_arn":"r"}}"#)
    };
    let table = [
        (vec![link("a", "a")], r#""a" → "a""#),
        (vec![link("a", "b"), link("b", "a")], r#""a" → "b" → "a""#),
        (vec![link("a", "b"), link("b", "c"), link("c", "b")], r#""a" → "b" → "c" → "b""#),
    ];
    for (profiles, path) in table {
        let config = Config::new(&format!(r#"{{"current":"a","profiles":[{}]}}"#, profiles.join(",")));
        let error = error(&config.source()).await;
        assert!(error.ends_with(&format!("`source_profile` forms a cycle: {path}")), "{error}");
        assert!(error.contains(config.path().to_str().unwrap()), "{error}");
    }
}

/// Each source with a path that is no file, or not one to read.
async fn errors_of(path: &Path) -> [String; 2] {
    let (cli, file) = (CliProfileCredentials::new().with_file(path), ProfileFileCredentials::new().with_file(path));
    [error(&cli).await, error(&file).await]
}

#[tokio::test]
async fn what_is_not_read_at_all() {
    let folder = tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("directory")).unwrap();
    // As long, without taking the place.
    File::create(path("long")).unwrap().set_len(100 << 20).unwrap();
    fs::write(path("binary"), b"\xff\xfe{\0}\0").unwrap();
    assert!(Command::new("mkfifo").arg(path("pipe")).status().unwrap().success());
    std::os::unix::fs::symlink(path("nothing"), path("link")).unwrap();
    for (name, reason) in [
        ("directory", "cannot be read: it is a directory"),
        ("long", "cannot be read: it has more than 1048576 bytes"),
        ("binary", "cannot be read: it is not UTF-8 text"),
        ("pipe", "cannot be read: it is not a regular file"),
    ] {
        for error in errors_of(&path(name)).await {
            assert_eq!(error, format!("{} {reason}", path(name).display()));
        }
    }
    for name in ["link", "nothing"] {
        for error in errors_of(&path(name)).await {
            assert_eq!(error, format!("there is no file {}", path(name).display()));
        }
    }
}

/// Root may read everything: a process of somebody else looks.
#[test]
fn a_file_of_somebody_else() {
    const NOBODY: u32 = 65534;

    if let Some(path) = task() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        for error in runtime.block_on(errors_of(&path)) {
            assert_eq!(error, format!("{} cannot be read: permission denied", path.display()));
        }
        return;
    }
    let folder = tempdir().unwrap();
    fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
    let path: PathBuf = folder.path().join("config.json");
    fs::write(&path, "kanarie").unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o000)).unwrap();
    let mut child = child("profiles::damaged::a_file_of_somebody_else", &path);
    if File::open(&path).is_ok() {
        child.uid(NOBODY).gid(NOBODY);
    }
    printed(&mut child);
}
