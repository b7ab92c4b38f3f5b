//! Profiles whose keys a real command prints.

use std::fs::{self, Permissions};
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use runtime::Identity;
use runtime::identity::CredentialsError;

use super::support::Config;
use crate::support::{Answer, Scripted, ask, origin};

/// A profile with a command, which finds the script `tool` in its folder as `$TOOL`.
fn config(command: &str, script: &str) -> Config {
    let config = Config::new("");
    let tool = config.folder().join("my tool");
    fs::write(&tool, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&tool, Permissions::from_mode(0o700)).unwrap();
    let command = command.replace("$TOOL", tool.to_str().unwrap());
    let members = format!(r#""mode":"External","process_command":{}"#, serde_json::Value::from(command));
    config.write(&super::support::profile(&members));
    config
}

async fn ask_at(config: &Config, now: std::time::SystemTime) -> Result<Identity, CredentialsError> {
    ask(&config.source(), &Scripted::new(|_, _| Answer::Unreachable), now).await
}

async fn error(config: &Config) -> String {
    let error = ask_at(config, origin()).await.unwrap_err();
    let text = error.to_string();
    assert!(!format!("{error:?}{text}").contains("kanarie"), "{error:?}");
    assert!(text.starts_with("the profile \"p\" of ") && text.contains("config.json: `process_command` "), "{text}");
    text
}

#[tokio::test]
async fn what_a_command_prints() {
    let keys = r#""access_key_id":"i","access_key_secret":"s""#;
    let dated = Some(origin() + Duration::from_secs(3600));
    let undated = Some(origin() + Duration::from_secs(300));
    for (printed, token, ends) in [
        (format!(r#"{{"mode":"AK",{keys}}}"#), None, undated),
        (format!(r#"{{{keys},"sts_token":"t","expiration":""}}"#), Some("t"), undated),
        (
            format!(r#"{{"mode":"StsToken",{keys},"sts_token":"t","expiration":"2026-01-14T09:00:00Z"}}"#),
            Some("t"),
            dated,
        ),
    ] {
        // What it prints as an error, and what it reads, is none of a program's business.
        let script = format!("cat; echo kanarie >&2; echo '{printed}'");
        let identity = ask_at(&config("'$TOOL'", &script), origin()).await.unwrap();
        assert_eq!((identity.access_key_id(), identity.access_key_secret()), (Some("i"), Some("s")));
        assert_eq!((identity.security_token(), identity.expires_at()), (token, ends));
        assert_eq!(identity.provider_name(), "cli_profile/external");
    }
}

#[tokio::test]
async fn arguments_arrive_as_they_are_quoted_and_no_shell_is_involved() {
    let script = r#"printf '{"access_key_id":"%s|%s|%s","access_key_secret":"s"}' "$#" "$2" "$3""#;
    let config = config(r#""$TOOL" a 'b  c' $HOME;ls"#, script);
    let identity = ask_at(&config, origin()).await.unwrap();
    assert_eq!(identity.access_key_id(), Some("3|b  c|$HOME;ls"));
}

#[tokio::test]
async fn faults_of_commands() {
    let table = [
        ("/nonexistent/kanarie", "", "cannot be started: entity not found"),
        (
            "'$TOOL'",
            "echo kanarie; echo kanarie >&2; exit 3",
            "failed with exit status: 3; run it in a shell to see why",
        ),
        ("'$TOOL'", "kill -9 $$", "failed with signal: 9 (SIGKILL)"),
        ("'$TOOL'", "echo kanarie", "did not print a JSON object"),
        ("'$TOOL'", "echo '[\"kanarie\"]'", "did not print a JSON object"),
        ("'$TOOL'", "echo '{\"access_key_id\":\"kanarie\"}'", "printed no `access_key_id` or no `access_key_secret`"),
        (
            "'$TOOL'",
            "echo '{\"mode\":\"RamRoleArn\",\"access_key_id\":\"kanarie\"}'",
            "printed a `mode` that is neither AK nor",
        ),
        ("'$TOOL'", "echo '{\"mode\":\"StsToken\",\"access_key_id\":\"kanarie\"}'", "printed no `sts_token`"),
        (
            "'$TOOL'",
            "echo '{\"access_key_id\":\"i\",\"access_key_secret\":\"kanarie\",\"expiration\":\"kanarie\"}'",
            "printed an `expiration` that is not like 2026-01-14T08:00:00Z",
        ),
        ("'$TOOL'", "yes kanarie", "printed more than 65536 bytes"),
    ];
    for (command, script, reason) in table {
        let error = error(&config(command, script)).await;
        assert!(error.contains(reason), "{error}");
    }
}

/// A command that hangs is over after a minute, and is killed: the pipe that only it holds is closed.
#[tokio::test]
async fn a_command_that_hangs_is_killed() {
    let config = Config::new("");
    let pipe = config.folder().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let tool = config.folder().join("tool");
    // Opening the pipe waits until somebody reads it; then only the tool holds it, which hangs.
    fs::write(&tool, "#!/bin/sh\nexec 3>\"$1\"\nexec tail -f /dev/null\n").unwrap();
    fs::set_permissions(&tool, Permissions::from_mode(0o700)).unwrap();
    let command = format!("'{}' '{}'", tool.display(), pipe.display());
    let members = format!(r#""mode":"External","process_command":"{command}""#);
    config.write(&super::support::profile(&members));
    let source = config.source();
    let asked = tokio::spawn(async move { ask(&source, &Scripted::new(|_, _| Answer::Unreachable), origin()).await });
    let mut pipe = tokio::task::spawn_blocking(|| fs::File::open(pipe).unwrap()).await.unwrap();
    // The tool runs. From here on time passes as soon as nothing else happens.
    tokio::time::pause();
    let error = asked.await.unwrap().unwrap_err();
    assert!(error.is_timeout() && error.to_string().contains("within 60s"), "{error}");
    assert_eq!(pipe.read(&mut [0]).unwrap(), 0, "its end");
}

/// Keys without an expiration are asked for again after some minutes.
#[tokio::test]
async fn a_command_runs_again() {
    let config = config(
        "'$TOOL'",
        "echo x >> \"$0.runs\"; printf '{\"access_key_id\":\"%s\",\"access_key_secret\":\"s\"}' $(cat \"$0.runs\" | wc -l)",
    );
    let transport = Scripted::new(|_, _| Answer::Unreachable);
    let source = config.source();
    for (seconds, runs) in [(0, "1"), (60, "1"), (301, "2"), (302, "2")] {
        let identity = ask(&source, &transport, origin() + Duration::from_secs(seconds)).await.unwrap();
        assert_eq!(identity.access_key_id(), Some(runs), "{seconds}");
    }
}
