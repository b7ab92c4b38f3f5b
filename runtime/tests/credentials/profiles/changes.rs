//! Files that change while a program runs.

use std::fs;
use std::time::Duration;

use runtime::identity::{CredentialsContext, CredentialsProvider};
use runtime::transport::HttpTransport;
use std::sync::Arc;

use super::support::{Config, profile};
use crate::support::{Answer, CALL, Scripted, ask, assumed, origin};

const SECOND: Duration = Duration::from_secs(1);

fn keys(id: &str) -> String {
    profile(&format!(r#""mode":"AK","access_key_id":"{id}","access_key_secret":"s""#))
}

fn unreachable() -> Arc<Scripted> {
    Scripted::new(|_, _| Answer::Unreachable)
}

#[tokio::test]
async fn other_keys_are_used_a_second_later() {
    let (config, transport) = (Config::new(&keys("a")), unreachable());
    let source = config.source();
    assert_eq!(ask(&source, &transport, origin()).await.unwrap().access_key_id(), Some("a"));
    // As long as the file before, and written within the same moment.
    config.write(&keys("b"));
    assert_eq!(ask(&source, &transport, origin() + SECOND / 2).await.unwrap().access_key_id(), Some("a"));
    assert_eq!(ask(&source, &transport, origin() + SECOND).await.unwrap().access_key_id(), Some("b"));
    // Also if the clock was set back.
    config.write(&keys("c"));
    assert_eq!(ask(&source, &transport, origin() - SECOND).await.unwrap().access_key_id(), Some("c"));
}

#[tokio::test]
async fn other_keys_are_used_at_once_if_the_service_refuses_the_old_ones() {
    let (config, transport) = (Config::new(&keys("a")), unreachable());
    let source = config.source();
    let refused = ask(&source, &transport, origin()).await.unwrap();
    config.write(&keys("b"));
    let transport: Arc<dyn HttpTransport> = transport;
    let context = CredentialsContext::new(&transport, origin(), CALL).with_refused(&refused);
    assert_eq!(source.identity(context).await.unwrap().access_key_id(), Some("b"));
}

/// Only what the profile asks for counts.
#[tokio::test]
async fn an_identity_is_kept_while_other_parts_of_the_file_change() {
    let text = |session: &str, other: u32| {
        let role = r#""mode":"RamRoleArn","access_key_id":"i","access_key_secret":"s","ram_role_arn":"r""#;
        profile(&format!(r#"{role},"ram_session_name":"{session}","language":"{other}""#))
    };
    let config = Config::new(&text("a", 0));
    let transport = Scripted::new(|before, _| Answer::Body(200, assumed(&before.to_string(), origin() + CALL * 60)));
    let source = config.source();
    for step in 0..3 {
        config.write(&text("a", step));
        let identity = ask(&source, &transport, origin() + SECOND * step).await.unwrap();
        assert_eq!(identity.access_key_id(), Some("0"));
    }
    config.write(&text("b", 9));
    assert_eq!(ask(&source, &transport, origin() + SECOND * 3).await.unwrap().access_key_id(), Some("1"));
    assert_eq!(transport.count(), 2);
}

#[tokio::test]
async fn a_file_that_is_being_written_is_tolerated_for_a_minute() {
    let (config, transport) = (Config::new(&keys("a")), unreachable());
    let source = config.source();
    ask(&source, &transport, origin()).await.unwrap();
    config.write("");
    for seconds in [1, 59] {
        let identity = ask(&source, &transport, origin() + SECOND * seconds).await.unwrap();
        assert_eq!(identity.access_key_id(), Some("a"));
    }
    let error = ask(&source, &transport, origin() + SECOND * 60).await.unwrap_err().to_string();
    assert!(error.ends_with("config.json:1:0: the file ends unexpectedly"), "{error}");
    config.write(&keys("b"));
    assert_eq!(ask(&source, &transport, origin() + SECOND * 60).await.unwrap().access_key_id(), Some("b"));
    fs::remove_file(config.path()).unwrap();
    ask(&source, &transport, origin() + SECOND * 61).await.unwrap();
    let error = ask(&source, &transport, origin() + SECOND * 200).await.unwrap_err().to_string();
    assert!(error.starts_with("there is no file "), "{error}");
}

/// However many ask at once, the blocking threads of the runtime are not all taken.
#[tokio::test]
async fn many_calls_share_one_look_at_the_file() {
    let (config, transport) = (Config::new(&keys("a")), unreachable());
    let source = config.source();
    let calls = (0..1000).map(|_| {
        let (source, transport) = (source.clone(), transport.clone());
        tokio::spawn(async move { ask(&source, &transport, origin()).await.unwrap() })
    });
    for call in calls.collect::<Vec<_>>() {
        assert_eq!(call.await.unwrap().access_key_id(), Some("a"));
    }
    assert!(tokio::runtime::Handle::current().metrics().num_alive_tasks() < 10);
}

/// As on a network that is gone: what was read before is used.
#[test]
fn a_disk_that_hangs_holds_no_call_up() {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    let runtime = builder.enable_all().start_paused(true).max_blocking_threads(1).build().unwrap();
    runtime.block_on(async {
        let (config, transport) = (Config::new(&keys("a")), unreachable());
        let source = config.source();
        ask(&source, &transport, origin()).await.unwrap();
        config.write(&keys("b"));
        // Nothing else can be read until this is over.
        let (release, hang) = std::sync::mpsc::channel::<()>();
        let hanging = tokio::task::spawn_blocking(move || hang.recv());
        let asked = tokio::spawn({
            let (source, transport) = (source.clone(), transport.clone());
            async move { ask(&source, &transport, origin() + SECOND).await }
        });
        tokio::task::yield_now().await;
        tokio::time::advance(SECOND * 2).await;
        assert_eq!(asked.await.unwrap().unwrap().access_key_id(), Some("a"));
        drop(release);
        hanging.await.unwrap().unwrap_err();
        let identity = ask(&source, &transport, origin() + SECOND * 2).await.unwrap();
        assert_eq!(identity.access_key_id(), Some("b"));
    });
}
