//! Processes that are killed while they write tokens back.

use std::env;
use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

use super::support::{Config, child, task};
use crate::support::{Answer, Scripted, ask, origin};

/// How often a process is killed; `KILLS` says otherwise.
const KILLS: usize = 100;

/// A long file, so that writing it takes a while.
fn text(number: usize) -> String {
    let other = json!({ "name": "other", "mode": "AK", "note": "x".repeat(20_000) });
    let profile = json!({
        "name": "p", "mode": "OAuth", "oauth_access_token": format!("a{number}"), "oauth_access_token_expire": 1,
        "oauth_refresh_token": format!("r{number}"),
    });
    json!({ "current": "p", "profiles": [other, profile], "end": true }).to_string()
}

/// Renews the tokens for ever, each time as a program that has just been started.
fn renew(config: &std::path::Path) {
    // Keys that end so soon are not used from the file: each program needs others.
    let service: Arc<Scripted> = Scripted::new(|_, sent| {
        let number = sent.body.split(['=', '&']).find_map(|part| part.strip_prefix('r')?.parse::<usize>().ok());
        Answer::Body(
            200,
            match number {
                Some(number) => {
                    let next = number + 1;
                    format!(r#"{{"access_token":"a{next}","refresh_token":"r{next}","expires_in":1}}"#)
                }
                None => crate::support::document("k", origin() + Duration::from_secs(30)),
            },
        )
    });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    println!();
    loop {
        let source = runtime::identity::CliProfileCredentials::new().with_file(config);
        runtime.block_on(ask(&source, &service, origin())).unwrap();
        println!("renewed");
    }
}

/// The file is always the old one or the new one: complete, with an access token and a refresh token that belong together.
#[test]
fn a_killed_process_leaves_a_whole_file() {
    if let Some(path) = task() {
        return renew(&path);
    }
    let kills = env::var("KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    let config = Config::new(&text(0));
    let draft = config.folder().join(".config.json.draft");
    let (mut last, mut state) = (0, 0x9E37_79B9_7F4A_7C15_u64);
    let mut left_behind = 0;
    for kill in 0..kills {
        let mut process = child("profiles::killed::a_killed_process_leaves_a_whole_file", &config.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut printed = BufReader::new(process.stdout.take().unwrap());
        // A renewal, and then, every second time, the beginning of the next one; and a random number of steps into it.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let mut line = String::new();
        while !line.ends_with("renewed\n") {
            line.clear();
            assert!(printed.read_line(&mut line).unwrap() > 0, "it ended");
        }
        while kill % 2 == 0 && !draft.exists() {}
        (0..(state >> 32) % 100_000).for_each(|step| {
            std::hint::black_box(step);
        });
        process.kill().unwrap();
        process.wait().unwrap();
        printed.read_to_end(&mut Vec::new()).unwrap();

        let file: Value = serde_json::from_str(&config.text()).expect("a whole file");
        let profile = &file["profiles"][1];
        let token = |name: &str, prefix: &str| {
            profile[name].as_str().unwrap().strip_prefix(prefix).unwrap().parse::<usize>().unwrap()
        };
        let number = token("oauth_refresh_token", "r");
        assert_eq!(number, token("oauth_access_token", "a"), "kill {kill}");
        assert!(number > last, "{number} after {last}");
        assert_eq!((&file["end"], file["profiles"][0]["note"].as_str().unwrap().len()), (&Value::Bool(true), 20_000));
        last = number;
        left_behind += usize::from(draft.exists());
    }
    println!("{kills} processes killed, {left_behind} of them while they wrote");
}

/// Processes, not only sources of one: one renews, the others find what it has written.
#[test]
fn two_processes_renew_once() {
    let path = task();
    if let Some(path) = &path {
        let count = path.with_file_name("renewals");
        let service = Scripted::new(move |_, sent| {
            Answer::Body(
                200,
                if sent.uri.ends_with("token") {
                    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(&count).unwrap();
                    std::io::Write::write_all(&mut file, b"x").unwrap();
                    r#"{"access_token":"a1","refresh_token":"r1","expires_in":7200}"#.to_owned()
                } else {
                    crate::support::document("k", origin() + Duration::from_secs(3600))
                },
            )
        });
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let source = runtime::identity::CliProfileCredentials::new().with_file(path);
        let identity = runtime.block_on(ask(&source, &service, origin())).unwrap();
        assert_eq!(identity.access_key_id(), Some("k"));
        return;
    }
    let config = Config::new(&text(0));
    let start =
        || child("profiles::killed::two_processes_renew_once", &config.path()).stdout(Stdio::null()).spawn().unwrap();
    for mut process in [start(), start(), start()] {
        assert!(process.wait().unwrap().success());
    }
    assert_eq!(std::fs::read_to_string(config.folder().join("renewals")).unwrap(), "x");
}
